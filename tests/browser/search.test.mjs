// The index: whole without script; with it, filtered as words are typed, whatever their accents, plural and articles, counted aloud, and
// kept in the address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileUrl, launch, watched } from './browser.mjs';
import { demonstration, firstPage } from './sites.mjs';

// The latest edition.
const path = firstPage({ ...demonstration, pages: demonstration.pages.filter((page) => page.startsWith('2022/')) }, /class="index__letter"/);
const address = fileUrl(demonstration, path);

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens the index at a fragment, does something there, and fails on whatever the page complains of. */
const at = async (fragment, options, act) => {
  const context = await browser.newContext(options);
  const { page, take } = await watched(context, 'file:');
  try {
    await page.goto(address + fragment);
    await act(page);
    assert.deepEqual(take(), []);
  } finally {
    await context.close();
  }
};
const entries = (page) => page.locator('.index__letter li:visible').allTextContents();
const field = (page) => page.getByRole('searchbox', { name: 'Que cherchez-vous' });
const said = (page) => page.locator('.search [role="status"]').textContent();

test('without script every entry is there, and no field', () => at('', { javaScriptEnabled: false }, async (page) => {
  assert.ok((await entries(page)).length > 150);
  assert.equal(await page.locator('.search').isVisible(), false);
  await page.locator('.index__letters a', { hasText: 'T' }).click();
  assert.match(page.url(), /#page-letter-t$/);
}));

test('words are found whatever their accents, capitals, plural and articles, in any order', () => at('', {}, async (page) => {
  const all = await entries(page);
  for (const words of ['téléconsultations', 'TELECONSULTATION', 'la téléconsult', 'l’teleconsultations', '  teleconsultation  des ']) {
    await field(page).fill(words);
    const left = await entries(page);
    assert.ok(left.length > 0 && left.length < all.length / 4, `${words}: ${left.length}`);
    assert.match(left.join('\n'), /téléconsultation/i);
  }
  const [first] = all.filter((entry) => /fait marquant/.test(entry));
  const words = first.match(/\p{L}{5,}/gu).slice(0, 2);
  await field(page).fill(words.toReversed().join(' '));
  assert.ok((await entries(page)).includes(first), `${words}: ${await entries(page)}`);
}));

test('what is left is counted aloud, and letters without entries go', () => at('', {}, async (page) => {
  assert.equal(await said(page), '');
  await field(page).fill('téléconsultation');
  const left = (await entries(page)).length;
  assert.match(await said(page), new RegExp(`^${left} entrées? trouvée`));
  assert.equal(await page.locator('.index__letter:visible').evaluateAll((letters) => letters.every((letter) => letter.querySelector('li:not([hidden])'))), true);
  assert.equal(await page.locator('.index__letters').isVisible(), false);
  await field(page).fill('xylophone');
  assert.match(await said(page), /^Aucune entrée/);
  assert.deepEqual(await entries(page), []);
  await field(page).fill('');
  assert.equal(await said(page), '');
  assert.equal(await page.locator('.index__letters').isVisible(), true);
}));

test('the address keeps the words, and a letter of the index stays an address', () => at('#mots=t%C3%A9l%C3%A9consultation', {}, async (page) => {
  assert.equal(await field(page).inputValue(), 'téléconsultation');
  const left = await entries(page);
  await field(page).fill('téléconsultation généraliste');
  assert.match(decodeURIComponent(await page.evaluate(() => location.hash)), /^#mots=téléconsultation\+généraliste$/);
  await page.goto(`${address}#page-letter-t`);
  await page.reload();
  assert.ok((await entries(page)).length > left.length);
  assert.equal(await field(page).inputValue(), '');
}));

test('an entry leads to its place: a highlight is unfolded, with the focus on its title', () => at('', {}, async (page) => {
  const link = page.locator('.index__letter li:visible', { hasText: 'fait marquant' }).first().getByRole('link');
  await field(page).fill(await link.textContent());
  await link.click();
  await page.waitForLoadState();
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.equal(await page.locator(`[id="${id}"] .highlight__panel`).isVisible(), true);
  assert.equal(await page.evaluate(() => document.activeElement.closest('.highlight')?.id), id);
}));
