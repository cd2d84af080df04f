// Every page, light and dark, passes axe-core: WCAG 2.2 A and AA and the tool's best practices.
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch } from './browser.mjs';
import { unfold } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { demonstration, hard, once, sites } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Every page of the site at that size and in those colours; `prepare` is given the page, `rules` are the only ones asked for. */
const look = async (site, options, pages, { prepare, rules } = {}) => {
  const server = await serve(site.folder);
  // The page's own policy would refuse the tool's script.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const found = [];
  try {
    for (const path of pages) {
      await page.goto(server.url + path);
      await prepare?.(page);
      found.push(...(await violations(page, rules)).map((one) => `${path}: ${one}`));
    }
  } finally {
    await context.close();
    await server.close();
  }
  return found;
};

for (const site of [...sites, hard]) {
  const wide = { viewport: { width: 1280, height: 900 } };
  test(`axe finds nothing in the ${site.name} report, unfolded`, async () => {
    nothing(await look(site, wide, site.pages, { prepare: unfold }));
  });
  test(`axe finds nothing in the colours of the ${site.name} report, unfolded, dark`, async () => {
    // The rest of a page is the same in all colours, and the demonstration's highlights are in its chapters.
    const pages = site === demonstration ? site.pages.filter(once()) : site.pages;
    nothing(await look(site, { ...wide, colorScheme: 'dark' }, pages, { prepare: unfold, rules: ['color-contrast', 'link-in-text-block'] }));
  });
  test(`axe finds nothing in the ${site.name} report, folded, on a telephone`, async () => {
    const chapters = site.pages.filter((path) => path.split('/').length <= 3);
    nothing(await look(site, { viewport: { width: 320, height: 700 } }, chapters));
  });
}
