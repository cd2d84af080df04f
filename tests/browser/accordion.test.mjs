// Highlights unfold: open without script, folded with it, and reached by mouse, keyboard, address and search alike.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { closed, unfound, unreached } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { demonstration, firstPage, sites, source } from './sites.mjs';

// A chapter whose highlights hold a note, so that there is something to reach inside.
const path = firstPage(demonstration, /class="highlight__panel"[^]*?role="doc-backlink"/);
const address = fileUrl(demonstration, path);

let browser, context, page;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
});
afterEach(() => context.close());

/** Every panel: its id, whether open, and what its button says. */
const state = (of = page) => of.evaluate(() => [...document.querySelectorAll('.highlight')].map((section) => ({
  id: section.id,
  hidden: section.querySelector('.highlight__panel').getAttribute('hidden'),
  expanded: section.querySelector('.highlight__title button')?.getAttribute('aria-expanded') ?? null,
})));
const open = async () => (await state()).filter(({ hidden, expanded }) => hidden === null && expanded === 'true').map(({ id }) => id);
const focused = () => page.evaluate(() => document.activeElement.closest('.highlight')?.id ?? document.activeElement.id);
const settle = () => page.waitForTimeout(150);

test('without script every text of every page is visible, and nothing offers what needs one', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const reader = await plain.newPage();
  const wrong = [];
  for (const site of sites) {
    for (const one of site.pages.filter((name) => source(site, name).includes('highlight__panel'))) {
      await reader.goto(fileUrl(site, one));
      assert.notEqual(await reader.locator('.highlight__panel').count(), 0);
      wrong.push(...(await closed(reader)).map((what) => `${one}: ${what}`));
    }
  }
  await plain.close();
  nothing(wrong);
});

test('with the script panels are folded, yet found by a search in the page', async () => {
  await page.goto(address);
  const all = await state();
  assert.ok(all.length > 1);
  for (const { id, hidden, expanded } of all) assert.deepEqual({ id, hidden, expanded }, { id, hidden: 'until-found', expanded: 'false' });
  const named = await page.evaluate(() => [...document.querySelectorAll('.highlight__title button')].map((button) =>
    [button.parentElement.localName, document.getElementById(button.getAttribute('aria-controls'))?.className, button.textContent.trim() !== '']));
  for (const [heading, panel, text] of named) {
    assert.match(heading, /^h[2-6]$/);
    assert.equal(panel, 'highlight__panel');
    assert.ok(text);
  }
});

test('a click unfolds and folds one highlight, others stay', async () => {
  await page.goto(address);
  const [first, second] = await state();
  const button = (id) => page.locator(`#${id} .highlight__title button`);
  await button(first.id).click();
  await button(second.id).click();
  assert.deepEqual(await open(), [first.id, second.id]);
  assert.ok(await page.locator(`#${first.id}-panel`).isVisible());
  await button(first.id).click();
  assert.deepEqual(await open(), [second.id]);
});

test('the keyboard goes to each title, unfolds with Enter and Space, and shows where it is', async () => {
  await page.goto(address);
  const [first, second] = await state();
  await page.locator('[data-unfold="none"]').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(), first.id);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement));
  assert.notEqual(outline.outlineStyle, 'none', 'the focus is not shown');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), second.id, 'a folded panel holds the focus');
  await page.keyboard.press('Enter');
  assert.deepEqual(await open(), [second.id]);
  await page.keyboard.press('Space');
  assert.deepEqual(await open(), []);
});

test('the first stop of the keyboard is the way to the content', async () => {
  await page.goto(address);
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip-link');
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  const box = await skip.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.height > 20, 'the skip link is not visible when it has the focus');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'page-content');
});

test('all unfold and all fold, with a spoken count', async () => {
  await page.goto(address);
  const all = (await state()).map(({ id }) => id);
  const status = page.locator('p[role="status"].visually-hidden');
  await page.locator('[data-unfold="all"]').click();
  assert.deepEqual(await open(), all);
  await settle();
  assert.match(await status.textContent(), new RegExp(`^${all.length} `));
  await page.locator('[data-unfold="none"]').click();
  assert.deepEqual(await open(), []);
  await settle();
  assert.match(await status.textContent(), new RegExp(`^${all.length} `));
});

test('the address of a highlight unfolds it and puts the focus on its title', async () => {
  await page.goto(address);
  const ids = (await state()).map(({ id }) => id);
  for (const id of [ids[0], ids.at(-1)]) {
    const fresh = await context.newPage();
    await fresh.goto(`${address}#${id}`);
    await fresh.locator(':is(.highlight__title, .highlight__title *):focus').waitFor({ timeout: 5000 }).catch(() => {});
    const opened = (await state(fresh)).filter(({ hidden, expanded }) => hidden === null && expanded === 'true').map(({ id }) => id);
    assert.deepEqual(opened, [id]);
    nothing(await unreached(fresh));
    await fresh.close();
  }
});

