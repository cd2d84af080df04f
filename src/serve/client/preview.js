// The preview of a page: brings it up to date at each save, without losing the reader's place, and shows what is wrong.
//
// Runs before the page's own scripts (they are deferred and stand after it), so that it sees the page as it was served.

import { notice, remember } from './morph.js';
import { listen } from './news.js';
import { origins } from './origin.js';
import { panel } from './panel.js';
import { reload, restore } from './place.js';

const own = document.querySelector('script[src="/_preview/preview.js"]');
let { files } = own.dataset;
own.remove();
const page = remember(document.documentElement, (served) => {
  // The right to ask for news is the preview's; changed on the page itself, it would be a second policy.
  const policy = served.querySelector('meta[http-equiv="Content-Security-Policy"]');
  if (policy) policy.content = policy.content.replace(/^connect-src 'self'; /, '');
});
notice();

addEventListener('load', restore, { once: true });
const shown = panel();
const where = origins(shown, page);
let state;
let tag = '';
let isBusy = false;
let isLate = false;

/** Fetches the page when it changed, and makes the one on screen the same. */
const bring = async () => {
  if (files !== undefined && state.files !== files) return reload();
  const response = await fetch(location.pathname, { headers: { 'If-None-Match': tag }, cache: 'no-store' });
  shown.gone(response.status === 404);
  if (response.status !== 200) return undefined;
  tag = response.headers.get('ETag') ?? '';
  return page.renew(await response.text()) || reload();
};

/** Goes to the page of the file just saved. */
const follow = () => {
  const target = new URL(`/${state.follow}`, location.href);
  if (target.pathname.replace(/index\.html$/, '') !== location.pathname.replace(/index\.html$/, '')) {
    location.assign(target.href.replace(/index\.html(?=#|$)/, ''));
  } else if (target.hash && target.hash !== location.hash) {
    location.hash = target.hash;
  }
};

listen(async (next, isFirst) => {
  // Checked now, and otherwise the same: the page is here already.
  const isKnown = !isFirst && next.generation === state?.generation;
  state = next;
  // Until the pages are checked, what was wrong before stays on view.
  if (state.checked) shown.tell(state);
  if (isKnown) return;
  // One at a time; the last state is the one that counts.
  isLate = isBusy;
  if (isBusy) return;
  isBusy = true;
  try {
    do {
      isLate = false;
      await bring();
    } while (isLate);
  } catch { /* the server is gone: the next connection begins again */ } finally {
    isBusy = false;
  }
  where.renew();
  if (!isFirst && state.follow && !state.broken) follow();
}, shown.lost);
