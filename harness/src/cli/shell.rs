//! `cardproof completions` and `cardproof man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::arguments::command;
use super::{Console, Trouble};
use crate::run::Exit;

const MAN_EXAMPLES: &str = "\
Examples:
  cardproof man | man -l -
  cardproof man ~/.local/share/man/man1     a page for each command";

const EXAMPLES: &str = "\
Examples:
  cardproof completions bash > ~/.local/share/bash-completion/completions/cardproof
  cardproof completions zsh > ~/.zfunc/_cardproof
  cardproof completions fish > ~/.config/fish/completions/cardproof.fish";

/// Write what a shell completes by
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArguments {
    /// Which shell: bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

/// Write the manual pages
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct ManArguments {
    /// A folder for a page a command; where left out, the page of the program is printed
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Writes completions.
///
/// # Errors
/// Never; the commands have one form of end.
pub fn completions(arguments: &CompletionsArguments, console: &Console) -> Result<Exit, Trouble> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "cardproof", &mut text);
    console.output().text(&String::from_utf8_lossy(&text));
    Ok(Exit::Success)
}

/// Writes manual pages.
///
/// # Errors
/// When they cannot be written.
pub fn man(arguments: &ManArguments, console: &Console) -> Result<Exit, Trouble> {
    match &arguments.folder {
        Some(folder) => std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command(), folder))
            .map_err(|error| {
                Trouble::environment(format!("{} cannot be written: {error}", folder.display()))
            })?,
        None => {
            let mut text = Vec::new();
            let page = clap_mangen::Man::new(command());
            page.render(&mut text).map_err(Trouble::environment)?;
            console.output().text(&String::from_utf8_lossy(&text));
        }
    }
    Ok(Exit::Success)
}
