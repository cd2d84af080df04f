//! Bytes of a file → fewer bytes, as hosts send them.

use flate2::write::GzEncoder;
use std::io::Write;

/// How hard it tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As a host does for each request: for weighing.
    Quick,
    /// As long as it takes: for files compressed once and sent many times.
    Best,
}

/// Endings of the files that compress; pictures, fonts, videos and office documents are compressed already.
const COMPRESSIBLE: [&str; 10] = [".html", ".css", ".js", ".svg", ".csv", ".json", ".xml", ".txt", ".md", ".vtt"];

/// Whether hosts compress the file of that name.
pub fn is_compressible(path: &str) -> bool {
    COMPRESSIBLE.iter().any(|ending| path.ends_with(ending))
}

/// RFC 7932.
pub fn brotli(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let quality = match effort {
        Effort::Quick => 5,
        Effort::Best => 11,
    };
    // The window is cleared before it is used, at more cost than a page is compressed: no larger than the file.
    let window = bytes.len().max(1 << 16).next_power_of_two().ilog2().min(22);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: window as i32,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).expect("memory takes every byte");
    compressed
}

/// RFC 1952, without a date or a name: the same bytes on every day and machine.
pub fn gzip(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let level = match effort {
        Effort::Quick => flate2::Compression::new(4),
        Effort::Best => flate2::Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), level);
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every byte")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "En 2022, 2 701 visites ont été rendues. ".repeat(200);
        for effort in [Effort::Quick, Effort::Best] {
            let compressed = brotli(text.as_bytes(), effort);
            assert!(compressed.len() < 300, "{}", compressed.len());
            let mut back = String::new();
            brotli::Decompressor::new(&*compressed, 4096).read_to_string(&mut back).unwrap();
            assert_eq!(back, text);
            back.clear();
            flate2::read::GzDecoder::new(&*gzip(text.as_bytes(), effort)).read_to_string(&mut back).unwrap();
            assert_eq!(back, text);
        }
        assert!(is_compressible("2022/index.html") && !is_compressible("2022/assets/photo.jpg"));
    }
}
