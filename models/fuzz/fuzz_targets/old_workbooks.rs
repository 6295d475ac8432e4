//! What the reader of XLS raises is caught and answered by the parser; the fuzzer must not end on it, but on what gets
//! past it.
#![no_main]

#[path = "../exercise.rs"]
mod exercise;

libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| exercise::old_workbooks(bytes)
);
