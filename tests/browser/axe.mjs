// What axe-core says of a page: RGAA 4, WCAG 2.2 A and AA and the tool's best practices.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Gives axe-core to every page that the context will open. The context must bypass the pages' own content policy. */
export const equip = (context) => context.addInitScript(source);

/** What is wrong with the page as it stands, a sentence each. Its context was equipped. */
export const violations = async (page) => {
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
      ({ id, target: target.join(' '), html: html.slice(0, 160), why: failureSummary.split('\n').slice(1).join(';') })));
  }, TAGS);
  return found.map(({ id, target, html, why }) => `${id} at ${target}: ${why.trim()}\n      ${html}`);
};
