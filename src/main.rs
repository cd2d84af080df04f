//! The command `millesime`.

fn main() -> std::process::ExitCode {
    millesime::cli::run(std::env::args_os())
}
