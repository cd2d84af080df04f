// Every page is valid HTML, by the Nu HTML checker (RGAA 8.1, 8.2).
import { dirname } from 'node:path';
import { test } from 'node:test';
import { judge } from './html.mjs';
import { nothing } from './nothing.mjs';
import { demonstration, folio, fresh, gallery, hard, source } from './sites.mjs';

const sites = [demonstration, folio, fresh, hard, gallery];
const pages = sites.flatMap(({ name, pages }) => pages.map((page) => `${name}/${page}`));

// In one run: the checker takes longer to start than to read.
test(`the checker finds no error in the ${pages.length} pages of ${sites.length} reports`, (context) => {
  const { errors, warnings } = judge(dirname(demonstration.folder), pages);
  for (const warning of warnings) context.diagnostic(warning);
  nothing(errors);
});

for (const site of sites) {
  test(`no page of the ${site.name} report holds indentation or an empty line`, () => {
    const plain = (html) => html.replace(/<(pre|textarea)\b[^]*?<\/\1>/g, '');
    nothing(site.pages.filter((page) => /\n[ \t\n]/.test(plain(source(site, page)))));
  });
}
