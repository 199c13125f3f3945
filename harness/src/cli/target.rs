//! What `--target` means.

use std::path::Path;

use crate::cli::Trouble;
use crate::plan::{Environment, Target, TargetFile, TargetFileError};
use crate::scenario::{Suite, load};

/// The target of a word: a name, a URL, or a target file, which then comes with it.
///
/// # Errors
/// When it is none of these, or the file is wrong; when a variable that the file names is not
/// set.
pub(in crate::cli) fn target(word: &str) -> Result<(Target, Option<TargetFile>), Trouble> {
    let path = Path::new(word);
    let is_file = path.is_file() || path.extension().is_some_and(|end| end == "yaml");
    if !is_file {
        let target = Target::named(word).map_err(Trouble::usage)?;
        return Ok((target, None));
    }
    let file = TargetFile::load(path)?;
    let server = file
        .server(Environment::variable)
        .map_err(|error| match error {
            TargetFileError::Missing(missing) => Trouble::environment(missing),
            TargetFileError::Target(target) => Trouble::usage(target),
        })?;
    Ok((Target::Server(Box::new(server)), Some(file)))
}

/// Looks up what a target file names in the whole suite, of which perhaps a part was loaded.
///
/// # Errors
/// When the suite does not have something that the file names, or has mistakes.
pub(in crate::cli) fn verify(file: &TargetFile, suite: &Suite) -> Result<(), Trouble> {
    if !file.speaks_of_suite() {
        return Ok(());
    }
    let whole = load(std::slice::from_ref(&suite.root))?;
    Ok(file.verify(&whole)?)
}
