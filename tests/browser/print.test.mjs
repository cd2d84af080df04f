// On paper everything is there, folded or not: each highlight's title and its last sentence, the table of each
// chart, on tagged A4 pages; and no sheet is left nearly empty.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { empty, unprinted } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { isWhole, sites, source } from './sites.mjs';

let browser, folder;
before(async () => { browser = await launch(); folder = mkdtempSync(join(tmpdir(), 'print-')); });
after(async () => { await browser.close(); rmSync(folder, { recursive: true }); });

test('paper shows folded highlights even where the script is not told of printing', async () => {
  const site = sites[0];
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(fileUrl(site, site.pages.find((path) => source(site, path).includes('data-unfold'))));
  const shown = () => page.locator('.highlight__panel').evaluateAll((panels) => panels.map((panel) => getComputedStyle(panel).contentVisibility));
  assert.ok((await shown()).every((one) => one === 'hidden'));
  await page.emulateMedia({ media: 'print' });
  assert.ok((await shown()).every((one) => one === 'visible'));
  await context.close();
});

/** Prints those pages; gives what paper does not hold of them, and the sheets of a whole report that are nearly empty. */
const print = async (site, pages, options) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const file = join(folder, 'page.pdf');
  const wrong = [];
  for (const path of pages) {
    await page.goto(fileUrl(site, path));
    const found = await unprinted(page, file);
    if (isWhole(path)) found.push(...empty(file));
    wrong.push(...found.map((one) => `${path}: ${one}`));
  }
  await context.close();
  return wrong;
};

for (const site of sites) {
  const pages = site.pages.filter((path) => source(site, path).includes('class="highlight__panel"'));
  // The whole report folds nothing: it is the same with and without script.
  const [whole, chapters] = [pages.filter(isWhole), pages.filter((path) => !isWhole(path))];

  test(`the chapters of the ${site.name} report are whole on paper, folded on screen`, async () => {
    assert.ok(chapters.length > 0);
    nothing(await print(site, chapters, {}));
  });
  test(`the chapters of the ${site.name} report are whole on paper, without script`, async () => {
    nothing(await print(site, chapters, { javaScriptEnabled: false }));
  });
  test(`the whole ${site.name} report is on paper, and no sheet of it is nearly empty`, async () => {
    assert.ok(whole.length > 0);
    nothing(await print(site, whole, {}));
  });
}
