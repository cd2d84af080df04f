// What axe-core says of a page: WCAG 2.2 A and AA and the tool's best practices.
import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What is wrong with the page, a sentence each; `rules` are the only ones asked for. The context of the page must bypass its own content
    policy. */
export const violations = async (page, rules) => {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
      ({ id, target: target.join(' '), html: html.slice(0, 160), why: failureSummary.split('\n').slice(1).join(';') })));
  }, rules ? { type: 'rule', values: rules } : TAGS);
  return found.map(({ id, target, html, why }) => `${id} at ${target}: ${why.trim()}\n      ${html}`);
};
