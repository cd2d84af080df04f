"""The servers of the tests, on loopback: OpenSSH, nginx with WebDAV, an S3-compatible server, FTP. Each starts in a folder of its own."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

PASSWORD = "tournesol"
MODULES = "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


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

    def start(self, name, command, port):
        with open(self.folder / f"{name}.log", "wb") as log:
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder))
        wait(port)
        return port

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()

    def sftp(self):
        """The key of the client is `key`, that of the server `host`."""
        port = free_port()
        for name in ("key", "host"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name], check=True)
        shutil.copy(self.folder / "key.pub", self.folder / "authorized")
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        (self.folder / "sshd.conf").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {self.folder}/host\nAuthorizedKeysFile {self.folder}/authorized\n"
            f"StrictModes no\nUsePAM no\nPidFile none\nMaxStartups 100\nSubsystem sftp /usr/lib/openssh/sftp-server\n"
        )
        return self.start("sshd", ["/usr/sbin/sshd", "-D", "-e", "-f", str(self.folder / "sshd.conf")], port)

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

    def webdav(self, root):
        port = free_port()
        hashed = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], check=True, capture_output=True, text=True).stdout
        (self.folder / "users").write_text(f"anne:{hashed}")
        root.mkdir(parents=True)
        server = (
            f"client_max_body_size 0; server {{ listen 127.0.0.1:{port}; root {root}; location / {{"
            " dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS; create_full_put_path on;"
            f" dav_access user:rw group:r all:r; auth_basic x; auth_basic_user_file {self.folder}/users; }} }}"
        )
        return self.nginx("webdav", server, port)

    def expired(self):
        """HTTPS with a certificate of a year that is past, by an authority that is trusted."""
        port = free_port()
        make_expired(self.folder)
        server = (
            f"server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {self.folder}/expired.pem;"
            f" ssl_certificate_key {self.folder}/expired.key; }}"
        )
        return self.nginx("expired", server, port)

    def s3(self, bucket):
        port = free_port()
        server = Path(sys.executable).with_name("moto_server")
        self.start("moto", [str(server), "-H", "127.0.0.1", "-p", str(port)], port)
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/{bucket}", method="PUT")).read()
        return port

    def ftp(self, root, permissions="elradfmwMT"):
        """In a thread: its messages are of no use."""
        import logging
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.handlers import FTPHandler
        from pyftpdlib.servers import ThreadedFTPServer

        logging.disable(logging.CRITICAL)
        root.mkdir(parents=True, exist_ok=True)
        authorizer = DummyAuthorizer()
        authorizer.add_user("anne", PASSWORD, str(root), perm=permissions)
        handler = type("Handler", (FTPHandler,), {"authorizer": authorizer})
        port = free_port()
        server = ThreadedFTPServer(("127.0.0.1", port), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        wait(port)
        return port


def make_expired(folder):
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def name(text):
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    def certificate(subject, issuer, key, signer, years, is_authority):
        start = datetime.datetime(2020, 1, 1)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + datetime.timedelta(days=365 * years))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if not is_authority:
            address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
            builder = builder.add_extension(x509.SubjectAlternativeName([address]), critical=False)
        return builder.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    (folder / "authority.pem").write_bytes(certificate("Authority", "Authority", authority, authority, 30, True))
    (folder / "expired.pem").write_bytes(certificate("127.0.0.1", "Authority", key, authority, 1, False))
    (folder / "expired.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
