"""A reader who never stops: follows every link from the first page, and notes what leads nowhere or is not as it was published."""

import posixpath
import re
import threading
import time
import urllib.parse
import urllib.request

LINK = re.compile(rb'(?:href|src|poster)="([^"#?]+)')
# What a page leads to stays so long after it is gone from the page, in the tests.
GRACE = 1.0


def from_folder(folder):
    """Reads a folder as a web server does."""

    def read(path):
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    return read


def from_address(address):
    """Reads over HTTP."""

    def read(path):
        request = address + urllib.parse.quote(path)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            error.close()
            return None

    return read


class Crawler:
    """Looks at a site until it is stopped; `missing` is what it should not have seen. `known` are the sites that are published in turn,
    address to content: each file must be that of one of them."""

    def __init__(self, read, known):
        self.read, self.known, self.missing, self.rounds, self.running = read, known, set(), 0, True
        # What a page of some content leads to is worked out once.
        self.links = {}
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while self.running:
            began = time.time()
            self.round()
            self.rounds += 1
            # The processor is for those who publish, too.
            time.sleep(max(0.02, 1.5 * (time.time() - began)))

    def leads_to(self, page, html):
        if (page, html) not in self.links:
            links = (urllib.parse.unquote(link.decode(errors="replace")) for link in LINK.findall(html))
            inner = [link for link in links if ":" not in link and not link.startswith("//")]
            self.links[page, html] = [posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) for link in inner]
        return self.links[page, html]

    def get(self, path):
        """A file, when it was asked for, and whether it is what was published."""
        at, content = time.time(), self.read(path)
        if content is not None and all(site.get(path) != content for site in self.known):
            self.missing.add(f"{path} is neither of the two that were published ({len(content)} bytes)")
        return content, at

    def round(self):
        files, todo = {"index.html": self.get("index.html")}, ["index.html"]
        while todo and self.running:
            page = todo.pop()
            html, at = files[page]
            if html is None:
                continue
            for path in self.leads_to(page, html):
                if path in files:
                    continue
                files[path] = self.get(path)
                if files[path][0] is None and not self.is_past(page, path, at):
                    self.missing.add(f"{page} leads to {path}, which is not there")
                if path.endswith(".html"):
                    todo.append(path)

    def is_past(self, page, path, at):
        """Whether a page was read so long ago that it no longer needs to lead anywhere, and does not."""
        if time.time() - at < 0.8 * GRACE:
            return False
        html = self.read(page)
        return html is None or path not in self.leads_to(page, html) or self.read(path) is not None

    def stop(self):
        self.running = False
        self.thread.join()
        return self.missing
