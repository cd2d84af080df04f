// Videos of other hosts: nothing is asked or kept before a click; the reader's agreement is for one video or, when asked, for six
// months, and is taken back as easily as it was given; without script a plain link does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { demonstration, firstPage, source } from './sites.mjs';

const path = firstPage(demonstration, /data-video-src/);
const address = fileUrl(demonstration, path);
const privacy = firstPage(demonstration, /data-consent-none/);
const KEY = 'millesime-videos';

let browser, server;
before(async () => { browser = await launch(); server = await serve(demonstration.folder); });
after(async () => { await browser.close(); server.close(); });

/** A context whose requests to other hosts are answered here and noted. */
const reader = async (options = {}) => {
  const context = await browser.newContext(options);
  const asked = [];
  await context.route((url) => /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="fr"><title>player</title>' });
  });
  const page = await context.newPage();
  const open = async (where = path) => {
    await page.goto(server.url + where);
    await page.evaluate(() => document.querySelector('[data-unfold="all"]:not([hidden])')?.click());
  };
  return { context, page, asked, open, kept: () => page.evaluate((key) => localStorage.getItem(key), KEY) };
};
const accept = (page) => page.locator('button[data-video-src]').first();
const player = (page) => page.locator('.video iframe').first();

test('before the click no request leaves and nothing is kept; after it the player has the video’s title and the focus', async () => {
  const { context, page, asked, open } = await reader();
  await open();
  await accept(page).scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  nothing(asked);
  const held = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length, navigator.serviceWorker?.controller]);
  assert.deepEqual(held, ['', 0, 0, null]);
  const { wanted, title } = await accept(page).evaluate((one) => ({
    wanted: one.dataset.videoSrc, title: one.closest('section').querySelector('.video__title').textContent.trim(),
  }));
  await accept(page).click();
  assert.equal(await player(page).getAttribute('title'), title);
  assert.ok(await player(page).evaluate((frame) => frame === document.activeElement), 'the player has no focus');
  await page.waitForTimeout(300);
  assert.deepEqual(asked, [wanted]);
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'an agreement for one video is not kept');
  await open();
  assert.equal(await player(page).count(), 0, 'an agreement for one video ends with the page');
  await context.close();
});

test('the question names the service in its sentence, its choice and its link', async () => {
  const { context, page, open } = await reader();
  await open();
  const video = page.locator('.video[data-video]').first();
  const service = await video.getAttribute('data-video');
  for (const part of ['p', 'label', 'a']) assert.match(await video.locator(part).filter({ hasText: service }).first().innerText(), new RegExp(service));
  await context.close();
});

test('« always » is kept six months for the service, and taken back under the video', async () => {
  const { context, page, asked, open, kept } = await reader();
  await open();
  const service = await page.locator('.video[data-video]').first().getAttribute('data-video');
  await page.getByRole('checkbox').first().check();
  await accept(page).click();
  const until = JSON.parse(await kept())[service];
  const wanted = new Date();
  wanted.setMonth(wanted.getMonth() + 6);
  assert.ok(Math.abs(until - wanted.getTime()) < 60_000, `kept until ${new Date(until)}`);
  await open();
  await player(page).scrollIntoViewIfNeeded();
  assert.equal(await player(page).count(), 1, 'the kept agreement shows the video');
  await page.locator('[data-video-allowed] button').first().click();
  assert.equal(await player(page).count(), 0);
  assert.equal(await kept(), null);
  assert.ok(await accept(page).evaluate((one) => one === document.activeElement), 'the focus is lost');
  assert.notEqual(await page.locator('[data-video-state]').first().innerText(), '');
  await page.waitForTimeout(300);
  asked.length = 0;
  await open();
  await page.waitForTimeout(300);
  nothing(asked);
  await context.close();
});

test('the page of personal data tells what is kept and takes it back', async () => {
  const { context, page, open, kept } = await reader();
  await open(privacy);
  assert.ok(await page.locator('[data-consent-none]').isVisible());
  const service = await page.locator('[data-consent]').first().getAttribute('data-consent');
  await page.evaluate(([key, name]) => localStorage.setItem(key, JSON.stringify({ [name]: Date.now() + 1e9 })), [KEY, service]);
  await open(privacy);
  const entry = page.locator('[data-consent]').first();
  assert.match(await entry.innerText(), new RegExp(`${service}.*\\d{4}`));
  await entry.getByRole('button').click();
  assert.ok(!(await entry.isVisible()));
  assert.ok(await page.locator('[data-consent-none]').isVisible());
  assert.equal(await kept(), null);
  await context.close();
});

test('an agreement that has expired, or that cannot be read, is as none', async () => {
  for (const value of [(name) => JSON.stringify({ [name]: Date.now() - 1000 }), () => '{', () => '"x"']) {
    const { context, page, asked, open } = await reader();
    await open();
    const service = await page.locator('.video[data-video]').first().getAttribute('data-video');
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, value(service)]);
    await open();
    await page.waitForTimeout(200);
    assert.equal(await player(page).count(), 0);
    nothing(asked);
    await context.close();
  }
});

test('every page leads to where agreements are taken back, and only pages with a video may frame its host', () => {
  const wrong = [];
  for (const page of demonstration.pages) {
    const html = source(demonstration, page);
    if (!page.endsWith('donnees-personnelles/index.html') && !/href="[^"]*donnees-personnelles\/index\.html"/.test(html)) wrong.push(`${page} does not lead to the page of personal data`);
    const [, frames] = /frame-src ([^;]+);/.exec(html) ?? [];
    const wanted = [...new Set([...html.matchAll(/data-video-src="(https:\/\/[^/"]+)/g)].map(([, origin]) => origin))].sort().join(' ') || "'none'";
    if (frames !== wanted && frames !== wanted.replace(/'/g, '&#x27;')) wrong.push(`${page} may frame ${frames}, and holds ${wanted}`);
  }
  nothing(wrong);
});

test('without script the placeholder names the service and links to the video', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  const video = page.locator('.video').first();
  assert.ok(await video.isVisible());
  assert.ok(!(await page.locator('button[data-video-src]').first().isVisible()));
  assert.ok(!(await page.getByRole('checkbox').first().isVisible()));
  assert.match(await video.locator('a').getAttribute('href'), /^https:/);
  assert.equal(await page.locator('iframe').count(), 0);
  await context.close();
});
