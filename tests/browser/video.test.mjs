// A video of another host: nothing is asked before a click; without script a plain link does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { demonstration, firstPage } from './sites.mjs';

const address = fileUrl(demonstration, firstPage(demonstration, /data-video-src/));

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('before the click no request leaves; after it the player has the video’s title and the focus', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  await context.route(/^https?:/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>player</title>' });
  });
  await page.goto(address);
  await page.evaluate(() => document.querySelector('[data-unfold="all"]')?.click());
  const button = page.locator('button[data-video-src]').first();
  await button.scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  nothing(asked);
  const { source, title } = await button.evaluate((one) => ({
    source: one.dataset.videoSrc, title: one.closest('section').querySelector('.video__title').textContent.trim(),
  }));
  await button.click();
  const player = page.locator('iframe');
  assert.equal(await player.getAttribute('title'), title);
  assert.ok(await player.evaluate((frame) => frame === document.activeElement), 'the player has no focus');
  await page.waitForTimeout(300);
  assert.deepEqual(asked, [source]);
  await context.close();
});

test('without script the placeholder names the service and links to the video', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  const video = page.locator('.video').first();
  assert.ok(await video.isVisible());
  assert.ok(!(await page.locator('button[data-video-src]').first().isVisible()));
  assert.match(await video.locator('a').getAttribute('href'), /^https:/);
  assert.equal(await page.locator('iframe').count(), 0);
  await context.close();
});
