//! The form of a snapshot: a section a step, readable as a conversation.

use std::fmt::Write as _;

use http::HeaderMap;
use sha2::{Digest, Sha256};

use super::order::in_order;
use super::{Origin, Symbols};
use crate::exchange::{Exchange, RawLine, RawRequest, Request, Response, body_text, header_fields};
use crate::run::{ScenarioReport, StepReport};
use crate::scenario::ContextName;

/// Headers without meaning for the protocol, or that only repeat what the body shows. They are
/// left out of snapshots.
pub const LEFT_OUT_HEADERS: [&str; 15] = [
    "accept",
    "accept-encoding",
    "alt-svc",
    "connection",
    "content-length",
    "date",
    "host",
    "keep-alive",
    "server",
    "server-timing",
    "transfer-encoding",
    "user-agent",
    "x-content-type-options",
    "x-frame-options",
    "x-xss-protection",
];

/// The conversation of a scenario with symbols; `None` when nothing was said.
#[must_use]
pub fn conversation(scenario: &ScenarioReport) -> Option<String> {
    let own = |step: &&StepReport| step.place.is_some();
    if !scenario
        .steps
        .iter()
        .filter(own)
        .any(|step| !step.exchanges.is_empty())
    {
        return None;
    }
    let mut writer = Writer::new(scenario);
    for step in scenario.steps.iter().filter(own) {
        writer.step(step);
    }
    Some(writer.text)
}

/// A conversation that stays the same but for one answer.
#[derive(Debug)]
pub struct Sections<'a> {
    steps: Vec<Section<'a>>,
}

/// A step as it is written down, and what the writer knew before it.
#[derive(Debug)]
struct Section<'a> {
    step: &'a StepReport,
    before: Writer<'a>,
    text: String,
}

impl<'a> Sections<'a> {
    /// The sections of a scenario.
    #[must_use]
    pub fn of(scenario: &'a ScenarioReport) -> Self {
        let mut writer = Writer::new(scenario);
        let own = scenario.steps.iter().filter(|step| step.place.is_some());
        let steps = own.map(|step| {
            let before = writer.clone();
            let text = writer.section(step);
            Section { step, before, text }
        });
        Self {
            steps: steps.collect(),
        }
    }

    /// Whether the snapshot would show that the last answer of a step, counted among those of the
    /// scenario, is another one.
    #[must_use]
    pub fn show(&self, index: usize, response: &Response) -> bool {
        let Some((changed, later)) = self.steps.get(index..).and_then(<[_]>::split_first) else {
            return false;
        };
        let mut step = changed.step.clone();
        if let Some(last) = step.exchanges.last_mut() {
            last.outcome = Ok(response.clone());
        }
        let mut writer = changed.before.clone();
        if writer.section(&step) != changed.text {
            return true;
        }
        later.iter().any(|section| {
            writer.symbols != section.before.symbols && writer.section(section.step) != section.text
        })
    }
}

/// How many characters a fingerprint has.
const FINGERPRINT: usize = 16;

/// A fingerprint of each exchange of a scenario with symbols in place of what differs from run to
/// run, in order: equal where two runs said the same.
#[must_use]
pub fn fingerprints(scenario: &ScenarioReport) -> Vec<String> {
    let mut writer = Writer::new(scenario);
    let exchanges = scenario.steps.iter().flat_map(|step| &step.exchanges);
    let prints = exchanges.map(|exchange| {
        writer.text.clear();
        writer.exchange(exchange);
        let mut print = String::with_capacity(FINGERPRINT);
        for byte in Sha256::digest(&writer.text).iter().take(FINGERPRINT / 2) {
            // Writing into a string cannot fail.
            let _ = write!(print, "{byte:02x}");
        }
        print
    });
    prints.collect()
}

#[derive(Clone, Debug)]
struct Writer<'a> {
    text: String,
    base: Option<&'a str>,
    symbols: Symbols,
}

impl<'a> Writer<'a> {
    fn new(scenario: &'a ScenarioReport) -> Self {
        Self {
            text: String::new(),
            base: scenario.context.get(&ContextName::Base).map(String::as_str),
            symbols: Symbols::new(scenario),
        }
    }

    /// A step by itself.
    fn section(&mut self, step: &StepReport) -> String {
        self.text.clear();
        self.step(step);
        std::mem::take(&mut self.text)
    }

    fn step(&mut self, step: &StepReport) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&format!("== {}\n", step.name));
        if let Some(reason) = &step.left_out {
            let reason = self.symbols.replace(reason, Origin::Request);
            self.text.push_str(&format!("(left out: {reason})\n"));
        }
        for exchange in &step.exchanges {
            self.exchange(exchange);
        }
        if step.exchanges.is_empty() && step.left_out.is_none() {
            self.text.push_str("(nothing is sent)\n");
        }
    }

    fn exchange(&mut self, exchange: &Exchange) {
        self.text.push('\n');
        self.request(&exchange.request);
        match &exchange.outcome {
            Ok(response) => self.response(response),
            Err(failure) => {
                let failure = self.symbols.replace(&failure.to_string(), Origin::Response);
                self.text.push_str(&format!("! {failure}\n"));
            }
        }
    }

    fn request(&mut self, request: &Request) {
        let url = self
            .base
            .and_then(|base| request.url.strip_prefix(base.trim_end_matches('/')))
            .unwrap_or(&request.url);
        let line = format!("{} {url}", request.method);
        self.line('>', &line, Origin::Request);
        match &request.raw {
            Some(raw) => self.own_lines(raw),
            None => self.headers('>', &request.headers, Origin::Request),
        }
        self.body('>', &body_text(&request.body), Origin::Request);
    }

    fn response(&mut self, response: &Response) {
        self.line('<', &response.status.to_string(), Origin::Response);
        self.headers('<', &response.headers, Origin::Response);
        self.body('<', &body_text(&response.body), Origin::Response);
    }

    /// What the scenario writes, as it stands; what is added has no meaning here.
    fn own_lines(&mut self, raw: &RawRequest) {
        for name in &raw.omit {
            self.line('>', &format!("(no {name})"), Origin::Request);
        }
        for line in &raw.lines {
            if let RawLine::Own(line) = line {
                self.line('>', line, Origin::Request);
            }
        }
    }

    fn headers(&mut self, mark: char, headers: &HeaderMap, from: Origin) {
        for (name, value) in header_fields(headers) {
            if !LEFT_OUT_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
                self.line(mark, &format!("{name}: {value}"), from);
            }
        }
    }

    fn body(&mut self, mark: char, body: &str, from: Origin) {
        if body.is_empty() {
            return;
        }
        let body = in_order(body, |href| self.symbols.card(href));
        self.line(mark, "", from);
        for line in body.trim_end_matches('\n').split('\n') {
            self.line(mark, line, from);
        }
    }

    fn line(&mut self, mark: char, line: &str, from: Origin) {
        let line = self.symbols.replace(line, from);
        let line = format!("{mark} {line}");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests;
