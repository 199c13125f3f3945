//! Pages of help, word for word.

use crate::program::{End, at_root};

fn page(arguments: &[&str]) -> String {
    let End {
        code,
        output,
        error,
    } = at_root(arguments);
    assert_eq!((code, error.as_str()), (0, ""));
    output
}

#[test]
fn the_help_page_shows_the_commands_in_groups() {
    insta::assert_snapshot!(page(&["--help"]));
}

#[test]
fn the_help_page_of_run_shows_every_flag() {
    insta::assert_snapshot!(page(&["run", "--help"]));
}

#[test]
fn the_help_page_of_serve_shows_every_flag() {
    insta::assert_snapshot!(page(&["serve", "--help"]));
}

#[test]
fn every_command_has_a_page_with_examples() {
    let help = page(&["--help"]);
    let groups = help.split("\nOptions:\n").next().unwrap_or_default();
    let commands = groups.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("  ")?.split_once("  ")?;
        Some(name)
    });
    let commands: Vec<&str> = commands.chain(["completions", "man"]).collect();
    assert!(commands.len() > 15, "{commands:?}");
    for command in commands {
        let page = page(&[command, "--help"]);
        let example = format!("\nExamples:\n  cardproof {command}");
        assert!(page.contains(&example), "{page}");
    }
    assert!(page(&["lint", "--help"]).contains("\nExit codes: "));
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = format!("cardproof {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(page(&["--version"]), version);
}

#[test]
fn no_command_is_wrong_usage() {
    let end = at_root(&[]);
    assert_eq!(end.code, 2);
    assert!(
        end.error.contains("\nRun scenarios:\n  run "),
        "{}",
        end.error
    );
}
