// The printed documents: tagged, in their language, with titles, an outline and page numbers that are true; offered with their size,
// and the same bytes on every day. The sites under test were built with --pdf.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nothing } from './nothing.mjs';
import { demonstration, isWhole, sites, source } from './sites.mjs';

/** The sites that tests/run builds with their documents. */
const printed = sites.filter(({ name }) => ['demonstration', 'new'].includes(name));
const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
const documents = ({ folder }) => readdirSync(folder, { recursive: true }).map(String).filter((path) => /-\d{4}\.pdf$/.test(path)).sort();
const bare = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
const entities = (text) => text.replace(/&amp;/g, '&').replace(/&#x27;/g, "'").replace(/&quot;/g, '"');

test('each edition and each chapter has its document', () => {
  for (const site of printed) {
    const chapters = site.pages.filter((path) => source(site, path).includes('data-unfold') || source(site, path).includes('class="highlights__list"'));
    const whole = site.pages.filter(isWhole);
    const expected = [...new Set([...chapters, ...whole].map((path) => dirname(path)))].sort();
    assert.deepEqual(documents(site).map((path) => dirname(path)), expected);
  }
});

test('every document is tagged, titled, in French, A4, and names no folder of the machine', () => {
  const wrong = [];
  for (const site of printed) {
    for (const path of documents(site)) {
      const file = join(site.folder, path);
      const info = run('pdfinfo', file);
      for (const [what, pattern] of [['tagged', /Tagged:\s+yes/], ['titled', /Title:\s+\S.*\| .*\d{4}/], ['A4', /Page size:\s+59\d.*84\d/]]) {
        if (!pattern.test(info)) wrong.push(`${path} is not ${what}`);
      }
      if (/CreationDate|ModDate/.test(info)) wrong.push(`${path} tells on which day it was printed`);
      const bytes = readFileSync(file, 'latin1');
      if (bytes.includes('millesime-') || /file:\/\//.test(run('pdfinfo', '-url', file))) wrong.push(`${path} names the folder it was printed from`);
      if (/localhost|127\.0\.0\.1/.test(run('pdfinfo', '-url', file))) wrong.push(`${path} leads to this machine`);
    }
  }
  nothing(wrong);
});

test('a checker of PDF/UA finds no fault that a machine can judge', () => {
  const checker = join(root, 'target/checkers/bin/pdfua');
  const wrong = [];
  for (const site of printed) {
    for (const path of documents(site)) {
      try {
        run(checker, 'check', '--min-severity', 'error', join(site.folder, path));
      } catch (error) {
        wrong.push(`${path}\n${error.stdout}`);
      }
    }
  }
  nothing(wrong);
});

test('charts and pictures say in the document what they say on the page', () => {
  const path = documents(demonstration).find((one) => one.includes('2022/rapport'));
  const html = source(demonstration, '2022/rapport/index.html');
  // A chart of the page says its title and its description; the tags of the document hold both.
  const structure = bare(run('pdfinfo', '-struct-text', join(demonstration.folder, path)));
  const alternatives = [...html.matchAll(/<svg[^>]*aria-labelledby[^>]*>.*?<title[^>]*>([^<]+)<\/title>/gs)].map(([, text]) => entities(text));
  assert.ok(alternatives.length > 20);
  assert.ok((structure.match(/alttext|figure/g) ?? []).length > 20);
  const outline = run('pdftohtml', '-xml', '-i', '-stdout', join(demonstration.folder, path));
  const entries = [...outline.matchAll(/<item page="(\d+)">([^<]+)<\/item>/g)].map(([, page, text]) => [bare(entities(text)), Number(page)]);
  const titles = [...html.matchAll(/<h\d class="(?:opening__title|highlight__title)"[^>]*>(.*?)<\/h\d>/g)].map(([, text]) => bare(entities(text.replace(/<[^>]+>/g, ''))));
  assert.ok(titles.length > 30);
  nothing(titles.filter((title) => !entries.some(([text]) => text.includes(title))).map((title) => `${title} is not in the outline`));
});

test('the contents name the page where each chapter and each highlight starts', () => {
  const wrong = [];
  for (const site of printed) {
    for (const path of documents(site).filter((one) => /\/(rapport|report)\//.test(one))) {
      const file = join(site.folder, path);
      const pages = run('pdftotext', '-raw', file, '-').split('\f').map(bare);
      const html = source(site, path.replace(/[^/]+$/, 'index.html'));
      const contents = /<nav class="whole__contents.*?<\/nav>/s.exec(html)[0];
      const entries = [...contents.matchAll(/<a href="#[^"]+">(.*?)<\/a>/g)].map(([, text]) => bare(entities(text)));
      assert.ok(entries.length > 3);
      for (const entry of entries) {
        const [, number] = pages[1].match(new RegExp(`${entry}(\\d+?)(?=${entries[entries.indexOf(entry) + 1] ?? '$|caisse|organisme'})`)) ?? [];
        if (!number) { wrong.push(`${path}: no page for ${entry}`); continue; }
        // The contents name a chapter by its number, label and title; its opening shows the title alone.
        const printed = pages[Number(number) - 1] ?? '';
        if (!printed.includes(entry) && !printed.includes(entry.slice(-12))) wrong.push(`${path}: ${entry} is not on page ${number}`);
      }
    }
  }
  nothing(wrong);
});

test('the cover and the chapters offer their document with its true size', () => {
  const wrong = [];
  for (const path of documents(demonstration)) {
    const folder = dirname(path);
    const pages = folder.endsWith('/rapport') ? [join(folder, 'index.html'), join(dirname(folder), 'index.html')] : [join(folder, 'index.html')];
    const bytes = statSync(join(demonstration.folder, path)).size;
    for (const page of pages) {
      const link = new RegExp(`href="[^"]*${path.split('/').pop()}"[^>]*>.*?</a>`).exec(source(demonstration, page))?.[0];
      if (!link) { wrong.push(`${page} does not offer ${path}`); continue; }
      const [, number, unit] = /([\d,]+)\s(ko|Mo)/.exec(link) ?? [];
      const said = Number(number?.replace(',', '.')) * (unit === 'Mo' ? 1e6 : 1e3);
      if (!(Math.abs(said - bytes) <= (unit === 'Mo' ? 5e4 : 500))) wrong.push(`${page} says ${number} ${unit} of ${bytes} bytes`);
    }
  }
  nothing(wrong);
});

test('the documents of a report are the same bytes when they are printed again', () => {
  const out = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    run(join(root, 'target/debug/millesime'), 'build', join(root, 'target/sites/workspace'), '--pdf', '--quiet', '--out', join(out, 'again'));
    const site = printed.find(({ name }) => name === 'new');
    const changed = documents(site).filter((path) => !readFileSync(join(site.folder, path)).equals(readFileSync(join(out, 'again', path))));
    assert.deepEqual(changed, []);
  } finally {
    rmSync(out, { recursive: true });
  }
});
