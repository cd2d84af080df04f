// No page is wider than the window from 320 px up, in any colours, nor with text twice as large (RGAA 10.4, 10.11, 10.12);
// no text is cut, in drawings or elsewhere.
import { after, before, test } from 'node:test';
import { fileUrl, launch, shared } from './browser.mjs';
import { cut, leaving, sideways, unfold } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { hard, sites } from './sites.mjs';

const WIDTHS = [320, 390, 768, 1440, 1600];
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
const LARGE = ':root { font-size: 200% !important }';
// With letters twice as large, rounding is too.
const LARGE_SLACK = 6;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What is wrong with each page, opened once, unfolded: `look` is given the page and a function that collects sentences. */
const every = async (site, look) => {
  const context = await browser.newContext({ reducedMotion: 'reduce', bypassCSP: true });
  const wrong = [];
  await shared(site.pages, context, async (page, path) => {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await page.goto(fileUrl(site, path));
    await unfold(page);
    await look(page, (how, found) => wrong.push(...found.map((one) => `${path} ${how}: ${one}`)));
  });
  await context.close();
  nothing(wrong);
};

for (const site of [...sites, hard]) {
  test(`every page of the ${site.name} report fits ${WIDTHS.join(', ')} px; 320 px in dark, in forced colours and with wide text spacing; 1280 px with text twice as large`, () => every(site, async (page, tell) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      tell(`at ${width}`, [...await sideways(page), ...await leaving(page), ...await cut(page)]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    const large = await page.addStyleTag({ content: LARGE });
    tell('with text twice as large', [...await sideways(page), ...await leaving(page, LARGE_SLACK), ...await cut(page, LARGE_SLACK)]);
    await large.evaluate((style) => style.remove());
    await page.setViewportSize({ width: 320, height: 900 });
    for (const media of [{ colorScheme: 'dark' }, { colorScheme: 'light', forcedColors: 'active' }]) {
      await page.emulateMedia(media);
      tell(`in ${JSON.stringify(media)}`, await sideways(page));
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await page.addStyleTag({ content: SPACING });
    tell('with text spacing', [...await sideways(page), ...await cut(page, LARGE_SLACK)]);
  }));
}
