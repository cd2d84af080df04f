// The page of key figures: its filter works by the style sheet alone; the script adds a count that is spoken.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { demonstration, firstPage } from './sites.mjs';

const address = fileUrl(demonstration, firstPage(demonstration, /<form class="filter">/));

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const javaScriptEnabled of [false, true]) {
  test(`the filter shows one chapter, then all again, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(address);
    const shown = async () => {
      const groups = [];
      for (const group of await page.locator('.group').all()) if (await group.isVisible()) groups.push(await group.getAttribute('data-accent'));
      return groups;
    };
    const every = await shown();
    assert.ok(every.length > 2);
    // The figures of the whole year, which no chapter has, have no choice of their own.
    for (const accent of every.filter(Boolean)) {
      await page.locator(`#filter-${accent}`).check();
      assert.deepEqual(await shown(), [accent]);
    }
    await page.locator('#filter-0').check();
    assert.deepEqual(await shown(), every);
    await context.close();
  });
}

test('the filter answers the arrow keys and says how many figures are shown', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const count = page.locator('.filter__count');
  const tiles = () => page.locator('.tile:visible').count();
  assert.equal(await count.getAttribute('role'), 'status');
  assert.match(await count.textContent(), new RegExp(`^${await tiles()} `));
  const all = await tiles();
  await page.locator('#filter-0').focus();
  await page.keyboard.press('ArrowRight');
  assert.ok(await tiles() < all);
  assert.match(await count.textContent(), new RegExp(`^${await tiles()} `));
  await context.close();
});

test('the address of a figure shows its tile whatever the filter was', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const id = await page.locator('.group').last().locator('.tile').first().getAttribute('id');
  await page.locator('#filter-1').check();
  await page.goto(`${address}#${id}`);
  await page.waitForTimeout(150);
  assert.ok(await page.locator(`#${id}`).isVisible());
  await context.close();
});
