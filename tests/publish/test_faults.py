"""Publishes to and fro through a network that cuts, delays and corrupts at each request in turn, while a reader looks on. Every run meets
other faults; a run that failed names its own, and `MILLESIME_FAULT=37:corrupt` repeats one of them alone."""

import json
import os
import time
import unittest

from crawler import Crawler, from_address, from_folder
from faulty import Faulty
from servers import PASSWORD, ServerTest, free_ports
from published import Site


class Faults(ServerTest):
    def endures(self, site, proxy, faults, every):
        """At least so many faults; so many pieces of what goes through lie between two."""
        before, after = site.workspaces
        first = site.publish(before)
        self.assertEqual(first.returncode, 0, first.stderr)
        crawler = Crawler(site.read, list(site.wanted.values()))
        began, runs, stopped, kills = time.time(), 0, 0, 0
        alone = os.environ.get("MILLESIME_FAULT")
        workspace, turn = after, 0
        while proxy.total < faults and not (alone and runs):
            proxy.arm(every, 1 + 5 * runs, (int(alone.split(":")[0]), alone.split(":")[1]) if alone else None)
            if runs % 4 == 3:
                site.killed(workspace, 0.5 + 0.17 * (kills % 9))
                kills += 1
            run = site.publish(workspace)
            told = f"run {runs}, to {workspace.name}, faults {proxy.faults}\n{run.stderr}"
            self.assertIn(run.returncode, (0, 3), told)
            self.assertNotIn(PASSWORD, run.stderr + run.stdout)
            proxy.rest()
            if run.returncode == 0:
                self.assertEqual(site.differs(workspace), [], told)
            self.assertEqual(crawler.missing, set(), told)
            stopped += run.returncode != 0
            runs += 1
            self.assertLess(runs, faults, told)
            # Every third publication that stopped is followed by that of the other report, the others by their own.
            if run.returncode == 0 or runs % 3 == 0:
                workspace = site.workspaces[workspace == before]
        last = site.publish(after, "--format", "json")
        self.assertEqual(last.returncode, 0, last.stderr)
        missing, rounds = crawler.stop(), crawler.rounds
        print(f"{self.id().rsplit('_', 1)[1]}: {proxy.total} faults, {runs} publications, {stopped} stopped, {kills} killed, "
              f"{rounds} rounds of the reader, {time.time() - began:.0f} s")
        self.assertEqual(missing, set())
        self.assertGreater(rounds, 3)
        self.assertEqual(site.differs(after), [])
        self.assertEqual(site.strays(after), [])
        again = json.loads(site.publish(after, "--format", "json", "--dry-run").stdout)
        self.assertEqual(again["uploads"], [])

    def test_sftp(self):
        proxy = Faulty(self.servers.sftp(), "SSH")
        environment = self.servers.known_to_ssh(proxy.port)
        root = self.folder / "sftp"
        settings = f"{{genre: sftp, adresse: '127.0.0.1:{proxy.port}', cle: {self.folder}/key, dossier: {root}, connexions: 4}}"
        site = Site(self.folder, settings, environment, from_folder(root), root)
        self.endures(site, proxy, 50, 61)

    def webdav(self, secure):
        root = self.folder / "dav"
        certificates, trust = self.servers.certificates()
        proxy = Faulty(self.servers.webdav(root, certificates / "valid" if secure else None), "TLS" if secure else "HTTP")
        address = f"{'https' if secure else 'http'}://127.0.0.1:{proxy.port}"
        settings = f"{{genre: webdav, adresse: '{address}', utilisateur: anne, dossier: site, connexions: 8}}"
        environment = {"MILLESIME_CIBLE_PASSWORD": PASSWORD, **trust}
        self.endures(Site(self.folder, settings, environment, from_folder(root / "site"), root / "site"), proxy, 120, 13)

    def test_webdav(self):
        self.webdav(secure=False)

    def test_webdavs(self):
        self.webdav(secure=True)

    def test_s3(self):
        port = self.servers.s3("rapport")
        proxy = Faulty(port, "S3")
        settings = f"{{genre: s3, adresse: 'http://127.0.0.1:{proxy.port}', compartiment: rapport, dossier: site, connexions: 8}}"
        environment = {"MILLESIME_CIBLE_ACCESS_KEY": "reader", "MILLESIME_CIBLE_SECRET_KEY": PASSWORD}
        read = from_address(f"http://127.0.0.1:{port}/rapport/site/")
        self.endures(Site(self.folder, settings, environment, read), proxy, 100, 13)

    def ftp(self, secure, faults, every):
        root, doors = self.folder / "ftp", free_ports(60)
        certificates, trust = self.servers.certificates()
        port = self.servers.ftp(root, certificate=certificates / "valid" if secure else None, doors=doors)
        proxy, scheme = Faulty(port, "TLS" if secure else "FTP", doors), "ftps" if secure else "ftp"
        settings = f"{{genre: ftp, adresse: '{scheme}://127.0.0.1:{proxy.port}', utilisateur: anne, dossier: /site, connexions: 4}}"
        environment = {"MILLESIME_CIBLE_PASSWORD": PASSWORD, **trust}
        self.endures(Site(self.folder, settings, environment, from_folder(root / "site"), root / "site"), proxy, faults, every)

    def test_ftp(self):
        self.ftp(False, 100, 29)

    def test_ftps(self):
        self.ftp(True, 40, 61)


if __name__ == "__main__":
    unittest.main(verbosity=2)
