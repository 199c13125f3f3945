//! The errors of writing a failure as one file.

use cardproof::repro::{RecordedError, ReproError};
use cardproof::scenario::load;
use cardproof_mock::quirk::QuirkError;

use super::{Sample, of};

/// An error of each variant.
pub(crate) fn samples() -> Vec<Sample> {
    [of(files()), of(reports())].concat()
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
