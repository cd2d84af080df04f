// « Where does this come from? »: the file and the line of what is pointed at, in this page and nowhere else.

import { element, spot } from './element.js';
import { words } from './words.js';

const MARK = /([\uE010-\uE01F]+)\uE000/g;
const { TEXT_NODE } = Node;

const number = (digits) => [...digits].reduce((sum, digit) => sum * 16 + digit.codePointAt(0) - 0xE010, 0);

/** Takes the marks out of a page, so that it is shaped like the one on screen; gives which mark each element begins with. */
const unmark = (root) => {
  const marks = new Map();
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const found = [...text.data.matchAll(MARK)];
    if (found.length === 0) continue;
    const plain = text.data.replace(MARK, '');
    for (const { 0: mark, 1: digits, index } of found) {
      // At the end of its text, a mark speaks of the element that follows: a figure in a sentence.
      const isLast = index + mark.length === text.data.length;
      const next = isLast ? text.nextElementSibling ?? text.parentElement : text.parentElement;
      const holder = isLast && text.nextSibling === next ? next : text.parentElement;
      if (!marks.has(holder)) marks.set(holder, number(digits));
    }
    text.data = plain;
    if (plain === '') text.remove();
  }
  root.normalize();
  return marks;
};

/** Adds the button and the key; `page` tells which node on screen a node of the page as served became. */
export const origins = (shown, page) => {
  let isOn = false;
  let known = new Map();
  let current = null;
  const box = element('div', { class: 'origin-box', hidden: true });
  const label = element('p', { class: 'origin-label', hidden: true, role: 'status' });
  const button = element('button', { type: 'button', 'aria-pressed': 'false', click: () => turn(!isOn) });
  shown.bar.insertBefore(button, shown.bar.lastElementChild);
  shown.bar.before(box, label);
  const say = (key) => words(shown.state()?.lang)(key);

  const learn = async () => {
    const path = location.pathname.slice(1);
    const address = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const response = await fetch(`/_preview/origins/${address}`, { cache: 'no-store' });
    if (!response.ok) return;
    const { html, origins: table } = await response.json();
    const marked = new DOMParser().parseFromString(html, 'text/html').documentElement;
    const marks = unmark(marked);
    known = new Map();
    page.beside(marked, (node, twin) => {
      if (marks.has(twin) && table[marks.get(twin)]) known.set(node, table[marks.get(twin)]);
    });
  };

  /** What an element comes from: itself, what holds it, else the first text in what holds it, words of the theme last. */
  const origin = (target) => {
    for (let at = target; at && at !== document.body; at = at.parentElement) {
      if (known.has(at)) return [at, known.get(at)];
      // A whole screen is no place to point at.
      if (at.getBoundingClientRect().height > innerHeight * 0.8) return null;
      const inside = [...at.getElementsByTagName('*')].filter((one) => known.has(one)).map((one) => known.get(one));
      const found = inside.find(({ string }) => !string) ?? inside[0];
      if (found) return [at, found];
    }
    return null;
  };

  const show = (target) => {
    current = target && origin(target);
    box.hidden = label.hidden = !isOn;
    if (!isOn) return;
    box.hidden = !current;
    if (!current) {
      label.replaceChildren(say('originOn'));
      return;
    }
    const [holder, { spot: place, string }] = current;
    const { left, top, width, height } = holder.getBoundingClientRect();
    Object.assign(box.style, { left: `${left - 4}px`, top: `${top - 4}px`, width: `${width + 8}px`, height: `${height + 8}px` });
    const name = string && `${say('string')} ${string}`;
    label.replaceChildren(...[name, place && spot(place, shown.state(), words(shown.state().lang)), !place && say('builtIn')]
      .filter(Boolean).flatMap((part, index) => (index ? [' · ', part] : [part])));
  };

  const point = ({ target }) => target.localName !== 'millesime-preview' && show(target);
  const choose = (event) => {
    if (event.target.localName === 'millesime-preview') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show(event.target);
    label.getElementsByClassName('spot')[0]?.click();
  };
  const events = [['pointermove', point], ['focusin', point], ['click', choose]];
  const turn = async (on) => {
    isOn = on;
    button.setAttribute('aria-pressed', on);
    events.forEach(([name, act]) => (on ? addEventListener(name, act, true) : removeEventListener(name, act, true)));
    if (on) await learn();
    show(null);
  };

  addEventListener('keydown', (event) => {
    const [target] = event.composedPath();
    const types = target.matches?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
    if (event.key === 'Escape' && isOn) turn(false);
    else if (event.key.toLowerCase() === 'o' && !types && !event.ctrlKey && !event.metaKey && !event.altKey) turn(!isOn);
  });

  return {
    /** The page has changed, or the words of the preview are known. */
    renew: () => {
      button.textContent = say('origin');
      button.title = say('originHelp');
      if (isOn) learn();
    },
  };
};
