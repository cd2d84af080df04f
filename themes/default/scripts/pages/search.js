/* The index: leaves the entries that hold every word typed, in any order, from the beginning of a word, whatever its accents,
   capitals and plural; the words stay in the address (#mots=…), from which they are restored. Without this script the index is whole. */
(() => {
  'use strict';
  const form = document.querySelector('.search');
  if (!form) return;
  const field = form.elements[0];
  const found = form.querySelector('[role="status"]');
  const letters = document.querySelector('.index__letters');
  const address = location.href.split('#')[0];

  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
  const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const small = words(form.dataset.smallWords);
  const sections = [...document.querySelectorAll('.index__letter')].map((section, at) => ({
    section, link: letters.querySelectorAll('li')[at],
    entries: [...section.querySelectorAll('li')].map((item) => ({ item, words: words(`${item.textContent} ${item.dataset.words ?? ''}`) })),
  }));

  const filter = () => {
    const typed = words(field.value);
    const asked = typed.filter((word) => !small.includes(word)).map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word));
    let shown = 0;
    for (const { section, link, entries } of sections) {
      let own = 0;
      for (const { item, words } of entries) {
        item.hidden = !asked.every((one) => words.some((word) => word.startsWith(one)));
        own += item.hidden ? 0 : 1;
      }
      section.hidden = own === 0;
      link.hidden = own === 0;
      shown += own;
    }
    letters.hidden = asked.length > 0;
    const text = form.dataset[['textFoundNone', 'textFoundOne'][shown] ?? 'textFound'].replace('{n}', shown);
    found.textContent = asked.length > 0 ? text : '';
  };
  const keep = () => {
    const query = field.value.trim() && `#${new URLSearchParams([[field.name, field.value.trim()]])}`;
    history.replaceState(history.state, '', address + query);
  };
  const restore = () => {
    const fragment = new URLSearchParams(location.hash.slice(1));
    if (location.hash && !fragment.has(field.name)) return;
    field.value = fragment.get(field.name) ?? '';
    filter();
  };

  form.hidden = false;
  field.addEventListener('input', () => { filter(); keep(); });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', restore);
  restore();
})();
