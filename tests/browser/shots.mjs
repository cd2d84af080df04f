// Pictures of the demonstration report for people to look at: node tests/browser/shots.mjs OUTDIR [SITE]
// Each kind of page at three widths, light and dark, and its pages on paper. Needs target/sites, which tests/run builds.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileUrl, launch } from './browser.mjs';
import { hard, MISSING, sites, source } from './sites.mjs';

const KINDS = {
  cover: /<div class="cover">/,
  foreword: /class="foreword-page"/,
  chapter: /<button[^>]*data-unfold/,
  highlight: /opening--highlight/,
  figures: /<form class="filter"/,
  whole: /class="whole__contents/,
  contents: /class="contents/,
  search: /class="index__letter"/,
  glossary: /class="glossary/,
  legal: /class="legal/,
};
const SIZES = { wide: [1440, 900], tablet: [768, 1024], phone: [390, 844] };
const PAPER = 8;

const out = process.argv[2];
if (!out) {
  console.error('usage: node tests/browser/shots.mjs OUTDIR [SITE]');
  process.exit(2);
}
/** The site to be shown: `demonstration`, `new`, `folio` or `hard`. */
const site = [...sites, hard].find(({ name }) => name === (process.argv[3] ?? 'demonstration'));
if (!site) throw new Error(`there is no site ${process.argv[3]}: ${sites.map(({ name }) => name).join(', ')}`);
mkdirSync(out, { recursive: true });

// The latest edition first: it has every kind of page.
const pages = [...site.pages].filter((path) => path !== MISSING)
  .sort((a, b) => b.split('/')[0].localeCompare(a.split('/')[0], undefined, { numeric: true }) || a.length - b.length);
const browser = await launch();

for (const [kind, pattern] of Object.entries(KINDS)) {
  const path = pages.find((one) => /^\d/.test(one) && pattern.test(source(site, one)));
  if (!path) {
    console.error(`${kind}: no such page`);
    continue;
  }
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(fileUrl(site, path));
      const shot = async (name, fullPage) => {
        // Pictures far below are only fetched when a reader comes near.
        await page.evaluate(() => Promise.all([...document.images].map((image) => {
          image.loading = 'eager';
          return image.decode().catch(() => {});
        })));
        await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`), fullPage });
      };
      // The whole report is too long for one picture.
      await shot(kind, kind !== 'whole');
      if (kind === 'chapter') {
        await page.evaluate(() => document.querySelector('[data-unfold="all"]').click());
        await shot('chapter-unfolded', true);
      }
      await context.close();
    }
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(fileUrl(site, path));
  const file = join(out, `${kind}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  execFileSync('pdftoppm', ['-png', '-r', '60', '-l', String(PAPER), file, join(out, `${kind}-paper`)]);
  if (kind !== 'whole') rmSync(file);
  await context.close();
  console.log(`${kind}: ${path}`);
}
await browser.close();
