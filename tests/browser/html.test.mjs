// Every page is valid HTML, by the Nu HTML checker (RGAA 8.1, 8.2).
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import vnu from 'vnu-jar';
import { nothing } from './nothing.mjs';
import { sites } from './sites.mjs';

// Remarks that do not apply: on a file, the checker knows no origin that 'self' could stand for; and two roles are
// written on purpose, since browsers drop them where a style removes bullets or a figure has no image.
const EXPECTED = [/Content Security Policy/, /The “(figure|list)” role is unnecessary/];

for (const { name, folder, pages } of sites) {
  test(`the checker finds no error in the ${pages.length} pages of the ${name} report`, (context) => {
    const printed = execFileSync('java', ['-Xmx1g', '-jar', vnu, '--format', 'json', '--stdout', '--exit-zero-always', ...pages],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    const messages = JSON.parse(printed).messages.filter(({ message }) => !EXPECTED.some((one) => one.test(message)));
    const line = ({ url, lastLine, message, extract }) =>
      `${decodeURI(url).slice(decodeURI(url).indexOf(folder) + folder.length + 1)}:${lastLine ?? 1} ${message}\n    ${extract ?? ''}`;
    for (const warning of messages.filter(({ type, subType }) => type === 'info' && subType === 'warning')) {
      context.diagnostic(line(warning));
    }
    nothing(messages.filter(({ type }) => type !== 'info').map(line));
  });
}
