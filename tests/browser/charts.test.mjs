// Every form of chart, on plain and on hard data, measured with the fonts of a browser: no label lies on another or leaves its
// drawing, from 320 px to a wide screen, on paper and with text twice as large; what a chart says does not rest on colour.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { gallery } from './sites.mjs';

const VIEWS = [
  { name: '320 px', width: 320 },
  { name: '390 px', width: 390 },
  { name: '768 px', width: 768 },
  { name: '1440 px', width: 1440 },
  { name: 'paper', width: 658, media: 'print' },
  { name: '1280 px with text twice as large', width: 1280, zoom: true },
];
const FORMS = 15;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Pages that show charts, each form asked for: the chapters. */
const pages = gallery.pages.filter((path) => path.split('/').length === 3);

/** Texts of drawings that lie on each other or leave their drawing. A box of letters is their height, not that of their line;
    a letter may lean out by its side bearing. */
const TOUCHING = () => [...document.querySelectorAll('svg.plot')].flatMap((svg) => {
  const outer = svg.getBoundingClientRect();
  if (outer.width === 0) return [];
  const name = svg.getAttribute('aria-labelledby').split('-t ')[0];
  const style = getComputedStyle(svg);
  const right = outer.right;
  const boxes = [...svg.querySelectorAll('text')].filter((text) => text.getClientRects().length > 0 && text.textContent !== '').map((text) => {
    const box = text.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(text.querySelector('tspan') ?? text).fontSize);
    const spare = Math.max(0, (box.height - size) / 2);
    return { text: text.textContent, left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare, lean: 0.15 * size };
  });
  const wrong = [];
  boxes.forEach((one, i) => {
    if (Math.max(outer.left - one.left, one.right - right, outer.top - one.top, one.bottom - outer.bottom) > one.lean) {
      wrong.push(`${name}: « ${one.text} » leaves the drawing`);
    }
    for (const other of boxes.slice(0, i)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 0.5 && tall > 1) wrong.push(`${name}: « ${one.text} » lies on « ${other.text} » by ${wide.toFixed(1)} × ${tall.toFixed(1)} px in ${style.fontSize}`);
    }
  });
  return wrong;
});

for (const view of VIEWS) {
  test(`no label of a chart touches another or leaves at ${view.name}`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', bypassCSP: true, viewport: { width: view.width, height: 900 } });
    const page = await context.newPage();
    const wrong = [];
    let charts = 0;
    for (const path of pages) {
      await page.goto(fileUrl(gallery, path));
      await page.evaluate(() => document.querySelector('[data-unfold="all"]')?.click());
      if (view.media) await page.emulateMedia({ media: view.media });
      if (view.zoom) await page.addStyleTag({ content: ':root { font-size: 200% !important }' });
      charts += await page.locator('svg.plot:visible').count();
      wrong.push(...(await page.evaluate(TOUCHING)).map((text) => `${path}: ${text}`));
    }
    await context.close();
    assert.ok(charts > 30, `${charts} charts`);
    nothing(wrong);
  });
}

test('every form is in the gallery, and its parts differ in forced colours too', async () => {
  const context = await browser.newContext({ reducedMotion: 'reduce', forcedColors: 'active' });
  const page = await context.newPage();
  const forms = new Set();
  const wrong = [];
  for (const path of pages) {
    await page.goto(fileUrl(gallery, path));
    await page.evaluate(() => document.querySelector('[data-unfold="all"]')?.click());
    for (const form of await page.evaluate(() => [...document.querySelectorAll('svg.plot')].map((svg) => /plot--(\w+)/.exec(svg.getAttribute('class'))[1]))) forms.add(form);
    // A mark that is neither filled nor outlined in a colour other than the ground could not be seen.
    wrong.push(...await page.evaluate(() => [...document.querySelectorAll('svg.plot :is(rect, line, circle)')].filter((mark) => {
      // The pale part of a ring is bounded by the outlines of the ring.
      if (mark.closest('pattern') || mark.matches('.p-arc--past')) return false;
      const ground = getComputedStyle(document.body).backgroundColor;
      const { fill, stroke } = getComputedStyle(mark);
      const seen = (paint) => paint !== 'none' && paint !== ground;
      return !seen(stroke) && (mark.localName === 'line' || !seen(fill));
    }).map((mark) => mark.outerHTML)));
  }
  await context.close();
  assert.equal(forms.size, FORMS, [...forms].join(' '));
  nothing([...new Set(wrong)]);
});
