//! Arguments and locale → the language of the command, before the arguments are read: their errors are in it too.

use crate::text::Lang;
use std::ffi::OsString;

/// `--lang` when it is given and known; else the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set, where every language but French
/// is answered in English; else French, the language of those the product is for.
pub(super) fn chosen(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    asked(arguments).unwrap_or_else(|| {
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
        locale.map_or(Lang::Fr, |locale| Lang::from_code(&locale).unwrap_or(Lang::En))
    })
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let words = || arguments.iter().filter_map(|word| word.to_str());
    let joined = words().find_map(|word| word.strip_prefix("--lang="));
    let apart = || words().skip_while(|word| *word != "--lang").nth(1);
    Lang::ALL.into_iter().find(|lang| joined.or_else(apart) == Some(lang.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(line: &str, locale: &[(&str, &str)]) -> Lang {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        chosen(&arguments, |name| locale.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_flag_then_the_locale_then_french() {
        assert_eq!(choose("m build", &[]), Lang::Fr);
        assert_eq!(choose("m build", &[("LANG", "C.UTF-8")]), Lang::En);
        assert_eq!(choose("m build", &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "")]), Lang::Fr);
        assert_eq!(choose("m build", &[("LANG", "fr_FR"), ("LC_ALL", "en_GB")]), Lang::En);
        assert_eq!(choose("m build --lang fr x", &[("LANG", "en_GB")]), Lang::Fr);
        assert_eq!(choose("m --lang=en build", &[("LANG", "fr_FR")]), Lang::En);
        assert_eq!(choose("m build --lang", &[("LANG", "fr_FR")]), Lang::Fr);
        assert_eq!(choose("m build --lang de", &[("LANG", "fr_FR")]), Lang::Fr);
    }
}
