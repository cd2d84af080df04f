//! The name of an editor → the address that opens it at a line. The browser opens the link: the preview starts no program.

/// Editors that answer to addresses of their own: name, address.
const EDITORS: [(&str, &str); 7] = [
    ("vscode", "vscode://file{file}:{line}:{column}"),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    ("cursor", "cursor://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    ("idea", "idea://open?file={file}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{file}&line={line}&column={column}"),
    ("bbedit", "bbedit://open?url=file://{file}&line={line}"),
];

/// The names that are known.
pub fn names() -> impl Iterator<Item = &'static str> {
    EDITORS.iter().map(|(name, _)| *name)
}

/// The address of an editor, by its name, or as the user wrote it: with a scheme and `{file}`. A script is not an editor.
pub fn address(typed: &str) -> Option<String> {
    if let Some((_, address)) = EDITORS.iter().find(|(name, _)| *name == typed) {
        return Some((*address).to_owned());
    }
    let (scheme, _) = typed.split_once(':')?;
    let is_scheme = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let is_code = ["javascript", "data", "vbscript"].iter().any(|code| scheme.eq_ignore_ascii_case(code));
    (is_scheme && !is_code && typed.contains("{file}")).then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_by_name_or_by_address() {
        assert!(names().all(|name| address(name).is_some_and(|address| address.contains("{file}"))));
        assert_eq!(address("kate://{file}?{line}").as_deref(), Some("kate://{file}?{line}"));
        for wrong in ["word", "vscode://file/a", "javascript:alert('{file}')", "://{file}", ""] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }
}
