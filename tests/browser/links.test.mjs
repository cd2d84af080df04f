// Every address of every page answers, opened in place and from a sub-folder of a server; no page asks another host
// for anything, complains, or keeps anything on the reader's machine.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileUrl, launch, watched } from './browser.mjs';
import { nothing } from './nothing.mjs';
import { serve } from './server.mjs';
import { MISSING, sites, source, within } from './sites.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const READ = () => ({
  ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
  links: [...document.querySelectorAll('a[href], area[href]')].map(({ href }) => href),
  parts: [...document.querySelectorAll('[src], [srcset], [poster], [data-src], link[href], object[data], form[action], image[href], use[href]')]
    .filter((element) => !element.matches('link[rel="canonical"], link[rel="alternate"]'))
    .flatMap((element) => [element.src, element.poster, element.data, element.localName === 'form' ? element.action : '',
      element.localName === 'link' ? element.href : '', ...(element.srcset ?? '').split(',').map((one) => one.trim().split(' ')[0])])
    .filter(Boolean).map((address) => new URL(address, document.baseURI).href),
});
const KEPT = async () => {
  const kept = [document.cookie && 'cookie', localStorage.length && 'localStorage', sessionStorage.length && 'sessionStorage'];
  const bases = await indexedDB.databases().catch(() => []);
  return [...kept, ...bases.map(({ name }) => `indexedDB ${name}`)].filter(Boolean);
};

/** Opens every page; gives what was wrong, and what each page holds and points to. */
const crawl = async (site, base, address) => {
  const context = await browser.newContext();
  const { page, take } = await watched(context, base);
  const wrong = [];
  const read = new Map();
  for (const path of site.pages.filter((one) => one !== MISSING)) {
    await page.goto(address(path), { waitUntil: 'load' });
    wrong.push(...take().map((problem) => `${path}: ${problem}`));
    wrong.push(...(await page.evaluate(KEPT)).map((kept) => `${path}: keeps ${kept}`));
    read.set(path, await page.evaluate(READ));
  }
  wrong.push(...(await context.cookies()).map(({ name }) => `cookie ${name}`));
  await context.close();
  return { wrong, read };
};

/** Each link of each page: `path(url)` gives the file of an internal address, or null for another host. */
const follow = (site, read, path) => {
  const wrong = [];
  for (const [from, { links, parts, ids }] of read) {
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    wrong.push(...twice.map((id) => `${from}: id ${id} is there twice`));
    for (const address of [...new Set([...links, ...parts])]) {
      const url = new URL(address);
      const to = path(url);
      if (to === null) {
        const plain = links.includes(address) && /^(https|http|mailto|tel):$/.test(url.protocol);
        if (!plain || parts.includes(address)) wrong.push(`${from}: ${address} is outside the site`);
        continue;
      }
      const file = join(site.folder, to);
      if (!existsSync(file) || !statSync(file).isFile()) wrong.push(`${from}: ${address} leads to no file`);
      else if (url.hash) {
        const id = decodeURIComponent(url.hash.slice(1));
        if (read.has(to) && !read.get(to).ids.includes(id)) wrong.push(`${from}: ${address} leads to no place in the page`);
      }
    }
  }
  return wrong;
};

for (const site of sites) {
  test(`the ${site.name} report, opened in place`, async () => {
    const { wrong, read } = await crawl(site, 'file:', (path) => fileUrl(site, path));
    // A folder has no index here: an address must name its page.
    wrong.push(...follow(site, read, (url) => (url.protocol === 'file:' ? within(site, fileURLToPath(url)) ?? '?' : null)));
    nothing(wrong);
  });

  test(`the ${site.name} report, from a sub-folder of a server`, async () => {
    const server = await serve(site.folder, '/sous/dossier/');
    try {
      const { wrong, read } = await crawl(site, server.url, (path) => server.url + path);
      wrong.push(...follow(site, read, (url) => {
        if (url.origin !== new URL(server.url).origin) return null;
        return url.href.startsWith(server.url) ? decodeURIComponent(url.pathname).slice('/sous/dossier/'.length) : '?';
      }));
      const addresses = new Set([...read.values()].flatMap(({ links, parts }) => [...links, ...parts])
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
      const { links, parts } = await page.evaluate(READ);
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
    const inline = /<style|<script(?![^>]*\ssrc=)|\sstyle="|\son[a-z]+="/;
    nothing(site.pages.filter((page) => inline.test(source(site, page))));
  });
}
