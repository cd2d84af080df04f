"""A reader who never stops: follows every link from the first page, and notes what leads nowhere."""

import posixpath
import re
import threading
import time
import urllib.parse
import urllib.request

LINK = re.compile(rb'(?:href|src|poster)="([^"#?]+)')


def from_folder(folder):
    """Reads a folder as a web server does."""

    def read(path):
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    return read


def from_bucket(address):
    """Reads a bucket over HTTP; the server of the tests asks for a signature and does not look at it."""
    sign = "AWS4-HMAC-SHA256 Credential=reader/20260101/auto/s3/aws4_request, SignedHeaders=host, Signature=0"

    def read(path):
        request = urllib.request.Request(address + urllib.parse.quote(path), headers={"Authorization": sign})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            return None

    return read


class Crawler:
    """Looks at a site until it is stopped; `missing` is what it should not have seen."""

    def __init__(self, read):
        self.read, self.missing, self.rounds, self.running = read, set(), 0, True
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while self.running:
            self.round()
            self.rounds += 1
            time.sleep(0.01)

    def round(self):
        pages, files = {"index.html"}, {}
        todo = ["index.html"]
        while todo:
            page = todo.pop()
            html = files[page] if page in files else self.read(page)
            if html is None:
                continue
            for link in LINK.findall(html):
                link = urllib.parse.unquote(link.decode())
                if ":" in link or link.startswith("//"):
                    continue
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
                if path not in files:
                    files[path] = self.read(path)
                    if files[path] is None:
                        self.missing.add(f"{page} leads to {path}")
                if path.endswith(".html") and path not in pages:
                    pages.add(path)
                    todo.append(path)

    def stop(self):
        self.running = False
        self.thread.join()
        return self.missing
