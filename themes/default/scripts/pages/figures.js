/* The page of all figures: chooses, sorts and counts them, and keeps the selection in the address
   (#chapitre=adapter&tri=nom), from which it is restored. Names and words come from the form. Without this script the
   chapters and the view are chosen by the style sheet, and every figure is in the page. */
(() => {
  'use strict';
  const form = document.querySelector('.filter');
  if (!form) return;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fields = all('[data-field]', form);
  const field = (name) => {
    const [first] = fields.filter(({ dataset }) => dataset.field === name);
    return first ? form.elements[first.name] : null;
  };
  const value = (name) => field(name)?.value ?? '';
  const sorting = () => field('sort').selectedOptions[0].dataset.sort;
  const address = () => location.href.split('#')[0];
  const fragment = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return location.hash.slice(1); }
  };

  /* Two lists of the same figures: tiles in their chapters, rows in theirs. Each has a place for all of them sorted. */
  const sorted = document.querySelector('.group--sorted');
  const list = (items, groups, flat, heading) => ({
    items: items.map((item, index) => ({
      item, index, home: item.parentElement, name: item.querySelector('h3, th').textContent.trim(),
      change: Number(item.dataset.change ?? -1), tags: (item.dataset.tags ?? '').split(' '),
    })),
    groups, flat, heading,
  });
  const tiles = list(all('.tile'), all('.group:not(.group--sorted)'), sorted.querySelector('.tiles'), sorted);
  const lists = [tiles];
  const bodies = all('.compared tbody');
  if (bodies.length) {
    const flat = document.createElement('tbody');
    flat.className = 'compared__sorted';
    bodies[0].parentElement.append(flat);
    /* Small screens lay its rows out as blocks, which some browsers then no longer call a table. */
    const roles = { table: 'table', 'thead, tbody': 'rowgroup', tr: 'row', 'thead th': 'columnheader', 'tbody th': 'rowheader', td: 'cell' };
    for (const [selector, role] of Object.entries(roles)) {
      for (const part of all(selector, bodies[0].closest('.table-scroll'))) part.setAttribute('role', role);
    }
    lists.push(list(all('.compared tbody tr[data-group]'), bodies, flat, flat));
  }
  const compare = new Intl.Collator(document.documentElement.lang).compare;
  const orders = { name: (a, b) => compare(a.name, b.name), change: (a, b) => b.change - a.change || a.index - b.index };

  const fits = ({ item, tags }) =>
    [['chapter', item.dataset.group], ['scope', item.dataset.scope]].every(([name, own]) => !value(name) || own === value(name))
    && (!value('tag') || tags.includes(value('tag')));

  const arrange = ({ items, groups, flat, heading }) => {
    const order = orders[sorting()];
    for (const entry of items) entry.item.hidden = !fits(entry);
    if (order) flat.append(...[...items].sort(order).map(({ item }) => item));
    else for (const { item, home } of items) home.append(item);
    heading.hidden = !order;
    for (const group of groups) group.hidden = Boolean(order) || !group.querySelector('[data-group]:not([hidden])');
  };

  /* What was chosen, in the words of the form: for the printed page. */
  const chosen = () => fields
    .filter((one) => one.value && (one.type !== 'radio' || one.checked) && one.dataset.field !== 'view')
    .map((one) => (one.type === 'radio' ? one.labels[0] : one.selectedOptions[0]).textContent.trim().replace(/ \(\d+\)$/, ''));
  const selection = document.querySelector('.figures__selection');
  const count = form.querySelector('[role="status"]');
  const actions = form.querySelector('.filter__actions');

  const apply = () => {
    lists.forEach(arrange);
    const shown = lists[value('view') && lists[1] ? 1 : 0].items.filter(fits).length;
    const text = form.dataset[['textShownNone', 'textShownOne'][shown] ?? 'textShown'].replace('{n}', shown);
    if (count.textContent !== text) count.textContent = text;
    if (sorting()) sorted.querySelector('h2').textContent = field('sort').selectedOptions[0].textContent;
    const words = chosen();
    selection.textContent = form.dataset.textSelection.replace('{list}', words.join(', '));
    selection.hidden = words.length === 0;
    const query = new URLSearchParams([...new FormData(form)].filter(([, own]) => own)).toString();
    actions.hidden = !query;
    actions.querySelector('a').href = address() + (query && `#${query}`);
    return query;
  };

  const clear = () => {
    for (const one of fields) {
      if (one.type === 'radio') one.checked = one.value === '';
      else one.value = '';
    }
  };
  const restore = () => {
    const query = new URLSearchParams(fragment().includes('=') ? location.hash.slice(1) : '');
    clear();
    for (const one of fields) {
      const own = query.get(one.name);
      if (own === null) continue;
      if (one.type !== 'radio') one.value = [...one.options].some((option) => option.value === own) ? own : '';
      else if (one.value === own) one.checked = true;
    }
    apply();
  };
  const keep = () => {
    const query = apply();
    history.replaceState(history.state, '', address() + (query && `#${query}`));
  };
  /* The address of a figure shows it whatever was chosen. */
  const find = () => {
    const id = fragment();
    const wanted = tiles.items.find(({ item }) => item.id === id);
    if (!wanted) return id.includes('=') || id === '' ? restore() : undefined;
    if (wanted.item.hidden || value('view')) { clear(); apply(); }
    wanted.item.scrollIntoView();
  };

  for (const part of all('.filter__field', form)) part.hidden = false;
  form.addEventListener('change', keep);
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    clear();
    keep();
    fields[0].focus();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', find);
  addEventListener('pageshow', ({ persisted }) => { if (!persisted) find(); });
  restore();
})();
