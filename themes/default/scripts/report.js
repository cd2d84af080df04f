/* What a report gains with a script; without it everything is open and readable. Words come from data-text-* attributes
   on <html>, where {n} stands for a number. Open panels are remembered in the page's history entry, nowhere else. */
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const word = (key, n) => (root.dataset[`text${key}`] || '').replace('{n}', n);

  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  document.body.append(status);
  const say = (text) => {
    status.textContent = '';
    setTimeout(() => { status.textContent = text; }, 60);
  };

  /* Highlights: a button in each title, panels folded, yet within reach of a search in the page */
  const folded = 'onbeforematch' in document ? 'until-found' : '';
  const highlights = [];
  const isOpen = ({ panel }) => !panel.hasAttribute('hidden');
  const set = ({ panel, button }, open) => {
    if (open) panel.removeAttribute('hidden');
    else panel.setAttribute('hidden', folded);
    button.setAttribute('aria-expanded', open);
  };
  const remember = () => {
    const open = highlights.filter(isOpen).map(({ panel }) => panel.id);
    history.replaceState({ ...history.state, open }, '');
  };
  for (const section of all('.highlight')) {
    const title = section.querySelector('.highlight__title');
    const panel = section.querySelector('.highlight__panel');
    if (!title || !panel) continue;
    const text = document.createElement('span');
    text.append(...title.childNodes);
    const sign = document.createElement('span');
    sign.className = 'highlight__sign';
    sign.setAttribute('aria-hidden', 'true');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-controls', panel.id);
    button.append(text, sign);
    title.append(button);
    const highlight = { section, panel, button };
    highlights.push(highlight);
    button.addEventListener('click', () => { set(highlight, !isOpen(highlight)); remember(); });
    panel.addEventListener('beforematch', () => { set(highlight, true); remember(); });
  }
  const kept = history.state?.open;
  for (const highlight of highlights) {
    set(highlight, kept ? kept.includes(highlight.panel.id) : highlight.section.closest('[data-open]') !== null);
  }

  /* A fragment opens what holds it; a highlight's own address puts the focus on its title. */
  const reveal = (event) => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const target = id && document.getElementById(id);
    const highlight = target && highlights.find(({ section }) => section.contains(target));
    if (!highlight) return;
    set(highlight, true);
    remember();
    target.scrollIntoView({ behavior: event ? 'auto' : 'instant' });
    if (!highlight.panel.contains(target) || target === highlight.panel) highlight.button.focus({ preventScroll: true });
  };
  addEventListener('hashchange', reveal);
  /* The same link again changes no address. */
  addEventListener('click', ({ target }) => {
    const link = target.closest?.('a[href*="#"]');
    if (link?.href === location.href && !link.matches('[data-copy]')) reveal(true);
  });
  /* Now, and again after the browser's own jump, which takes the focus */
  reveal();
  requestAnimationFrame(() => setTimeout(reveal));

  /* Unfold all, fold all */
  for (const button of all('[data-unfold]')) {
    button.hidden = highlights.length === 0;
    button.addEventListener('click', () => {
      const open = button.dataset.unfold === 'all';
      for (const highlight of highlights) set(highlight, open);
      remember();
      say(word(open ? 'Unfolded' : 'Folded', highlights.length));
    });
  }

  /* Paper shows everything. */
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = highlights.filter((highlight) => !isOpen(highlight));
    for (const highlight of closed) set(highlight, true);
  });
  addEventListener('afterprint', () => {
    for (const highlight of closed) set(highlight, false);
    closed = [];
  });

  /* Copy the address of a highlight */
  for (const link of navigator.clipboard ? all('a[data-copy]') : []) {
    const label = link.querySelector('[data-label]') || link;
    const before = label.textContent;
    link.addEventListener('click', async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(link.href);
      } catch {
        location.href = link.href;
        return;
      }
      label.textContent = word('Copied');
      say(word('Copied'));
      setTimeout(() => { label.textContent = before; }, 2400);
    });
  }
})();
