// Elements made from text that is never read as HTML.

/** `element('a', { href: '/', class: 'x' }, 'text', child)`; an attribute that is `null` or `false` is left out. */
export const element = (name, attributes = {}, ...content) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...content.filter((part) => part !== null && part !== undefined && part !== false));
  return made;
};

/** A place in the sources: a link that opens the editor there, else a button that copies it. */
export const spot = ({ file, line, column }, state, say) => {
  const label = line ? `${file}:${line}${column ? `:${column}` : ''}` : file;
  if (!state.editor) {
    const button = element('button', {
      type: 'button',
      class: 'spot',
      title: say('copy'),
      click: async () => {
        await navigator.clipboard?.writeText(label).catch(() => {});
        button.title = say('copied');
        button.classList.add('is-copied');
      },
    }, label);
    return button;
  }
  const path = `${state.root.startsWith('/') ? '' : '/'}${state.root}/${file}`.split('/').map(encodeURIComponent).join('/');
  const values = { '{file}': path, '{line}': line ?? 1, '{column}': column ?? 1 };
  const href = state.editor.replace(/\{(file|line|column)\}/g, (name) => values[name]);
  return element('a', { class: 'spot', href }, label);
};
