//! Scenarios for the tests of the runner.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::scenario::{
    Action, Body, Check, CheckKind, Credentials, Device, Expectation, Pace, Part, Place,
    RequestSpec, Scenario, ScenarioId, StatusPattern, Step, StepName, Template, Url,
};

/// A place in a file that does not exist.
pub(super) fn place(line: u32) -> Place {
    Place {
        file: Arc::from("sample.yaml"),
        line,
        column: 1,
    }
}

/// Text without references.
pub(super) fn text(text: &str) -> Template {
    Template {
        parts: vec![Part::Text(text.to_owned())],
        place: place(1),
    }
}

/// A check of the status.
pub(super) fn status(code: u16, line: u32) -> Expectation {
    Expectation {
        place: place(line),
        check: Check::Status(vec![StatusPattern::Exactly(code)]),
    }
}

/// A request without headers and body.
pub(super) fn request(method: &str, url: Template) -> RequestSpec {
    RequestSpec {
        method: method.to_owned(),
        url: Url::At(url),
        depth: None,
        headers: Vec::new(),
        body: Body::Empty,
        credentials: Credentials::Own,
        follow_redirects: false,
        raw: None,
    }
}

/// A GET that expects a status.
pub(super) fn step(name: &str, code: u16) -> Step {
    Step {
        name: StepName(name.to_owned()),
        place: place(1),
        device: Device::Own,
        when: None,
        action: Action::Request(request("GET", text("/"))),
        pace: Pace::default(),
        expect: BTreeMap::from([(CheckKind::Status, Box::new(status(code, 1)))]),
        capture: Vec::new(),
        covers: Vec::new(),
        prepares: false,
    }
}

/// A scenario of these steps.
pub(super) fn scenario(steps: Vec<Step>) -> Scenario {
    Scenario {
        id: ScenarioId("sample".to_owned()),
        place: place(1),
        title: "A sample".to_owned(),
        description: None,
        tags: Vec::new(),
        needs: Vec::new(),
        depends: Vec::new(),
        needs_book: false,
        steps,
        finally: Vec::new(),
        timeout: None,
        under: Vec::new(),
        world: None,
    }
}
