// No page is wider than the window from 320 px up, in any colours, nor with text twice as large (RGAA 10.4, 10.11, 10.12);
// no text of a drawing leaves its drawing.
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { hard, sites } from './sites.mjs';

const WIDTHS = [320, 390, 768, 1440, 1600];
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
// Rounding of a browser's own; a text may also lean out by less than its side bearing.
const SLACK = 3;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What sticks out of the window, or null. */
const WIDE = () => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element))
    .slice(0, 3).map((element) => `${element.localName}.${element.getAttribute('class') ?? ''} « ${element.textContent.trim().slice(0, 40)} »`);
  return `${root.scrollWidth} px in ${root.clientWidth}: ${out.join(' | ')}`;
};

/** Texts of drawings that leave their drawing sideways, or lie on each other. */
const CLIPPED = (slack) => [...document.querySelectorAll('svg text')].flatMap((text) => {
  const box = text.getBoundingClientRect();
  if (box.width === 0) return [];
  const svg = text.ownerSVGElement.getBoundingClientRect();
  const over = Math.max(svg.left - box.left, box.right - svg.right, svg.top - box.top, box.bottom - svg.bottom);
  return over > slack ? [`« ${text.textContent} » leaves ${text.ownerSVGElement.getAttribute('class')} ${text.ownerSVGElement.getAttribute('aria-labelledby') ?? ''} by ${Math.round(over)} px`] : [];
});

const open = async (page, site, path) => {
  await page.goto(fileUrl(site, path));
  await page.evaluate(() => {
    document.querySelector('[data-unfold="all"]')?.click();
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
};

for (const site of [...sites, hard]) {
  test(`every page of the ${site.name} report fits ${WIDTHS.join(', ')} px`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const wrong = [];
    for (const path of site.pages) {
      await open(page, site, path);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(WIDE);
        if (wide) wrong.push(`${path} at ${width}: ${wide}`);
        wrong.push(...(await page.evaluate(CLIPPED, SLACK)).map((text) => `${path} at ${width}: ${text}`));
      }
    }
    await context.close();
    nothing(wrong);
  });

  test(`every page of the ${site.name} report fits 320 px in dark and in forced colours, and with wide text spacing`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', bypassCSP: true, viewport: { width: 320, height: 900 } });
    const page = await context.newPage();
    const wrong = [];
    for (const path of site.pages) {
      await open(page, site, path);
      for (const media of [{ colorScheme: 'dark' }, { colorScheme: 'light', forcedColors: 'active' }]) {
        await page.emulateMedia(media);
        const wide = await page.evaluate(WIDE);
        if (wide) wrong.push(`${path} in ${JSON.stringify(media)}: ${wide}`);
      }
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
      await page.addStyleTag({ content: SPACING });
      const wide = await page.evaluate(WIDE);
      if (wide) wrong.push(`${path} with text spacing: ${wide}`);
    }
    await context.close();
    nothing(wrong);
  });

  test(`every page of the ${site.name} report fits 1280 px with text twice as large`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', bypassCSP: true, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const wrong = [];
    for (const path of site.pages) {
      await open(page, site, path);
      await page.addStyleTag({ content: ':root { font-size: 200% !important }' });
      const wide = await page.evaluate(WIDE);
      if (wide) wrong.push(`${path}: ${wide}`);
      wrong.push(...(await page.evaluate(CLIPPED, SLACK * 2)).map((text) => `${path}: ${text}`));
    }
    await context.close();
    nothing(wrong);
  });
}
