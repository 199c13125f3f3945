//! Fuzzes world files.
#![no_main]

#[path = "../play.rs"]
mod play;

libfuzzer_sys::fuzz_target!(|data: &[u8]| play::world(data));
