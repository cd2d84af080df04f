//! Addresses of the site and the relative links between them.

/// A path from the root of the site, without a leading `/`: `2022/coordonner/index.html`, `2022/donnees/actes.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// A page: its folder, with or without the final `/`; the root is empty.
    pub fn page(folder: impl Into<String>) -> Self {
        let mut path = folder.into();
        path.truncate(path.trim_end_matches('/').len());
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str("index.html");
        Self(path)
    }

    /// A file.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The file that holds it in the built folder.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// As it is written in public (canonical links): `2022/coordonner/`.
    pub fn public(&self) -> &str {
        self.0.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(&self.0)
    }

    /// The link to `self` from the page `from`, percent-encoded. File names stay in links (`../plan/index.html`), so that
    /// the site also works from `file://`.
    pub fn from(&self, from: &Address) -> String {
        let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
        let common = self
            .0
            .bytes()
            .zip(from.0.bytes())
            .take(folder(&self.0).min(folder(&from.0)))
            .take_while(|(a, b)| a == b)
            .count();
        let common = self.0.as_bytes()[..common].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let mut rest = &self.0[common..];
        let mut link = String::with_capacity(from.0.len() + self.0.len());
        from.0[common..].matches('/').for_each(|_| link.push_str("../"));
        while let Some(start) = rest.bytes().position(|byte| !is_plain(byte)) {
            // A character of several bytes has no plain one.
            let end = rest.bytes().skip(start).position(is_plain).map_or(rest.len(), |length| start + length);
            link.push_str(&rest[..start]);
            for byte in rest[start..end].bytes() {
                link.push('%');
                link.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
            }
            rest = &rest[end..];
        }
        link.push_str(rest);
        link
    }
}

/// Whether a byte stands for itself in a link.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~')
}

/// Undoes the percent-encoding of a link; what is not UTF-8 once decoded stays as it is.
pub fn decoded(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        match code.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| link.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn links_are_relative_and_name_their_file() {
        let chapter = Address::page("2022/coordonner");
        assert_eq!(Address::page("2022/adapter").from(&chapter), "../adapter/index.html");
        assert_eq!(Address::page("2022/coordonner/visites").from(&chapter), "visites/index.html");
        assert_eq!(Address::page("2022").from(&Address::page("")), "2022/index.html");
        assert_eq!(Address::page("").from(&chapter), "../../index.html");
        assert_eq!(Address::page("2022/coord").from(&chapter), "../coord/index.html");
        assert_eq!(chapter.from(&chapter), "index.html");
        assert_eq!(Address::file("2022/a b/é.csv").from(&Address::page("2022")), "a%20b/%C3%A9.csv");
    }

    #[test]
    fn public_addresses_end_in_a_folder() {
        assert_eq!(Address::page("2022/plan").public(), "2022/plan/");
        assert_eq!(Address::page("").public(), "");
        assert_eq!(Address::file("404.html").public(), "404.html");
    }
}
