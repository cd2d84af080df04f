// On paper everything is there, folded or not: each highlight's title and its last sentence, on tagged A4 pages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { sites, source } from './sites.mjs';

let browser, folder;
before(async () => { browser = await launch(); folder = mkdtempSync(join(tmpdir(), 'print-')); });
after(async () => { await browser.close(); rmSync(folder, { recursive: true }); });

/** Letters and digits alone: paper breaks lines and hyphenates where the screen does not. */
const bare = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

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
      for (const path of pages) {
        await page.goto(fileUrl(site, path));
        const told = await page.locator('.highlight').evaluateAll((all) => all.map((section) => {
          const paragraphs = [...section.querySelectorAll('.highlight__panel :is(p, li)')]
            .filter((one) => !one.closest('.highlight__foot, .data, .data__actions, .actions, .notes, .video') && one.textContent.trim().length > 30);
          return { title: section.querySelector('.highlight__title').textContent, last: paragraphs.at(-1)?.textContent ?? '' };
        }));
        const file = join(folder, 'page.pdf');
        await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
        const text = bare(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
        assert.ok(told.length > 0);
        for (const { title, last } of told) {
          if (!text.includes(bare(title))) wrong.push(`${path}: the title « ${title} » is not printed`);
          const sentence = bare(last).slice(-40);
          if (!text.includes(sentence)) wrong.push(`${path}: « ${title} » is not printed to its end: « …${last.trim().slice(-60)} »`);
        }
        const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
        if (!/Tagged:\s+yes/.test(info)) wrong.push(`${path}: the PDF is not tagged`);
        if (!/Page size:\s+59\d.*84\d/.test(info)) wrong.push(`${path}: not A4: ${/Page size:.*/.exec(info)}`);
      }
      await context.close();
      nothing(wrong);
    });
  }
}
