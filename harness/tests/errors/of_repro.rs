//! The errors of recording, and of writing a failure as one file.

use cardproof::record::RecordError;
use cardproof::repro::{HarError, MinimizeError, RecordedError, ReproError};
use cardproof::run::RunError;
use cardproof::scenario::load;
use cardproof_mock::quirk::QuirkError;

use super::{Sample, of};

/// An error of each variant.
pub(crate) fn samples() -> Vec<Sample> {
    [
        of(files()),
        of(reports()),
        of(shortened()),
        of(recordings()),
        of(drafts()),
    ]
    .concat()
}

fn files() -> [ReproError; 2] {
    let gone = load(&["gone.yaml".into()]);
    [
        ReproError::Scenario(gone.expect_err("there is no such file")),
        ReproError::Unwritable("a text that YAML cannot hold".to_owned()),
    ]
}

fn reports() -> [RecordedError; 4] {
    let text = str::to_owned;
    [
        RecordedError::NothingFailed,
        RecordedError::Several {
            ids: vec![text("sync/delta"), text("sync/empty-token")],
        },
        RecordedError::Unknown {
            id: text("sync/delt"),
        },
        RecordedError::Profile(QuirkError::UnknownProfile {
            name: text("gogle"),
        }),
    ]
}

fn shortened() -> [MinimizeError; 6] {
    let text = str::to_owned;
    let gone = load(&["gone.yaml".into()]);
    [
        MinimizeError::NothingFails,
        MinimizeError::FailsOtherwise {
            step: text("stale"),
            check: text("status"),
            instead: text("step `list`, check `members`"),
        },
        MinimizeError::Unsteady {
            step: text("stale"),
            check: text("status"),
        },
        MinimizeError::Unreadable(gone.expect_err("there is no such file")),
        MinimizeError::Run(RunError::Mock {
            cause: text("no free port"),
        }),
        MinimizeError::Unwritable(text("a text that YAML cannot hold")),
    ]
}

fn recordings() -> [RecordError; 5] {
    let text = str::to_owned;
    [
        RecordError::Address {
            address: ([127, 0, 0, 1], 80).into(),
            cause: text("Permission denied"),
        },
        RecordError::Unwritable {
            file: text("said.har"),
            cause: text("No space left on device"),
        },
        RecordError::NoServer {
            target: text("mock"),
        },
        RecordError::Itself {
            url: text("http://127.0.0.1:4000"),
        },
        RecordError::NobodyCame {
            url: text("http://127.0.0.1:4000"),
            file: text("said.har"),
        },
    ]
}

fn drafts() -> [HarError; 8] {
    let text = str::to_owned;
    let file = || text("said.har");
    let gone = load(&["gone.yaml".into()]);
    [
        HarError::Unreadable {
            file: file(),
            cause: text("Permission denied"),
        },
        HarError::TooLarge {
            file: file(),
            limit: 1000,
        },
        HarError::NotJson {
            file: file(),
            cause: text("expected value at line 1 column 1"),
        },
        HarError::NotHar {
            file: file(),
            at: text("log.entries[3].request"),
            problem: "is missing",
        },
        HarError::NoDav {
            file: file(),
            entries: 7,
        },
        HarError::TooMany {
            file: file(),
            count: 612,
            limit: 500,
        },
        HarError::NoScenario {
            file: file(),
            problems: gone.expect_err("there is no such file"),
        },
        HarError::Unwritable(text("a text that YAML cannot hold")),
    ]
}
