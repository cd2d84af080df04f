//! The bytes of a workbook → whether they unpack to more than a workbook of figures ever is: a few kilobytes can be packed so that they
//! fill the memory of a computer. The size that each part states is trusted, since nothing unpacks a part beyond it.

use std::io::Cursor;
use zip::ZipArchive;

/// Most bytes that a workbook may unpack to: ten times those of a sheet of a hundred thousand rows.
pub(super) const MOST_UNPACKED: u64 = 200_000_000;

/// Whether the parts of a package state more than `most` bytes together. What is no package is left to the reader of workbooks to tell.
pub(super) fn exceeds(bytes: &[u8], most: u64) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = most;
    for index in 0..archive.len() {
        let size = archive.by_index_raw(index).map_or(0, |part| part.size());
        let Some(rest) = left.checked_sub(size) else { return true };
        left = rest;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use zip::write::SimpleFileOptions;

    fn package() -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["xl/workbook.xml", "xl/sharedStrings.xml"] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![b' '; 600_000]).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn all_parts_together_are_counted() {
        let bytes = package();
        assert!(bytes.len() < 10_000);
        assert!(exceeds(&bytes, 1_000_000) && !exceeds(&bytes, 1_200_000));
        assert!(!exceeds(b"not a package", 1));
    }

    #[test]
    fn a_part_that_states_less_than_it_holds_is_not_unpacked_further() {
        let mut bytes = package();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == 600_000_u32.to_le_bytes() {
                bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
            }
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut unpacked = Vec::new();
        let read = archive.by_index(0).unwrap().read_to_end(&mut unpacked);
        assert!(read.is_err() && unpacked.len() < 100_000);
    }
}
