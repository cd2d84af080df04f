// The preview keeps up with whoever writes: pages change in place, errors come and go, the reader stays where they were.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { equip, violations } from './axe.mjs';
import { launch, watched } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { preview } from './preview.mjs';

const CHAPTER = '2025/accueillir/';
const TEXT = 'content/2025/10-accueillir/10-rendez-vous.md';
const FIGURES = 'content/2025/10-accueillir/figures.yaml';

let browser, context, page, take, site;
before(async () => {
  browser = await launch();
  site = await preview('--editor', 'vscode');
});
after(async () => {
  site.close();
  await browser.close();
});
beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  ({ page, take } = await watched(context, site.url));
});
afterEach(() => context.close());

const go = async (path) => {
  await page.goto(site.url + path);
  await page.waitForFunction(() => document.querySelector('millesime-preview')?.shadowRoot.querySelector('.counter').textContent !== '');
  // What is here now is gone after a load.
  await page.evaluate(() => { window.stayed = true; });
};
const stayed = () => page.evaluate(() => window.stayed === true);
const shows = (text) => page.waitForFunction((text) => document.body.textContent.includes(text), text, { polling: 5, timeout: 5000 });
const sheet = () => page.locator('millesime-preview .sheet');

test('a saved word shows in place: the scroll, the focus, the open panels and what was typed stay', async () => {
  const original = site.read(TEXT);
  await go(CHAPTER);
  const button = page.locator('#rendez-vous .highlight__title button');
  await button.click();
  await page.locator('#rendez-vous-panel a').first().focus();
  await page.evaluate(() => scrollTo(0, document.querySelector('#rendez-vous-panel').getBoundingClientRect().top + scrollY - 100));
  const top = await page.evaluate(() => scrollY);
  const focus = await page.evaluate(() => document.activeElement.outerHTML);
  site.edit(TEXT, 'un article court', 'un article vraiment court');
  await shows('un article vraiment court');
  assert.ok(await stayed());
  assert.equal(await page.evaluate(() => scrollY), top);
  assert.equal(await page.evaluate(() => document.activeElement.outerHTML), focus);
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  assert.ok(await page.locator('#rendez-vous-panel').isVisible());

  site.edit(TEXT, 'Le rendez-vous devient la règle', 'Le rendez-vous devient la norme');
  await page.waitForFunction(() => document.querySelector('#rendez-vous .highlight__title button').textContent.includes('norme'));
  assert.ok(await stayed());
  assert.equal(await button.getAttribute('aria-expanded'), 'true');

  site.edit(TEXT, '::chiffre[satisfaction]\n', 'Un paragraphe **tout neuf**, et un [lien](lieux).\n\n::chiffre[satisfaction]\n');
  await shows('Un paragraphe tout neuf');
  assert.ok(await stayed());
  site.write(TEXT, original);
  await page.waitForFunction(() => !document.body.textContent.includes('tout neuf') && document.body.textContent.includes('la règle'));
  assert.ok(await stayed());
  assert.equal(await page.evaluate(() => document.activeElement.outerHTML), focus);
  assert.deepEqual(take(), []);
});

test('after changes in place the page is the one a fresh load gives', async () => {
  const original = [TEXT, FIGURES].map((name) => [name, site.read(name)]);
  const markup = (of) => of.evaluate(() => {
    const body = document.body.cloneNode(true);
    for (const panel of body.querySelectorAll('[hidden]')) panel.removeAttribute('hidden');
    // The order of attributes says nothing.
    for (const element of body.querySelectorAll('*')) {
      const attributes = element.getAttributeNames().sort().map((name) => [name, element.getAttribute(name)]);
      for (const [name] of attributes) element.removeAttribute(name);
      for (const [name, value] of attributes) element.setAttribute(name, value);
    }
    return body.innerHTML.replace(/aria-expanded="\w+"/g, '');
  });
  await go(CHAPTER);
  site.edit(TEXT, 'forme=jauge', 'forme=barres');
  site.edit(TEXT, 'Un lien mène', '- une\n- liste\n\nUn lien mène');
  site.edit(FIGURES, 'valeur', 'libelle_ignore: x\n  valeur');
  await sheet().waitFor({ state: 'visible' });
  site.write(FIGURES, original[1][1]);
  await sheet().waitFor({ state: 'hidden' });
  await shows('liste');
  assert.ok(await stayed());
  const { page: fresh } = await watched(context, site.url);
  await fresh.goto(site.url + CHAPTER);
  assert.equal(await markup(page), await markup(fresh));
  original.forEach(([name, text]) => site.write(name, text));
  await page.waitForFunction(() => !document.body.textContent.includes('liste'));
});

