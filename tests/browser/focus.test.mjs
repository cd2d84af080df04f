// The keyboard's focus is shown at every stop of every kind of page, and nothing lies over it.
import { after, before, test } from 'node:test';
import { fileUrl, launch } from './browser.mjs';
import { unfold } from './checks.mjs';
import { unseen } from './focus.mjs';
import { nothing } from './nothing.mjs';
import { kinds, sites } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const site of sites.filter(({ name }) => name !== 'new')) {
  for (const [width, colorScheme] of [[1280, 'light'], [390, 'dark']]) {
    test(`every stop of the ${site.name} report shows the focus at ${width} px, ${colorScheme}`, async () => {
      const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const wrong = [];
      for (const path of kinds(site)) {
        await page.goto(fileUrl(site, path));
        await unfold(page);
        wrong.push(...(await unseen(page)).map((one) => `${path}: ${one}`));
      }
      await context.close();
      nothing(wrong);
    });
  }
}
