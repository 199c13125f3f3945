//! What a scenario is, and the only reader of scenario files.

mod action;
mod expect;
mod id;
mod model;
mod place;
mod template;
mod values;

pub use action::{
    Action, Body, CardBase, CardSpec, Credentials, Depth, Elsewhere, Fault, Hrefs, MockAction,
    MockStep, PropertyRequest, RequestSpec, Url,
};
pub use expect::{
    Check, CheckKind, ElementCheck, ErrorBodyCheck, Expectation, HeaderCheck, HrefCheck, HrefTest,
    MembersCheck, PropertyCheck, PropertyTest, Source, StatusPattern, SymbolCheck, TextTest,
    VcardCheck,
};
pub use id::{Feature, Level, RequirementId, ScenarioId, StepName};
pub use model::{Capture, Condition, Device, Requirement, Scenario, Step, Suite, Under};
pub use place::Place;
pub use template::{ContextName, Part, Template};
pub use values::{Listing, Unresolved, Value, Values};
