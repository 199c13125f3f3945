//! From the files of a suite to scenarios: names resolved, flows expanded, everything checked.

mod alone;
mod body;
mod capture;
mod card;
mod cases;
mod condition;
mod depends;
mod expect;
mod files;
mod flow;
mod header;
mod inlined;
mod length;
mod library;
mod lint;
mod mock;
mod names;
mod own;
mod own_profile;
mod pace;
mod parallel;
mod query;
mod quirks;
mod raw_request;
mod reference;
mod report_action;
mod request;
mod requirement;
mod scenario;
mod scope;
mod settings;
mod source;
mod step;
mod step_action;
mod suite;
mod text_test;
mod under;
mod under_lint;
mod under_when;
mod walk;
mod yaml_files;

pub(crate) use alone::Alone;
pub(crate) use condition::known_feature;
pub(crate) use files::suite_above;
pub(crate) use inlined::{GIVEN, Inlined, inlined, words};
pub(crate) use length::length;
pub(crate) use names::element_names;
pub(crate) use own::OWN;
pub use own_profile::{AnyProfile, OwnProfile};
pub(crate) use own_profile::{any_profile, is_profile_file};
pub(crate) use quirks::quirk_values;
pub use suite::load;
pub(crate) use yaml_files::{YamlFile, yaml_files};

#[cfg(test)]
mod tests;
