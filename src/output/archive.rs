//! A site → one archive, `.zip` or `.tar.gz`, with its checksum beside it. The same site gives the same bytes on every day and machine.

use super::{Error, Trouble};
use crate::compression::{self, Effort};
use crate::render::Rendered;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// The form of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// What every system opens.
    Zip,
    /// What servers prefer.
    TarGz,
}

impl Wrapping {
    /// The form that a file name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        match name {
            name if name.ends_with(".zip") => Some(Self::Zip),
            name if name.ends_with(".tar.gz") || name.ends_with(".tgz") => Some(Self::TarGz),
            _ => None,
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The archive.
    pub path: PathBuf,
    /// Its checksum file, in the form that `sha256sum --check` reads.
    pub checksum: PathBuf,
    /// SHA-256 of the archive, in hexadecimal.
    pub sha256: String,
    /// Files in it.
    pub files: usize,
    /// Bytes of the archive.
    pub bytes: usize,
}

/// Writes the archive `path` and `path.sha256`; each takes the place of a former one only once it is whole.
///
/// # Errors
/// When the disk says no.
pub fn pack(site: &Rendered, wrapping: Wrapping, path: &Path) -> Result<Packed, Error> {
    let archive = match wrapping {
        Wrapping::Zip => zipped(site),
        Wrapping::TarGz => tarred(site).map(|tar| compression::gzip(&tar, Effort::Best)),
    };
    let archive = archive.map_err(Error::disk(path))?;
    let digest = Sha256::digest(&archive);
    let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let checksum = path.with_file_name(format!("{name}.sha256"));
    settle(path, &archive)?;
    settle(&checksum, format!("{sha256}  {name}\n").as_bytes())?;
    Ok(Packed { path: path.to_owned(), checksum, sha256, files: site.files.len(), bytes: archive.len() })
}

fn zipped(site: &Rendered) -> io::Result<Vec<u8>> {
    // Without the `time` feature, entries bear the first date that the format knows.
    let options = SimpleFileOptions::default().unix_permissions(0o644);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (address, bytes) in &site.files {
        archive.start_file(address.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn tarred(site: &Rendered) -> io::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(Vec::new());
    for (address, bytes) in &site.files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        archive.append_data(&mut header, address, &**bytes)?;
    }
    archive.into_inner()
}

/// A file beside the former one takes its place.
fn settle(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path.is_dir() {
        return Err(Error::new(path, Trouble::NotAFile));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::disk(folder))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.millesime"));
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|cause| {
        let _ = fs::remove_file(&beside);
        Error::new(path, Trouble::Disk(cause))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::sync::Arc;

    fn site() -> Rendered {
        let long = format!("2022/{}/index.html", "un-fait-marquant-".repeat(12));
        let files =
            ["index.html", "2022/données/a b.csv", &long].map(|path| (path.to_owned(), Arc::from(path.as_bytes())));
        Rendered { files: files.into(), ..Rendered::default() }
    }

    #[test]
    fn a_package_holds_the_site_and_is_the_same_every_time() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["site.zip", "sous/site.tar.gz"] {
            let path = folder.path().join(name);
            let wrapping = Wrapping::of(&path).unwrap();
            let first = pack(&site(), wrapping, &path).unwrap();
            let bytes = fs::read(&path).unwrap();
            assert_eq!(pack(&site(), wrapping, &path).unwrap(), first);
            assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
            assert_eq!(first.bytes, bytes.len());
            let checksum = fs::read_to_string(&first.checksum).unwrap();
            assert_eq!(checksum, format!("{}  {}\n", first.sha256, path.file_name().unwrap().to_str().unwrap()));
            let mut names = Vec::new();
            let mut read = |name: String, entry: &mut dyn Read| {
                let mut text = String::new();
                entry.read_to_string(&mut text).unwrap();
                assert_eq!(text, name);
                names.push(name);
            };
            if wrapping == Wrapping::Zip {
                let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
                for index in 0..archive.len() {
                    let mut entry = archive.by_index(index).unwrap();
                    read(entry.name().unwrap().to_string(), &mut entry);
                }
            } else {
                let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&*bytes));
                for entry in archive.entries().unwrap() {
                    let mut entry = entry.unwrap();
                    read(entry.path().unwrap().to_str().unwrap().to_owned(), &mut entry);
                }
            }
            assert_eq!(names, site().files.keys().cloned().collect::<Vec<_>>());
        }
        assert_eq!(Wrapping::of(Path::new("site.rar")), None);
    }

    #[test]
    fn a_folder_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("site.zip");
        fs::create_dir(&path).unwrap();
        assert!(matches!(pack(&site(), Wrapping::Zip, &path).unwrap_err().trouble, Trouble::NotAFile));
    }
}
