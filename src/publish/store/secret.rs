//! A password or a key: it cannot be printed, and it is struck out of what servers say.

use std::fmt;

/// A secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What was given; nothing when it is empty.
    pub fn new(text: String) -> Option<Self> {
        Some(Self(text)).filter(|secret| !secret.0.is_empty())
    }

    /// The secret itself, for the one who must send it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// A text without the secret.
    pub(super) fn struck(&self, text: &str) -> String {
        text.replace(&self.0, "•••")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::new("tournesol".to_owned()).unwrap();
        assert_eq!(format!("{secret:?}"), "•••");
        assert_eq!(secret.struck("login tournesol refused"), "login ••• refused");
        assert_eq!(Secret::new(String::new()), None);
    }
}
