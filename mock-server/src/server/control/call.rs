//! A call of an operation: the service, and what came in.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::check;
use crate::shared::SharedService;

/// A call of an operation. What came in has been checked.
pub(super) struct Call<'a> {
    pub(super) service: &'a SharedService,
    /// Parameters of path and query and the fields of the body, in one.
    input: Map<String, Value>,
}

impl<'a> Call<'a> {
    pub(super) const fn new(service: &'a SharedService, input: Map<String, Value>) -> Self {
        Self { service, input }
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.input.get(name)?.as_str()
    }

    /// A text that is required.
    pub(super) fn required(&self, name: &str) -> &str {
        self.text(name).unwrap_or_default()
    }

    /// A number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.input.get(name)?.as_u64()
    }

    /// A number that fits into 32 bits.
    pub(super) fn number32(&self, name: &str) -> Option<u32> {
        self.number(name).and_then(|number| number.try_into().ok())
    }

    /// A truth value.
    pub(super) fn boolean(&self, name: &str) -> Option<bool> {
        self.input.get(name)?.as_bool()
    }

    /// An instant.
    pub(super) fn time(&self, name: &str) -> Option<Timestamp> {
        self.text(name)?.parse().ok()
    }

    /// A length of time.
    pub(super) fn duration(&self, name: &str) -> Option<Duration> {
        check::duration(self.text(name)?)
    }

    /// A list of texts.
    pub(super) fn texts(&self, name: &str) -> Option<Vec<&str>> {
        let items = self.input.get(name)?.as_array()?;
        Some(items.iter().filter_map(Value::as_str).collect())
    }

    /// The account that is meant: the one that is named, or the client's.
    pub(super) fn account(&self) -> String {
        self.text("account")
            .map_or_else(|| self.service.account(), str::to_owned)
    }
}
