//! Arguments as typed: one file a subcommand.

mod arguments;
mod console;
mod doctor;
mod explain;
mod generate;
mod lint;
mod list;
mod login;
mod mutants;
mod report;
mod review;
mod run;
mod schema;
mod seed;
mod serve;
mod setting;
mod suite;
mod target;
mod trouble;
mod wait;

pub use arguments::{Command, arguments};
pub use console::{ColourChoice, Console};
pub use doctor::{DoctorArguments, doctor};
pub use explain::{ExplainArguments, explain};
pub use generate::{GenerateArguments, generate};
pub use lint::{LintArguments, lint};
pub use list::{ListArguments, list};
pub use login::{LoginArguments, login};
pub use mutants::{MutantsArguments, mutants};
pub use report::{ReportArguments, report};
pub use review::{ReviewArguments, review};
pub use run::{RunArguments, run};
pub use schema::{SchemaArguments, write_schema};
pub use serve::{ServeArguments, serve};
pub use trouble::Trouble;
pub use wait::{WaitArguments, wait};
