// The checks themselves: a page broken on purpose for each of them must be reported, and the same page unbroken must not.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { equip, violations } from './axe.mjs';
import { launch, watched } from './browser.mjs';
import {
  closed, cut, dead, empty, isInline, kept, leaving, moving, read, sideways, unfold, unfound, unprinted, unreached,
} from './checks.mjs';
import { unseen } from './focus.mjs';
import { judge } from './html.mjs';
import { judge as lighthouse } from './lighthouse.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { firstPage, sites, source } from './sites.mjs';

// A chapter of a new report, with a chart and its table in a highlight.
const site = sites.find(({ name }) => name === 'new');
const path = firstPage(site, /class="highlight__panel"[^]*?<table[^]*class="neighbours"/);
const html = source(site, path);
const broken = join(dirname(path), 'broken.html');

let browser, folder, rater, server;
before(async () => {
  browser = await launch();
  rater = await lighthouse();
  folder = mkdtempSync(join(tmpdir(), 'broken-'));
  cpSync(site.folder, folder, { recursive: true });
  server = await serve(folder);
});
after(async () => {
  await browser.close();
  await rater.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Opens that HTML as a page of the site. */
const opened = async (text, { fragment = '', ...options }, act) => {
  writeFileSync(join(folder, broken), text);
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', ...options });
  await equip(context);
  const { page, take } = await watched(context, server.url);
  try {
    await page.goto(server.url + broken + fragment, { waitUntil: 'load' });
    await page.waitForTimeout(150);
    return await act(page, take);
  } finally {
    await context.close();
  }
};

const inside = (more) => (text) => text.replace('</main>', `${more}</main>`);
const script = (code) => {
  writeFileSync(join(folder, dirname(path), 'broken.js'), code);
  return inside('<script src="broken.js"></script>');
};
const style = (rules) => {
  writeFileSync(join(folder, dirname(path), 'broken.css'), rules);
  return (text) => text.replace('</head>', '<link rel="stylesheet" href="broken.css"></head>');
};
const axe = violations;
const checker = () => judge(folder, [broken]).errors;
const rated = () => rater.rate(server.url + broken);
const asked = (page, take) => take();
const inline = async (page) => (isInline(await page.content()) ? ['something is inline'] : []);
const printed = (page) => unprinted(page, join(folder, 'page.pdf'));
const sheets = async (page) => {
  await printed(page);
  return empty(join(folder, 'page.pdf'));
};
const links = async (page) => dead(folder, new Map([[broken, await read(page)]]),
  (url) => (url.href.startsWith(server.url) ? decodeURIComponent(url.pathname.slice(1)) : null));
const large = async (page) => {
  await unfold(page);
  await page.addStyleTag({ content: ':root { font-size: 200% !important }' });
  return [...await leaving(page, 6), ...await cut(page, 6)];
};
const [, id] = /<section class="highlight" id="([^"]+)"/.exec(html);
const phone = { viewport: { width: 320, height: 800 } };

