// What Lighthouse says of a page on a telephone: accessibility, best practices, search engines. Each must be 100.
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { launch } from './browser.mjs';

/** For how long a page that is loaded must do nothing, in milliseconds. */
const QUIET = 300;

/** A port that nothing listens on: Lighthouse finds its browser by one. */
const free = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** A browser of its own: `rate(address)` gives what keeps the page of that address from 100, a sentence each. */
export const judge = async () => {
  const port = await free();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  // Speed is not judged: a slow network is only reckoned, no long quiet is waited for, and no picture of the page is kept.
  const flags = {
    port, onlyCategories: ['accessibility', 'best-practices', 'seo'], formFactor: 'mobile', throttlingMethod: 'simulate', logLevel: 'silent',
    pauseAfterFcpMs: QUIET, pauseAfterLoadMs: QUIET, networkQuietThresholdMs: QUIET, cpuQuietThresholdMs: QUIET, disableFullPageScreenshot: true,
  };
  const rate = async (address) => {
    const { lhr } = await lighthouse(address, flags);
    if (lhr.runtimeError) return [`not judged: ${lhr.runtimeError.message}`];
    return Object.values(lhr.categories).filter(({ score }) => score !== 1).map(({ id, score, auditRefs }) => {
      const failed = auditRefs.map((one) => ({ ...one, ...lhr.audits[one.id] })).filter(({ weight, score }) => weight > 0 && score !== null && score < 1);
      return `${id} ${Math.round(score * 100)}: ${failed.map(({ id, title }) => `${id} (${title})`).join(', ')}`;
    });
  };
  return { rate, close: () => browser.close() };
};
