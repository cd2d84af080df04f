"""A way to a server that cuts, delays and corrupts what goes through it, piece by piece, by a rule that is the same each time."""

import re
import select
import socket
import struct
import threading
import time

# Half of a piece arrives, then nothing; all of it arrives and the answer never comes; it is late; one of its bits is another.
KINDS = ("cut", "delay", "corrupt", "lose", "corrupt")
LATE = 0.06
REQUEST = re.compile(rb"^[A-Z]+ \S+ HTTP/1\.[01]\r\n")


class Faulty:
    """Listens on a port of its own and leads to `port`. Where what is sent bears its own checks (`speaks` TLS or SSH), any bit of it may
    be changed; of plain HTTP an answer, its status and headers too, and what a request sends; of signed requests (`speaks` S3) all; of plain FTP what goes
    over a data connection. `doors` are ports of data connections: the server
    listens there on 127.0.0.1, names 127.0.0.2 to its clients, and here they meet."""

    def __init__(self, port, speaks, doors=()):
        self.to, self.speaks, self.lock = port, speaks, threading.Lock()
        self.faults, self.total, self.every, self.alone = [], 0, 0, None
        self.rest()
        self.listen("127.0.0.1", 0, port)
        for door in doors:
            self.listen("127.0.0.2", door, door)

    def listen(self, address, at, to):
        listener = socket.create_server((address, at))
        if to == self.to:
            self.port = listener.getsockname()[1]
        threading.Thread(target=self.accept, args=(listener, to), daemon=True).start()

    def rest(self):
        """From now on everything goes through as it is."""
        self.arm(0, 0)

    def arm(self, every, first, alone=None):
        """From now on one piece of `every` meets a fault, from the piece `first` on; or one piece, with its kind, `alone`. After a piece
        that is hushed nothing more comes through that connection, which stays."""
        with self.lock:
            self.every, self.first, self.alone, self.count, self.owed, self.faults = every, first, alone, 0, [], []

    def fault(self, can_corrupt):
        """What happens to the next piece; a corruption that it cannot bear waits for one that can."""
        with self.lock:
            self.count += 1
            kind = None
            if self.alone:
                kind = self.alone[1] if self.count == self.alone[0] else None
            elif self.every and self.count % self.every == self.first % self.every:
                kind = KINDS[self.total % len(KINDS)]
            if kind == "corrupt" and not can_corrupt:
                self.owed.append(self.count)
                return None
            if kind is None and self.owed and can_corrupt:
                self.owed.pop()
                kind = "corrupt"
            if kind:
                self.total += 1
                self.faults.append((self.count, kind))
            return kind

    def bits(self, piece, is_data):
        """Where in a piece a bit may be changed: from one place up to another."""
        if self.speaks in ("TLS", "SSH"):
            return 0, len(piece)
        if self.speaks == "FTP":
            return (0, len(piece)) if is_data else None
        is_answer = piece.startswith(b"HTTP/1.")
        at = piece.find(b"\r\n\r\n") + 4 if is_answer or REQUEST.match(piece) else 0
        is_whole = at != 3
        # An answer in chunks bears their lengths, and a client waits for what a wrong one announces.
        has_body = is_whole and b"\r\nTransfer-Encoding: chunked" not in piece[:at] and piece[at:].strip()
        # Without a signature nobody can tell that another file was asked for.
        has_head = at > 4 and (is_answer or self.speaks == "S3")
        if has_head and (self.total % 2 or not has_body):
            return 0, at
        return (at, len(piece)) if has_body else None

    def accept(self, listener, to):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=self.carry, args=(client, to), daemon=True).start()

    def carry(self, client, to):
        try:
            server = socket.create_connection(("127.0.0.1", to), timeout=5)
        except OSError:
            client.close()
            return
        try:
            other, hushed = {client: server, server: client}, False
            while True:
                ready, _, _ = select.select(list(other), [], [], 60)
                if not ready:
                    return
                for source in ready:
                    piece = source.recv(65536)
                    if not piece:
                        return
                    if hushed:
                        continue
                    bits = self.bits(piece, to != self.to)
                    kind = self.fault(bits is not None)
                    if kind == "delay":
                        time.sleep(LATE)
                    elif kind == "corrupt":
                        # Never the same bit: a second fault would mend the first.
                        wrong = bits[0] + (bits[1] - bits[0]) * (self.total * 37 % 101) // 101
                        piece = piece[:wrong] + bytes([piece[wrong] ^ 1 << self.total % 7]) + piece[wrong + 1 :]
                    elif kind == "cut":
                        piece = piece[: len(piece) // 2]
                    elif kind == "hush":
                        hushed, piece = True, b""
                    other[source].sendall(piece)
                    if kind in ("cut", "lose"):
                        for end in other:
                            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        return
        except OSError:
            pass
        finally:
            client.close()
            server.close()
