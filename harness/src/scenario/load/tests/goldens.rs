//! Every problem, with the exact text that its author reads.
//!
//! A case is a file `harness/tests/diagnostics/CODE.txt` (`CODE.more.txt` for a second one): the
//! files of a suite, each after a line `=== PATH`, and after `=== says` what is said of them. A
//! path may be followed by what the file is: `(escaped)` reads `\xNN` as a byte, `(N times)`
//! repeats the text, `(link)` makes a link to the path in the text, `(load)` is no file but the
//! path to load, `(target)` is a target file that is read and
//! compared with the suite, `(world)` a world file, `(profile)` a profile file. With `CARDPROOF_BLESS=1` the texts are written
//! anew.

use std::path::{Path, PathBuf};

use super::suite_on_disk::Folder;
use crate::plan::TargetFile;
use crate::scenario::{Diagnostics, OwnProfile, Problem};
use crate::world::WorldFile;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("harness/tests/diagnostics")
}

struct Case {
    path: PathBuf,
    code: String,
    inputs: String,
    says: String,
}

fn cases() -> Vec<Case> {
    let entries = std::fs::read_dir(folder()).expect("the cases");
    let mut cases: Vec<Case> = entries.map(|entry| case(entry.unwrap().path())).collect();
    cases.sort_by(|a, b| a.path.cmp(&b.path));
    cases
}

fn case(path: PathBuf) -> Case {
    let text = std::fs::read_to_string(&path).expect("a case");
    let name = path.file_name().unwrap().to_str().unwrap();
    let (inputs, says) = text.split_once("=== says\n").expect("what is said");
    Case {
        code: name.split('.').next().unwrap().to_owned(),
        inputs: inputs.to_owned(),
        says: says.to_owned(),
        path,
    }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut pieces = text.trim_end().split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two digits"));
        bytes.extend(&piece.as_bytes()[2..]);
    }
    bytes
}

fn outcome(case: &Case) -> Diagnostics {
    let folder = Folder::suite(&[]);
    let mut paths = Vec::new();
    let mut target = None;
    let mut world = None;
    let mut profile = None;
    for section in case.inputs.split("=== ").skip(1) {
        let (header, text) = section.split_once('\n').expect("a header");
        let (path, kind) = header.split_once(" (").unwrap_or((header, ""));
        let file = format!("suite/{path}");
        match kind.trim_end_matches(')') {
            "" => folder.write(&file, text.as_bytes()),
            "escaped" => folder.write(&file, &unescaped(text)),
            "load" => paths.push(path),
            "target" => {
                folder.write(path, text.as_bytes());
                target = Some(path);
            }
            "world" => {
                folder.write(path, text.as_bytes());
                world = Some(path);
            }
            "profile" => {
                folder.write(path, text.as_bytes());
                profile = Some(path);
            }
            "link" => folder.link(&file, text.trim_end()),
            times => {
                let times = times.trim_end_matches(" times").parse().expect("a number");
                folder.write(&file, text.repeat(times).as_bytes());
            }
        }
    }
    if paths.is_empty() {
        paths.push("suite");
    }
    if let Some(world) = world {
        let read = WorldFile::load_as(&folder.path().join(world), world);
        return read.err().unwrap_or_default();
    }
    if let Some(profile) = profile {
        let read = OwnProfile::load_as(&folder.path().join(profile), profile);
        return read.err().unwrap_or_default();
    }
    match (folder.load(&paths), target) {
        (Ok(suite), Some(target)) => {
            let file = folder.path().join(target);
            let verified = TargetFile::load_as(&file, target).and_then(|it| it.verify(&suite));
            verified.err().unwrap_or_default()
        }
        (loaded, _) => loaded.err().unwrap_or_default(),
    }
}

#[test]
fn every_problem_is_told_as_the_cases_say() {
    let bless = std::env::var_os("CARDPROOF_BLESS").is_some();
    let mut wrong = String::new();
    for case in cases() {
        let diagnostics = outcome(&case);
        let says = diagnostics.to_string();
        let other = diagnostics.iter().any(|it| it.problem.code() != case.code);
        if bless && !other {
            let text = format!("{}=== says\n{says}", case.inputs);
            std::fs::write(&case.path, text).expect("the case");
        } else if other || says != case.says {
            wrong.push_str(&format!("\n{}:\n{says}", case.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_problem_has_a_case() {
    let mut codes: Vec<String> = cases().into_iter().map(|case| case.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut all: Vec<&str> = Problem::codes();
    all.sort_unstable();
    assert_eq!(codes, all);
}
