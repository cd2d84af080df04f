// The page of key figures: chapters and view are chosen by the style sheet alone; the script chooses the rest, sorts, counts
// aloud and keeps the selection in the address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch, watched } from './browser.mjs';
import { demonstration, firstPage } from './sites.mjs';

// The latest edition, which is the first that holds a choice of scope.
const address = fileUrl(demonstration, firstPage(demonstration, /id="filter-scope"/));

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens the page at a fragment, does something there, and fails on whatever the page complains of. */
const at = async (fragment, options, act) => {
  const context = await browser.newContext(options);
  const { page, take } = await watched(context, address.slice(0, address.lastIndexOf('/', address.lastIndexOf('/') - 1)));
  try {
    await page.goto(address + fragment);
    await act(page);
    assert.deepEqual(take().filter((problem) => !problem.startsWith('asks for')), []);
  } finally {
    await context.close();
  }
};
const names = (page) => page.locator('.tile:visible h3').allTextContents();
const counted = async (page) => Number.parseInt(await page.locator('.filter__count').textContent(), 10);

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`one chapter is chosen, then all again, ${how} script`, () => at('', { javaScriptEnabled }, async (page) => {
    const shown = () => page.locator('.group:visible').evaluateAll((groups) => groups.map((group) => group.dataset.accent));
    const every = await shown();
    assert.ok(every.length > 2);
    for (const accent of every.filter(Boolean)) {
      await page.locator(`#filter-${accent}`).check();
      assert.deepEqual(await shown(), [accent]);
    }
    await page.locator('#filter-0').check();
    assert.deepEqual(await shown(), every);
  }));

  test(`the years stand side by side, chapter by chapter, ${how} script`, () => at('', { javaScriptEnabled }, async (page) => {
    assert.equal(await page.locator('.compared').isVisible(), false);
    await page.locator('#view-table').check();
    assert.equal(await page.locator('.figures__tiles').isVisible(), false);
    const rows = page.locator('.compared tr[data-group]:visible');
    const all = await rows.count();
    assert.ok(all > 3);
    const accent = await page.locator('.compared tbody[data-accent]').first().getAttribute('data-accent');
    await page.locator(`#filter-${accent}`).check();
    assert.ok(await rows.count() > 0 && await rows.count() < all);
    for (const cell of await rows.locator('td').allTextContents()) assert.match(cell, /\S/);
    // A row leads to all that is known of its figure.
    await rows.first().locator('a').click();
    assert.equal(await page.locator('.tile:target').isVisible(), true);
  }));
}

test('without script every figure is on the page and nothing that needs one is shown', () => at('', { javaScriptEnabled: false }, async (page) => {
  assert.equal(await page.locator('.tile:visible').count(), await page.locator('.tile').count());
  for (const control of await page.locator('.filter select, .filter button, .filter__actions').all()) {
    assert.equal(await control.isVisible(), false);
  }
}));

test('scope and tag are chosen together with the chapter, counted aloud and undone at once', () => at('', {}, async (page) => {
  const all = await counted(page);
  assert.equal(all, await page.locator('.tile').count());
  assert.equal(await page.locator('.filter__count').getAttribute('role'), 'status');
  await page.locator('#filter-scope').selectOption('regional');
  const regional = await page.locator('.tile[data-scope="regional"]').count();
  assert.equal(await counted(page), regional);
  assert.equal((await names(page)).length, regional);
  const tile = page.locator('.tile[data-scope="regional"][data-tags]').first();
  const [tag] = (await tile.getAttribute('data-tags')).split(' ');
  await page.locator('#filter-tag').selectOption(tag);
  assert.ok(await counted(page) >= 1 && await counted(page) <= regional);
  for (const shown of await page.locator('.tile:visible').all()) {
    assert.equal(await shown.getAttribute('data-scope'), 'regional');
    assert.ok((await shown.getAttribute('data-tags')).split(' ').includes(tag));
  }
  // No chapter is left with nothing below its title.
  for (const group of await page.locator('.group:visible').all()) assert.ok(await group.locator('.tile:visible').count() > 0);
  await page.locator('.filter button').click();
  assert.equal(await counted(page), all);
  assert.equal(page.url(), address);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter-0');
}));

test('choices that no figure meets say so', () => at('', {}, async (page) => {
  const empty = await page.evaluate(() => {
    const tiles = [...document.querySelectorAll('.tile')];
    for (const { value } of document.querySelector('#filter-tag').options) for (const scope of ['national', 'regional']) {
      if (value && !tiles.some(({ dataset }) => dataset.scope === scope && (dataset.tags ?? '').split(' ').includes(value))) return [value, scope];
    }
    return null;
  });
  await page.locator('#filter-tag').selectOption(empty[0]);
  await page.locator('#filter-scope').selectOption(empty[1]);
  assert.deepEqual(await names(page), []);
  assert.match(await page.locator('.filter__count').textContent(), /^Aucun/);
}));

