/* Videos of other hosts: nothing is asked before a click. An agreement to a service that is to last is kept on the device for six
   months, and taken back under any of its videos or on the page of personal data. Nothing else is kept, and nothing before. */
(() => {
  'use strict';
  const KEY = 'millesime-videos';
  const MONTHS = 6;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* Service → the moment until which it may show its videos. A browser may refuse to keep anything. */
  const write = (allowed) => {
    try {
      if (Object.keys(allowed).length === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(allowed));
    } catch { /* asked again next time */ }
  };
  const read = () => {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { /* nothing kept */ }
    const entries = Object.entries(kept);
    const valid = Object.fromEntries(entries.filter(([, until]) => until > Date.now()));
    if (Object.keys(valid).length < entries.length) write(valid);
    return valid;
  };
  const allow = (service) => {
    const until = new Date();
    until.setMonth(until.getMonth() + MONTHS);
    write({ ...read(), [service]: until.getTime() });
  };
  const forget = (service) => {
    const { [service]: gone, ...rest } = read();
    write(rest);
  };

  const videos = [];
  for (const box of all('[data-video]')) {
    const button = box.querySelector('button[data-video-src]');
    if (!button) continue;
    const title = box.querySelector('.video__title');
    const always = box.querySelector('[data-video-always]');
    const allowed = box.parentElement.querySelector('[data-video-allowed]');
    const state = box.parentElement.querySelector('[data-video-state]');
    const before = [...box.childNodes];
    const video = { service: box.dataset.video, button, state, isShown: false };
    video.show = () => {
      if (video.isShown) return;
      const player = document.createElement('iframe');
      player.loading = 'lazy';
      player.src = button.dataset.videoSrc;
      player.title = title.textContent.trim();
      player.allow = 'fullscreen';
      player.referrerPolicy = 'strict-origin-when-cross-origin';
      title.classList.add('visually-hidden');
      box.replaceChildren(title, player);
      allowed.hidden = false;
      video.isShown = true;
      return player;
    };
    video.hide = () => {
      title.classList.remove('visually-hidden');
      box.replaceChildren(...before);
      always.checked = false;
      allowed.hidden = true;
      video.isShown = false;
    };
    button.hidden = false;
    always.parentElement.hidden = false;
    button.addEventListener('click', () => {
      state.textContent = '';
      const player = video.show();
      if (always.checked) {
        allow(video.service);
        for (const other of videos) if (other.service === video.service) other.show();
      }
      player?.focus();
    });
    allowed.querySelector('button').addEventListener('click', () => {
      forget(video.service);
      for (const other of videos) if (other.service === video.service && other.isShown) other.hide();
      button.focus();
      state.textContent = state.dataset.withdrawn;
    });
    videos.push(video);
  }
  const kept = read();
  for (const video of videos) if (kept[video.service]) video.show();

  /* What is kept, on the page of personal data */
  const none = document.querySelector('[data-consent-none]');
  const entries = all('[data-consent]');
  const list = () => {
    const allowed = read();
    for (const entry of entries) {
      const until = allowed[entry.dataset.consent];
      entry.hidden = !until;
      if (!until) continue;
      const day = new Date(until);
      entry.querySelector('[data-until]').textContent = day.toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
    }
    if (none) none.hidden = entries.some((entry) => !entry.hidden);
  };
  for (const entry of entries) {
    entry.querySelector('button').addEventListener('click', () => {
      forget(entry.dataset.consent);
      list();
      none.focus();
    });
  }
  if (entries.length > 0) list();
})();
