//! What a scenario is, and the only reader of scenario files.

mod action;
pub(crate) mod diagnostic;
mod expect;
pub(crate) mod format;
mod id;
pub(crate) mod language;
pub(crate) mod load;
mod model;
mod pace;
mod pattern;
mod place;
mod query;
mod span;
mod template;
pub(crate) mod text_file;
mod values;
pub(crate) mod yaml;

pub use action::{
    Action, Body, CardBase, CardSpec, Credentials, Depth, Elsewhere, Fault, FaultKind, Hrefs,
    MockAction, MockStep, PropertyRequest, RawSpec, RequestSpec, Url,
};
pub use diagnostic::{
    CasesProblem, Diagnostic, Diagnostics, FileProblem, FlowProblem, Listed, NameProblem, Problem,
    ShapeProblem, StepProblem, Suggestion, UnderProblem, ValueProblem, WorldProblem,
};
pub use expect::{
    Check, CheckKind, ElementCheck, ErrorBodyCheck, Expectation, HeaderCheck, HrefCheck, HrefTest,
    MembersCheck, MultistatusCheck, MultistatusRow, PropertyCheck, PropertyTest, Source,
    StatusPattern, SymbolCheck, TextTest, VcardCheck,
};
pub use format::{FormatError, Formatted, format};
pub use id::{Feature, Level, RequirementId, ScenarioId, StepName, split_case};
pub use load::{AnyProfile, OwnProfile, load, outlines};
pub use model::{Capture, Condition, Device, Outline, Requirement, Scenario, Step, Suite, Under};
pub use pace::{Cause, Pace, Retry, TimeLimit, Until};
pub use pattern::{InvalidPattern, Pattern};
pub use place::{InvalidPlace, Place};
pub use query::{Query, QueryCondition, QueryFilter, QueryProperty, QueryTest, QueryText};
pub use span::Span;
pub use template::{ContextName, Part, Template};
pub(crate) use values::as_written;
pub use values::{Listing, Unresolved, Value, Values};
