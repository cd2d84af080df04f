// Chromium, and pages that are watched: what a page asks for, complains about or keeps is collected in `problems`.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

// The first is the same engine without the windows around pages, which nobody sees here: half the work.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

const executable = () => {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch { /* the next name */ }
  }
  throw new Error('no Chromium found: install the package chromium, or give its path in CHROMIUM');
};

// Root may not use Chromium's sandbox; the rest keeps the browser from calling home.
const ARGUMENTS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A browser, with more arguments than its usual ones. */
export const launch = (more = []) => chromium.launch({
  executablePath: executable(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...ARGUMENTS, ...more],
});

/** Address of a page of a site opened in place. */
export const fileUrl = ({ folder }, page) => pathToFileURL(join(folder, page)).href;

/**
 * A new page that is watched. `base` is what every request must start with.
 * `page.problems` holds sentences; `take()` empties it.
 */
export const watched = async (context, base) => {
  const page = await context.newPage();
  let problems = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) problems.push(`asks for ${url}`);
  });
  // A page that is left does not wait for its icon; whether an address answers is looked at elsewhere.
  page.on('requestfailed', (request) => request.failure()?.errorText === 'net::ERR_ABORTED' || problems.push(`did not get ${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', (response) => { if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`); });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  const take = () => {
    const taken = problems;
    problems = [];
    return taken;
  };
  return { page, take };
};

/** One core lays out one page: how many are looked at side by side. */
const TABS = 2;

/** Calls `look(page, one)` for each of the things, in pages of the context that share the work. */
export const shared = async (things, context, look) => {
  const left = things.values();
  const tab = async () => {
    const page = await context.newPage();
    for (const one of left) await look(page, one);
  };
  await Promise.all(Array.from({ length: TABS }, tab));
};
