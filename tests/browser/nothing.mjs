// An assertion on a list of sentences: empty, or all of them are shown, one a line.
import assert from 'node:assert/strict';

export const nothing = (wrong) => {
  const SHOWN = 60;
  const rest = wrong.length > SHOWN ? `\n  … and ${wrong.length - SHOWN} more` : '';
  assert.ok(wrong.length === 0, `${wrong.length} wrong:\n  ${wrong.slice(0, SHOWN).join('\n  ')}${rest}`);
};
