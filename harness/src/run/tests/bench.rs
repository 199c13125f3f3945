//! A suite from a few lines of YAML, and a target.

use std::fs;
use std::sync::Arc;

use cardproof_mock::MockServer;
use cardproof_mock::quirk::Profile;

use crate::exchange::Secret;
use crate::plan::{ActiveProfile, Environment, Login, Plan, Selection, Server, Target, select};
use crate::run::{
    CheckReport, Interrupt, RunError, RunReport, ScenarioReport, StepReport, Verdict, play,
};
use crate::scenario::load;

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada\r\nN:Example;Ada;;;\r\n\
                    FN:Ada Example\r\nEND:VCARD\r\n";

const REQUIREMENTS: &str = "\
- { id: x-01, says: One., source: RFC 6352 §5.1, level: must }
- { id: x-02, says: Two., source: RFC 6352 §5.1, level: should }
- { id: x-03, says: Three., source: RFC 6352 §5.1, level: must }
";

const FLOW: &str = "\
title: Create a card
parameters: { card: minimal }
steps:
  - name: put
    put: { in: $book, name: \"${uuid.card}.vcf\" }
    card: { from: $with.card, set: { UID: $uuid.card } }
    expect: { status: 2xx }
    capture: { at: request href }
  - name: where
    propfind: $put.at
    depth: 0
    props: [getetag]
    expect: { status: 207 }
    capture: { href: response href, etag: property getetag }
results: { href: $where.href, etag: $where.etag, uid: $uuid.card }
";

/// A plan of one scenario, `x/one`, whose steps are given. The folder holds its files, and the
/// ledger of the run.
pub(super) struct Bench {
    pub(super) plan: Plan,
    folder: tempfile::TempDir,
}

impl Bench {
    /// The scenario on the mock.
    pub(super) fn on_mock(scenario: &str) -> Self {
        Self::on_mock_with(scenario, &[])
    }

    /// The scenario on the mock, beside other files.
    pub(super) fn on_mock_with(scenario: &str, others: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("cardproof.toml", ""),
            ("cards/minimal.vcf", CARD),
            ("requirements/x.yaml", REQUIREMENTS),
            ("flows/create-card.yaml", FLOW),
            ("x/one.yaml", &format!("title: One\n{scenario}")),
        ]
        .iter()
        .chain(others)
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let suite = load(&[folder.path().to_owned()]).unwrap();
        let scenarios = select(&suite.scenarios, &Selection::default()).unwrap();
        let target = Target::Mock;
        let plan = Plan {
            suite: Arc::new(suite),
            scenarios,
            left_out: Vec::new(),
            shard: None,
            fail_fast: false,
            profile: ActiveProfile::with(target.profile(), Vec::new()).unwrap(),
            level: target.level(),
            target,
            jobs: 2,
            seed: 1,
            insecure_http: false,
            allow_writes: true,
            environment: Environment {
                state_dir: Some(folder.path().join("state")),
                ..Environment::default()
            },
        };
        Self { plan, folder }
    }

    /// The scenario on a server.
    pub(super) fn on(scenario: &str, url: &str) -> Self {
        let mut bench = Self::on_mock(scenario);
        let server = Server::at(url).unwrap();
        bench.plan.profile = ActiveProfile::with(server.profile.clone(), Vec::new()).unwrap();
        bench.plan.target = Target::Server(Box::new(server));
        bench
    }

    /// The scenario on a mock as if it were any server.
    pub(super) fn elsewhere(scenario: &str, mock: &MockServer, profile: Profile) -> Self {
        let mut bench = Self::on_mock(scenario).against(mock);
        bench.plan.profile = ActiveProfile::of(profile);
        bench
    }

    /// The same on a mock as if it were any server.
    pub(super) fn against(mut self, mock: &MockServer) -> Self {
        let mut server = Server::at(&mock.url()).unwrap();
        server.login = Login::Bearer(Secret::new(mock.token().reveal()));
        self.plan.profile = ActiveProfile::with(server.profile.clone(), Vec::new()).unwrap();
        self.plan.target = Target::Server(Box::new(server));
        self
    }

    /// The server, to be changed.
    pub(super) fn server(&mut self) -> &mut Server {
        match &mut self.plan.target {
            Target::Server(server) => server,
            Target::Mock => panic!("the target is the mock"),
        }
    }

    pub(super) fn with_quirk(mut self, quirk: &str, value: &str) -> Self {
        let base = self.plan.profile.base();
        let quirk = (quirk.to_owned(), value.to_owned());
        self.plan.profile = ActiveProfile::with(base, vec![quirk]).unwrap();
        self
    }

    pub(super) async fn run(&self) -> Result<RunReport, RunError> {
        play(&self.plan, Interrupt::never(), |_| {}).await
    }

    pub(super) async fn report(&self) -> RunReport {
        self.run().await.unwrap()
    }

    /// The report of the only scenario.
    pub(super) async fn scenario(&self) -> ScenarioReport {
        self.report().await.scenarios.remove(0)
    }

    /// What the ledgers hold.
    pub(super) fn ledger(&self) -> String {
        let Ok(entries) = fs::read_dir(self.folder.path().join("state")) else {
            return String::new();
        };
        let paths = entries.flatten().map(|entry| entry.path());
        paths
            .map(|path| fs::read_to_string(path).unwrap())
            .collect()
    }
}

/// A mock that behaves like a profile.
pub(super) async fn mock(profile: Profile) -> MockServer {
    let builder = MockServer::builder().profile(profile);
    builder.start().await.unwrap()
}

/// The verdict and its reason.
pub(super) fn verdict(report: &ScenarioReport) -> (Verdict, &str) {
    (report.verdict, report.reason.as_deref().unwrap_or_default())
}

/// A step, by its name.
pub(super) fn step<'r>(report: &'r ScenarioReport, name: &str) -> &'r StepReport {
    let mut steps = report.steps.iter();
    steps.find(|step| step.name.0 == name).unwrap()
}

/// A check, by the names of its step and its own.
pub(super) fn check<'r>(report: &'r ScenarioReport, at: &str, name: &str) -> &'r CheckReport {
    let mut checks = step(report, at).checks.iter();
    checks.find(|check| check.name.to_string() == name).unwrap()
}
