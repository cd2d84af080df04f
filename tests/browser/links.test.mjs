// Every address of every page answers, opened in place and from a sub-folder of a server; no page asks another host
// for anything, complains, or keeps anything on the reader's machine.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileUrl, launch, watched } from './browser.mjs';
import { dead, isInline, kept, read } from './checks.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { MISSING, sites, source, within } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens every page; gives what was wrong, and what each page holds and points to. */
const crawl = async (site, base, address) => {
  const context = await browser.newContext();
  const { page, take } = await watched(context, base);
  const wrong = [];
  const pages = new Map();
  for (const path of site.pages.filter((one) => one !== MISSING)) {
    await page.goto(address(path), { waitUntil: 'load' });
    wrong.push(...take().map((problem) => `${path}: ${problem}`));
    wrong.push(...(await kept(page)).map((what) => `${path}: ${what}`));
    pages.set(path, await read(page));
  }
  wrong.push(...(await context.cookies()).map(({ name }) => `cookie ${name}`));
  await context.close();
  return { wrong, pages };
};

for (const site of sites) {
  test(`the ${site.name} report, opened in place`, async () => {
    const { wrong, pages } = await crawl(site, 'file:', (path) => fileUrl(site, path));
    // A folder has no index here: an address must name its page.
    wrong.push(...dead(site.folder, pages, (url) => (url.protocol === 'file:' ? within(site, fileURLToPath(url)) ?? '?' : null)));
    nothing(wrong);
  });

  test(`the ${site.name} report, from a sub-folder of a server`, async () => {
    const server = await serve(site.folder, '/sous/dossier/');
    try {
      const { wrong, pages } = await crawl(site, server.url, (path) => server.url + path);
      wrong.push(...dead(site.folder, pages, (url) => {
        if (url.origin !== new URL(server.url).origin) return null;
        return url.href.startsWith(server.url) ? decodeURIComponent(url.pathname).slice('/sous/dossier/'.length) : '?';
      }));
      const addresses = new Set([...pages.values()].flatMap(({ links, parts }) => [...links, ...parts])
        .filter((address) => address.startsWith(server.url)).map((address) => address.split('#')[0]));
      for (const address of addresses) {
        const response = await fetch(address);
        await response.arrayBuffer();
        if (response.status !== 200) wrong.push(`${response.status} for ${address}`);
      }
      nothing(wrong);
    } finally {
      await server.close();
    }
  });

  test(`the page for missing addresses of the ${site.name} report works at any depth`, async () => {
    const server = await serve(site.folder);
    const context = await browser.newContext();
    try {
      const { page, take } = await watched(context, server.url);
      await page.goto(`${server.url}une/page/qui/n-existe/pas`, { waitUntil: 'load' });
      const wrong = take().filter((problem) => !problem.includes('n-existe/pas') && !/status of 404/.test(problem));
      const { links, parts } = await read(page);
      for (const address of new Set([...links, ...parts].filter((one) => one.startsWith(server.url)).map((one) => one.split('#')[0]))) {
        if (new URL(address).pathname.endsWith('/pas')) continue;
        const response = await fetch(address);
        await response.arrayBuffer();
        if (response.status !== 200) wrong.push(`${response.status} for ${address}`);
      }
      nothing(wrong);
    } finally {
      await context.close();
      await server.close();
    }
  });

  test(`the styles of the ${site.name} report name files that are there, on no other host`, () => {
    const styles = readdirSync(site.folder, { recursive: true }).map(String).filter((path) => path.endsWith('.css'));
    assert.notEqual(styles.length, 0);
    const wrong = [];
    for (const path of styles) {
      const text = readFileSync(join(site.folder, path), 'utf8');
      for (const [, address] of text.matchAll(/url\(\s*["']?([^"')]+)/g)) {
        if (address.startsWith('data:') || address.startsWith('#')) continue;
        if (/^[a-z]+:|^\/\//.test(address) || !existsSync(join(site.folder, dirname(path), address))) wrong.push(`${path}: ${address}`);
      }
    }
    nothing(wrong);
  });

  test(`nothing is inline in the ${site.name} report: no script, no style, no handler`, () => {
    nothing(site.pages.filter((page) => isInline(source(site, page))));
  });
}
