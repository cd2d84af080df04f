"""A way to a server that cuts and delays what goes through it, by a rule that is the same each time."""

import select
import socket
import struct
import threading
import time


class Faulty:
    """Listens on a port of its own and leads to `port`. `rate` of its connections are cut after some bytes, as many are delayed."""

    def __init__(self, port, rate=0.0):
        self.to, self.rate, self.faults, self.state = port, rate, 0, 1
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def chance(self):
        """A number from 0 to 1; the same row of them in each run."""
        with self.lock:
            self.state = (self.state * 1103515245 + 12345) % 2**31
            return self.state / 2**31

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.to), timeout=5)
        except OSError:
            client.close()
            return
        # Each piece that goes through may be the last one, or late: so every request of a connection has its turn.
        try:
            while True:
                ready, _, _ = select.select([client, server], [], [], 30)
                if not ready:
                    return
                for source in ready:
                    piece = source.recv(65536)
                    if not piece:
                        return
                    chance = self.chance() if self.rate else 1.0
                    if chance < self.rate:
                        self.faults += 1
                        other = server if source is client else client
                        # Half of the piece still arrives.
                        other.sendall(piece[: len(piece) // 2])
                        for end in (client, server):
                            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        return
                    if chance < 1.5 * self.rate:
                        self.faults += 1
                        time.sleep(0.05)
                    (server if source is client else client).sendall(piece)
        except OSError:
            pass
        finally:
            client.close()
            server.close()
