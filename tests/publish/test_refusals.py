"""What servers, disks and clocks refuse: each is told in words that say what to do, and nothing of the site is left half done."""

import os
import subprocess
import time
import unittest

from crawler import from_folder
from faulty import Faulty
from published import CONSENT, Site
from servers import HASTE, PASSWORD, ServerTest


class Refusals(ServerTest):
    def refuses(self, site, message):
        run = site.publish(site.workspaces[0])
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn(message, run.stderr)
        self.assertNotIn(PASSWORD, run.stderr)

    def ftp(self, port, environment={}, scheme="ftp", root=None):
        settings = f"{{genre: ftp, adresse: '{scheme}://127.0.0.1:{port}', utilisateur: anne, dossier: /site}}"
        read = root and from_folder(root / "site")
        return Site(self.folder, settings, {"MILLESIME_CIBLE_PASSWORD": PASSWORD, **environment}, read)

    def webdav(self, root, certificate=None, environment={}, port=None):
        port = port or self.servers.webdav(root, certificate)
        address = f"{'https' if certificate else 'http'}://127.0.0.1:{port}"
        settings = f"{{genre: webdav, adresse: '{address}', utilisateur: anne, dossier: site, connexions: 8}}"
        environment = {"MILLESIME_CIBLE_PASSWORD": PASSWORD, **environment}
        return Site(self.folder, settings, environment, from_folder(root / "site"), root / "site")

    def sftp(self, options="", root=None, port=None, patience=HASTE):
        port, root = port or self.servers.sftp(options), root or self.folder / "sftp"
        settings = f"{{genre: sftp, adresse: '127.0.0.1:{port}', cle: {self.folder}/key, dossier: {root}}}"
        return Site(self.folder, settings, self.servers.known_to_ssh(port, patience), from_folder(root), root)

    def sftp_through(self):
        """The same, with what stands between."""
        proxy = Faulty(self.servers.sftp(), "SSH")
        return self.sftp(port=proxy.port), proxy

    def falls_silent(self, site, proxy):
        """In the middle a connection says nothing more, and stays: after a while the publication goes on over another."""
        proxy.arm(0, 0, (60, "hush"))
        run = site.publish(site.workspaces[0])
        self.assertEqual((run.returncode, proxy.total), (0, 1), run.stderr)
        self.assertEqual(site.differs(site.workspaces[0]), [])

    def test_silence_over_sftp(self):
        proxy = Faulty(self.servers.sftp(), "SSH")
        self.falls_silent(self.sftp(port=proxy.port, patience=""), proxy)

    def test_silence_over_ftp(self):
        root = self.folder / "ftp"
        proxy = Faulty(self.servers.ftp(root), "FTP")
        self.falls_silent(self.ftp(proxy.port, root=root), proxy)

    def test_silence_over_webdav(self):
        root = self.folder / "dav"
        proxy = Faulty(self.servers.webdav(root), "HTTP")
        self.falls_silent(self.webdav(root, port=proxy.port), proxy)

    def test_another_host_key(self):
        site = self.sftp()
        self.servers.know_another_key()
        self.refuses(site, "does not show the expected key")

    def test_read_only_sftp(self):
        (self.folder / "sftp").mkdir()
        self.refuses(self.sftp("-R"), "refuses to write")

    def test_read_only_ftp(self):
        port = self.servers.ftp(self.folder / "locked", "elr")
        (self.folder / "locked/site").mkdir()
        self.refuses(self.ftp(port), "refuses to write")

    def test_logins(self):
        site = self.webdav(self.folder / "dav")
        site.environment["MILLESIME_CIBLE_PASSWORD"] = "wrong"
        self.refuses(site, "refuses the login")
        site = self.ftp(self.servers.ftp(self.folder / "ftp"))
        site.environment["MILLESIME_CIBLE_PASSWORD"] = "wrong"
        self.refuses(site, "refuses the login")
        del site.environment["MILLESIME_CIBLE_PASSWORD"]
        self.assertIn("MILLESIME_CIBLE_PASSWORD", site.publish(site.workspaces[0]).stderr)

    def test_nobody_at_that_address(self):
        for settings in ("{genre: sftp, adresse: nowhere.invalid, dossier: /site}", "{genre: ftp, adresse: 'ftp://127.0.0.1:1'}",
                         "{genre: webdav, adresse: 'http://127.0.0.1:1', dossier: site}"):
            self.refuses(Site(self.folder, settings, {}), "check the address of the target in report.yaml")

    def test_certificates(self):
        certificates, trust = self.servers.certificates()
        for name in ("expired", "other"):
            site = self.webdav(self.folder / name, certificates / name, trust)
            self.refuses(site, "certificate of the server is not valid")
            site = self.ftp(self.servers.ftp(self.folder / name, certificate=certificates / name), trust, "ftps")
            self.refuses(site, "certificate of the server is not valid")
        # One that nobody trusts
        site = self.ftp(self.servers.ftp(self.folder / "valid", certificate=certificates / "valid"), {}, "ftps")
        self.refuses(site, "certificate of the server is not valid")

    def test_a_clock_that_is_wrong(self):
        port = self.servers.s3("rapport")
        settings = f"{{genre: s3, adresse: 'http://127.0.0.1:{port}', compartiment: rapport}}"
        environment = {"MILLESIME_CIBLE_ACCESS_KEY": "reader", "MILLESIME_CIBLE_SECRET_KEY": PASSWORD}
        site = Site(self.folder, settings, environment)
        site.before = ["faketime", "-f", "+40m"]
        self.refuses(site, "the clock of this machine is not that of the server")
        run = subprocess.run([*site.command("publish", site.workspaces[0], "--yes", "--lang", "fr")],
                             env=site.environment, capture_output=True, text=True)
        self.assertIn("l’horloge de cette machine n’est pas celle du serveur", run.stderr)

    def small(self, size):
        """A disk of that size."""
        disk = self.folder / "disk"
        disk.mkdir()
        sudo = [] if os.getuid() == 0 else ["sudo"]
        mode = f"size={size},mode=0777"
        subprocess.run([*sudo, "mount", "-t", "tmpfs", "-o", mode, "tmpfs", disk], check=True)
        self.addCleanup(subprocess.run, [*sudo, "umount", "-l", disk], check=True)
        return disk, lambda: subprocess.run([*sudo, "mount", "-o", "remount,size=8m", disk], check=True)

    def fills(self, site, more, message="no room left at the host"):
        """A disk too small stops it; with more room it goes on, and sends nothing twice."""
        self.refuses(site, message)
        more()
        run = site.publish(site.workspaces[0])
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(site.differs(site.workspaces[0]), [])

    def test_a_full_folder(self):
        disk, more = self.small("200k")
        root = disk / "site"
        self.fills(Site(self.folder, f"{{genre: dossier, dossier: {root}}}", {}, from_folder(root)), more)

    def test_a_full_disk_over_sftp(self):
        disk, more = self.small("200k")
        self.fills(self.sftp(root=disk / "site"), more)

    def test_a_full_disk_over_webdav(self):
        disk, more = self.small("200k")
        # nginx has no other answer than this one.
        self.fills(self.webdav(disk), more, "the host does not answer: HTTP 500")

    def midway(self, site, meanwhile):
        """Something happens once some files are sent; the message of the publication that it stops."""
        process = subprocess.Popen(site.command("publish", site.workspaces[0], *CONSENT), env=site.environment,
                                   stderr=subprocess.PIPE, text=True)
        while process.poll() is None and len(list(site.root.rglob("incoming-*"))) < 5:
            time.sleep(0.01)
        meanwhile()
        _, said = process.communicate()
        self.assertEqual(process.returncode, 3, said)
        return said

    def goes_on(self, site):
        run = site.publish(site.workspaces[0])
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(site.differs(site.workspaces[0]), [])
        self.assertEqual(site.strays(site.workspaces[0]), [])

    def test_a_password_is_revoked_midway(self):
        site = self.webdav(self.folder / "dav")
        users, known = self.folder / "users", (self.folder / "users").read_text()
        self.assertIn("refuses the login", self.midway(site, lambda: users.write_text("")))
        users.write_text(known)
        self.goes_on(site)

    def test_a_key_is_revoked_midway(self):
        site, proxy = self.sftp_through()
        keys, known = self.folder / "authorized", (self.folder / "authorized").read_text()

        def revoke():
            keys.write_text("")
            # Servers ask for the key when a connection begins.
            proxy.arm(0, 0, (1, "cut"))

        self.assertIn("refuses the login", self.midway(site, revoke))
        keys.write_text(known)
        self.goes_on(site)

    def test_nothing_stays_connected(self):
        """Neither when it is killed, nor when it is refused, nor when it ends."""
        site, proxy = self.sftp_through()
        own = lambda: [line for line in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout.splitlines()
                       if str(self.folder / "key") in line and "sftp" in line and "millesime publish" not in line]
        process = subprocess.Popen(site.command("publish", site.workspaces[0], *CONSENT), env=site.environment,
                                   stderr=subprocess.DEVNULL)
        while process.poll() is None and not list(site.root.rglob("incoming-*")):
            time.sleep(0.01)
        self.assertNotEqual(own(), [])
        process.kill()
        process.wait()
        for _ in range(100):
            if not own():
                break
            time.sleep(0.1)
        self.assertEqual(own(), [])
        self.goes_on(site)
        self.assertEqual(own(), [])
        (self.folder / "authorized").write_text("")
        self.refuses(site, "refuses the login")
        self.assertEqual(own(), [])

    def test_a_full_quota(self):
        """An FTP server says it with a code of its own."""
        from pyftpdlib.handlers import FTPHandler

        full = {"now": True}

        def store(handler, file, mode="w"):
            if full["now"] and sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) > 100_000:
                handler.respond("552 Exceeded storage allocation.")
                return None
            return FTPHandler.ftp_STOR(handler, file, mode)

        root = self.folder / "ftp"
        port = self.servers.ftp(root, ftp_STOR=store, ftp_APPE=lambda handler, file: store(handler, file, "a"))
        self.fills(self.ftp(port, root=root), lambda: full.update(now=False))


if __name__ == "__main__":
    unittest.main(verbosity=2)
