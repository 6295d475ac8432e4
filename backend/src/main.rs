//! The program: everything is in the library, so that tests link it once.

fn main() -> std::process::ExitCode {
    eclaireur::cli::main()
}
