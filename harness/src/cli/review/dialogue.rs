//! One snapshot after the other, and what a person says to each.

use std::io::BufRead;

use crate::cli::Trouble;
use crate::report::{Output, Paint, Style};
use crate::snapshot::{Pending, accept, reject};

const QUESTION: &str =
    "[a]ccept, [r]eject, [s]kip; [A]ccept or [R]eject this and the rest; [q]uit: ";

/// A person, and where the questions are put.
#[derive(Debug)]
pub(super) struct Dialogue<I> {
    pub(super) input: I,
    pub(super) output: Output,
    pub(super) paint: Paint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reply {
    Accept,
    Reject,
    Skip,
    AcceptRest,
    RejectRest,
    Quit,
}

#[derive(Debug, Default)]
struct Done {
    accepted: usize,
    rejected: usize,
}

impl<I: BufRead> Dialogue<I> {
    /// Asks about each.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub(super) fn go_through(&mut self, waiting: &[Pending]) -> Result<(), Trouble> {
        let mut done = Done::default();
        let mut rest = None;
        for (index, found) in waiting.iter().enumerate() {
            let reply = match rest {
                Some(reply) => reply,
                None => {
                    self.show(found, index + 1, waiting.len())?;
                    self.reply()
                }
            };
            match reply {
                Reply::AcceptRest => rest = Some(Reply::Accept),
                Reply::RejectRest => rest = Some(Reply::Reject),
                _ => {}
            }
            match reply {
                Reply::Accept | Reply::AcceptRest => {
                    accept(found).map_err(Trouble::environment)?;
                    done.accepted += 1;
                }
                Reply::Reject | Reply::RejectRest => {
                    reject(found).map_err(Trouble::environment)?;
                    done.rejected += 1;
                }
                Reply::Skip => {}
                Reply::Quit => break,
            }
        }
        let waits = waiting.len() - done.accepted - done.rejected;
        self.output.line(&format!(
            "\n{} accepted, {} rejected, {waits} still waiting",
            done.accepted, done.rejected
        ));
        Ok(())
    }

    fn show(&mut self, found: &Pending, number: usize, all: usize) -> Result<(), Trouble> {
        let new = if found.target.exists() { "" } else { " (new)" };
        let heading = format!("\n{number} of {all}: {}{new}", found.target.display());
        self.output.line(&self.paint.text(Style::Bold, &heading));
        let diff = found.diff().map_err(Trouble::environment)?;
        self.output.text(&self.paint.diff(&diff));
        Ok(())
    }

    /// What the person says. Who goes away says nothing more.
    fn reply(&mut self) -> Reply {
        loop {
            self.output.text(QUESTION);
            let mut line = String::new();
            if !matches!(self.input.read_line(&mut line), Ok(read) if read > 0) {
                return Reply::Quit;
            }
            if let Some(reply) = read(line.trim()) {
                return reply;
            }
        }
    }
}

fn read(word: &str) -> Option<Reply> {
    Some(match word {
        "a" => Reply::Accept,
        "r" => Reply::Reject,
        "s" => Reply::Skip,
        "A" => Reply::AcceptRest,
        "R" => Reply::RejectRest,
        "q" => Reply::Quit,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::snapshot::pending;

    const HEAD: &str = "---\nsource: a\n---\n";

    /// What is printed, and which files are there afterwards, with their last line.
    fn after(words: &str) -> (String, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.snap"), format!("{HEAD}old\n")).unwrap();
        for name in ["a", "b", "c"] {
            fs::write(
                path(&format!("{name}.snap.new")),
                format!("{HEAD}new {name}\n"),
            )
            .unwrap();
        }
        let told = tempfile::NamedTempFile::new().unwrap();
        let mut dialogue = Dialogue {
            input: words.as_bytes(),
            output: Output::new(told.reopen().unwrap()),
            paint: Paint::default(),
        };
        dialogue.go_through(&pending(folder.path())).unwrap();
        (
            fs::read_to_string(told.path()).unwrap(),
            files(folder.path()),
        )
    }

    fn files(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = entries
            .map(|path| {
                let text = fs::read_to_string(&path).unwrap();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                format!("{name}: {}", text.lines().last().unwrap())
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn each_is_shown_and_gets_what_a_person_says() {
        let (told, files) = after("what?\na\nr\ns\n");
        assert_eq!(files, ["a.snap: new a", "c.snap.new: new c"]);
        assert!(told.contains("-old\n+new a\n"), "{told}");
        assert!(told.contains("3 of 3: "), "{told}");
        assert!(told.contains("b.snap (new)\n"), "{told}");
        assert_eq!(
            told.matches(QUESTION).count(),
            4,
            "what is not understood is asked again"
        );
        assert!(
            told.ends_with("\n1 accepted, 1 rejected, 1 still waiting\n"),
            "{told}"
        );
    }

    #[test]
    fn the_rest_can_be_said_at_once() {
        assert_eq!(
            after("s\nA\n").1,
            [
                "a.snap.new: new a",
                "a.snap: old",
                "b.snap: new b",
                "c.snap: new c"
            ]
        );
        assert_eq!(after("R\n").1, ["a.snap: old"]);
    }

    #[test]
    fn who_quits_or_goes_away_leaves_the_rest_waiting() {
        for words in ["a\nq\n", "a\n"] {
            let (told, files) = after(words);
            assert_eq!(
                files,
                ["a.snap: new a", "b.snap.new: new b", "c.snap.new: new c"]
            );
            assert!(
                told.ends_with("1 accepted, 0 rejected, 2 still waiting\n"),
                "{told}"
            );
        }
    }
}
