//! Fuzzes targets of requests.
#![no_main]

#[path = "../play/mod.rs"]
mod play;

libfuzzer_sys::fuzz_target!(|data: &[u8]| play::routing(data));
