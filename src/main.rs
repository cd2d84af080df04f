//! The command `millesime`.

/// Pages are made of many small strings, on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    millesime::cli::run(std::env::args_os())
}
