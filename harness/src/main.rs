//! The program `cardproof`.

fn main() {}
