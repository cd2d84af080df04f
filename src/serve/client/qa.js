// The review of a report: what is wrong, how far each text is, which figures and pages deserve a look.

import { element, spot } from '/_preview/element.js';
import { finding } from '/_preview/finding.js';
import { listen } from '/_preview/news.js';
import { panel } from '/_preview/panel.js';
import { words } from '/_preview/words.js';

const WORDS = {
  fr: {
    title: 'Relecture', edition: 'Édition {n}', texts: 'Où en sont les textes', text: 'Fait marquant', status: 'État', owner: 'Responsable', length: 'Mots', where: 'Fichier',
    draft: 'Brouillon', review: 'Relu', approved: 'Validé', by: 'par {n}', progress: ['{n} validé sur {m}', '{n} validés sur {m}'], findings: 'Constats', lacks: 'Manque', image: 'image', translation: 'traduction',
    figures: 'Chiffres à revoir', figure: 'Chiffre', why: 'Pourquoi', unused: 'cité nulle part', provisional: 'provisoire', sourceless: 'sans source',
    heaviest: 'Pages les plus lourdes', page: 'Page', own: 'Page seule', total: 'Avec ce qu’elle charge', nothing: 'Rien.', back: 'Retour au rapport',
    broken: 'Le rapport a des erreurs : ce qui suit est son dernier état valable.', never: 'Le rapport n’a pas encore pu être construit : les constats disent pourquoi.',
    chapterImage: 'Le chapitre n’a pas d’image d’ouverture.', bytes: 'Mo', small: 'ko', locale: 'fr-FR',
  },
  en: {
    title: 'Review', edition: 'Edition {n}', texts: 'How far the texts are', text: 'Highlight', status: 'State', owner: 'Owner', length: 'Words', where: 'File',
    draft: 'Draft', review: 'Reviewed', approved: 'Approved', by: 'by {n}', progress: ['{n} of {m} approved', '{n} of {m} approved'], findings: 'Findings', lacks: 'Missing', image: 'picture', translation: 'translation',
    figures: 'Figures to look at', figure: 'Figure', why: 'Why', unused: 'cited nowhere', provisional: 'provisional', sourceless: 'no source',
    heaviest: 'Heaviest pages', page: 'Page', own: 'Page alone', total: 'With what it loads', nothing: 'Nothing.', back: 'Back to the report',
    broken: 'The report has errors: what follows is its last good state.', never: 'The report could not be built yet: the findings say why.',
    chapterImage: 'The chapter has no opening picture.', bytes: 'MB', small: 'kB', locale: 'en-GB',
  },
};

const main = document.body.firstElementChild;
const shown = panel({ list: false });

const table = (caption, heads, rows) => element('div', { class: 'table', role: 'region', tabindex: '0', 'aria-label': caption },
  element('table', {}, element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads.map((head, column) => element('th', { scope: 'col', class: rows[0]?.children[column].className || null }, head)))),
    element('tbody', {}, ...rows)));
const row = (head, ...cells) => element('tr', {}, element('th', { scope: 'row' }, head),
  ...cells.map((cell) => (cell.localName === 'td' ? cell : element('td', {}, cell))));
const number = (text) => element('td', { class: 'number' }, text);
const link = (href, text) => element('a', { href }, text);

const draw = (review) => {
  const own = WORDS[review.lang] ?? WORDS.fr;
  const say = words(review.lang);
  const size = (bytes) => {
    const large = bytes >= 1e6;
    return `${new Intl.NumberFormat(own.locale, { maximumFractionDigits: large ? 1 : 0 }).format(bytes / (large ? 1e6 : 1e3))}\u00A0${large ? own.bytes : own.small}`;
  };
  const at = (place) => spot(place, review, say);

  const text = (one) => {
    const lacks = [!one.has_image && own.image, one.is_untranslated && own.translation].filter(Boolean).join(', ');
    const status = element('span', { class: `status ${one.status}` }, own[one.status], one.approved_by && ` ${own.by.replace('{n}', one.approved_by)}`);
    return row(link(one.href, one.title), status, one.owner ?? '—', number(String(one.words)), lacks || '—', at(one.spot));
  };
  const chapter = (one) => {
    const done = one.texts.filter(({ status }) => status === 'approved').length;
    const progress = own.progress[done > 1 ? 1 : 0].replace('{n}', done).replace('{m}', one.texts.length);
    return element('div', { class: 'chapter' },
      element('h4', {}, link(one.href, one.title), ' ', element('span', { class: 'quiet' }, progress)),
      !one.has_image && element('p', { class: 'quiet' }, own.chapterImage, ' ', at(one.spot)),
      one.texts.length > 0 && table(`${own.texts} : ${one.title}`, [own.text, own.status, own.owner, own.length, own.lacks, own.where], one.texts.map(text)));
  };
  const figures = ({ unused, unvalidated }) => {
    const reasons = new Map();
    const add = (figure, reason) => {
      const known = reasons.get(figure.id) ?? { figure, why: [] };
      known.why.push(reason);
      reasons.set(figure.id, known);
    };
    unused.forEach((figure) => add(figure, own.unused));
    unvalidated.forEach((figure) => {
      if (figure.provisional) add(figure, own.provisional);
      if (!figure.has_source) add(figure, own.sourceless);
    });
    const rows = [...reasons.values()].map(({ figure, why }) => row(figure.label, why.join(', '), figure.owner ?? '—', at(figure.spot)));
    return rows.length ? table(own.figures, [own.figure, own.why, own.owner, own.where], rows) : element('p', {}, own.nothing);
  };

  document.documentElement.lang = review.lang;
  document.title = `${own.title} | ${review.organisation}`;
  const pages = review.heaviest.map(({ address, own: alone, total }) => {
    const href = `/${address.replace(/index\.html$/, '')}`;
    return row(link(href, href), number(size(alone)), number(size(total)));
  });
  const several = review.editions.length > 1;
  main.replaceChildren(
    element('header', {}, element('p', { class: 'quiet' }, review.organisation), element('h1', {}, own.title), element('p', {}, link('/', own.back)),
      review.broken && element('p', { class: 'notice' }, review.editions.length ? own.broken : own.never)),
    review.findings.length > 0 && element('section', {}, element('h2', {}, own.findings, ' ', element('span', { class: 'quiet' }, String(review.counts.reduce((a, b) => a + b)))),
      element('ol', {}, ...review.findings.map((entry) => finding(entry, review, say)))) || '',
    ...review.editions.map((edition) => element('section', {},
      element('h2', {}, several ? `${own.edition.replace('{n}', edition.name)} (${edition.lang})` : own.edition.replace('{n}', edition.name), ' ', element('span', { class: 'quiet' }, edition.title)),
      element('h3', {}, own.texts), ...edition.chapters.map(chapter),
      element('h3', {}, own.figures), figures(edition))),
    review.editions.length > 0 && element('section', {}, element('h2', {}, own.heaviest), table(own.heaviest, [own.page, own.own, own.total], pages)) || '',
  );
};

listen(async (state) => {
  shown.tell(state);
  draw(await (await fetch('/_qa/qa.json', { cache: 'no-store' })).json());
}, shown.lost);
