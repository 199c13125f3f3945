//! Fuzzes XML of requests.
#![no_main]

#[path = "../play/mod.rs"]
mod play;

libfuzzer_sys::fuzz_target!(|data: &[u8]| play::request_xml(data));
