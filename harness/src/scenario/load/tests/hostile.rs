//! Files that want to harm.

use std::time::{Duration, Instant};

use super::suite_on_disk::{Folder, wrong};

/// Long enough for a machine that has other work, and nothing beside what these files would cost
/// without bounds: an eighth of a second is usual.
const SOON: Duration = Duration::from_secs(10);

fn codes(text: &str) -> Vec<&str> {
    let codes = text.split("error[").skip(1);
    codes.filter_map(|rest| rest.split(']').next()).collect()
}

#[test]
fn a_yaml_bomb_ends_soon() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let start = Instant::now();
    assert_eq!(codes(&wrong(&bomb)), ["too-much"]);
    assert!(start.elapsed() < SOON);
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

#[test]
fn a_file_with_windows_line_ends_reads_like_any_other() {
    let text = "title: t\r\nsteps:\r\n  - name: a\r\n    get: /x\r\n    expect: { status: 200 }\r\n    \
                covers: [write-1]\r\n";
    assert_eq!(
        wrong(text),
        "error[unknown-requirement]: there is no requirement `write-1`\n --> \
         suite/write/only.yaml:6:14\n  |\n6 |     covers: [write-1]\n  |              ^^^^^^^\n  |\n  = \
         help: did you mean `write-01`?\n"
    );
}

#[test]
fn a_byte_order_mark_and_wide_letters_do_not_move_the_caret() {
    let text = "\u{feff}title: t\nsteps:\n  - name: a\n    get: \"/ä€${gte.x}\"\n    expect: { status: 200 }\n";
    let said = wrong(text);
    assert!(said.contains("only.yaml:4:14"), "{said}");
    assert!(
        said.contains("\n4 |     get: \"/ä€${gte.x}\"\n  |              ^^^^^^^^\n"),
        "{said}"
    );
}

#[test]
fn a_reference_in_a_block_of_text_is_pointed_at() {
    let text = "title: t\nsteps:\n  - name: a\n    put: /x\n    body: |\n      BEGIN:VCARD\n      \
                NOTE:${gte.x}\n    content-type: text/vcard\n    expect: { status: 200 }\n    covers: [write-01]\n";
    let said = wrong(text);
    assert!(said.contains("only.yaml:7:12"), "{said}");
}

#[test]
fn an_alias_that_repeats_a_step_repeats_its_name() {
    let text = "title: t\nsteps:\n  - &a\n    name: a\n    get: /x\n    expect: { status: 200 }\n    \
                covers: [write-01]\n  - *a\n";
    assert_eq!(codes(&wrong(text)), ["duplicate-step"]);
}

#[test]
fn names_cannot_leave_the_suite() {
    let text = "title: t\nsteps:\n  - name: a\n    put: /x\n    card: ../../../../etc/passwd\n    \
                expect: { status: 200 }\n    covers: [write-01]\n";
    assert_eq!(codes(&wrong(text)), ["unknown-card"]);
}

#[test]
fn thousands_of_mistakes_are_told_soon() {
    let steps: String = (0..900)
        .map(|number| format!("  - name: s{number}\n    get: $s{number}.x\n    exect: 1\n"))
        .collect();
    let start = Instant::now();
    let said = wrong(&format!("title: t\nsteps:\n{steps}"));
    assert_eq!(codes(&said).len(), 1800);
    assert!(start.elapsed() < SOON);
}

#[test]
fn colours_are_used_when_asked_for_and_not_otherwise() {
    let folder = Folder::suite(&[("write/only.yaml", "title: t\n")]);
    let diagnostics = folder.load(&["suite"]).unwrap_err();
    assert!(diagnostics.render(true).contains('\u{1b}'));
    assert!(!diagnostics.render(false).contains('\u{1b}'));
}