test('a figure’s edit reaches the page of key figures, whose filter keeps its choice', async () => {
  const name = 'content/2025/figures.yaml';
  const original = site.read(name);
  await go('2025/chiffres/');
  const choice = page.locator('.filter input').nth(1);
  await choice.check({ force: true });
  const value = /valeurs?: .*?(\d[\d ]*)(?=[,}\n])/.exec(original);
  site.write(name, original.replace(/libelle: (.*)/, 'libelle: Un libellé tout neuf'));
  await shows('Un libellé tout neuf');
  assert.ok(value);
  assert.ok(await choice.isChecked());
  site.write(name, original);
});

test('a new highlight, which the page’s script must fold, comes by a load that keeps the place', async () => {
  await go(CHAPTER);
  await page.locator('#rendez-vous .highlight__title button').click();
  await page.locator('#rendez-vous .highlight__title button').focus();
  const count = await page.locator('.highlight').count();
  site.write('content/2025/10-accueillir/15-nouveau.md', '---\ntitre: Tout nouveau\n---\nTexte.\n');
  await page.locator('#nouveau .highlight__title button').waitFor();
  assert.equal(await page.locator('.highlight').count(), count + 1);
  assert.equal(await page.locator('#rendez-vous .highlight__title button').getAttribute('aria-expanded'), 'true');
  await page.waitForFunction(() => document.activeElement.closest('#rendez-vous') !== null);
  rmSync(site.path('content/2025/10-accueillir/15-nouveau.md'));
  await page.waitForFunction((count) => document.querySelectorAll('.highlight').length === count, count);
});

test('errors show over the last good page, with place, line, remedy and a link to the editor, and go when mended', async () => {
  const original = site.read(TEXT);
  await go(CHAPTER);
  assert.ok(await sheet().isHidden());
  site.edit(TEXT, ':chiffre[satisfaction],', ':chiffre[satisfction]{x=<img/src=x>},');
  await sheet().waitFor({ state: 'visible' });
  assert.ok(await page.locator('#rendez-vous').count(), 'the page is not there any more');
  const text = await sheet().innerText();
  assert.match(text, /satisfction/);
  assert.match(text, /vouliez-vous dire « satisfaction »/);
  assert.match(text, /<img\/src=x>/);
  assert.equal(await page.locator('millesime-preview .sheet img').count(), 0);
  const href = await page.locator('millesime-preview .spot').first().getAttribute('href');
  assert.match(href, new RegExp(`^vscode://file/.*${TEXT}:\\d+:\\d+$`));
  assert.match(await page.locator('millesime-preview .said').textContent(), /erreur/);
  await page.locator('millesime-preview .fold').click();
  assert.ok(await sheet().isHidden());
  site.edit(TEXT, 'satisfction', 'satisfctin');
  await page.waitForFunction(() => document.querySelector('millesime-preview').shadowRoot.textContent.includes('satisfctin'));
  assert.ok(await sheet().isHidden(), 'what was folded by hand opens again');
  await page.reload();
  await page.locator('millesime-preview .counter.error').waitFor();
  assert.ok(await sheet().isHidden());
  site.write(TEXT, original);
  await page.locator('millesime-preview .counter:not(.error)').waitFor();
  site.edit(TEXT, ':chiffre[satisfaction],', ':chiffre[satisfction],');
  await sheet().waitFor({ state: 'visible' });
  site.write(TEXT, original);
  await sheet().waitFor({ state: 'hidden' });
});

test('a page that does not exist yet appears by itself', async () => {
  take();
  await page.goto(`${site.url}2025/demain/`);
  await page.getByRole('heading', { name: 'Cette page n’existe pas encore' }).waitFor();
  site.write('content/2025/pages/demain.md', '---\ntitre: Demain\n---\nLe texte de demain.\n');
  await shows('Le texte de demain.');
  rmSync(site.path('content/2025/pages/demain.md'));
  await page.locator('millesime-preview .note', { hasText: 'n’existe plus' }).waitFor();
  assert.ok((await page.textContent('main')).includes('Le texte de demain.'));
  site.write('content/2025/pages/demain.md', '---\ntitre: Demain\n---\nLe texte revenu.\n');
  await shows('Le texte revenu.');
  await sheet().waitFor({ state: 'hidden' });
  rmSync(site.path('content/2025/pages/demain.md'));
});

