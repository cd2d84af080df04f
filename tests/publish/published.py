"""The same small report before and after a day of work, and the commands that bring it to a target."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

COMMAND = os.environ.get("MILLESIME") or str(Path(__file__).parents[2] / "target/debug/millesime")


def write_targets(workspace, targets):
    report = workspace / "report.yaml"
    text = report.read_text().split("\npublication:")[0]
    report.write_text(text + "\npublication:\n" + "".join(f"  {name}: {settings}\n" for name, settings in targets.items()))


def finish(folder):
    """Writes what `new` leaves to be written, which is not published, and approves the texts."""
    for path in [*folder.glob("**/*.md"), *folder.glob("**/*.yaml")]:
        text = path.read_text()
        for words, written in (("À écrire", "Écrit"), ("À compléter", "Complété"), ("Exemple, à remplacer", "Exemple"), ("Nom de l’organisme", "Caisse d’exemple")):
            text = text.replace(words, written)
        path.write_text(re.sub(r"statut: \w+", "statut: validé", text))


def make_workspaces(folder):
    """Before and after: a highlight more, one less, others changed, another style."""
    before, after = folder / "before", folder / "after"
    subprocess.run([COMMAND, "new", "report", before, "--lang", "fr", "--quiet"], check=True)
    finish(before)
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


def built(workspace):
    """What the site should be, without what Millésime keeps for itself."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        subprocess.run([COMMAND, "build", workspace, "--production", "--out", out, "--quiet"], check=True, capture_output=True)
        files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if not path.startswith(".millesime")}


class Site:
    """A target, the two reports that go there in turn, and how readers see it. `root` is its folder, where it is on this machine."""

    def __init__(self, folder, settings, environment, read=None, root=None):
        self.workspaces, self.read, self.root = make_workspaces(Path(tempfile.mkdtemp(dir=folder))), read, root
        self.environment = {**os.environ, **environment}
        # What the command is run by.
        self.before = []
        self.wanted = {workspace: built(workspace) for workspace in self.workspaces}
        for workspace in self.workspaces:
            write_targets(workspace, {"cible": settings})
        # Both stand for the same folder on the same machine.
        (self.workspaces[0] / ".millesime").mkdir(exist_ok=True)
        (self.workspaces[1] / ".millesime").symlink_to(self.workspaces[0] / ".millesime")

    def list(self):
        """The files of the target, where it is a folder of this machine, without its inventory."""
        files = [str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()] if self.root else []
        return [path for path in files if path != ".millesime/publication.json"]

    def command(self, verb, workspace, *options):
        return [*self.before, COMMAND, verb, str(workspace), "--to", "cible", *options]

    def run(self, verb, workspace, *options):
        command = self.command(verb, workspace, *options)
        return subprocess.run(command, env=self.environment, capture_output=True, text=True)

    def publish(self, workspace, *options):
        return self.run("publish", workspace, *CONSENT, *options)

    def killed(self, workspace, after):
        process = subprocess.Popen(self.command("publish", workspace, *CONSENT), env=self.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def differs(self, workspace):
        """Files that readers of the target do not get as that report has them."""
        return [path for path, content in self.wanted[workspace].items() if self.read(path) != content]

    def strays(self, workspace):
        """Files that should be gone; what former pages name by its content stays for a day."""
        strays = [path for path in self.list() if path not in self.wanted[workspace]]
        return [path for path in strays if not re.search(r"[./][0-9a-f]{10}[./]", path)]


CONSENT = ["--yes", "--lang", "en", "--grace", "1", "--deletions", "1000"]