test('figures are sorted by name or by change, and go back to their chapters', () => at('', {}, async (page) => {
  const report = await names(page);
  await page.locator('#filter-sort').selectOption('nom');
  const byName = await names(page);
  assert.deepEqual(byName, [...report].sort(new Intl.Collator('fr').compare));
  assert.equal(await page.locator('.group--sorted h2').isVisible(), true);
  await page.locator('#filter-sort').selectOption('evolution');
  const weights = await page.locator('.tile:visible').evaluateAll((tiles) => tiles.map(({ dataset }) => Number(dataset.change ?? -1)));
  assert.equal(weights.length, report.length);
  assert.deepEqual(weights, [...weights].sort((a, b) => b - a));
  assert.ok(weights[0] > weights.at(-1));
  await page.locator('#filter-sort').selectOption('');
  assert.deepEqual(await names(page), report);
}));

test('the address holds the selection, which a reader who opens it finds again', () => at('', {}, async (page) => {
  const chapter = await page.locator('#filter-3').getAttribute('value');
  await page.locator('#filter-3').check();
  await page.locator('#filter-scope').selectOption('local');
  await page.locator('#filter-sort').selectOption('evolution');
  const fragment = `#chapitre=${chapter}&perimetre=local&tri=evolution`;
  assert.equal(page.url(), address + fragment);
  assert.equal(await page.locator('.filter__actions a').evaluate((link) => link.href), page.url());
  const chosen = await names(page);
  await at(fragment, {}, async (other) => {
    assert.equal(await other.locator('#filter-3').isChecked(), true);
    assert.equal(await other.locator('#filter-sort').inputValue(), 'evolution');
    assert.deepEqual(await names(other), chosen);
    // Following another selection in the same page, then none
    await other.evaluate(() => { location.hash = 'vue=tableau'; });
    await other.locator('.compared').waitFor({ state: 'visible' });
    assert.equal(await other.locator('#filter-0').isChecked(), true);
    await other.reload();
    assert.equal(await other.locator('.compared').isVisible(), true);
  });
  await at('#chapitre=nulle-part&perimetre=lunaire&tri=%3Cscript%3E', {}, async (other) => {
    assert.equal(await counted(other), await other.locator('.tile').count());
  });
}));

test('the keyboard reaches every choice', () => at('', {}, async (page) => {
  const all = await counted(page);
  await page.locator('#filter-0').focus();
  await page.keyboard.press('ArrowRight');
  assert.ok(await counted(page) < all);
  assert.match(await page.locator('.filter__count').textContent(), new RegExp(`^${(await names(page)).length} `));
  const reached = [];
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.tagName));
  }
  assert.deepEqual(reached, ['view-tiles', 'filter-scope', 'filter-tag', 'filter-sort', 'BUTTON', 'A']);
}));

test('the address of a figure shows its tile whatever was chosen', () => at('', {}, async (page) => {
  const id = await page.locator('.group:not(.group--sorted)').last().locator('.tile').first().getAttribute('id');
  await page.locator('#filter-1').check();
  await page.goto(`${address}#${id}`);
  await page.waitForTimeout(150);
  assert.ok(await page.locator(`#${id}`).isVisible());
  assert.equal(await counted(page), await page.locator('.tile').count());
}));

test('every figure says where it is cited, and the links lead there', () => at('', {}, async (page) => {
  const links = page.locator('.cited a');
  assert.ok(await links.count() > 20);
  const href = await links.first().evaluate((link) => link.href);
  const id = await page.locator('.tile:has(.cited)').first().getAttribute('id');
  await page.goto(href);
  const key = id.replace(/^chiffre-/, '');
  const cited = await page.locator(`a[href*="#${id}"], [id^="chart-${key}"], [id^="table-${key}"]`).count();
  assert.ok(cited > 0, `${href} does not cite ${id}`);
}));

test('paper shows the selection and says what it is', () => at('#chapitre=adapter', {}, async (page) => {
  const chosen = await names(page);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await names(page), chosen);
  assert.match(await page.locator('.figures__selection').innerText(), /^Sélection\s: Adapter$/);
  assert.equal(await page.locator('.filter').isVisible(), false);
}));

for (const colorScheme of ['light', 'dark']) {
  for (const fragment of ['', '#tri=nom', '#vue=tableau']) {
    test(`at 320 px nothing leaves the page${fragment && `, ${fragment}`}, ${colorScheme}`, () =>
      at(fragment, { viewport: { width: 320, height: 700 }, colorScheme }, async (page) => {
        const [page_, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(page_ <= view, `${page_} px wide`);
        for (const control of await page.locator('.filter__choices label:visible, .filter select:visible').all()) {
          const box = await control.boundingBox();
          assert.ok(box.height >= 43.9 && box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
        }
      }));
  }
}
