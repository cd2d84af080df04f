"""Publishes with real servers, through a network that fails, while a reader looks on. Run by tests/run; the command is given by
MILLESIME (target/debug/millesime by default)."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from crawler import Crawler, from_bucket, from_folder
from faulty import Faulty
from servers import PASSWORD, Servers, free_port, wait

COMMAND = os.environ.get("MILLESIME") or str(Path(__file__).parents[2] / "target/debug/millesime")
# Faults of each protocol (more with MILLESIME_FAULTS=130), and how often they come.
FAULTS, RATE = int(os.environ.get("MILLESIME_FAULTS", "40")), 0.04


def write_targets(workspace, targets):
    report = workspace / "report.yaml"
    text = report.read_text().split("\npublication:")[0]
    report.write_text(text + "\npublication:\n" + "".join(f"  {name}: {settings}\n" for name, settings in targets.items()))


def make_workspaces(folder):
    """The same report before and after a day of work: a highlight more, one less, others changed, another style."""
    before, after = folder / "before", folder / "after"
    subprocess.run([COMMAND, "new", "report", before, "--lang", "fr", "--quiet"], check=True)
    for path in before.glob("content/**/*.md"):
        path.write_text(re.sub(r"statut: \w+", "statut: validé", path.read_text()))
    (before / "content/2025/données clés (2025).csv").write_text("Mois;Visites\nJanvier;1204\n")
    article = next(before.glob("content/2025/*/10-rendez-vous.md"))
    article.write_text(article.read_text() + "\n::document[Le détail]{fichier=\"../données clés (2025).csv\"}\n")
    shutil.copytree(before, after)
    others = [path for path in after.glob("content/2025/*/*.md") if path.name[0].isdigit()]
    article = next(after.glob("content/2025/*/10-rendez-vous.md"))
    gone = next(path for path in sorted(others) if path != article and "lien" not in path.read_text())
    fresh = article.with_name("90-nouvel-accueil.md")
    fresh.write_text("---\ntitre: Un nouvel accueil\nstatut: validé\n---\n\nLes portes ouvrent plus tôt.\n")
    gone.unlink()
    report = after / "report.yaml"
    report.write_text(report.read_text().replace("[268, 165]", "[12, 200]"))
    return before, after


class Site:
    """A target, the way to it, and how readers see it."""

    def __init__(self, workspaces, name, settings, environment, read, proxy=None, root=None):
        self.workspaces, self.name, self.read, self.proxy, self.root = workspaces, name, read, proxy, root
        self.environment = {**os.environ, **environment}
        for workspace in workspaces:
            write_targets(workspace, {name: settings})
        # Both stand for the same folder on the same machine.
        shutil.rmtree(workspaces[1] / ".millesime", ignore_errors=True)
        (workspaces[0] / ".millesime").mkdir(exist_ok=True)
        (workspaces[1] / ".millesime").symlink_to(workspaces[0] / ".millesime")

    def list(self):
        """The files of the target, where it is a folder of this machine."""
        files = [str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()] if self.root else []
        return [path for path in files if path != ".millesime/publication.json"]

    def command(self, workspace, *options):
        return [COMMAND, "publish", str(workspace), "--to", self.name, "--yes", "--lang", "en", "--grace", "1",
                "--deletions", "1000", *options]

    def publish(self, workspace, *options):
        return subprocess.run(self.command(workspace, *options), env=self.environment, capture_output=True, text=True)

    def killed(self, workspace, after):
        process = subprocess.Popen(self.command(workspace), env=self.environment, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()


class Publish(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="millesime-publish-"))
        cls.servers = Servers(cls.folder)
        (cls.folder / "source").mkdir()
        cls.source = make_workspaces(cls.folder / "source")

    @classmethod
    def tearDownClass(cls):
        cls.servers.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def workspaces(self):
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        return tuple(Path(shutil.copytree(source, folder / source.name)) for source in self.source)

    def built(self, workspace):
        """What the site should be, without what only readers of a former page still ask for."""
        out = Path(tempfile.mkdtemp(dir=self.folder)) / "site"
        subprocess.run([COMMAND, "build", workspace, "--production", "--out", out, "--quiet"], check=True, capture_output=True)
        files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        return {path: content for path, content in files.items() if not path.startswith(".millesime")}

    def endures(self, site):
        """Publishes to and fro through a failing network, is killed now and then, and readers see nothing of it."""
        before, after = site.workspaces
        first = site.publish(before)
        self.assertEqual(first.returncode, 0, first.stderr)
        crawler = Crawler(site.read)
        began, runs, failed, kills = time.time(), 0, 0, 0
        site.proxy.rate = RATE
        while site.proxy.faults < FAULTS:
            workspace = site.workspaces[(runs + 1) % 2]
            if runs % 3 == 2:
                site.killed(workspace, 0.4 + 0.17 * (kills % 9))
                kills += 1
            run = site.publish(workspace)
            failed += run.returncode != 0
            runs += 1
            self.assertIn(run.returncode, (0, 3), run.stderr)
            self.assertLess(runs, 200, run.stderr)
            self.assertNotIn(PASSWORD, run.stderr + run.stdout)
        site.proxy.rate = 0
        last = site.publish(after, "--format", "json")
        self.assertEqual(last.returncode, 0, last.stderr)
        missing, rounds = crawler.stop(), crawler.rounds
        print(f"{site.name}: {site.proxy.faults} faults, {runs} publications, {failed} stopped, {kills} killed, "
              f"{rounds} rounds of the reader, {time.time() - began:.0f} s")
        self.assertEqual(missing, set())
        self.assertGreater(rounds, 3)
        wanted = self.built(after)
        for path, content in wanted.items():
            self.assertEqual(site.read(path), content, path)
        strays = [path for path in site.list() if path not in wanted]
        # What former pages name by its content stays for a day.
        self.assertEqual([path for path in strays if not re.search(r"[./][0-9a-f]{10}[./]", path)], [])
        again = json.loads(site.publish(after, "--format", "json", "--dry-run").stdout)
        self.assertEqual(again["uploads"], [])

    def test_sftp(self):
        proxy = Faulty(self.servers.sftp())
        home = self.folder / "home"
        home.mkdir()
        known = subprocess.run(["ssh-keyscan", "-p", str(proxy.port), "127.0.0.1"], capture_output=True, text=True).stdout
        (self.folder / "known").write_text(known)
        (self.folder / "ssh.conf").write_text(f"UserKnownHostsFile {self.folder}/known\n")
        wrapper = self.folder / "bin"
        wrapper.mkdir()
        (wrapper / "ssh").write_text(f"#!/bin/sh\nexec {shutil.which('ssh')} -F {self.folder}/ssh.conf \"$@\"\n")
        (wrapper / "ssh").chmod(0o755)
        root = self.folder / "sftp"
        settings = f"{{genre: sftp, adresse: '127.0.0.1:{proxy.port}', cle: {self.folder}/key, dossier: {root}, connexions: 4}}"
        environment = {"PATH": f"{wrapper}:{os.environ['PATH']}"}
        site = Site(self.workspaces(), "depot", settings, environment, from_folder(root), proxy, root)
        self.endures(site)
        (self.folder / "known").write_text(re.sub(r"(ssh-ed25519) .*", r"\1 AAAAC3NzaC1lZDI1NTE5AAAAI" + "B" * 43, known))
        wrong = site.publish(site.workspaces[0])
        self.assertEqual(wrong.returncode, 3)
        self.assertIn("does not show the expected key", wrong.stderr)

    def test_webdav(self):
        root = self.folder / "dav"
        proxy = Faulty(self.servers.webdav(root))
        settings = f"{{genre: webdav, adresse: 'http://127.0.0.1:{proxy.port}', utilisateur: anne, dossier: site, connexions: 8}}"
        site = Site(self.workspaces(), "dav", settings, {"MILLESIME_DAV_PASSWORD": PASSWORD}, from_folder(root / "site"), proxy,
                    root / "site")
        self.endures(site)
        site.environment["MILLESIME_DAV_PASSWORD"] = "wrong"
        wrong = site.publish(site.workspaces[0])
        self.assertEqual(wrong.returncode, 3)
        self.assertIn("refuses the login", wrong.stderr)
        del site.environment["MILLESIME_DAV_PASSWORD"]
        self.assertIn("MILLESIME_DAV_PASSWORD", site.publish(site.workspaces[0]).stderr)

    def test_s3(self):
        port = self.servers.s3("rapport")
        proxy = Faulty(port)
        settings = f"{{genre: s3, adresse: 'http://127.0.0.1:{proxy.port}', compartiment: rapport, dossier: site, connexions: 8}}"
        environment = {"MILLESIME_SEAU_ACCESS_KEY": "reader", "MILLESIME_SEAU_SECRET_KEY": PASSWORD}
        read = from_bucket(f"http://127.0.0.1:{port}/rapport/site/")
        self.endures(Site(self.workspaces(), "seau", settings, environment, read, proxy))

    def test_ftp(self):
        root = self.folder / "ftp"
        proxy = Faulty(self.servers.ftp(root))
        settings = f"{{genre: ftp, adresse: 'ftp://127.0.0.1:{proxy.port}', utilisateur: anne, dossier: /site, connexions: 4}}"
        site = Site(self.workspaces(), "ftp", settings, {"MILLESIME_FTP_PASSWORD": PASSWORD}, from_folder(root / "site"), proxy,
                    root / "site")
        self.endures(site)

    def test_read_only(self):
        port = self.servers.ftp(self.folder / "locked", "elr")
        (self.folder / "locked/site").mkdir()
        settings = f"{{genre: ftp, adresse: 'ftp://127.0.0.1:{port}', utilisateur: anne, dossier: /site}}"
        site = Site(self.workspaces(), "ftp", settings, {"MILLESIME_FTP_PASSWORD": PASSWORD}, None)
        run = site.publish(site.workspaces[0])
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("refuses to write", run.stderr)

    def test_expired_certificate(self):
        port = self.servers.expired()
        settings = f"{{genre: webdav, adresse: 'https://127.0.0.1:{port}', utilisateur: anne}}"
        environment = {"MILLESIME_DAV_PASSWORD": PASSWORD, "SSL_CERT_FILE": str(self.folder / "authority.pem")}
        site = Site(self.workspaces(), "dav", settings, environment, None)
        run = site.publish(site.workspaces[0])
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("certificate of the server is not valid", run.stderr)

    def test_a_site_served_as_we_say_is_as_it_should_be(self):
        root, port = self.folder / "www", free_port()
        site = Site(self.workspaces(), "www", f"{{genre: dossier, dossier: {root}, hebergeur: nginx}}", {}, None)
        workspace = site.workspaces[0]
        subprocess.run([COMMAND, "new", "host", "nginx", "--workspace", workspace, "--quiet"], check=True)
        conf = (workspace / "nginx.conf").read_text()
        cache = re.search(r"^map .*?^}", conf, re.M | re.S)[0]
        rules = conf[conf.index("    index index.html;"):]
        http = f"include /etc/nginx/mime.types; {cache}\nserver {{ listen 127.0.0.1:{port}; root {root};\n{rules}"
        first = site.publish(workspace)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.servers.nginx("www", http, port)
        run = site.publish(workspace, "--verify", f"http://127.0.0.1:{port}")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("are as they should be", run.stderr)
        (root / "index.html").write_text("altered")
        (root / "2025/index.html").unlink()
        run = site.publish(workspace, "--verify", f"http://127.0.0.1:{port}")
        self.assertIn("restored", run.stderr)
        self.assertEqual(run.returncode, 0, run.stderr)
        bare = site.publish(workspace, "--verify", f"http://127.0.0.1:{port}/2025")
        self.assertEqual(bare.returncode, 1)
        self.assertIn("error[status]", bare.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
