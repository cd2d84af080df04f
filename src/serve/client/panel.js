// What is wrong, over the page: every finding with its place, its line and its remedy while errors stand in the way; else a
// small counter. It lives in a shadow tree of its own, so that neither the page's styles nor its scripts meet it.

import { element } from './element.js';
import { finding } from './finding.js';
import { words } from './words.js';

/**
 * Puts the panel on the page; gives `tell(state)`, `gone(whether)`, `lost()` and the place for more buttons. `kept` says that the page
 * is the last good one; without `list`, the page shows the findings itself.
 */
export const panel = ({ kept = true, list: isListed = true } = {}) => {
  const host = document.createElement('millesime-preview');
  const root = host.attachShadow({ mode: 'open' });
  const said = element('p', { role: 'status', class: 'said' });
  const title = element('h2');
  const note = element('p', { class: 'note' });
  const list = element('ol');
  const fold = element('button', { type: 'button', class: 'fold', click: () => toggle(false) });
  const sheet = element('section', { class: 'sheet', hidden: true, tabindex: '-1' },
    element('header', {}, title, note, fold), list);
  const counter = element('button', { type: 'button', class: 'counter', 'aria-expanded': 'false', click: () => toggle(sheet.hidden) });
  const review = element('a', { href: '/_qa/' });
  const bar = element('div', { class: 'bar' }, counter, review);
  root.append(element('link', { rel: 'stylesheet', href: '/_preview/finding.css' }),
    element('link', { rel: 'stylesheet', href: '/_preview/preview.css' }), sheet, bar, said);
  document.documentElement.append(host);

  let state = null;
  let isGone = false;
  const isWrong = () => state.broken || isGone;
  // Errors show by themselves, and once folded by hand stay folded until they are mended. Warnings show when asked for.
  const remembered = (key) => ({
    get: () => sessionStorage.getItem(key) !== null,
    set: (on) => (on ? sessionStorage.setItem(key, '') : sessionStorage.removeItem(key)),
  });
  const folded = remembered('millesime-folded');
  const asked = remembered('millesime-asked');

  const show = (open) => {
    sheet.hidden = !open;
    counter.setAttribute('aria-expanded', open);
  };
  const toggle = (open) => {
    if (isWrong()) folded.set(!open);
    else asked.set(open);
    show(open);
    (open ? sheet : counter).focus();
  };

  const draw = () => {
    const say = words(state.lang);
    const [errors, warnings, advice] = state.counts;
    const counts = [errors && say('error', errors), warnings && say('warning', warnings), advice && say('advice', advice)].filter(Boolean);
    const total = errors + warnings + advice;
    const message = state.trouble || (isGone && !state.broken ? say('gone') : '');
    host.lang = state.lang;
    title.textContent = counts.join(', ') || say('preview');
    note.textContent = message || (state.broken && kept ? say('kept') : '');
    fold.textContent = say('close');
    sheet.setAttribute('aria-label', say('findings'));
    const listed = isListed ? state.findings : [];
    list.replaceChildren(...listed.map((entry) => finding(entry, state, say)));
    if (isListed && total > listed.length) list.append(element('li', { class: 'more' }, say('more', total - listed.length)));
    counter.textContent = counts.join(', ') || (message ? say('preview') : say('fine'));
    counter.className = `counter ${state.broken ? 'error' : isGone || warnings ? 'warning' : 'fine'}`;
    counter.disabled = !isListed || (total === 0 && !message);
    review.textContent = say('review');
    const wrong = isWrong();
    if (!wrong) folded.set(false);
    if (total === 0) asked.set(false);
    show(isListed && (wrong ? !folded.get() : asked.get()));
    const news = wrong ? `${title.textContent}. ${note.textContent}` : '';
    if (said.textContent !== news) said.textContent = news;
  };

  return {
    bar,
    /** Shows a state. */
    tell: (next) => {
      state = next;
      draw();
    },
    /** Says whether the page is still one of the site. */
    gone: (whether) => {
      if (whether === isGone) return;
      isGone = whether;
      if (state) draw();
    },
    /** The server does not answer. */
    lost: () => {
      counter.textContent = words(state?.lang)('lost');
      counter.className = 'counter warning';
      counter.disabled = true;
    },
    state: () => state,
  };
};
