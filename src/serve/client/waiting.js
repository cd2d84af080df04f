// A page that does not exist yet: shows what is wrong meanwhile, and gives way to the page once it is there.

import { listen } from './news.js';
import { panel } from './panel.js';
import { words } from './words.js';

const shown = panel({ kept: false });
const main = document.body.firstElementChild;
const [title, text, home] = main.children;

listen(async (state) => {
  const say = words(state.lang);
  document.documentElement.lang = state.lang;
  title.textContent = say('noPage');
  document.title = say('noPage');
  text.textContent = say(state.broken ? 'noPageBroken' : 'noPageYet');
  home.firstElementChild.textContent = say('home');
  home.hidden = location.pathname === '/';
  shown.tell(state);
  const { ok } = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
  if (ok) location.reload();
}, shown.lost);
