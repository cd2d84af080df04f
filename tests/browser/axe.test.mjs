// Every page, light and dark, passes axe-core: WCAG 2.2 A and AA and the tool's best practices.
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { hard, sites } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Every page of the site at that size and in those colours; `prepare` runs in the page. */
const look = async (site, options, pages, prepare) => {
  const server = await serve(site.folder);
  // The page's own policy would refuse the tool's script.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const found = [];
  try {
    for (const path of pages) {
      await page.goto(server.url + path);
      if (prepare) await page.evaluate(prepare);
      found.push(...(await violations(page)).map((one) => `${path}: ${one}`));
    }
  } finally {
    await context.close();
    await server.close();
  }
  return found;
};

const UNFOLD = () => {
  document.querySelector('[data-unfold="all"]')?.click();
  for (const details of document.querySelectorAll('details')) details.open = true;
};

for (const site of [...sites, hard]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing in the ${site.name} report, unfolded, ${colorScheme}`, async () => {
      nothing(await look(site, { colorScheme, viewport: { width: 1280, height: 900 } }, site.pages, UNFOLD));
    });
  }
  test(`axe finds nothing in the ${site.name} report, folded, on a telephone`, async () => {
    const chapters = site.pages.filter((path) => path.split('/').length <= 3);
    nothing(await look(site, { viewport: { width: 320, height: 700 } }, chapters));
  });
}
