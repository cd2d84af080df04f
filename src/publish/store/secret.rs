//! A password or a key: it cannot be printed, and it is struck out of what servers say.

use crate::model::secret_name;
use crate::publish::error::Error;
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

/// The secrets of a target.
pub(super) struct Keys<'k> {
    /// Its name.
    pub target: &'k str,
    /// Looks up a variable.
    pub secret: &'k dyn Fn(&str) -> Option<Secret>,
    /// Those that were found.
    pub given: Vec<Secret>,
}

impl Keys<'_> {
    pub(super) fn optional(&mut self, name: &str) -> Option<Secret> {
        let secret = (self.secret)(&secret_name(self.target, name))?;
        self.given.push(secret.clone());
        Some(secret)
    }

    pub(super) fn needed(&mut self, name: &str) -> Result<Secret, Error> {
        self.optional(name).ok_or_else(|| Error::SecretMissing(secret_name(self.target, name)))
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
