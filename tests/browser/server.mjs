// A plain file server, as a body's own: a folder under a path, 404.html for what is missing.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.webp': 'image/webp', '.woff2': 'font/woff2', '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json', '.xml': 'application/xml', '.pdf': 'application/pdf',
};

/** Serves `folder` at `path` (`/`, `/sous/dossier/`) on a free port; gives the address and `close()`. */
export const serve = (folder, path = '/') => new Promise((resolve) => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const asked = decodeURIComponent(pathname);
    let file = asked.startsWith(path) ? join(folder, normalize(`/${asked.slice(path.length)}`)) : null;
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = file && existsSync(file);
    const sent = found ? file : join(folder, '404.html');
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(sent)] ?? 'application/octet-stream' });
    createReadStream(sent).pipe(response);
  });
  server.listen(0, '127.0.0.1', () => resolve({
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  }));
});
