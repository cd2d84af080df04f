// Lighthouse on a telephone gives 100 for accessibility, best practices and search engines to each kind of page a reader lands on.
import { after, before, test } from 'node:test';
import { judge } from './lighthouse.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { demonstration, firstPage, folio } from './sites.mjs';

let lighthouse;
before(async () => { lighthouse = await judge(); });
after(() => lighthouse.close());

const KINDS = [/<div class="cover">/, /class="highlights__list"/, /<form class="filter"/, /class="legal/, /class="index__letter"/];

for (const site of [demonstration, folio]) {
  test(`cover, chapter, key figures, statement and search of the ${site.name} report are 100 for Lighthouse`, async () => {
    const server = await serve(site.folder);
    const wrong = [];
    try {
      for (const kind of KINDS) {
        const path = firstPage(site, kind);
        wrong.push(...(await lighthouse.rate(server.url + path)).map((one) => `${path}: ${one}`));
      }
    } finally {
      await server.close();
    }
    nothing(wrong);
  });
}
