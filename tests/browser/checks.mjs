// What is wrong with a page that is open in a browser: a page in, sentences out. Tests run these over the built sites, and
// broken.test.mjs over pages broken on purpose.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Rounding of a browser's own; a text of a drawing may also lean out by less than its side bearing. */
const SLACK = 3;

/** What the page has kept on the reader's machine. */
export const kept = async (page) => {
  const found = await page.evaluate(async () => {
    const bases = await indexedDB.databases().catch(() => []);
    return [document.cookie && 'a cookie', localStorage.length && 'localStorage', sessionStorage.length && 'sessionStorage',
      ...bases.map(({ name }) => `indexedDB ${name}`)].filter(Boolean);
  });
  return found.map((what) => `keeps ${what}`);
};

/** The ids of a page, where its links lead and what it is made of. */
export const read = (page) => page.evaluate(() => ({
  ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
  links: [...document.querySelectorAll('a[href], area[href]')].map(({ href }) => href),
  parts: [...document.querySelectorAll('[src], [srcset], [poster], [data-src], link[href], object[data], form[action], image[href], use[href]')]
    .filter((element) => !element.matches('link[rel="canonical"], link[rel="alternate"]'))
    .flatMap((element) => [element.src, element.poster, element.data, element.localName === 'form' ? element.action : '',
      element.localName === 'link' ? element.href : '', ...(element.srcset ?? '').split(',').map((one) => one.trim().split(' ')[0])])
    .filter(Boolean).map((address) => new URL(address, document.baseURI).href),
}));

/** Links that lead nowhere, ids given twice: `pages` maps each page to what `read` says of it; `path(url)` gives the file of an internal
    address, or null for another host. */
export const dead = (folder, pages, path) => {
  const wrong = [];
  for (const [from, { links, parts, ids }] of pages) {
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
      const file = join(folder, to);
      if (!existsSync(file) || !statSync(file).isFile()) wrong.push(`${from}: ${address} leads to no file`);
      else if (url.hash) {
        const id = decodeURIComponent(url.hash.slice(1));
        if (pages.has(to) && !pages.get(to).ids.includes(id)) wrong.push(`${from}: ${address} leads to no place in the page`);
      }
    }
  }
  return wrong;
};

/** Whether a page holds what the strict policy refuses. */
export const isInline = (html) => /<style|<script(?![^>]*\ssrc=)|\sstyle="|\son[a-z]+="/.test(html);

/** Unfolds everything. */
export const unfold = (page) => page.evaluate(() => {
  document.querySelector('[data-unfold="all"]')?.click();
  for (const details of document.querySelectorAll('details')) details.open = true;
});

/** What sticks out of the window. */
export const sideways = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element))
    .slice(0, 3).map((element) => `${element.localName}.${element.getAttribute('class') ?? ''} « ${element.textContent.trim().slice(0, 40)} »`);
  return [`${root.scrollWidth} px in ${root.clientWidth}: ${out.join(' | ')}`];
});

/** Texts of drawings that leave their drawing. */
export const leaving = (page, slack = SLACK) => page.evaluate((slack) => [...document.querySelectorAll('svg text')].flatMap((text) => {
  const box = text.getBoundingClientRect();
  if (box.width === 0) return [];
  const svg = text.ownerSVGElement.getBoundingClientRect();
  const over = Math.max(svg.left - box.left, box.right - svg.right, svg.top - box.top, box.bottom - svg.bottom);
  const name = `${text.ownerSVGElement.getAttribute('class')} ${text.ownerSVGElement.getAttribute('aria-labelledby') ?? ''}`;
  return over > slack ? [`« ${text.textContent} » leaves ${name} by ${Math.round(over)} px`] : [];
}), slack);

/** Texts that an element around them cuts. */
export const cut = (page, slack = SLACK) => page.evaluate((slack) => {
  const wrong = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const cutting = new Map();
  // The nearest element around that cuts what leaves it, one answer for each.
  const cutter = (element) => {
    if (!element || element === document.documentElement) return null;
    if (!cutting.has(element)) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const cuts = [overflowX, overflowY].some((one) => one === 'hidden' || one === 'clip');
      cutting.set(element, cuts ? element : cutter(element.parentElement));
    }
    return cutting.get(element);
  };
  const range = document.createRange();
  while (words.nextNode()) {
    const node = words.currentNode;
    const around = node.data.trim() && cutter(node.parentElement);
    if (!around || around.closest('.visually-hidden, svg, .skip-link')) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const outer = around.getBoundingClientRect();
    if (box.width === 0 || outer.width === 0) continue;
    const over = Math.max(outer.left - box.left, box.right - outer.right, outer.top - box.top, box.bottom - outer.bottom);
    if (over > slack) wrong.push(`« ${node.data.trim().slice(0, 40)} » is cut by ${around.localName}.${around.className} (${Math.round(over)} px)`);
  }
  return wrong;
}, slack);