test('a style sheet is swapped without a load, a script with one', async () => {
  const settings = site.read('report.yaml');
  await go('2025/');
  mkdirSync(site.path('themes/essai/styles'), { recursive: true });
  mkdirSync(site.path('themes/essai/scripts'), { recursive: true });
  site.write('themes/essai/styles/essai.css', 'h1 { letter-spacing: 3px; }');
  site.write('report.yaml', /^theme:/m.test(settings) ? settings.replace(/^theme:(.*\n(?:[ ]+.*\n)*)/m, 'theme:\n  nom: essai\n') : `${settings}\ntheme: essai\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '3px');
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
  site.write('themes/essai/styles/essai.css', 'h1 { letter-spacing: 4px; }');
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '4px');
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
  assert.ok(await stayed());
  site.write('themes/essai/scripts/essai.js', 'document.documentElement.dataset.essai = "1";');
  await page.waitForFunction(() => document.documentElement.dataset.essai === '1');
  assert.ok(!(await stayed()));
  site.write('report.yaml', settings);
  rmSync(site.path('themes'), { recursive: true });
  await page.waitForFunction(() => document.documentElement.dataset.essai === undefined);
});

test('--follow shows the page of the file just saved, and only that', async () => {
  const following = await preview('--follow');
  const { page: reader } = await watched(context, following.url);
  await reader.goto(following.url);
  await reader.locator('millesime-preview .counter').waitFor();
  await reader.waitForTimeout(200);
  following.edit(TEXT, 'un article court', 'un article très court');
  await reader.waitForURL(`${following.url}${CHAPTER}#rendez-vous`);
  await reader.locator('#rendez-vous-panel').waitFor({ state: 'visible' });
  following.edit('content/2025/editorial.md', 'titre:', 'titre: ');
  await reader.waitForURL(`${following.url}2025/editorial/`);
  following.close();
});

test('folders that go and come back, and editors that rename, leave nothing stale', async () => {
  await go(CHAPTER);
  renameSync(site.path('content'), site.path('ailleurs'));
  await sheet().waitFor({ state: 'visible' });
  renameSync(site.path('ailleurs'), site.path('content'));
  await sheet().waitFor({ state: 'hidden' });
  const text = site.read(TEXT);
  for (let round = 0; round < 5; round += 1) {
    const now = text.replace('un article court', `un article court, version ${round}`);
    writeFileSync(site.path(`${TEXT}.tmp`), now);
    renameSync(site.path(`${TEXT}.tmp`), site.path(TEXT));
    await shows(`version ${round}`);
  }
  site.write(TEXT, text);
  await page.waitForFunction(() => !document.body.textContent.includes('version 4'));
  assert.ok(await stayed());
});

test('time from a saved file to the new page', async (t) => {
  const text = site.read(TEXT);
  await go(CHAPTER);
  const times = [];
  for (let round = 0; round < 21; round += 1) {
    const word = `mesure ${round}.`;
    await page.evaluate((word) => {
      window.seen = new Promise((done) => {
        const look = () => document.body.textContent.includes(word) && done(performance.timeOrigin + performance.now());
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
    }, word);
    site.write(TEXT, text.replace('un article court', `un article court, ${word}`));
    const from = performance.timeOrigin + performance.now();
    times.push(await page.evaluate(() => window.seen) - from);
    await page.waitForTimeout(30);
  }
  site.write(TEXT, text);
  times.sort((a, b) => a - b);
  t.diagnostic(`saved file → new page: median ${times[10].toFixed(1)} ms, from ${times[0].toFixed(1)} to ${times[20].toFixed(1)} ms`);
  await shows('un article court');
});

test('a key tells the file and the line of a text, a figure, a chart and a word of the theme', async () => {
  await go(CHAPTER);
  await page.locator('#rendez-vous .highlight__title button').click();
  await page.keyboard.press('o');
  const label = page.locator('millesime-preview .origin-label');
  await label.waitFor({ state: 'visible' });
  const line = (name, text) => site.read(name).split('\n').findIndex((one) => one.includes(text)) + 1;
  const origin = async (locator, expected) => {
    await locator.scrollIntoViewIfNeeded();
    await page.mouse.move(0, 0);
    await locator.hover({ force: true });
    await label.filter({ hasText: expected }).waitFor({ timeout: 5000 });
  };
  const panelOf = page.locator('#rendez-vous-panel');
  await page.waitForTimeout(300);
  await origin(page.locator('h1'), `chapter.md:${line('content/2025/10-accueillir/chapter.md', 'titre:')}`);
  await origin(panelOf.locator('p', { hasText: 'Le chiffre placé seul' }), `10-rendez-vous.md:${line(TEXT, 'Le chiffre placé seul')}:`);
  await origin(panelOf.locator('figure svg').first(), `content/2025/figures.yaml:${line('content/2025/figures.yaml', 'satisfaction:')}`);
  await origin(panelOf.locator('figure p', { hasText: 'approche de sa cible' }).first(), `10-rendez-vous.md:${line(TEXT, 'approche de sa cible')}:`);
  await origin(page.locator('[data-unfold="all"]'), 'unfold-all');
  site.edit(TEXT, 'Un fait marquant est', 'Une ligne de plus.\n\nUn fait marquant est');
  await shows('Une ligne de plus.');
  await page.waitForTimeout(300);
  await origin(panelOf.locator('p', { hasText: 'Le chiffre placé seul' }), `10-rendez-vous.md:${line(TEXT, 'Le chiffre placé seul')}:`);
  site.edit(TEXT, 'Une ligne de plus.\n\n', '');
  await page.keyboard.press('Escape');
  assert.ok(await label.isHidden());
  const built = await (await fetch(`${site.url}${CHAPTER}`)).text();
  assert.doesNotMatch(built, /[\uE000-\uE01F]|_preview/);
});

test('the review page shows findings, states, figures and weights, and keeps up', async () => {
  const original = site.read(TEXT);
  await page.goto(`${site.url}_qa/`);
  await page.getByRole('heading', { name: 'Relecture' }).waitFor();
  const text = () => page.textContent('main');
  assert.match(await text(), /Le rendez-vous devient la règle/);
  assert.match(await text(), /Pages les plus lourdes/);
  site.edit(TEXT, 'statut: relu', 'statut: brouillon');
  await page.locator('.status.draft').waitFor();
  site.edit('content/2025/figures.yaml', 'satisfaction:', 'inconnue:\n  libelle: Chiffre que rien ne cite\n  valeur: 3\n  unite: actes\nsatisfaction:');
  await page.locator('tr', { hasText: 'Chiffre que rien ne cite' }).filter({ hasText: 'cité nulle part, sans source' }).waitFor();
  site.edit(TEXT, ':chiffre[satisfaction],', ':chiffre[satisfction],');
  await page.locator('main .finding.error').waitFor();
  site.write(TEXT, original);
  site.write('content/2025/figures.yaml', site.read('content/2025/figures.yaml').replace(/inconnue:\n(?:  .*\n){3}/, ''));
  await page.locator('tr', { hasText: 'Chiffre que rien ne cite' }).waitFor({ state: 'detached' });
  assert.deepEqual(take(), []);
});

test('what the preview adds is accessible, light and dark, with errors and without', async () => {
  const original = site.read(TEXT);
  for (const colorScheme of ['light', 'dark']) {
    const bypassing = await browser.newContext({ bypassCSP: true, colorScheme, reducedMotion: 'reduce' });
    await equip(bypassing);
    const { page: reader } = await watched(bypassing, site.url);
    const wrong = [];
    const look = async (name) => {
      await reader.locator('millesime-preview .counter', { hasText: /./ }).waitFor();
      wrong.push(...(await violations(reader)).map((one) => `${colorScheme}, ${name}: ${one}`));
    };
    for (const path of ['2025/accueillir/', '_qa/', '2025/nulle-part/']) {
      await reader.goto(site.url + path);
      await look(path);
    }
    site.edit(TEXT, ':chiffre[satisfaction],', ':chiffre[satisfction],');
    await reader.locator('millesime-preview .sheet .finding.error').waitFor();
    await look('2025/nulle-part/ with errors');
    for (const path of ['2025/accueillir/', '_qa/']) {
      await reader.goto(site.url + path);
      await reader.locator('.finding.error').first().waitFor();
      await look(`${path} with errors`);
    }
    site.write(TEXT, original);
    await reader.locator('.finding.error').first().waitFor({ state: 'detached' });
    await bypassing.close();
    nothing(wrong);
  }
});
