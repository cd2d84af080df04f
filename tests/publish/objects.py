"""A store of objects that speaks like S3 as far as a site needs, holds everything in memory and believes whoever asks: for sites of a size
that `bucket.py`, which checks everything, would take minutes to receive."""

import asyncio
import base64
import hashlib
import threading
import urllib.parse
from xml.sax.saxutils import escape

PAGE = 1000


class Objects:
    """In a thread of its own; `files` are the objects, `puts` how many were received."""

    def __init__(self, bucket):
        self.bucket, self.files, self.puts, ready = bucket, {}, 0, threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve(ready)), daemon=True).start()
        ready.wait()

    async def serve(self, ready):
        server = await asyncio.start_server(self.talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    async def talk(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                method, target, _ = head[0].split(" ")
                status, answer, more = self.answer(method, urllib.parse.urlsplit(target), headers, body)
                length = f"Content-Length: {len(answer)}\r\n"
                writer.write(f"HTTP/1.1 {status}\r\n{length}{more}\r\n".encode() + (b"" if method == "HEAD" else answer))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def answer(self, method, target, headers, body):
        key = urllib.parse.unquote(target.path).removeprefix(f"/{self.bucket}").lstrip("/")
        if method == "GET" and not key:
            return "200 OK", self.list(dict(urllib.parse.parse_qsl(target.query))).encode(), "Content-Type: application/xml\r\n"
        if method == "PUT":
            if headers.get("content-md5") != base64.b64encode(hashlib.md5(body).digest()).decode():
                return "400 Bad Request", b"<Error><Code>BadDigest</Code></Error>", ""
            if headers.get("if-none-match") == "*" and key in self.files:
                return "412 Precondition Failed", b"<Error><Code>PreconditionFailed</Code></Error>", ""
            self.files[key], self.puts = body, self.puts + 1
            return "200 OK", b"", 'ETag: "0"\r\n'
        if method == "DELETE":
            self.files.pop(key, None)
            return "204 No Content", b"", ""
        if key in self.files:
            return "200 OK", self.files[key], 'ETag: "0"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n'
        return "404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>", ""

    def list(self, asked):
        """A page of the listing, and where the next one begins."""
        keys = sorted(key for key in self.files if key.startswith(asked.get("prefix", "")))
        first = int(asked.get("continuation-token", 0))
        entries = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.files[key])}</Size><ETag>&quot;0&quot;</ETag>"
            "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
            for key in keys[first : first + PAGE]
        )
        more = first + PAGE < len(keys)
        next_page = f"<NextContinuationToken>{first + PAGE}</NextContinuationToken>" if more else ""
        return f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{next_page}{entries}</ListBucketResult>"
