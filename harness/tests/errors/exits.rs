//! Why the program ends as it does.

use cardproof::run::Exit;

use super::Sample;

/// Every end with its code and its reason.
pub(crate) fn samples() -> Vec<Sample> {
    let sample = |exit: Exit| {
        let text = format!("{} {}", exit.code(), exit.reason());
        (format!("Exit::{exit:?}"), text)
    };
    Exit::ALL.map(sample).to_vec()
}

#[test]
fn the_help_page_gives_every_code_with_its_reason() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cardproof"));
    let output = command.args(["run", "--help"]).env("COLUMNS", "400");
    let output = output.output().expect("the program starts").stdout;
    let help = String::from_utf8(output).expect("UTF-8");
    let words: Vec<&str> = help.split_whitespace().collect();
    let help = words.join(" ");
    for exit in Exit::ALL {
        let told = format!("{} {}", exit.code(), exit.reason());
        assert!(help.contains(&told), "{told}");
    }
}
