//! The program beside Hurl: the same requests to the same server, files in both languages.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::median;
use crate::program;
use crate::requests::Requests;
use crate::two_suites::{self, FILES, REQUESTS};

const ROUNDS: usize = 5;

/// What a process cost.
struct Cost {
    /// Wall time, in seconds.
    seconds: f64,
    /// The most that was resident, in MiB.
    memory: f64,
}

/// The section, medians of alternated rounds. `hurl` is the folder where Hurl is installed.
pub(crate) fn section(hurl: &Path, program: &Path, book: &Requests) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    two_suites::write(folder.path(), book);
    let hurl = hurl.join("bin/hurl");
    let mut page = format!(
        "\n## Beside Hurl 8.0.1\n\n\
         {FILES} files of {REQUESTS} requests, each with a check of one element of the answer, against the same server (the mock\n\
         in the process that measures). cardproof also looks for the address book first, and holds every answer\n\
         against its standing checks.\n\n\
         | both | wall time, cardproof to Hurl | promised | kept | peak memory, cardproof to Hurl | promised | kept |\n\
         |---|---|---|---|---|---|---|\n"
    );
    for (name, jobs) in [
        ("with `--jobs 1`", Some("1")),
        ("as they run by themselves", None),
    ] {
        let rounds: Vec<(Cost, Cost)> = (0..ROUNDS)
            .map(|_| {
                let own = cost(&mut cardproof(program, folder.path(), book, jobs));
                (own, cost(&mut of_hurl(&hurl, folder.path(), jobs)))
            })
            .collect();
        row(&mut page, name, &rounds);
    }
    page
}

fn row(page: &mut String, name: &str, rounds: &[(Cost, Cost)]) {
    let medians = |figure: fn(&Cost) -> f64| {
        let own = median(rounds.iter().map(|round| figure(&round.0)).collect());
        let hurl = median(rounds.iter().map(|round| figure(&round.1)).collect());
        let ratios = rounds
            .iter()
            .map(|round| figure(&round.0) / figure(&round.1));
        (own, hurl, median(ratios.collect()))
    };
    let (own, hurl, ratio) = medians(|cost| cost.seconds);
    let (most, of_hurl, times) = medians(|cost| cost.memory);
    let kept = |kept| if kept { "yes" } else { "**no**" };
    let _ = writeln!(
        page,
        "| {name} | {ratio:.2} times ({:.0} ms to {:.0} ms) | at most 0.8 times | {} | {times:.2} times ({most:.1} MiB to {of_hurl:.1} MiB) | at most 1.5 times | {} |",
        own * 1_000.0,
        hurl * 1_000.0,
        kept(ratio <= 0.8),
        kept(times <= 1.5),
    );
}

fn cardproof(program: &Path, folder: &Path, book: &Requests, jobs: Option<&str>) -> Command {
    let mut command = Command::new(program);
    let token = book.authorization.as_deref().unwrap_or_default();
    command
        .arg("run")
        .arg(folder.join("cardproof"))
        .arg("--target")
        .arg(folder.join("target.yaml"))
        .env(
            "CARDPROOF_ACCESS_TOKEN",
            token.trim_start_matches("Bearer "),
        )
        .env("CARDPROOF_STATE_DIR", folder.join("state"));
    with_jobs(command, jobs)
}

fn with_jobs(mut command: Command, jobs: Option<&str>) -> Command {
    command.args(jobs.into_iter().flat_map(|jobs| ["--jobs", jobs]));
    command
}

fn of_hurl(hurl: &Path, folder: &Path, jobs: Option<&str>) -> Command {
    let mut command = Command::new(hurl);
    command.arg("--test").arg(folder.join("hurl"));
    with_jobs(command, jobs)
}

/// Runs a command to its end; it has to succeed.
fn cost(command: &mut Command) -> Cost {
    let begun = Instant::now();
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut memory = 0.0_f64;
    let end = loop {
        if let Some(end) = process.try_wait().expect("the process is ours") {
            break end;
        }
        memory = memory.max(program::memory(process.id(), "VmHWM"));
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(end.success(), "{command:?} ends with {end}");
    Cost {
        seconds: begun.elapsed().as_secs_f64(),
        memory,
    }
}
