// A preview of a fresh report: the program started on a copy, its address, its files, and how long a save takes to show.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.env.MILLESIME ?? fileURLToPath(new URL('../../target/debug/millesime', import.meta.url));

/** Makes a report with `new report`, in French, and previews it on a free port. */
export const preview = async (...flags) => {
  const folder = mkdtempSync(join(tmpdir(), 'millesime-'));
  execFileSync(program, ['--lang', 'fr', '--quiet', 'new', 'report', folder]);
  const server = spawn(program, ['--lang', 'fr', 'serve', folder, '--port', '0', ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    server.stderr.on('data', (data) => {
      said += data;
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(said)));
  });
  const path = (name) => join(folder, name);
  const read = (name) => readFileSync(path(name), 'utf8');
  return {
    folder,
    url,
    path,
    read,
    write: (name, text) => writeFileSync(path(name), text),
    /** Replaces the first occurrence; fails when there is none. */
    edit: (name, from, to) => {
      const text = read(name);
      if (!text.includes(from)) throw new Error(`« ${from} » is not in ${name}`);
      writeFileSync(path(name), text.replace(from, to));
    },
    said: () => said,
    close: () => {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
