// Every page passes axe-core with all rules: RGAA 4, WCAG 2.2 A and AA and the tool's best practices; at 360 and 1280 px, light and dark,
// folded as it comes and with everything unfolded. What is alike shares these states.
import { after, before, test } from 'node:test';
import { equip, violations } from './axe.mjs';
import { launch, shared } from './browser.mjs';
import { unfold } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { demonstration, drawings, folioOnce, fresh, hard, isHighlight, isWhole, kinds, source } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Every pair of a width, a colour scheme and a fold is met in these four; what is folded cannot be folded again. */
const STATES = [
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
  { width: 1280, colorScheme: 'light', isUnfolded: true },
  { width: 360, colorScheme: 'dark', isUnfolded: true },
];

/** For pages of a kind that was looked at so, and for those that fold nothing: each width, scheme and fold once. */
const FEW = [STATES[0], { width: 360, colorScheme: 'light', isUnfolded: true }];

/** The whole report holds what the chapters hold, and folds nothing. */
const WHOLE = [STATES[0]];

const folds = (html) => /data-unfold|<details/.test(html);

/** Gives each page of a site its states. Each kind of page is there once in all of them in each theme; a highlight alone holds what its
    chapter holds: these are looked at in turn. */
const sharing = (site) => {
  const full = [demonstration, folioOnce, hard].includes(site) ? kinds(site) : [];
  let turn = 0;
  return new Map(site.pages.map((path) => {
    if (isWhole(path)) return [path, WHOLE];
    if (full.includes(path) && folds(source(site, path))) return [path, STATES];
    if (full.includes(path) || !isHighlight(path)) return [path, FEW];
    turn += 1;
    return [path, [FEW[turn % FEW.length]]];
  }));
};

/** One page of the site, loaded once and looked at in each of these states. */
const look = async (page, address, states) => {
  const found = [];
  await page.goto(address);
  for (const { width, colorScheme, isUnfolded = false } of states) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    if (isUnfolded) await unfold(page);
    const state = `${width} px, ${colorScheme}, ${isUnfolded ? 'unfolded' : 'folded'}`;
    found.push(...(await violations(page)).map((one) => `${state}: ${one}`));
  }
  return found;
};

for (const site of [demonstration, folioOnce, fresh, hard, drawings]) {
  test(`axe finds nothing in the ${site.pages.length} pages of the ${site.name} report`, async () => {
    const states = sharing(site);
    const server = await serve(site.folder);
    const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
    await equip(context);
    const wrong = [];
    try {
      await shared(site.pages, context, async (page, path) => {
        wrong.push(...(await look(page, server.url + path, states.get(path))).map((one) => `${path}: ${one}`));
      });
    } finally {
      await context.close();
      await server.close();
    }
    nothing(wrong);
  });
}
