// A page on screen → the page as it is written now, changing only what differs between the two writings.
//
// What is compared is never the page on screen, which the page's own scripts have changed, but the page as it was served with
// the page as it is served now. What differs is done to the nodes on screen that came from the old writing: open panels, typed
// words, the focus and the place in the page are not touched.

const { ELEMENT_NODE } = Node;
/** Beyond so many pairs of children, they are compared in their order only. */
const MOST_PAIRS = 250_000;
/** What no attribute or text can bring up to date. */
const ALWAYS = 'script, base, meta[http-equiv], iframe, object, embed';

/** Selectors by which the scripts of the page take hold of its elements: one of these cannot come or go behind their back. */
const hooks = new Set();
const matches = Element.prototype.matches;
const { querySelector } = Element.prototype;

/** Begins to notice what scripts ask for. Must run before them. */
export const notice = () => {
  for (const { prototype } of [Document, DocumentFragment, Element]) {
    for (const name of ['querySelector', 'querySelectorAll']) {
      const own = prototype[name];
      prototype[name] = function (selector) {
        hooks.add(String(selector));
        return own.call(this, selector);
      };
    }
  }
};

const isHeld = (node) => {
  if (node.nodeType !== ELEMENT_NODE) return false;
  return [ALWAYS, ...hooks].some((selector) => {
    try {
      return matches.call(node, selector) || querySelector.call(node, selector) !== null;
    } catch {
      return false;
    }
  });
};

/** Thrown when a change cannot be made in place. */
const TOO_DEEP = Symbol('too deep');

/**
 * Remembers a page as it was served, once `clean` took out of its copy what only the preview added. `renew(html)` brings it up to
 * date: true when done, false when it must be loaded anew.
 */
export const remember = (root, clean) => {
  // Node as served → node on screen.
  const shown = new WeakMap();
  const pair = (served, node) => {
    shown.set(served, node);
    for (let a = served.firstChild, b = node.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  };
  let served = root.cloneNode(true);
  pair(served, root);
  clean(served);

  /** The new writing takes over the nodes of an equal old one. */
  const adopt = (old, now) => {
    shown.set(now, shown.get(old));
    for (let a = old.firstChild, b = now.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) adopt(a, b);
  };

  /** Lists what must be done, without doing it. */
  const compare = (old, now, todo) => {
    const node = shown.get(old);
    shown.set(now, node);
    if (old.nodeType !== ELEMENT_NODE) {
      if (old.data !== now.data) todo.push({ node, act: () => { node.data = now.data; } });
      return;
    }
    attributes(old, now, node, todo);
    children(old, now, todo);
  };

  const attributes = (old, now, node, todo) => {
    const names = new Set([...old.getAttributeNames(), ...now.getAttributeNames()]);
    const changed = [...names].filter((name) => old.getAttribute(name) !== now.getAttribute(name));
    if (changed.length === 0) return;
    if (matches.call(now, ALWAYS)) throw TOO_DEEP;
    if (now.localName === 'link' && now.rel === 'stylesheet') {
      todo.push({ node, act: () => swap(node, now) });
      return;
    }
    for (const name of changed) {
      todo.push({ node, act: () => set(node, name, old.getAttribute(name), now.getAttribute(name)) });
    }
  };

  /** A class that a script added stays. */
  const set = (node, name, before, after) => {
    if (name === 'class') {
      const words = (text) => (text ?? '').split(/\s+/).filter(Boolean);
      node.classList.remove(...words(before));
      node.classList.add(...words(after));
      if (after === null && node.classList.length === 0) node.removeAttribute('class');
    } else if (after === null) {
      node.removeAttribute(name);
    } else {
      node.setAttribute(name, after);
    }
  };

  /** A new sheet stands beside the old one until it is there: the page is never without. */
  const swap = (node, now) => {
    const sheet = document.importNode(now, true);
    const done = () => node.remove();
    sheet.addEventListener('load', done);
    sheet.addEventListener('error', done);
    node.after(sheet);
    shown.set(now, sheet);
  };

  const children = (old, now, todo) => {
    let a = [...old.childNodes];
    let b = [...now.childNodes];
    while (a.length && b.length && a[0].isEqualNode(b[0])) adopt(a.shift(), b.shift());
    const tail = [];
    while (a.length && b.length && a.at(-1).isEqualNode(b.at(-1))) {
      tail.unshift(b.at(-1));
      adopt(a.pop(), b.pop());
    }
    const partner = new Map(align(a, b));
    const kept = new Set(partner.values());
    for (const node of a) if (!kept.has(node)) remove(node, todo);
    // From the last to the first: what follows is in place when a node is put before it.
    let next = tail[0] ?? null;
    for (const node of b.reverse()) {
      const match = partner.get(node);
      if (match) compare(match, node, todo);
      else insert(node, now, next, todo);
      next = node;
    }
  };

  const remove = (old, todo) => {
    if (isHeld(old)) throw TOO_DEEP;
    const node = shown.get(old);
    todo.push({ node, act: () => node.remove() });
  };

  const insert = (now, parent, next, todo) => {
    if (isHeld(now)) throw TOO_DEEP;
    const before = now.previousSibling;
    todo.push({
      act: () => {
        const node = document.importNode(now, true);
        pair(now, node);
        if (next) shown.get(next).before(node);
        else if (before && shown.get(before)?.parentNode) shown.get(before).after(node);
        else shown.get(parent).append(node);
      },
    });
  };

  const renew = (html) => {
    const now = new DOMParser().parseFromString(html, 'text/html').documentElement;
    if (served.isEqualNode(now)) return true;
    const todo = [];
    try {
      compare(served, now, todo);
    } catch (reason) {
      if (reason === TOO_DEEP) return false;
      throw reason;
    }
    // A script has put something else in its place.
    if (todo.some(({ node }) => node && !node.isConnected)) return false;
    todo.forEach(({ act }) => act());
    served = now;
    return true;
  };

  /** Walks another page of the same shape: `visit(node on screen, its twin there)`. Where the shapes part, it turns back. */
  const beside = (other, visit) => {
    const walk = (node, twin) => {
      if (node.nodeName !== twin.nodeName) return;
      if (shown.get(node)?.isConnected) visit(shown.get(node), twin);
      for (let a = node.firstChild, b = twin.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) walk(a, b);
    };
    walk(served, other);
  };

  return { renew, beside };
};

/** Which new child continues which old one: pairs [new, old] in order, the most alike. */
const align = (a, b) => {
  if (a.length * b.length > MOST_PAIRS) {
    const pairs = [];
    for (let i = 0; i < Math.min(a.length, b.length) && likeness(a[i], b[i]) > 0; i += 1) pairs.push([b[i], a[i]]);
    return pairs;
  }
  const score = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const alike = likeness(a[i], b[j]);
      const both = alike > 0 ? alike + score[i + 1][j + 1] : 0;
      score[i][j] = Math.max(both, score[i + 1][j], score[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const alike = likeness(a[i], b[j]);
    if (alike > 0 && score[i][j] === alike + score[i + 1][j + 1]) pairs.push([b[j++], a[i++]]);
    else if (score[i][j] === score[i + 1][j]) i += 1;
    else j += 1;
  }
  return pairs;
};

/** 0 when one cannot become the other; more when they share their id or their words. */
const likeness = (a, b) => {
  if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return 0;
  if (a.nodeType !== ELEMENT_NODE) return a.data === b.data ? 2 : 1;
  if (a.id !== b.id) return 0;
  if (a.id) return 4;
  return a.textContent === b.textContent ? 3 : 1;
};
