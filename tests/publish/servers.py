"""The servers of the tests, on loopback: OpenSSH, nginx with WebDAV, FTP and FTPS, stores of objects. Each starts in a folder of its own."""

import base64
import datetime
import getpass
import hashlib
import hmac
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request
from pathlib import Path

PASSWORD = "tournesol"
# What `ssh` is given to notice soon that a connection is of no use any more.
HASTE = "-o ConnectTimeout=5 -o ServerAliveInterval=2 -o ServerAliveCountMax=2"
MODULES = "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def free_ports(count):
    """Free at every address of this machine, below those that it gives to whoever asks for any."""
    found, port = [], 15_000 + os.getpid() * 61 % 10_000
    while len(found) < count:
        try:
            socket.create_server(("", port)).close()
            found.append(port)
        except OSError:
            pass
        port += 1
    return found


def wait(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


class Servers:
    def __init__(self, folder):
        self.folder, self.processes = folder, []

    def start(self, name, command, port, environment={}):
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, env={**os.environ, **environment})
        self.processes.append(process)
        wait(port)
        return port

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()

    def sftp(self, options=""):
        """The key of the client is `key`, that of the server `host`; `options` are those of `sftp-server`."""
        port = free_port()
        for name in ("key", "host"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name], check=True)
        shutil.copy(self.folder / "key.pub", self.folder / "authorized")
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        (self.folder / "sshd.conf").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {self.folder}/host\nAuthorizedKeysFile {self.folder}/authorized\n"
            f"StrictModes no\nUsePAM no\nPidFile none\nMaxStartups 100\nSubsystem sftp /usr/lib/openssh/sftp-server {options}\n"
        )
        return self.start("sshd", ["/usr/sbin/sshd", "-D", "-e", "-f", str(self.folder / "sshd.conf")], port)

    def known_to_ssh(self, port, options=HASTE):
        """The environment where `ssh` knows the server at a port, in a file of its own; `known` may be altered. Its options count before
        those that Millésime gives."""
        known = subprocess.run(["ssh-keyscan", "-p", str(port), "127.0.0.1"], capture_output=True, text=True, check=True).stdout
        (self.folder / "known").write_text(known)
        (self.folder / "ssh.conf").write_text(f"UserKnownHostsFile {self.folder}/known\n")
        wrapper = self.folder / "bin"
        wrapper.mkdir()
        (wrapper / "ssh").write_text(f"#!/bin/sh\nexec {shutil.which('ssh')} -F {self.folder}/ssh.conf {options} \"$@\"\n")
        (wrapper / "ssh").chmod(0o755)
        return {"PATH": f"{wrapper}:{os.environ['PATH']}"}

    def know_another_key(self):
        known = self.folder / "known"
        known.write_text(re.sub(r"(ssh-ed25519) .*", r"\1 AAAAC3NzaC1lZDI1NTE5AAAAI" + "B" * 43, known.read_text()))

    def nginx(self, name, http, port):
        """nginx with the content of a block `http`."""
        user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/{name}-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        conf = self.folder / f"{name}.conf"
        conf.write_text(
            f"load_module {MODULES}; {user} worker_processes 1; daemon off; pid {self.folder}/{name}.pid;\n"
            f"events {{ worker_connections 512; }}\nhttp {{ access_log off; {temporary}\n{http}\n}}\n"
        )
        return self.start(name, ["nginx", "-c", str(conf), "-e", str(self.folder / f"{name}.err")], port)

    def webdav(self, root, certificate=None):
        port = free_port()
        hashed = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], check=True, capture_output=True, text=True).stdout
        (self.folder / "users").write_text(f"anne:{hashed}")
        root.mkdir(parents=True, exist_ok=True)
        secure = f"ssl; ssl_certificate {certificate}.pem; ssl_certificate_key {certificate}.key" if certificate else ""
        server = (
            f"client_max_body_size 0; server {{ listen 127.0.0.1:{port} {secure}; root {root}; location / {{"
            " dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS; create_full_put_path on;"
            f" dav_access user:rw group:r all:r; auth_basic x; auth_basic_user_file {self.folder}/users; }} }}"
        )
        return self.nginx("webdav", server, port)

    def certificates(self):
        """The folder of an authority, with `valid`, `expired` and `other` (of another host); the environment that trusts it."""
        if not (self.folder / "authority.pem").exists():
            make_certificates(self.folder)
        return self.folder, {"SSL_CERT_FILE": str(self.folder / "authority.pem")}

    def s3(self, bucket):
        port = free_port()
        return self.start("s3", [sys.executable, str(Path(__file__).with_name("bucket.py")), str(port), bucket, PASSWORD], port)

    def azure(self, account, key, container):
        """Azurite, with an account of ours, and a container that readers may read."""
        port, address = free_port(), f"/{account}/{container}?restype=container"
        command = [*node("azurite/dist/src/blob/main.js"), "--blobPort", str(port), "--inMemoryPersistence", "--silent",
                   "--disableTelemetry", "--skipApiVersionCheck"]
        self.start("azurite", command, port, {"AZURITE_ACCOUNTS": f"{account}:{key}"})
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
        headers = {"x-ms-blob-public-access": "blob", "x-ms-date": now, "x-ms-version": "2021-12-02"}
        named = "".join(f"{name}:{value}\n" for name, value in sorted(headers.items()))
        signed = "PUT" + "\n" * 12 + named + f"/{account}/{account}/{container}\nrestype:container"
        digest = hmac.new(base64.b64decode(key), signed.encode(), hashlib.sha256).digest()
        headers |= {"Authorization": f"SharedKey {account}:{base64.b64encode(digest).decode()}", "Content-Length": "0"}
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{address}", method="PUT", headers=headers)).read()
        return port

    def google(self, bucket):
        """An emulator of Google's store, and the file of an account whose tokens come from a server of ours."""
        port, tokens = free_port(), http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tokens)
        threading.Thread(target=tokens.serve_forever, daemon=True).start()
        (self.folder / "subject").write_text("subject")
        account = {
            "type": "external_account",
            "audience": "tests",
            "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
            "token_url": f"http://127.0.0.1:{tokens.server_port}/token",
            "credential_source": {"file": str(self.folder / "subject"), "format": {"type": "text"}},
        }
        (self.folder / "account.json").write_text(json.dumps(account))
        command = [sys.executable, "-m", "gcp_storage_emulator", "start", "--host=127.0.0.1", f"--port={port}", "--in-memory",
                   f"--default-bucket={bucket}"]
        return self.start("google", command, port), self.folder / "account.json"

    def ftp(self, root, permissions="elradfmwMT", certificate=None, doors=None, **handler):
        """In a thread: its messages are of no use. Data go by the ports `doors`, at another address than the server's: see `Faulty`."""
        import logging
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
        from pyftpdlib.servers import ThreadedFTPServer

        logging.disable(logging.CRITICAL)
        root.mkdir(parents=True, exist_ok=True)
        authorizer = DummyAuthorizer()
        authorizer.add_user("anne", PASSWORD, str(root), perm=permissions)
        settings = {"authorizer": authorizer, "passive_ports": doors, "masquerade_address": doors and "127.0.0.2", **handler}
        if certificate:
            settings |= {"certfile": f"{certificate}.pem", "keyfile": f"{certificate}.key", "tls_control_required": True,
                         "tls_data_required": True}
        handler = type("Handler", (TLS_FTPHandler if certificate else FTPHandler,), settings)
        port = free_port()
        server = ThreadedFTPServer(("127.0.0.1", port), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        wait(port)
        return port


class ServerTest(unittest.TestCase):
    """A test with servers and a folder of its own."""

    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix=f"millesime-{type(self).__name__.lower()}-"))
        self.servers = Servers(self.folder)

    def tearDown(self):
        self.servers.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def node(script):
    return ["node", str(Path(__file__).parent / "node_modules" / script)]


class Tokens(http.server.BaseHTTPRequestHandler):
    """Gives whoever asks a token."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"access_token": "token", "token_type": "Bearer", "expires_in": 3600}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def make_certificates(folder):
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def name(text):
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    def certificate(address, key, days):
        start = datetime.datetime.now() - datetime.timedelta(days=30)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(address or "Authority"))
            .issuer_name(name("Authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + datetime.timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=not address, path_length=None), critical=True)
        )
        if address:
            names = [x509.IPAddress(ipaddress.ip_address(address))]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority = ec.generate_private_key(ec.SECP256R1())
    (folder / "authority.pem").write_bytes(certificate(None, authority, 365))
    for kind, address, days in (("valid", "127.0.0.1", 60), ("expired", "127.0.0.1", 10), ("other", "192.0.2.1", 60)):
        key = ec.generate_private_key(ec.SECP256R1())
        (folder / f"{kind}.pem").write_bytes(certificate(address, key, days))
        (folder / f"{kind}.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
