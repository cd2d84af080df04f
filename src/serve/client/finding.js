// A finding → an item of a list: what is wrong, where, the line with its mark, what to write instead.

import { element, spot } from './element.js';

/** `state` names the editor and the folder, `say` the words. */
export const finding = (entry, state, say) => element('li', { class: `finding ${entry.severity}` },
  element('p', { class: 'message' }, element('b', {}, entry.name + say('colon')), ' ', entry.message),
  entry.spot && element('p', { class: 'where' }, spot(entry.spot, state, say)),
  // A mark between two characters is seen too.
  entry.excerpt && element('pre', {}, entry.excerpt[0], element('mark', {}, entry.excerpt[1] || '\u00A0'), entry.excerpt[2]),
  entry.remedy && element('p', { class: 'remedy' }, entry.remedy),
  ...entry.notes.map(({ text, spot: place }) =>
    element('p', { class: 'remark' }, place ? `${text}${say('colon')} ` : text, place && spot(place, state, say))));
