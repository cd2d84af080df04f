//! HTTPS for the library and for verifying: one choice of cryptography, and one kind of error.

use std::error::Error;

/// Chooses the cryptography of the program; to be called before anything goes over HTTPS.
pub(super) fn ready() {
    // Done once for the program; the second time is refused and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// The last of the causes of an error, which says what really happened.
pub(super) fn cause(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(inner) = last.source() {
        last = inner;
    }
    last.to_string()
}
