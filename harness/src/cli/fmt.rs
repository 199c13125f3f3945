//! `cardproof fmt`: lays files out as all others are.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use super::suite::writable_suite;
use super::{Console, Trouble};
use crate::run::Exit;
use crate::scenario::format::is_ours;
use crate::scenario::load::{YamlFile, yaml_files};
use crate::scenario::text_file::{LIMIT, TextFile};
use crate::scenario::{Diagnostics, FormatError, Formatted, format};
use crate::whole_file::write_whole;

const EXAMPLES: &str = "\
Examples:
  cardproof fmt                             all files of the suite
  cardproof fmt mine/a.yaml mine/flows      a file, and all files in a folder
  cardproof fmt --check                     change nothing; tell which files would change
  cardproof fmt - < a.yaml                  from the standard input to the standard output

What it changes: indentation, quotes that are not needed, blank lines, spaces at the ends of lines, and
the order of a step's keys. Comments move with what they belong to. What a file says is compared before
anything is written. Texts behind `|` and `>`, and brackets over several lines, stay as they are; so does
a file that is out of the ordinary, and the output says why. In folders, only files are looked at that
are scenarios, flows, requirements, target files or world files.

Exit codes: 0 all is well laid out, or is now; 1 --check found files that are not; 2 a file is no YAML,
or there is none; 3 a file cannot be written.";

/// Lay out scenario files alike
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct FmtArguments {
    /// Files and folders; `-` is the standard input; where left out, the suite's folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; tell which files would change, and exit with 1 where there is one
    #[arg(long)]
    check: bool,
}

/// A file with what became of it.
struct Worked {
    file: YamlFile,
    before: String,
    after: Formatted,
}

/// Lays out files. Where one cannot be read, none is written.
///
/// # Errors
/// When a file is no YAML, cannot be read or written, or would say something else.
pub fn fmt(arguments: &FmtArguments, console: &Console) -> Result<Exit, Trouble> {
    let is_stream = |path: &PathBuf| path.as_os_str() == "-";
    if arguments.paths.iter().any(is_stream) {
        if arguments.paths.len() > 1 {
            return Err(Trouble::usage("`-` stands alone: it is the standard input"));
        }
        return stream(arguments.check, console);
    }
    let worked = worked(&arguments.paths)?;
    let mut output = console.output();
    let mut changed = 0;
    for Worked {
        file,
        before,
        after,
    } in &worked
    {
        if let Some(left) = &after.left {
            output.line(&format!("{} is left as it is: {left}", file.shown));
        }
        if after.text == *before {
            continue;
        }
        changed += 1;
        output.line(&file.shown);
        if !arguments.check {
            rewrite(&file.path, &after.text).map_err(|error| {
                Trouble::environment(format!("{} cannot be written: {error}", file.shown))
            })?;
        }
    }
    let end = if arguments.check {
        "would be changed"
    } else {
        "changed"
    };
    let count = match worked.len() {
        1 => "1 file".to_owned(),
        many => format!("{many} files"),
    };
    output.line(&format!("{count}, {changed} {end}"));
    Ok(exit(arguments.check && changed > 0))
}

const fn exit(differs: bool) -> Exit {
    if differs { Exit::Failed } else { Exit::Success }
}

/// The standard input, to the standard output.
fn stream(check: bool, console: &Console) -> Result<Exit, Trouble> {
    let mut text = String::new();
    let read = io::stdin().take(LIMIT + 1).read_to_string(&mut text);
    read.map_err(|error| Trouble::usage(format!("the standard input cannot be read: {error}")))?;
    if text.len() as u64 > LIMIT {
        return Err(Trouble::usage("the standard input is larger than 1 MiB"));
    }
    let after = format("-", &text)?;
    let mut output = console.output();
    if !check {
        output.text(&after.text);
    }
    Ok(exit(check && after.text != text))
}

/// Every file that is meant, formatted.
fn worked(paths: &[PathBuf]) -> Result<Vec<Worked>, Trouble> {
    let paths = if paths.is_empty() {
        vec![writable_suite()]
    } else {
        paths.to_vec()
    };
    let mut worked = Vec::new();
    for file in yaml_files(&paths)? {
        let source = TextFile::read(&file.path, &file.shown)
            .map_err(|problem| Diagnostics::of_file(&file.shown, problem))?;
        if !file.is_named && !is_ours(&source) {
            continue;
        }
        let after = format(&file.shown, &source.text)?;
        let before = source.text.to_string();
        worked.push(Worked {
            file,
            before,
            after,
        });
    }
    if worked.is_empty() {
        return Err(Trouble::usage("there is no file of cardproof's to format"));
    }
    Ok(worked)
}

impl From<FormatError> for Trouble {
    fn from(error: FormatError) -> Self {
        match error {
            FormatError::Unreadable(diagnostics) => diagnostics.into(),
            FormatError::Changed { .. } => Self::environment(error),
        }
    }
}

/// A link stays a link.
fn rewrite(path: &Path, text: &str) -> io::Result<()> {
    write_whole(&path.canonicalize()?, text)
}