test('the address of a place inside a highlight unfolds the highlight and shows the place', async () => {
  await page.goto(address);
  const inside = await page.evaluate(() => {
    const at = document.querySelector('.highlight__panel [id]:has([role="doc-backlink"])');
    return { id: at.id, highlight: at.closest('.highlight').id };
  });
  for (const way of ['load', 'hashchange']) {
    const fresh = await context.newPage();
    if (way === 'load') {
      await fresh.goto(`${address}#${inside.id}`);
    } else {
      await fresh.goto(address);
      await fresh.evaluate((id) => { location.hash = id; }, inside.id);
    }
    await fresh.waitForTimeout(250);
    const opened = (await state(fresh)).filter(({ hidden, expanded }) => hidden === null && expanded === 'true').map(({ id }) => id);
    assert.deepEqual(opened, [inside.highlight], way);
    nothing((await unreached(fresh)).map((what) => `${way}: ${what}`));
    await fresh.close();
  }
});

test('every link of other pages to a highlight leads to an unfolded one', async () => {
  const chapter = path.slice(0, -'index.html'.length);
  const links = new Set();
  for (const one of demonstration.pages.filter((other) => other !== path)) {
    for (const [, href] of source(demonstration, one).matchAll(/href="([^"]+#[^"]+)"/g)) {
      const url = new URL(href, fileUrl(demonstration, one));
      if (url.pathname === new URL(address).pathname) links.add(url.href);
    }
  }
  assert.ok(links.size > 3, `nothing leads into ${chapter}`);
  const wrong = [];
  for (const link of links) {
    const fresh = await context.newPage();
    await fresh.goto(link);
    if (!(await fresh.locator(`[id="${decodeURIComponent(new URL(link).hash.slice(1))}"]`).isVisible())) wrong.push(link);
    await fresh.close();
  }
  nothing(wrong);
});

test('a search of the browser unfolds what it finds', async () => {
  await page.goto(address);
  nothing(await unfound(page));
});

test('a chapter displayed open starts unfolded, may be folded, keeps what readers fold, and is whole on paper and without script', async () => {
  const opens = fileUrl(demonstration, firstPage(demonstration, /data-open[^]*data-unfold|data-unfold[^]*data-open/));
  await page.goto(opens);
  const ids = (await state()).map(({ id }) => id);
  assert.ok(ids.length > 1);
  assert.deepEqual(await open(), ids);
  assert.equal(await page.locator('.highlights__help').count(), 0, 'it tells how to unfold what is unfolded');
  await page.locator(`#${ids[0]} .highlight__title button`).click();
  assert.deepEqual(await open(), ids.slice(1));
  await page.reload();
  assert.deepEqual(await open(), ids.slice(1));
  await page.locator('[data-unfold="none"]').click();
  assert.deepEqual(await open(), []);
  await page.locator('[data-unfold="all"]').click();
  assert.deepEqual(await open(), ids);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const reader = await plain.newPage();
  await reader.goto(opens);
  assert.equal(await reader.locator('.highlight__panel:visible').count(), ids.length);
  nothing(await closed(reader));
  await plain.close();
  await page.locator('[data-unfold="none"]').click();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.highlight__panel:visible').count(), ids.length);
});

test('what was unfolded stays so after a reload and on the way back', async () => {
  const server = await serve(demonstration.folder);
  try {
    for (const here of [address, server.url + path]) {
      await page.goto(here);
      const ids = (await state()).map(({ id }) => id);
      await page.locator(`#${ids[0]} .highlight__title button`).click();
      await page.locator(`#${ids[1]} .highlight__title button`).click();
      await page.reload();
      assert.deepEqual(await open(), ids.slice(0, 2), `reload of ${here}`);
      await page.locator('.banner__organisation').click();
      await page.waitForLoadState();
      await page.goBack();
      await page.waitForLoadState();
      await settle();
      assert.deepEqual(await open(), ids.slice(0, 2), `back to ${here}`);
    }
  } finally {
    await server.close();
  }
});

test('a highlight opened by its address is so after a reload too, and may be folded', async () => {
  await page.goto(address);
  const [{ id }] = await state();
  await page.goto(`${address}#${id}`);
  await page.reload();
  await settle();
  assert.deepEqual(await open(), [id]);
  await page.locator(`#${id} .highlight__title button`).click();
  assert.deepEqual(await open(), []);
});

test('the address of a highlight is copied, and said to be', async () => {
  const server = await serve(demonstration.folder);
  try {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(server.url + path);
    const [{ id }] = await state();
    await page.locator(`#${id} .highlight__title button`).click();
    const link = page.locator(`#${id} a[data-copy]`);
    await link.click();
    await settle();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${server.url}${path}#${id}`);
    const said = await page.evaluate(() => document.documentElement.dataset.textCopied);
    assert.equal(await page.locator('p[role="status"].visually-hidden').textContent(), said);
    assert.match(await link.textContent(), new RegExp(said));
    assert.ok(!page.url().includes('#'), 'the page went elsewhere');
  } finally {
    await server.close();
  }
});
