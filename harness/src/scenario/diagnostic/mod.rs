//! What is wrong in a file that a person wrote, told with its place.

mod cases_problem;
mod catalogue;
mod excerpt;
mod file_problem;
mod flow_problem;
mod name_problem;
mod render;
mod report;
mod shape_problem;
mod step_problem;
mod suggestion;
mod under_problem;
mod value_problem;
mod world_problem;

pub use cases_problem::CasesProblem;
pub use catalogue::Problem;
pub use file_problem::FileProblem;
pub use flow_problem::FlowProblem;
pub use name_problem::NameProblem;
pub use report::{Diagnostic, Diagnostics};
pub(crate) use report::{Read, Reported, Reporter, each};
pub use shape_problem::ShapeProblem;
pub use step_problem::StepProblem;
pub use suggestion::{Listed, Suggestion};
pub use under_problem::UnderProblem;
pub use value_problem::ValueProblem;
pub use world_problem::WorldProblem;
