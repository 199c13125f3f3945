//! Steps that do something to the mock, and what stands for them elsewhere.

use cardproof_mock::{
    Fault as Injected, FaultKind as InjectedKind, MockServer, Operation, RetryAfter,
};
use http::{Method, StatusCode};

use super::stable::Stable;
use super::stage::Stage;
use super::step::{End, Flow, blank, left_out};
use super::variant::PlayedStep;
use super::{CheckName, CheckReport, StepReport, Verdict};
use crate::scenario::{
    Elsewhere, Fault, FaultKind, MockAction, MockStep, RequirementId, Template, Unresolved, Value,
};

impl Stage<'_> {
    /// Plays a `mock:` step.
    pub(super) fn mock_step(&mut self, played: &PlayedStep, step: &MockStep) -> (StepReport, Flow) {
        let gives = match (self.mock, &step.elsewhere) {
            (Some(mock), _) => {
                if let Err(problem) = act(mock, &step.action) {
                    let end = End::Broken(format!("step `{}`: {problem}", played.step.name));
                    return (left_out(played, problem), Flow::End(end));
                }
                &step.gives
            }
            (None, Elsewhere::NotApplicable { because }) => {
                let end = End::NotApplicable(because.clone());
                return (left_out(played, because.clone()), Flow::End(end));
            }
            (None, Elsewhere::Instead { gives, .. }) => gives,
        };
        if let Err(unresolved) = self.give(played, gives) {
            return (left_out(played, unresolved.in_words()), Flow::NeverRan);
        }
        let mut report = blank(played);
        if let (
            None,
            Elsewhere::Instead {
                not_judged,
                because,
                ..
            },
        ) = (self.mock, &step.elsewhere)
        {
            report
                .checks
                .extend(self.unjudge(played, not_judged, because));
        }
        (report, Flow::Next)
    }

    fn give(
        &mut self,
        played: &PlayedStep,
        gives: &[(String, Template)],
    ) -> Result<(), Unresolved> {
        for (name, template) in gives {
            let text = template.resolve(&self.values)?;
            let key = format!("{}.{name}", played.step.name);
            self.values.capture(key, Value::Text(text));
        }
        Ok(())
    }

    /// These requirements are not judged from here on.
    fn unjudge(
        &mut self,
        played: &PlayedStep,
        not_judged: &[RequirementId],
        because: &str,
    ) -> Option<CheckReport> {
        for id in not_judged {
            self.unjudged.insert(id.clone(), because.to_owned());
        }
        let stable = Stable::new(&self.values, self.run, self.session.redactor());
        let report = CheckReport {
            verdict: Verdict::NotApplicable,
            covers: not_judged.to_vec(),
            level: self.plan.suite.level_of(not_judged),
            reason: Some(because.to_owned()),
            ..self.judge(&played.step, &stable).report(CheckName::Answer)
        };
        (!not_judged.is_empty()).then_some(report)
    }
}

/// Does something to the mock. An error is the scenario's fault.
fn act(mock: &MockServer, action: &MockAction) -> Result<(), String> {
    match action {
        MockAction::Advance(by) => {
            let by = std::time::Duration::try_from(*by);
            mock.advance(by.map_err(|_| "the clock only moves forward".to_owned())?);
        }
        MockAction::ExpireToken => mock.expire_token(),
        MockAction::RevokeToken => mock.revoke_token(),
        MockAction::RenewToken => mock.renew_token(),
        MockAction::MoveHome => {
            mock.move_home().map_err(|error| error.to_string())?;
        }
        MockAction::Fault(fault) => {
            mock.inject_fault(injected(fault)?);
        }
    }
    Ok(())
}

fn injected(fault: &Fault) -> Result<Injected, String> {
    let method = Method::from_bytes(fault.method.as_bytes()).map_err(|error| error.to_string())?;
    let operation = Operation::Method(method);
    let injected = match fault.kind {
        FaultKind::Status(status) => {
            let status = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
            Injected::status(operation, status)
        }
        FaultKind::Silence => Injected::new(operation, InjectedKind::Silence),
        FaultKind::Reset => Injected::new(operation, InjectedKind::Reset),
    };
    let injected = injected.first(fault.times);
    Ok(match fault.retry_after {
        Some(seconds) => injected.retry_after(RetryAfter::Seconds(seconds.into())),
        None => injected,
    })
}