/** Letters and digits alone: paper breaks lines and hyphenates where the screen does not. */
const bare = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** Highlights and tables of the page that paper does not hold whole, on tagged A4 pages printed to `file`. */
export const unprinted = async (page, file) => {
  const told = await page.evaluate(() => {
    const last = (section) => [...section.querySelectorAll('.highlight__panel :is(p, li)')]
      .filter((one) => !one.closest('.highlight__foot, .data, .data__actions, .actions, .notes, .video') && one.textContent.trim().length > 30)
      .at(-1)?.textContent ?? '';
    return {
      highlights: [...document.querySelectorAll('.highlight')].map((section) => ({
        title: section.querySelector('.highlight__title').textContent, last: last(section),
      })),
      // The drawing holds the rows too, yet not after the head of the table.
      tables: [...document.querySelectorAll('.chart table')].map((table) => `${table.tHead.textContent} ${table.querySelector('tbody th').textContent}`),
    };
  });
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  const text = bare(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  const wrong = [];
  for (const { title, last } of told.highlights) {
    if (!text.includes(bare(title))) wrong.push(`the title « ${title} » is not printed`);
    if (!text.includes(bare(last).slice(-40))) wrong.push(`« ${title} » is not printed to its end: « …${last.trim().slice(-60)} »`);
  }
  for (const head of told.tables) {
    if (!text.includes(bare(head))) wrong.push(`the table of a chart is not printed: « ${head.trim().replace(/\s+/g, ' ')} »`);
  }
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  if (!/Tagged:\s+yes/.test(info)) wrong.push('the PDF is not tagged');
  if (!/Page size:\s+59\d.*84\d/.test(info)) wrong.push(`not A4: ${/Page size:.*/.exec(info)}`);
  return wrong;
};

/** How far down a sheet something must be printed; the last one ends where the text does. */
const FILLED = 0.12;

/** Sheets of a printed document that are nearly empty. */
export const empty = (file) => {
  const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
  try {
    execFileSync('pdftoppm', ['-gray', '-r', '20', file, join(folder, 'sheet')]);
    const sheets = readdirSync(folder).filter((name) => name.endsWith('.pgm')).sort();
    return sheets.slice(0, -1).flatMap((name, at) => {
      const bytes = readFileSync(join(folder, name));
      const [width, height] = bytes.toString('latin1', 3, 20).split(/\s/).map(Number);
      const pixels = bytes.subarray(bytes.length - width * height);
      // Between the running head and foot of a sheet of A4
      const [top, bottom] = [22, 297 - 20].map((millimetres) => Math.round((height * millimetres) / 297));
      let end = bottom;
      while (end > top && pixels.subarray((end - 1) * width, end * width).every((grey) => grey > 200)) end -= 1;
      const filled = (end - top) / (bottom - top);
      return filled < FILLED ? [`sheet ${at + 1} of ${sheets.length} is printed on ${Math.round(filled * 100)} % of its height`] : [];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Without script: texts that cannot be seen, and controls that can do nothing. */
export const closed = async (page) => {
  const wrong = [];
  for (const panel of await page.locator('.highlight__panel').all()) {
    if (!(await panel.isVisible())) wrong.push(`${await panel.getAttribute('id')} is not visible`);
  }
  for (const control of await page.locator('button').all()) {
    if (await control.isVisible()) wrong.push(`the button « ${await control.textContent()} » can do nothing`);
  }
  if (await page.locator('.highlights__help').isVisible().catch(() => false)) wrong.push('tells how to unfold');
  return wrong;
};

/** The page was opened at a place: whether that place is shown, and the title of a highlight has the focus. */
export const unreached = (page) => page.evaluate(() => {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = document.getElementById(id);
  if (!target) return [`#${id} is nowhere`];
  if (target.closest('[hidden]')) return [`#${id} stands in a folded panel`];
  const seen = target.matches('.highlight') ? target.querySelector('.highlight__title') : target;
  const { top, bottom, width } = seen.getBoundingClientRect();
  const wrong = width > 0 && bottom > 0 && top < innerHeight ? [] : [`#${id} is not in sight`];
  if (target.matches('.highlight') && document.activeElement.closest('.highlight__title') !== seen) wrong.push(`#${id} has no focus`);
  return wrong;
});

/** A search of the browser for words of the last highlight: whether it unfolds that one, and no other. */
export const unfound = async (page) => {
  const { id, words } = await page.evaluate(() => {
    const panel = [...document.querySelectorAll('.highlight__panel')].at(-1);
    const text = panel.querySelector('p:not(.margin-label)').firstChild.textContent;
    return { id: panel.id, words: text.trim().split(/\s+/).slice(0, 6).join(' ') };
  });
  const fresh = await page.context().newPage();
  try {
    await fresh.goto(`${page.url().split('#')[0]}#:~:text=${encodeURIComponent(words).replaceAll('-', '%2D')}`);
    const found = await fresh.locator(`#${id}`).waitFor({ state: 'visible', timeout: 5000 }).then(() => true, () => false);
    if (!found) return [`« ${words} » is found in a folded panel, which stays folded`];
    const others = await fresh.locator(`.highlight__panel:visible:not(#${id})`).evaluateAll((panels) => panels.map((one) => one.id));
    return others.map((other) => `${other} is unfolded with ${id}`);
  } finally {
    await fresh.close();
  }
};

/** What moves although the reader asked for less motion. */
export const moving = (page) => page.evaluate(() => {
  const longest = (list) => Math.max(...list.split(',').map((one) => Number.parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000)));
  return [...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].flatMap((part) => {
    const style = getComputedStyle(element, part);
    const name = `${element.localName}.${element.getAttribute('class') ?? ''}${part ?? ''}`;
    const moves = longest(style.transitionDuration) > 10 || (style.animationName !== 'none' && longest(style.animationDuration) > 10);
    return [moves && `${name} moves`, style.scrollBehavior === 'smooth' && `${name} glides`].filter(Boolean);
  }));
});
