//! `cardproof target probe`: a first target file from what a server answers.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::target::target;
use super::{Console, Trouble};
use crate::plan::{Environment, Server, Target};
use crate::run::{Exit, Probed, probe};

const EXAMPLES: &str = "\
Examples:
  cardproof target probe https://dav.example.com/ -o my-server.yaml
  cardproof run --target my-server.yaml

Asks what every client asks at first, with the credentials of the variables (CARDPROOF_USER, ...), and
only reads. What it cannot know stands in the file as a comment.

Exit codes: 0 written; 2 wrong usage; 3 the server cannot be reached, or does not let us in.";

/// Work with target files
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TargetArguments {
    #[command(subcommand)]
    command: TargetCommand,
}

#[derive(Debug, Subcommand)]
enum TargetCommand {
    /// Write a first target file from what a server answers
    #[command(after_help = EXAMPLES)]
    Probe(ProbeArguments),
}

#[derive(Debug, Args)]
struct ProbeArguments {
    /// Where the server is
    #[arg(value_name = "URL")]
    url: String,
    /// The file to write; the standard output where left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes a first target file.
///
/// # Errors
/// When the server cannot be asked, or the file is there already.
pub fn target_files(arguments: &TargetArguments, console: &Console) -> Result<Exit, Trouble> {
    let TargetCommand::Probe(arguments) = &arguments.command;
    let (Target::Server(server), None) = target(&arguments.url)? else {
        return Err(Trouble::usage(format!(
            "`{}` is no URL: only a server can be probed",
            arguments.url
        )));
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    let probed = runtime.block_on(probe(&server, &Environment::of_process()))?;
    let text = file(&server, &probed);
    let Some(path) = &arguments.output else {
        console.output().text(&text);
        return Ok(Exit::Success);
    };
    write(path, &text)?;
    let path = path.display();
    console.output().text(&format!(
        "Written to {path}. Look at it, then: cardproof run --target {path}\n"
    ));
    Ok(Exit::Success)
}

/// A file that is there already is somebody's work.
fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    let file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written
        .map_err(|error| Trouble::usage(format!("{} cannot be written: {error}", path.display())))
}

fn file(server: &Server, probed: &Probed) -> String {
    let origin = server.start.origin().ascii_serialization();
    let mut lines = vec![
        "# A first target file, from what the server answered. Nothing was written to it."
            .to_owned(),
        format!("name: {}", name(&server.name)),
        format!("base-url: {}", quoted(&origin)),
        "# How to log in. Left out, the variables CARDPROOF_ACCESS_TOKEN, or CARDPROOF_USER and"
            .to_owned(),
        "# CARDPROOF_PASSWORD, decide. Or:".to_owned(),
        "# auth: { basic: { user: { env: MY_USER }, password: { env: MY_PASSWORD } } }".to_owned(),
        "# An authority of its own: tls: { ca-file: ca.pem }".to_owned(),
    ];
    if server.start.path() != "/" {
        lines.push(format!(
            "start: {{ path: {} }}",
            quoted(server.start.path())
        ));
    }
    lines.push("# What is known of it: rfc judges it by the standards alone.".to_owned());
    lines.push("profile: rfc".to_owned());
    for (what, path) in &probed.places {
        lines.push(format!("# Its {what}: {}", one_line(path)));
    }
    if probed.books > 1 {
        let books = probed.books;
        lines.push(format!(
            "# It has {books} address books; `book: NAME` takes another one."
        ));
    }
    if let Some(problem) = &probed.problem {
        lines.push(format!(
            "# Its address book was not found: {}",
            one_line(problem)
        ));
    }
    if probed.lacks.is_empty() {
        lines.push(
            "# It said of no feature that it lacks it: lacks: { FEATURE: reason }".to_owned(),
        );
    } else {
        lines.push("lacks:".to_owned());
        let lacks = probed.lacks.iter();
        lines.extend(lacks.map(|(feature, why)| format!("  {feature}: {}", quoted(why))));
    }
    lines.push("# Wrong answers that are known go into `known-deviations:`.".to_owned());
    lines.join("\n") + "\n"
}

/// A name as target files have it.
fn name(name: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let name = name.to_ascii_lowercase();
    let words = name
        .split(|c: char| !plain(c))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Text as YAML reads it back: JSON's strings are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What a server says cannot end a comment.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::TargetFile;
    use crate::scenario::Feature;

    #[test]
    fn what_is_written_is_a_target_file_whatever_the_server_says() {
        let server = Server::at("https://DAV.example.com:8443/dav/").unwrap();
        let probed = Probed {
            places: vec![("principal", "/[account]/\nname: evil".to_owned())],
            lacks: vec![(Feature::AddMember, "it \"says\" so:\n# 404".to_owned())],
            problem: Some("no\nbook".to_owned()),
            books: 2,
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it.yaml");
        write(&path, &file(&server, &probed)).unwrap();
        let read = TargetFile::load(&path).unwrap();
        assert_eq!(read.name, "dav-example-com-8443");
        let again = read.server(|_| None).unwrap();
        assert_eq!(again.start, server.start);
        let why = again.lacks.get(&Feature::AddMember).map(String::as_str);
        assert_eq!(why, Some("it \"says\" so:\n# 404"));
        assert!(write(&path, "").is_err(), "it is there already");
    }
}
