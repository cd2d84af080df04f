"""Ten thousand files on real servers, in a bounded time: the test itself, in the tests of the program, needs no report of that size."""

import os
import subprocess
import time
import unittest
from pathlib import Path

from published import COMMAND, write_targets
from servers import PASSWORD, ServerTest

ROOT = Path(__file__).parents[2]


class Many(ServerTest):
    def bears(self, settings, environment, seconds):
        workspace = self.folder / "report"
        subprocess.run([COMMAND, "new", "report", workspace, "--lang", "fr", "--quiet"], check=True)
        write_targets(workspace, {"cible": settings})
        command = ["cargo", "test", "--quiet", "--test", "suite", "many::", "--", "--ignored"]
        began = time.time()
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                             env={**os.environ, **environment, "MILLESIME_WORKSPACE": str(workspace)})
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        print((workspace / "told.txt").read_text())
        self.assertLess(time.time() - began, seconds, run.stdout)

    def test_sftp(self):
        port, root = self.servers.sftp(), self.folder / "sftp"
        settings = f"{{genre: sftp, adresse: '127.0.0.1:{port}', cle: {self.folder}/key, dossier: {root}, connexions: 8}}"
        self.bears(settings, self.servers.known_to_ssh(port), 60)
        self.assertEqual(sum(1 for path in root.rglob("*.csv")), 10_000)

    def test_s3(self):
        port = self.servers.s3("rapport")
        settings = f"{{genre: s3, adresse: 'http://127.0.0.1:{port}', compartiment: rapport, connexions: 8}}"
        self.bears(settings, {"MILLESIME_CIBLE_ACCESS_KEY": "reader", "MILLESIME_CIBLE_SECRET_KEY": PASSWORD}, 60)


if __name__ == "__main__":
    unittest.main(verbosity=2)
