// What the Nu HTML checker says of pages: a folder and the pages in it in, sentences out.
import { execFileSync } from 'node:child_process';
import vnu from 'vnu-jar';

// Remarks that do not apply: on a file, the checker knows no origin that 'self' could stand for; two roles are
// written on purpose, since browsers drop them where a style removes bullets or a figure has no image; and SVG 2 gives
// pathLength to every shape, which the checker knows of paths alone.
const EXPECTED = [/Content Security Policy/, /The “(figure|list)” role is unnecessary/, /“pathLength” not allowed on element “circle”/];

/** Errors and warnings of these pages. */
export const judge = (folder, pages) => {
  const printed = execFileSync('java', ['-Xmx1g', '-jar', vnu, '--format', 'json', '--stdout', '--exit-zero-always', ...pages],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const messages = JSON.parse(printed).messages.filter(({ message }) => !EXPECTED.some((one) => one.test(message)));
  const line = ({ url, lastLine, message, extract }) =>
    `${decodeURI(url).slice(decodeURI(url).indexOf(folder) + folder.length + 1)}:${lastLine ?? 1} ${message}\n    ${extract ?? ''}`;
  return {
    errors: messages.filter(({ type }) => type !== 'info').map(line),
    warnings: messages.filter(({ type, subType }) => type === 'info' && subType === 'warning').map(line),
  };
};
