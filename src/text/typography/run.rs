//! A run of text as characters, with those that no rule may touch: addresses, e-mails, paths.

/// The characters of a run, after the one that precedes it.
pub(super) struct Run {
    /// The preceding character, if any, then those of the run.
    pub(super) chars: Vec<char>,
    /// Index of the first character of the run: 1 when one precedes it.
    pub(super) start: usize,
    /// Whether each character belongs to an address.
    pub(super) guarded: Vec<bool>,
}

impl Run {
    pub(super) fn new(text: &str, before: Option<char>) -> Self {
        let chars: Vec<char> = before.into_iter().chain(text.chars()).collect();
        let mut guarded = vec![false; chars.len()];
        let mut at = 0;
        for token in chars.split(|c| c.is_whitespace()) {
            if let Some((from, to)) = address(token) {
                guarded[at + from..at + to].fill(true);
            }
            at += token.len() + 1;
        }
        Self { chars, start: usize::from(before.is_some()), guarded }
    }

    /// An empty run after the same character, to be filled by [`Run::push`].
    pub(super) fn beginning(&self) -> Self {
        let mut run = Self {
            chars: Vec::with_capacity(self.chars.len() + 8),
            start: self.start,
            guarded: Vec::with_capacity(self.chars.len() + 8),
        };
        for at in 0..self.start {
            run.push(self.chars[at], self.guarded[at]);
        }
        run
    }

    /// Adds a character, and whether it belongs to an address.
    pub(super) fn push(&mut self, c: char, guarded: bool) {
        self.chars.push(c);
        self.guarded.push(guarded);
    }

    /// The run as text.
    pub(super) fn text(&self) -> String {
        self.chars[self.start..].iter().collect()
    }

    /// The character before `at`.
    pub(super) fn previous(&self, at: usize) -> Option<char> {
        self.chars.get(at.checked_sub(1)?).copied()
    }

    /// The first index from `at` that is not a space.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        self.chars[at..].iter().position(|c| !c.is_whitespace()).map_or(self.chars.len(), |n| at + n)
    }
}

/// The part of a token, its surrounding punctuation apart, that is an address.
pub(super) fn address(token: &[char]) -> Option<(usize, usize)> {
    if !token.iter().any(|c| matches!(c, ':' | '@' | '/' | '\\' | '.')) {
        return None;
    }
    if let [':', second, ..] = token
        && second.is_alphanumeric()
    {
        return Some((0, token.len()));
    }
    let from = token.iter().position(|c| !"«“\"'(‘’[".contains(*c))?;
    let to = token.iter().rposition(|c| !"»”\"')]…;.!?,:’".contains(*c)).filter(|last| *last >= from)? + 1;
    let core: String = token[from..to].iter().collect();
    is_address(&core).then_some((from, to))
}

fn is_address(core: &str) -> bool {
    let mail = core.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let file = core.rsplit_once('/').is_some_and(|(_, name)| name.trim_matches('.').contains('.'));
    let begins = ["www.", "mailto:", "/", "./", "../", "~/"].iter().any(|start| core.starts_with(start));
    core.contains("://") || core.contains("::") || core.contains('\\') || begins || mail || file
}
