//! What keeps the command from writing, in words that say what to do.

use crate::finding::{Phrase, phrase};
use std::io;
use std::path::{Path, PathBuf};

/// Nothing was written, or the former output was kept.
#[derive(Debug)]
pub struct Error {
    /// What could not be written.
    pub path: PathBuf,
    /// Why.
    pub trouble: Trouble,
}

/// Why something cannot be written.
#[derive(Debug)]
pub enum Trouble {
    /// A folder with something in it that Millésime did not write as a whole.
    NotOurs,
    /// An output of ours in which somebody laid this file since.
    Stranger(PathBuf),
    /// The output would be a symbolic link.
    Symlink,
    /// The output would be a file.
    NotAFolder,
    /// The package would be a folder.
    NotAFile,
    /// The output would be the workspace, hold it, or stand among its sources.
    Sources,
    /// A file that `new` would overwrite.
    Exists,
    /// The folder of a new report already holds something.
    NotEmpty,
    /// An address that would leave the output folder.
    Address,
    /// The disk said no.
    Disk(io::Error),
}

impl Error {
    pub(super) fn new(path: impl Into<PathBuf>, trouble: Trouble) -> Self {
        Self { path: path.into(), trouble }
    }

    pub(super) fn disk(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| Self::new(path, Trouble::Disk(cause))
    }

    /// What happened; lower case, no full stop.
    pub fn message(&self) -> Phrase {
        let path = self.path.display();
        match &self.trouble {
            Trouble::NotOurs => phrase!(
                "« {path} » contient des fichiers que Millésime n’a pas écrits : rien n’y sera effacé",
                "`{path}` holds files that Millésime did not write: nothing in it will be deleted"
            ),
            Trouble::Stranger(stranger) => {
                let stranger = stranger.display();
                phrase!(
                    "« {path} » contient « {stranger} », que Millésime n’a pas écrit et que la mise à jour effacerait",
                    "`{path}` holds `{stranger}`, which Millésime did not write and the update would delete"
                )
            }
            Trouble::Symlink => {
                phrase!("« {path} » est un lien symbolique", "`{path}` is a symbolic link")
            }
            Trouble::NotAFolder => phrase!("« {path} » n’est pas un dossier", "`{path}` is not a folder"),
            Trouble::NotAFile => phrase!("« {path} » est un dossier", "`{path}` is a folder"),
            Trouble::Sources => phrase!(
                "« {path} » est, contient ou touche les sources du rapport",
                "`{path}` is, holds or stands among the sources of the report"
            ),
            Trouble::Exists => phrase!("« {path} » existe déjà", "`{path}` already exists"),
            Trouble::NotEmpty => phrase!("« {path} » n’est pas un dossier vide", "`{path}` is not an empty folder"),
            Trouble::Address => {
                phrase!("l’adresse « {path} » sort du site", "the address `{path}` leaves the site")
            }
            Trouble::Disk(cause) => {
                let (fr, en) = said(cause);
                phrase!("impossible d’écrire « {path} » : {fr}", "cannot write `{path}`: {en}")
            }
        }
    }

    /// What to do; lower case, no full stop.
    pub fn remedy(&self) -> Phrase {
        match &self.trouble {
            Trouble::NotOurs | Trouble::Symlink | Trouble::NotAFolder | Trouble::Sources => phrase!(
                "choisissez un dossier neuf ou vide avec --out DOSSIER",
                "choose a new or empty folder with --out DIR"
            ),
            Trouble::Stranger(_) => phrase!(
                "déplacez ce fichier, choisissez un autre dossier avec --out DOSSIER, ou laissez-le effacer avec --yes",
                "move that file, choose another folder with --out DIR, or let it be deleted with --yes"
            ),
            Trouble::NotAFile => phrase!(
                "donnez le nom du fichier à créer : --out rapport.zip",
                "give the name of the file to create: --out report.zip"
            ),
            Trouble::NotEmpty => phrase!("donnez le nom d’un dossier à créer", "give the name of a folder to create"),
            Trouble::Exists => {
                phrase!(
                    "choisissez un autre nom, ou déplacez ce qui s’y trouve",
                    "choose another name, or move what is there"
                )
            }
            Trouble::Address => {
                phrase!("signalez-le avec le rapport en cause", "please report it with the report in question")
            }
            Trouble::Disk(cause) => advice(cause.kind()),
        }
    }
}

/// The cause in both languages. Systems speak their own language for the rare ones.
fn said(cause: &io::Error) -> (String, String) {
    use io::ErrorKind::{
        AlreadyExists, NotADirectory, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    let (fr, en) = match cause.kind() {
        StorageFull => ("le disque est plein", "the disk is full"),
        QuotaExceeded => ("votre quota de disque est atteint", "your disk quota is used up"),
        PermissionDenied => ("vous n’en avez pas le droit", "permission denied"),
        ReadOnlyFilesystem => ("le disque est en lecture seule", "the disk is read-only"),
        NotADirectory => ("un fichier tient la place d’un dossier", "a file stands where a folder must be"),
        AlreadyExists => ("ce nom est déjà pris", "that name is taken"),
        NotFound => ("le dossier a disparu", "the folder has vanished"),
        _ => return (cause.to_string(), cause.to_string()),
    };
    (fr.to_owned(), en.to_owned())
}

fn advice(kind: io::ErrorKind) -> Phrase {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            phrase!("libérez de la place, puis recommencez", "make some room, then try again")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => phrase!(
            "demandez le droit d’écrire dans ce dossier, ou choisissez-en un autre",
            "ask for the right to write in that folder, or choose another one"
        ),
        _ => phrase!(
            "vérifiez le dossier et le disque, puis recommencez",
            "check the folder and the disk, then try again"
        ),
    }
}
