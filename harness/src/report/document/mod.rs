//! What a run told, as plain values: the JSON report, field for field.
//!
//! Every report is made from these records, so that one made from a JSON file, or from several
//! merged ones, is the report that the run itself would have made. `docs/reports.md` describes
//! the shape, `docs/report.schema.json` is its schema.

mod count;
mod exchange;
mod merge;
mod read;
mod record;
mod run;
mod scenario;
#[cfg(test)]
mod tests;

pub use count::Counts;
pub use exchange::{ExchangeRecord, MessageRecord};
pub use merge::{MergeError, merge};
pub use read::{ReadError, read};
pub use record::Recorder;
pub use run::{Document, FORMAT, RequirementRecord, Requirements, RunRecord};
pub use scenario::{
    CheckRecord, DeviationRecord, DifferenceRecord, ScenarioRecord, SnapshotRecord, SnapshotState,
    StepRecord,
};
