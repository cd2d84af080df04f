// Readers who ask for less motion have none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch, shared } from './browser.mjs';
import { moving } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { demonstration, folio, kinds } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What moves on a page of each kind, for readers with that wish. */
const motion = async (site, reducedMotion) => {
  const context = await browser.newContext({ reducedMotion });
  const found = [];
  await shared(kinds(site), context, async (page, path) => {
    await page.goto(fileUrl(site, path));
    found.push(...(await moving(page)).map((what) => `${path}: ${what}`));
  });
  await context.close();
  return found;
};

for (const site of [demonstration, folio]) {
  test(`${site.name}: nothing moves for readers who ask for less motion`, async () => nothing(await motion(site, 'reduce')));
}

test('what moves for the others is seen', async () => assert.notDeepEqual(await motion(demonstration, 'no-preference'), []));
