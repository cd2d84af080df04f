"""The life of a site on servers of each kind: published, brought up to date while a reader looks on, verified, brought back."""

import json
import subprocess
import re
import unittest
import zipfile

from crawler import Crawler, from_address, from_folder
from published import COMMAND, Site, finish
from servers import PASSWORD, ServerTest, free_port


class Hosts(ServerTest):
    def lives(self, site):
        before, after = site.workspaces
        first = site.publish(before)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertEqual(site.differs(before), [])
        crawler = Crawler(site.read, list(site.wanted.values()))
        second = site.publish(after)
        self.assertEqual(second.returncode, 0, second.stderr)
        self.assertEqual(site.differs(after), [])
        self.assertEqual(site.strays(after), [])
        back = site.run("rollback", before, "--yes", "--lang", "en", "--grace", "1", "--deletions", "1000")
        self.assertEqual(back.returncode, 0, back.stderr)
        self.assertEqual(site.differs(before), [])
        self.assertEqual(crawler.stop(), set())
        self.assertGreater(crawler.rounds, 1)
        history = json.loads(site.run("history", before, "--format", "json").stdout)["publications"]
        self.assertEqual([(past["number"], past.get("back_to")) for past in history], [(3, 1), (2, None), (1, None)])
        again = json.loads(site.publish(before, "--format", "json", "--dry-run").stdout)
        self.assertEqual((again["uploads"], again["removed"]), ([], []))

    def refuses(self, site, message):
        run = site.publish(site.workspaces[1])
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn(message, run.stderr)

    def is_told_to_have_no_folders(self, site):
        """A store that nobody has set to show a site answers for whole names only."""
        run = site.publish(site.workspaces[0], "--verify", site.address)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn(f"error[folder]: {site.address} does not show index.html", run.stderr)
        self.assertNotIn("error[status]", run.stderr)
        self.assertNotIn("error[content]", run.stderr)

    def s3(self, settings, environment={}):
        port = self.servers.s3("rapport")
        environment = {"MILLESIME_CIBLE_ACCESS_KEY": "reader", "MILLESIME_CIBLE_SECRET_KEY": PASSWORD,
                       **{name: value.format(port=port) for name, value in environment.items()}}
        settings = f"{{genre: s3, compartiment: rapport, dossier: site, {settings.format(port=port)}}}"
        address = f"http://127.0.0.1:{port}/rapport/site/"
        site = Site(self.folder, settings, environment, from_address(address))
        site.address = address
        return site

    def test_s3_by_path(self):
        site = self.s3("adresse: 'http://127.0.0.1:{port}', region: fr-par")
        self.lives(site)
        self.is_told_to_have_no_folders(site)
        site.environment["MILLESIME_CIBLE_SECRET_KEY"] = "wrong"
        self.refuses(site, "refuses the login")

    def test_s3_by_host(self):
        # Names below `localhost` are not known everywhere: whoever answers all of them is asked as a proxy.
        site = self.s3("adresse: 'http://s3.localhost:{port}', hote_virtuel: true", {"http_proxy": "http://127.0.0.1:{port}"})
        site.environment["no_proxy"] = "127.0.0.1"
        self.lives(site)

    def test_azure(self):
        port = self.servers.azure("rapport", "dG91cm5lc29s", "site")
        settings = f"{{genre: azure, adresse: 'http://127.0.0.1:{port}/rapport', compte: rapport, conteneur: site, dossier: ici}}"
        read = from_address(f"http://127.0.0.1:{port}/rapport/site/ici/")
        site = Site(self.folder, settings, {"MILLESIME_CIBLE_ACCOUNT_KEY": "dG91cm5lc29s"}, read)
        self.lives(site)
        site.environment["MILLESIME_CIBLE_ACCOUNT_KEY"] = "d3Jvbmc="
        self.refuses(site, "refuses the login")

    def test_google(self):
        port, account = self.servers.google("rapport")
        settings = f"{{genre: gcs, adresse: 'http://127.0.0.1:{port}', compartiment: rapport, dossier: site}}"
        read = from_address(f"http://127.0.0.1:{port}/rapport/site/")
        site = Site(self.folder, settings, {"MILLESIME_CIBLE_CREDENTIAL": str(account)}, read)
        self.lives(site)

    def test_ftps(self):
        root = self.folder / "ftp"
        certificates, trust = self.servers.certificates()
        port = self.servers.ftp(root, certificate=certificates / "valid")
        settings = f"{{genre: ftp, adresse: 'ftps://127.0.0.1:{port}', utilisateur: anne, dossier: /site}}"
        environment = {"MILLESIME_CIBLE_PASSWORD": PASSWORD, **trust}
        self.lives(Site(self.folder, settings, environment, from_folder(root / "site"), root / "site"))

    def test_a_folder_served_as_we_say(self):
        root, port = self.folder / "www", free_port()
        address = f"http://127.0.0.1:{port}"
        site = Site(self.folder, f"{{genre: dossier, dossier: {root}, hebergeur: nginx}}", {}, from_folder(root), root)
        workspace = site.workspaces[0]
        subprocess.run([COMMAND, "new", "host", "nginx", "--workspace", workspace, "--quiet"], check=True)
        conf = (workspace / "nginx.conf").read_text()
        cache = re.search(r"^map .*?^}", conf, re.M | re.S)[0]
        rules = conf[conf.index("    index index.html;"):]
        http = f"include /etc/nginx/mime.types; {cache}\nserver {{ listen 127.0.0.1:{port}; root {root};\n{rules}"
        first = site.publish(workspace)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.servers.nginx("www", http, port)
        run = site.publish(workspace, "--verify", address)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("are as they should be", run.stderr)
        (root / "index.html").write_text("altered")
        (root / "2025/index.html").unlink()
        run = site.publish(workspace, "--verify", address)
        self.assertIn("restored", run.stderr)
        self.assertEqual(run.returncode, 0, run.stderr)
        bare = site.publish(workspace, "--verify", f"{address}/2025")
        self.assertEqual(bare.returncode, 1)
        self.assertIn("error[status]", bare.stderr)

    def test_a_past_edition_changes_with_consent_only(self):
        root = self.folder / "www"
        site = Site(self.folder, f"{{genre: dossier, dossier: {root}}}", {}, from_folder(root), root)
        workspace = site.workspaces[0]
        self.assertEqual(site.publish(workspace).returncode, 0)
        subprocess.run([COMMAND, "new", "edition", "2026", "--workspace", workspace, "--quiet"], check=True)
        finish(workspace)
        article = next(workspace.glob("content/2025/*/10-rendez-vous.md"))
        article.write_text(article.read_text() + "\nUne phrase de plus.\n")
        page, former = root / "2025/accueillir/rendez-vous/index.html", (root / "2025/accueillir/rendez-vous/index.html").read_bytes()
        run = site.publish(workspace)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn("an edition already published would change: 2025", run.stderr)
        self.assertEqual((page.read_bytes(), (root / "2026").exists()), (former, False))
        run = site.publish(workspace, "--allow-past")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(b"Une phrase de plus.", page.read_bytes())
        self.assertTrue((root / "2026/index.html").exists())

    def test_documents_on_paper_are_published(self):
        root = self.folder / "www"
        site = Site(self.folder, f"{{genre: dossier, dossier: {root}}}", {}, from_folder(root), root)
        workspace = site.workspaces[0]
        run = site.publish(workspace, "--pdf")
        self.assertEqual(run.returncode, 0, run.stderr)
        packed = subprocess.run([COMMAND, "package", workspace, "--pdf", "--out", self.folder / "site.zip"], capture_output=True)
        self.assertEqual(packed.returncode, 0, packed.stderr)
        printed = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.pdf")}
        self.assertTrue(printed)
        with zipfile.ZipFile(self.folder / "site.zip") as archive:
            for path, content in printed.items():
                self.assertEqual(archive.read(path)[:5], content[:5])


if __name__ == "__main__":
    unittest.main(verbosity=2)
