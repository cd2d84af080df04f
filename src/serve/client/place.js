// Where the reader is, kept while a page is loaded anew: the place in the page, the focus, what was typed and chosen.

const KEY = 'millesime-place';

/** The way to an element: the id it stands under, then which child of which. */
const way = (element) => {
  const steps = [];
  let at = element;
  while (at && at !== document.body && !at.id) {
    steps.unshift([...at.parentNode.children].indexOf(at));
    at = at.parentElement;
  }
  return { id: at?.id || null, steps };
};

const at = ({ id, steps }) =>
  steps.reduce((element, step) => element?.children[step], id ? document.getElementById(id) : document.body);

const controls = () => ['input', 'select', 'textarea', 'details'].flatMap((name) => [...document.getElementsByTagName(name)]);

const value = (control) => ({
  key: `${control.localName} ${control.id || control.name || ''}`,
  value: control.type === 'file' ? undefined : control.value,
  checked: control.checked,
  open: control.open,
});

/** Loads the page anew and comes back to the same place. */
export const reload = () => {
  const { activeElement: focus } = document;
  const kept = {
    path: location.pathname,
    x: scrollX,
    y: scrollY,
    focus: focus && focus !== document.body && focus.isConnected ? way(focus) : null,
    controls: controls().map(value),
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* no storage: the browser's own memory has to do */ }
  location.reload();
};

/** Puts back what `reload` kept, once the page's own scripts have run. */
export const restore = () => {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const kept = text && JSON.parse(text);
  if (!kept || kept.path !== location.pathname) return;
  const now = controls();
  kept.controls.forEach(({ key, value: typed, checked, open }, index) => {
    const control = now[index];
    if (!control || value(control).key !== key) return;
    if (typed !== undefined && control.value !== typed) control.value = typed;
    if (open !== undefined) control.open = open;
    if (checked !== undefined && control.checked !== checked) {
      control.checked = checked;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  const focus = kept.focus && at(kept.focus);
  focus?.focus({ preventScroll: true });
  scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
};
