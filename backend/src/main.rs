//! The program: everything is in the library, so that tests link it once.

/// Pages of a sector and assessments of thousands of buildings come and go in small pieces: this one gives them back.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    eclaireur::cli::main()
}
