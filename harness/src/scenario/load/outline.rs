//! What a list tells of scenarios: read without their steps, so that a list is there at once.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::cases::cases;
use super::files::Files;
use super::library::{Library, text};
use super::own;
use super::parallel::each_in_parallel;
use super::requirement::covers;
use super::scenario::{KEYS, tags};
use super::scope::{Scope, Usage};
use super::suite::current_folder;
use crate::scenario::diagnostic::{Read, Reporter, each};
use crate::scenario::yaml::{Fields, Node, parse};
use crate::scenario::{Diagnostics, Level, Outline, RequirementId, ScenarioId};

/// What is told of the scenarios that some paths mean, by id. Of their steps nothing is read but
/// what they cover: [`load`](super::load) finds what is wrong in them.
///
/// # Errors
/// What is wrong in what is told: the scenario's author is to mend it.
pub fn outlines(paths: &[PathBuf]) -> Result<Vec<Outline>, Diagnostics> {
    let reporter = Reporter::default();
    let files = Files::find(paths, &current_folder(), &reporter);
    let outlines = files.and_then(|files| of_suite(&files, &reporter));
    reporter.finish(outlines)
}

fn of_suite(files: &Files, reporter: &Reporter) -> Read<Vec<Outline>> {
    let library = Library::of_requirements(files, reporter);
    let read = each_in_parallel(&files.scenarios, reporter, |(id, path), reporter| {
        of_file((id, path), files, (&library, reporter))
    });
    let mut outlines: Vec<Outline> = each(read, |read| read)?.into_iter().flatten().collect();
    outlines.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(outlines)
}

fn of_file(
    (id, path): (&str, &Path),
    files: &Files,
    (library, reporter): (&Library, &Reporter),
) -> Read<Vec<Outline>> {
    let node = parse(&text(path, (files, reporter))?, "a scenario", reporter)?;
    let whole = own::library(&node, reporter)?.map(|own| library.with(&own));
    let library = whole.as_ref().unwrap_or(library);
    let Some(cases) = cases(&node, reporter)? else {
        let id = ScenarioId(id.to_owned());
        return Ok(vec![outline(id, &node, (library, reporter))?]);
    };
    each(cases, |case| {
        let id = ScenarioId::of_case(id, &case.name);
        outline(id, &case.node, (library, reporter))
    })
}

fn outline(
    id: ScenarioId,
    node: &Node,
    (library, reporter): (&Library, &Reporter),
) -> Read<Outline> {
    let usage = RefCell::new(Usage::default());
    let scope = Scope::new((library, reporter), &usage);
    let fields = Fields::new(node, "a scenario", KEYS, reporter)?;
    let title = fields.require("title");
    let title = title.and_then(|node| node.sentence(reporter));
    let tags = fields.optional("tags", |node| tags(node, &scope));
    let steps = fields.require("steps");
    let covers = covered(steps.and_then(|node| node.list(reporter))?, &scope)?;
    let levels = covers
        .iter()
        .filter_map(|id| library.requirement(&id.0).ok());
    let level = levels.map(|requirement| requirement.level).max();
    Ok(Outline {
        id,
        file: node.span.place.file.clone(),
        title: title?,
        tags: tags?.unwrap_or_default(),
        level: level.unwrap_or(Level::Must),
        covers,
    })
}

/// What the steps cover.
fn covered(steps: &[Node], scope: &Scope<'_>) -> Read<BTreeSet<RequirementId>> {
    let nodes = steps.iter().filter_map(|step| step.entry("covers"));
    let read = each(nodes, |(_, node)| covers(node, scope))?;
    Ok(read.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;

    /// The outlines of a suite are what its scenarios say when they are read as a whole.
    fn assert_same(paths: &[PathBuf]) -> usize {
        let outlines = outlines(paths).unwrap();
        let suite = load(paths).unwrap();
        let ids = |outline: &Outline| outline.id.clone();
        let wanted: Vec<ScenarioId> = suite.scenarios.iter().map(|it| it.id.clone()).collect();
        assert_eq!(outlines.iter().map(ids).collect::<Vec<_>>(), wanted);
        for (outline, scenario) in outlines.iter().zip(&suite.scenarios) {
            assert_eq!(outline.title, scenario.title);
            assert_eq!(outline.tags, scenario.tags, "{}", outline.id);
            assert_eq!(outline.file, scenario.place.file, "{}", outline.id);
            let covers: BTreeSet<&RequirementId> = outline.covers.iter().collect();
            assert_eq!(covers, scenario.covers(), "{}", outline.id);
            let levels = covers.iter().map(|id| suite.requirements[*id].level);
            let strongest = levels.max().unwrap_or(Level::Must);
            assert_eq!(outline.level, strongest, "{}", outline.id);
        }
        outlines.len()
    }

    #[test]
    fn the_shipped_suite_is_outlined_as_it_is() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        assert!(assert_same(&[root]) > 150);
    }

    #[test]
    fn own_requirements_cases_and_lent_requirements_are_outlined() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.yaml");
        let text = "title: A ${case.of}\ntags: [x]\ncases:\n  one: { of: 1 }\n  two: { of: 2 }\n\
            requirements:\n  - { id: own-01, says: It answers., source: RFC 9110 §9.3.1, level: may }\n\
            steps:\n  - name: get\n    get: $base\n    expect: { status: 200 }\n    \
            covers: [own-01, prop-01]\n  - name: again\n    get: $base\n    \
            expect: { status: 200 }\n";
        std::fs::write(&file, text).unwrap();
        assert_eq!(assert_same(&[file]), 2);
    }

    #[test]
    fn what_is_listed_is_checked_and_the_rest_of_a_step_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.yaml");
        let step = "steps:\n  - name: get\n    gett: $base\n    covers: [prop-01]\n";
        std::fs::write(&file, format!("title: A\n{step}")).unwrap();
        assert_eq!(outlines(std::slice::from_ref(&file)).unwrap().len(), 1);
        for wrong in [
            "title: A\ntags: [or]\n",
            "titel: A\n",
            "title: A\ntags: x\n",
        ] {
            std::fs::write(&file, format!("{wrong}{step}")).unwrap();
            assert!(outlines(std::slice::from_ref(&file)).is_err(), "{wrong}");
        }
        let unknown = step.replace("prop-01", "prop-1");
        std::fs::write(&file, format!("title: A\n{unknown}")).unwrap();
        assert!(outlines(&[file]).is_err());
    }
}
