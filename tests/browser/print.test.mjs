// On paper everything is there, folded or not: each highlight's title and its last sentence, the table of each
// chart, on tagged A4 pages.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { unprinted } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { sites, source } from './sites.mjs';

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

for (const site of sites) {
  const pages = site.pages.filter((path) => source(site, path).includes('class="highlight__panel"'));
  for (const script of [true, false]) {
    test(`the chapters of the ${site.name} report are whole on paper, ${script ? 'folded on screen' : 'without script'}`, async () => {
      const context = await browser.newContext({ javaScriptEnabled: script });
      const page = await context.newPage();
      const wrong = [];
      assert.ok(pages.length > 0);
      for (const path of pages) {
        await page.goto(fileUrl(site, path));
        wrong.push(...(await unprinted(page, join(folder, 'page.pdf'))).map((one) => `${path}: ${one}`));
      }
      await context.close();
      nothing(wrong);
    });
  }
}
