//! Faults that were seen at Google, by name.

use std::time::Duration;

use http::StatusCode;

use super::{ErrorAnswer, ErrorBody, FaultKind, RetryAfter};
use crate::quirk::Confidence::{High, Low, Medium};
use crate::quirk::{Confidence, Evidence, EvidenceKind};

/// A kind of fault that somebody met at Google, or nobody knows not to be met there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The name: `daily-limit`.
    pub name: &'static str,
    /// What happens, in a sentence.
    pub does: &'static str,
    /// Why anybody believes that Google does so.
    pub evidence: Evidence,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Error(ErrorBody),
    /// An error that names the seconds after which to try again.
    Unavailable(ErrorBody, u64),
    Silence,
    Delay(Duration),
}

impl Preset {
    /// What a fault of that name does.
    #[must_use]
    pub fn kind(&self) -> FaultKind {
        match self.form {
            Form::Error(body) => FaultKind::Status(body.into()),
            Form::Unavailable(body, seconds) => FaultKind::Status(ErrorAnswer {
                body,
                retry_after: RetryAfter::Seconds(seconds),
            }),
            Form::Silence => FaultKind::Silence,
            Form::Delay(by) => FaultKind::Delay(by),
        }
    }

    /// The preset of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }
}

/// Every preset, in the order in which pages show them.
pub static PRESETS: &[Preset] = &[
    Preset {
        name: "api-key-missing",
        does: "403 that asks for an API key.",
        evidence: seen("google:AUTH-05", "2023-06", High),
        form: Form::Error(ErrorBody::ApiKeyMissing),
    },
    Preset {
        name: "internal-500",
        does: "500 with the word INTERNAL.",
        evidence: seen("google:AUTH-05", "2023-08", High),
        form: Form::Error(ErrorBody::Status(StatusCode::INTERNAL_SERVER_ERROR)),
    },
    Preset {
        name: "daily-limit",
        does: "403 in the domain usageLimits that speaks of a daily limit; `over` counts until midnight Pacific Time.",
        evidence: seen("google:RATE-02", "2017 to 2020-04", Medium),
        form: Form::Error(ErrorBody::DailyLimit),
    },
    Preset {
        name: "rate-403",
        does: "403 in the domain usageLimits that speaks of a limit for each user; `over` counts for each account, in 100 seconds.",
        evidence: seen("google:RATE-03", "2021-01", Low),
        form: Form::Error(ErrorBody::UserLimit),
    },
    Preset {
        name: "rate-429",
        does: "429 with the word RESOURCE_EXHAUSTED.",
        evidence: seen("google:RATE-03", "2022-11", Low),
        form: Form::Error(ErrorBody::Status(StatusCode::TOO_MANY_REQUESTS)),
    },
    Preset {
        name: "spurious-401",
        does: "401 as for a bad token, although the token is good.",
        evidence: seen("google:AUTH-16", "2012 to 2014", Low),
        form: Form::Error(ErrorBody::BadToken),
    },
    Preset {
        name: "api-disabled",
        does: "403 as for a project without the CardDAV API.",
        evidence: seen("google:AUTH-10", "2024-01 to 2026-10", Medium),
        form: Form::Error(ErrorBody::ApiDisabled),
    },
    Preset {
        name: "insufficient-scope",
        does: "403 as for a token that is good for other things.",
        evidence: seen("google:AUTH-09", "2015-02", Medium),
        form: Form::Error(ErrorBody::InsufficientScope),
    },
    Preset {
        name: "expired-token",
        does: "401 as for a token whose time is over.",
        evidence: seen("google:AUTH-08", "2021-07", Low),
        form: Form::Error(ErrorBody::BadToken),
    },
    Preset {
        name: "html-400",
        does: "400 with an HTML page.",
        evidence: seen("google:ERR-04", "2026-08", High),
        form: Form::Error(ErrorBody::Page(StatusCode::BAD_REQUEST)),
    },
    Preset {
        name: "unavailable-503",
        does: "503 with the word UNAVAILABLE and `Retry-After: 30`.",
        evidence: Evidence {
            kind: EvidenceKind::Choice,
            source: "google:UNK-01",
            date: None,
            confidence: None,
        },
        form: Form::Unavailable(ErrorBody::Status(StatusCode::SERVICE_UNAVAILABLE), 30),
    },
    Preset {
        name: "blackhole",
        does: "No answer at all, and no end of the connection.",
        evidence: seen("google:HTTP-06", "2014-10", Low),
        form: Form::Silence,
    },
    Preset {
        name: "slow-writes",
        does: "The answer comes ten seconds late. Meant for create, update and delete.",
        evidence: seen("google:HTTP-05", "2014-05 to 2014-10", Low),
        form: Form::Delay(Duration::from_secs(10)),
    },
];

const fn seen(source: &'static str, date: &'static str, confidence: Confidence) -> Evidence {
    Evidence {
        kind: EvidenceKind::Seen,
        source,
        date: Some(date),
        confidence: Some(confidence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_have_names_of_their_own_and_speak_in_sentences() {
        for preset in PRESETS {
            assert_eq!(Preset::named(preset.name), Some(preset));
            assert!(preset.does.ends_with('.'), "{}", preset.name);
        }
    }

    #[test]
    fn an_unknown_name_is_no_preset() {
        assert_eq!(Preset::named("Daily-limit"), None);
    }
}
