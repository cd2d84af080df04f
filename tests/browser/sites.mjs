// The built sites under test, and their pages: folders in, lists of page addresses out.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../target/sites/', import.meta.url));

/** One site: its name, its folder and its pages, as addresses relative to the folder (`2022/plan/index.html`); `keep` chooses among them. */
const site = (name, keep = () => true) => {
  const folder = join(built, name);
  let pages;
  try {
    pages = readdirSync(folder, { recursive: true }).map(String).filter((path) => path.endsWith('.html'));
  } catch {
    throw new Error(`${folder} is missing: run tests/run, which builds the sites before these tests`);
  }
  pages = pages.map((path) => path.split(sep).join('/')).sort().filter(keep);
  return { name, folder, pages };
};

/** Text of a page as it is on disk. */
export const source = ({ folder }, page) => readFileSync(join(folder, page), 'utf8');

/** Pages of highlights are alike: of the other theme, one of each chapter is enough, in the latest edition. */
const once = () => {
  const chapters = new Set();
  return (path) => {
    const [edition, chapter, highlight] = path.split('/');
    if (/^\d{4}$/.test(edition) && edition !== '2022') return false;
    if (highlight === undefined || highlight === 'index.html' || !chapters.has(chapter)) {
      if (highlight && highlight !== 'index.html') chapters.add(chapter);
      return true;
    }
    return false;
  };
};

/** The demonstration report. */
export const demonstration = site('demonstration');

/** What `new report` makes. */
export const fresh = site('new');

/** The demonstration in the other built-in theme. */
export const folio = site('folio');

/** The same, without what is alike. */
export const folioOnce = site('folio', once());

/** The three, without what is alike in the other theme. */
export const sites = [demonstration, fresh, folioOnce];

/** Seven chapters, very long titles, almost no text, many pictures, portraits, a logo: the pages that strain the layout. */
export const hard = site('hard', (path) => /^(2047|1968)\/(index|chap[123]\/(index|fait\d\/index)|chiffres\/index|recherche\/index|rapport\/index)\.html$/.test(path));

/** Whether a page is that of a whole edition. */
export const isWhole = (path) => /\/(rapport|report)\/index\.html$/.test(path);

/** Whether a page is that of one highlight. */
export const isHighlight = (path) => /^\d{4}\/[^/]+\/[^/]+\/index\.html$/.test(path);

/** One page of each kind, in the latest edition: each chapter and one highlight, cover, key figures and the rest; not the whole report,
    which holds the same. */
export const kinds = ({ pages }) => {
  const years = pages.map((path) => path.split('/')[0]).filter((name) => /^\d{4}$/.test(name));
  const latest = years.sort().at(-1);
  let isHighlightTaken = false;
  return pages.filter((path) => {
    const parts = path.split('/');
    if (parts[0] !== latest || isWhole(path)) return false;
    if (parts.length < 4) return true;
    const isFirst = !isHighlightTaken;
    isHighlightTaken = true;
    return isFirst;
  });
};

/** Every form of chart, as `new gallery` makes it. */
export const gallery = site('gallery');

/** Its pages that hold drawings: the others are as in any report. */
export const drawings = { ...gallery, pages: gallery.pages.filter((path) => source(gallery, path).includes('class="chart')) };

/** The page that a server sends for any unknown address. Its own addresses start at the server's root. */
export const MISSING = '404.html';

/** First page whose text on disk matches. A report without one is a mistake in the test's subject, not a pass. */
export const firstPage = (of, pattern) => {
  const found = of.pages.find((page) => pattern.test(source(of, page)));
  if (!found) throw new Error(`no page of the ${of.name} report holds ${pattern}`);
  return found;
};

/** Path inside the site of a file on disk, or null when it is elsewhere. */
export const within = ({ folder }, file) => {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('..') ? null : path;
};