/** What is checked: how the page is broken, what finds it, what is found. */
const CHECKS = [
  ['axe: a picture without alternative', () => inside('<img src="../theme/a.svg">'), axe, /image-alt/],
  ['axe: pale letters', () => style('main p { color: #ccc }'), axe, /color-contrast/],
  ['Lighthouse: accessibility', () => inside('<img src="../theme/a.svg">'), rated, /accessibility \d+: .*image-alt/],
  ['Lighthouse: best practices', () => script('nulle.part()'), rated, /best-practices \d+: .*errors-in-console/],
  ['Lighthouse: search engines', () => (text) => text.replace(/<meta name="description"[^>]*>/, ''), rated, /seo \d+: .*meta-description/],
  ['the HTML checker', () => inside('<p><div></p>'), checker, /“p”/],
  ['a link to no page', () => inside('<a href="nulle-part/index.html">Suite</a>'), links, /leads to no file/],
  ['a link to no place', () => inside('<a href="#nulle-part">Suite</a>'), links, /leads to no place/],
  ['an id given twice', () => inside('<p id="page-content">a</p>'), links, /is there twice/],
  ['a picture of another host', () => inside('<img src="https://example.org/a.png" alt="">'), links, /outside the site/],
  ['a request to another host', () => inside('<img src="http://127.0.0.1:9/a.png" alt="">'), asked, /asks for http:\/\/127\.0\.0\.1:9/],
  ['a file that is missing', () => inside('<img src="rien.png" alt="">'), asked, /404 for/],
  ['a script that fails', () => script('nulle.part()'), asked, /script: nulle is not defined/],
  ['what the policy refuses', () => inside('<script>document.title = "a"</script>'), asked, /Content Security Policy/, { bypassCSP: false }],
  ['something inline', () => inside('<p style="color: red">a</p>'), inline, /inline/],
  ['a cookie', () => script('document.cookie = "a=1"'), kept, /keeps a cookie/],
  ['a storage', () => script('localStorage.a = 1; sessionStorage.b = 1'), kept, /sessionStorage/],
  ['a database', () => script('indexedDB.open("a")'), kept, /indexedDB a/],
  ['a page wider than a telephone', () => (text) => style('.broken { inline-size: 400px }')(inside('<div class="broken">a</div>')(text)), sideways, /px in 320: div\.broken/, phone],
  ['letters cut when they are large', () => style('.highlight__title { block-size: 2rem; font-size: 2rem; overflow: hidden; inline-size: 6em }'), large, /is cut by h3/],
  ['a label that leaves its drawing', () => style('svg.plot text { font-size: 4rem }'), large, /leaves plot/],
  ['panels closed without script', () => style('.highlight__panel { display: none }'), closed, /is not visible/, { javaScriptEnabled: false }],
  ['a button without script', () => inside('<button type="button">Rien</button>'), closed, /can do nothing/, { javaScriptEnabled: false }],
  ['a panel that its address does not open', () => (text) => text.replace(/<script[^]*?<\/script>/g, '').replaceAll('class="highlight__panel"', 'class="highlight__panel" hidden'),
    unreached, /stands in a folded panel/, { fragment: `#${id}-panel` }],
  ['a panel that a search does not open', () => (text) => text.replace(/<script[^]*?<\/script>/g, '').replaceAll('class="highlight__panel"', 'class="highlight__panel" hidden'),
    unfound, /stays folded/],
  ['motion that was not wanted', () => style('.highlight__title { transition: rotate 400ms !important }'), moving, /h3\.highlight__title moves/],
  ['a highlight that takes no focus', () => (text) => text.replace(/<script[^]*?<\/script>/g, ''), unreached, /has no focus/, { fragment: `#${id}` }],
  ['a focus that is not shown', () => style('*:focus-visible { outline: none !important }'), unseen, /does not show the focus/],
  ['a focus under a banner', () => style('.masthead { position: fixed; z-index: 9; inset: 0; block-size: 60vh; background: white } html { scroll-padding: 0 !important }'), unseen, /is covered/],
  ['a panel that paper loses', () => style('@media print { .highlight__panel { display: none !important } }'), printed, /is not printed to its end/],
  ['a table that paper loses', () => style('@media print { .chart .data, .chart table { display: none !important } }'), printed, /the table of a chart is not printed/],
  ['sheets that are nearly empty', () => style('@media print { .highlight__title { break-after: page !important } }'), sheets, /is printed on \d+ %/],
  ['paper that is not A4', () => style('@page { size: A5 !important }'), printed, /not A4/],
];

for (const [name, breaks, check, found, options = {}] of CHECKS) {
  test(`a broken page is reported: ${name}`, async () => {
    const change = breaks();
    const text = change(html);
    assert.notEqual(text, html, 'nothing is broken');
    const wrong = await opened(text, options, check);
    assert.ok(wrong.some((one) => found.test(one)), `not reported; found: ${wrong.join(' | ') || 'nothing'}`);
  });
}

test('the page unbroken passes each check', async () => {
  // What is broken at a place of the page is looked at there.
  const checks = new Map(CHECKS.map(([name, , check, , options = {}]) => [check, { name, options }]));
  const wrong = [];
  for (const [check, { name, options }] of checks) {
    wrong.push(...(await opened(html, options, check)).map((one) => `${name}: ${one}`));
  }
  nothing(wrong);
});
