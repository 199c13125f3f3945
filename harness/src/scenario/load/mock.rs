//! `mock:`: steps that do something to the mock.

use jiff::SignedDuration;

use super::condition::word;
use super::header::method;
use super::reference::template;
use super::requirement::covers;
use super::scope::Scope;
use crate::scenario::diagnostic::{
    Read, Reported, Reporter, StepProblem, Suggestion, ValueProblem, each,
};
use crate::scenario::yaml::{Fields, Node, plain_name};
use crate::scenario::{Elsewhere, Fault, FaultKind, MockAction, MockStep, Span, Template};

/// The keys that go with `mock:`.
pub(super) const KEYS: &[&str] = &["gives", "elsewhere"];

const ACTIONS: [&str; 6] = [
    "advance",
    "expire-token",
    "revoke-token",
    "renew-token",
    "move-home",
    "fault",
];

/// Reads what a step does to the mock.
pub(super) fn mock(node: &Node, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<MockStep> {
    let action = action(node, scope);
    let given = fields
        .get("gives")
        .map(|node| gives(node, scope))
        .transpose();
    let elsewhere = match fields.get("elsewhere") {
        Some(node) => elsewhere(node, scope),
        None => Err(fields.missing(&["elsewhere"], StepProblem::NoElsewhere)),
    };
    let step = MockStep {
        action: action?,
        gives: given?.unwrap_or_default(),
        elsewhere: elsewhere?,
    };
    compare_gives(&step, fields, scope)?;
    Ok(step)
}

fn action(node: &Node, scope: &Scope<'_>) -> Read<MockAction> {
    let (key, value) = node.single("a mock step", scope.reporter())?;
    let only_true = |action: MockAction| {
        if value.boolean(scope.reporter())? {
            return Ok(action);
        }
        Err(scope.reporter().report(&value.span, ValueProblem::OnlyTrue))
    };
    match key.text.as_str() {
        "advance" => duration(value, scope).map(MockAction::Advance),
        "expire-token" => only_true(MockAction::ExpireToken),
        "revoke-token" => only_true(MockAction::RevokeToken),
        "renew-token" => only_true(MockAction::RenewToken),
        "move-home" => only_true(MockAction::MoveHome),
        "fault" => fault(value, scope).map(MockAction::Fault),
        other => Err(unknown_action(other, &key.span, scope)),
    }
}

fn unknown_action(text: &str, span: &Span, scope: &Scope<'_>) -> Reported {
    let problem = ValueProblem::UnknownWord {
        word: text.to_owned(),
        wanted: "action of the mock",
        suggestion: Suggestion::among(text, ACTIONS),
    };
    scope.reporter().report(span, problem)
}

fn fault(node: &Node, scope: &Scope<'_>) -> Read<Fault> {
    let reporter = scope.reporter();
    let keys = ["method", "status", "kind", "times", "retry-after"];
    let fields = Fields::new(node, "a fault", &keys, reporter)?;
    let method = fields
        .require("method")
        .and_then(|node| method(node, reporter));
    let kind = fault_kind(&fields, reporter);
    let times = fields
        .get("times")
        .map(|node| node.number(1, 1000, reporter))
        .transpose();
    let retry = fields
        .get("retry-after")
        .map(|node| node.number(0, 86_400, reporter))
        .transpose();
    let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Fault {
        method: method?,
        kind: kind?,
        times: times?.map_or(1, narrow),
        retry_after: retry?.map(narrow),
    })
}

fn fault_kind(fields: &Fields<'_>, reporter: &Reporter) -> Read<FaultKind> {
    let (key, value) = fields.one_of(&["status", "kind"])?;
    if key.text == "status" {
        let status = value.number(400, 599, reporter)?;
        return Ok(FaultKind::Status(u16::try_from(status).unwrap_or(u16::MAX)));
    }
    fields.refuse(&["retry-after"], "kind");
    let kinds = [("silence", FaultKind::Silence), ("reset", FaultKind::Reset)];
    word(value, "kind of fault", &kinds, reporter)
}

fn gives(node: &Node, scope: &Scope<'_>) -> Read<Vec<(String, Template)>> {
    each(node.map(scope.reporter())?, |(key, value)| {
        let name = plain_name(&key.text, &key.span, scope.reporter());
        let value = template(value, scope);
        Ok((name?, value?))
    })
}

fn elsewhere(node: &Node, scope: &Scope<'_>) -> Read<Elsewhere> {
    let reporter = scope.reporter();
    let keys = ["not-applicable", "gives", "not-judged", "because"];
    let fields = Fields::new(node, "`elsewhere`", &keys, reporter)?;
    if let Some(because) = fields.get("not-applicable") {
        fields.refuse(&["gives", "not-judged", "because"], "not-applicable");
        let because = because.sentence(reporter)?;
        return Ok(Elsewhere::NotApplicable { because });
    }
    let given = fields
        .get("gives")
        .map(|node| gives(node, scope))
        .transpose();
    let not_judged = fields
        .get("not-judged")
        .map(|node| covers(node, scope))
        .transpose();
    let because = fields
        .require("because")
        .and_then(|node| node.sentence(reporter));
    Ok(Elsewhere::Instead {
        gives: given?.unwrap_or_default(),
        not_judged: not_judged?.unwrap_or_default(),
        because: because?,
    })
}

/// What a mock step gives has to be the same on every target.
fn compare_gives(step: &MockStep, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<()> {
    let Elsewhere::Instead { gives, .. } = &step.elsewhere else {
        return Ok(());
    };
    let missing = |all: &[(String, Template)], some: &[(String, Template)]| {
        let name = all
            .iter()
            .map(|(name, _)| name)
            .find(|name| some.iter().all(|(other, _)| other != *name));
        name.cloned()
    };
    let report = |name: Option<String>, key: &str, missing: &'static str| {
        let Some(name) = name else { return Ok(()) };
        let span = fields
            .entry(key)
            .map_or_else(|| fields.span(), |(key, _)| &key.span);
        let problem = StepProblem::GivesMismatch { name, missing };
        Err(scope.reporter().report(span, problem))
    };
    report(missing(&step.gives, gives), "elsewhere", "on other targets")?;
    report(missing(gives, &step.gives), "gives", "on the mock")
}

/// The longest time that a step can move the clock: 100 years.
const LONGEST: i64 = 100 * 365 * 86_400;

/// Reads a length of time: `30 days`, `1 day 2 hours`.
fn duration(node: &Node, scope: &Scope<'_>) -> Read<SignedDuration> {
    let text = node.text(scope.reporter())?;
    let seconds = seconds_in(text).filter(|seconds| (1..=LONGEST).contains(seconds));
    seconds.map(SignedDuration::from_secs).ok_or_else(|| {
        let text = text.to_owned();
        let problem = ValueProblem::BadDuration { text };
        scope.reporter().report(&node.span, problem)
    })
}

fn seconds_in(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.chunks(2).try_fold(0_i64, |sum, pair| match pair {
        [number, unit] => {
            let number: u32 = number.parse().ok()?;
            sum.checked_add(i64::from(number) * unit_seconds(unit)?)
        }
        _ => None,
    })
}

fn unit_seconds(unit: &str) -> Option<i64> {
    Some(match unit {
        "second" | "seconds" => 1,
        "minute" | "minutes" => 60,
        "hour" | "hours" => 3600,
        "day" | "days" => 86_400,
        "week" | "weeks" => 7 * 86_400,
        _ => return None,
    })
}
