//! The terminal, or what stands in its place.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::ValueEnum;

use super::Trouble;
use super::trouble::Told;
use crate::report::{Output, Paint, Progress};
use crate::run::Exit;

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The terminal, or what stands in its place.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    choice: ColourChoice,
}

impl Console {
    /// The console of this process.
    #[must_use]
    pub const fn new(choice: ColourChoice) -> Self {
        Self { choice }
    }

    /// The standard output.
    #[must_use]
    pub fn output(&self) -> Output {
        Output::new(io::stdout())
    }

    /// The colours of the standard output.
    #[must_use]
    pub fn paint(&self) -> Paint {
        Paint {
            colours: self.colours(io::stdout().is_terminal()),
        }
    }

    /// The progress line, if both outputs are a terminal.
    #[must_use]
    pub fn progress(&self) -> Progress {
        if io::stdout().is_terminal() && io::stderr().is_terminal() {
            Progress::on_terminal()
        } else {
            Progress::none()
        }
    }

    /// A progress line for something of which nobody knows how much there is, if the error output
    /// is a terminal.
    #[must_use]
    pub fn open_ended_progress(&self) -> Progress {
        if io::stderr().is_terminal() {
            Progress::open_ended()
        } else {
            Progress::none()
        }
    }

    /// The error output.
    #[must_use]
    pub fn errors(&self) -> Output {
        Output::new(io::stderr())
    }

    fn colours(&self, terminal: bool) -> bool {
        self.choice.colours(terminal, |name| std::env::var_os(name))
    }

    /// Tells what went wrong, if anything did, and how the process ends.
    #[must_use]
    pub fn end(&self, end: Result<Exit, Trouble>) -> ExitCode {
        let exit = end.unwrap_or_else(|trouble| {
            self.tell(&trouble);
            trouble.exit
        });
        ExitCode::from(exit.code())
    }

    fn tell(&self, trouble: &Trouble) {
        let colours = self.colours(io::stderr().is_terminal());
        let mut output = self.errors();
        match &trouble.told {
            Told::Message(message) => {
                let error = Paint { colours }.text(crate::run::Verdict::Fail, "error:");
                output.line(&format!("{error} {message}"));
            }
            Told::Diagnostics(diagnostics) => output.text(&diagnostics.render(colours)),
        }
    }
}

impl ColourChoice {
    /// Whether output is coloured. An empty NO_COLOR counts as not set (<https://no-color.org>).
    fn colours(self, terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                terminal
                    && variable("NO_COLOR").is_none_or(|value| value.is_empty())
                    && variable("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(choice: ColourChoice, terminal: bool, variables: &[(&str, &str)]) -> bool {
        choice.colours(terminal, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn colours_are_for_terminals_unless_asked_for() {
        let no_color = [("NO_COLOR", "1")];
        assert!(coloured(ColourChoice::Auto, true, &[("TERM", "xterm")]));
        assert!(!coloured(ColourChoice::Auto, false, &[]));
        assert!(coloured(ColourChoice::Always, false, &no_color));
        assert!(!coloured(ColourChoice::Never, true, &[]));
    }

    #[test]
    fn no_color_and_a_dumb_terminal_are_honoured() {
        assert!(!coloured(ColourChoice::Auto, true, &[("NO_COLOR", "1")]));
        assert!(coloured(ColourChoice::Auto, true, &[("NO_COLOR", "")]));
        assert!(!coloured(ColourChoice::Auto, true, &[("TERM", "dumb")]));
    }
}
