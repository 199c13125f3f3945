//! Requirements and the scenarios that judge them, under every run.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::page::Page;
use super::verdict::sign;
use crate::report::document::{Document, RequirementRecord};

/// Adds the section.
pub(super) fn matrix(page: &mut Page, document: &Document, columns: &[Column<'_>]) {
    let scenarios = by_requirement(columns);
    page.markup("<section id=\"matrix\">\n<h2>Requirements</h2>\n<div class=\"scroll\">\n")
        .markup("<table>\n<thead><tr><th scope=\"col\">requirement and its scenarios</th>");
    for column in columns {
        page.markup("<th scope=\"col\">")
            .text(&column.name)
            .markup("</th>");
    }
    page.markup("</tr></thead>\n");
    let mut area = "";
    for (id, requirement) in &document.requirements {
        let own = area_of(id);
        if own != area {
            heading(page, (area, own), columns.len());
            area = own;
        }
        row(page, columns, (id, requirement));
        let ids = scenarios.get(id.as_str());
        for scenario in ids.into_iter().flatten() {
            scenario_row(page, columns, scenario);
        }
    }
    if let Some(ids) = scenarios.get("") {
        heading(page, (area, "no requirement"), columns.len());
        area = "no requirement";
        for scenario in ids {
            scenario_row(page, columns, scenario);
        }
    }
    if !area.is_empty() {
        page.markup("</tbody>\n");
    }
    page.markup("</table>\n</div>\n</section>\n");
}

/// The part of a requirement's id before its number.
fn area_of(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(area, _)| area)
}

fn heading(page: &mut Page, (before, area): (&str, &str), columns: usize) {
    if !before.is_empty() {
        page.markup("</tbody>\n");
    }
    page.markup("<tbody>\n<tr class=\"area\"><th scope=\"rowgroup\" colspan=\"")
        .number(columns + 1)
        .markup("\">")
        .text(area)
        .markup("</th></tr>\n");
}

fn row(page: &mut Page, columns: &[Column<'_>], (id, found): (&String, &RequirementRecord)) {
    page.markup("<tr class=\"requirement\" id=\"r/")
        .text(id)
        .markup("\"><th scope=\"row\"><b>")
        .text(id)
        .markup("</b> ")
        .text(&found.says)
        .markup(" <span class=\"dim\">")
        .markup(found.level.name())
        .markup(" · ")
        .text(&found.source)
        .markup("</span></th>");
    for column in columns {
        let verdict = column.run.requirements.get(id).copied().flatten();
        page.markup("<td>");
        match verdict {
            Some(verdict) => sign(page, verdict),
            None => {
                page.markup("<span class=\"dim\" title=\"not played\">·</span>");
            }
        }
        page.markup("</td>");
    }
    page.markup("</tr>\n");
}

fn scenario_row(page: &mut Page, columns: &[Column<'_>], id: &str) {
    page.markup("<tr class=\"by\"><th scope=\"row\"><a href=\"#s/")
        .text(id)
        .markup("\">")
        .text(id)
        .markup("</a></th>");
    for (index, column) in columns.iter().enumerate() {
        page.markup("<td>");
        if let Some(scenario) = column.scenario(id) {
            page.markup("<a href=\"#c/")
                .number(index)
                .markup("/")
                .text(id)
                .markup("\">");
            sign(page, scenario.verdict);
            page.markup("</a>");
        }
        page.markup("</td>");
    }
    page.markup("</tr>\n");
}

/// The scenarios that cover each requirement; those that cover none under an empty id.
fn by_requirement<'a>(columns: &'a [Column<'a>]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for scenario in columns.iter().flat_map(|column| &column.run.scenarios) {
        if scenario.covers.is_empty() {
            all.entry("").or_default().insert(&scenario.id);
        }
        for id in &scenario.covers {
            all.entry(id).or_default().insert(&scenario.id);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_are_grouped_by_area() {
        assert_eq!(area_of("sync-05"), "sync");
        assert_eq!(area_of("own"), "own");
    }
}
