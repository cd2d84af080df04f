// Every page is valid HTML, by the Nu HTML checker (RGAA 8.1, 8.2).
import { test } from 'node:test';
import { judge } from './html.mjs';
import { nothing } from './nothing.mjs';
import { demonstration, folio, fresh, gallery, hard, source } from './sites.mjs';

for (const { name, folder, pages } of [demonstration, fresh, folio, hard, gallery]) {
  test(`the checker finds no error in the ${pages.length} pages of the ${name} report`, (context) => {
    const { errors, warnings } = judge(folder, pages);
    for (const warning of warnings) context.diagnostic(warning);
    nothing(errors);
  });

  test(`no page of the ${name} report holds indentation or an empty line`, () => {
    const plain = (html) => html.replace(/<(pre|textarea)\b[^]*?<\/\1>/g, '');
    nothing(pages.filter((page) => /\n[ \t\n]/.test(plain(source({ folder }, page)))));
  });
}
