//! `new`.
use super::Exit;
use super::args::New;
use super::console::Console;
pub(super) fn run(_: &New, _: &Console) -> Exit {
    Exit::Usage
}
