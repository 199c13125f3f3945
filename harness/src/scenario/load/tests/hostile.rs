//! Files that want to harm.

use std::time::{Duration, Instant};

use super::suite_on_disk::wrong;

fn codes(text: &str) -> Vec<&str> {
    let codes = text.split("error[").skip(1);
    codes.filter_map(|rest| rest.split(']').next()).collect()
}

#[test]
fn a_yaml_bomb_ends_within_a_second() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let start = Instant::now();
    assert_eq!(codes(&wrong(&bomb)), ["too-much"]);
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn deep_nesting_is_refused() {
    for text in [
        "[".repeat(20_000),
        "- ".repeat(20_000),
        "{a: ".repeat(20_000),
    ] {
        assert_eq!(codes(&wrong(&text)), ["too-deep"]);
    }
}
