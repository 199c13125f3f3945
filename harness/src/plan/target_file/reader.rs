//! The keys of a target file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cardproof_mock::quirk::Profile;

use super::deviation::deviations;
use super::login::{login, url};
use super::setting::Setting;
use super::{LoginSettings, TargetFile};
use crate::scenario::Feature;
use crate::scenario::diagnostic::{Read, Reporter, Suggestion, ValueProblem, each};
use crate::scenario::load::{any_profile, known_feature, quirk_values};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Fields, Kind, Node, plain_name};

const KEYS: &[&str] = &[
    "name",
    "base-url",
    "auth",
    "tls",
    "profile",
    "quirks",
    "lacks",
    "start",
    "book",
    "snapshots",
    "known-deviations",
];

/// Reads a target file; `folder` is where it lies.
pub(super) fn target(
    node: &Node,
    (file, folder): (&TextFile, &Path),
    reporter: &Reporter,
) -> Read<TargetFile> {
    let fields = Fields::new(node, "a target", KEYS, reporter)?;
    let name = fields.require("name").and_then(|node| name(node, reporter));
    let base_url = fields
        .require("base-url")
        .and_then(|node| base_url(node, reporter));
    let path = fields.optional("start", |node| start(node, reporter));
    let login = fields.optional("auth", |node| login(node, reporter));
    let ca_file = fields.optional("tls", |node| ca_file(node, folder, reporter));
    let profile = fields.optional("profile", |node| any_profile(node, folder, reporter));
    let quirks = fields.optional("quirks", |node| quirk_values(node, reporter));
    let lacks = fields.optional("lacks", |node| lacks(node, reporter));
    let book = fields.optional("book", |node| book(node, reporter));
    let snapshots = fields.optional("snapshots", |node| node.boolean(reporter));
    let known = fields.optional("known-deviations", |node| deviations(node, file, reporter));
    Ok(TargetFile {
        name: name?,
        base_url: base_url?,
        path: path?.flatten(),
        login: login?.unwrap_or(LoginSettings::Environment),
        ca_file: ca_file?,
        profile: profile?.unwrap_or_else(|| Profile::Rfc.into()),
        quirks: quirks?.unwrap_or_default(),
        lacks: lacks?.unwrap_or_default(),
        book: book?,
        snapshots: snapshots?.unwrap_or(false),
        known: known?.unwrap_or_default(),
        file: file.clone(),
    })
}

fn name(node: &Node, reporter: &Reporter) -> Read<String> {
    plain_name(node.text(reporter)?, &node.span, reporter)
}

/// Reads where the server is: an origin, without a path.
fn base_url(node: &Node, reporter: &Reporter) -> Read<Setting> {
    if let Kind::Map(_) = node.kind {
        return Setting::read(node, reporter);
    }
    let url = url(node, reporter)?;
    if url.path() != "/" || url.query().is_some() {
        let cause = "the path belongs in `start: { path: … }`".to_owned();
        return Err(reporter.report(&node.span, ValueProblem::BadUrl { cause }));
    }
    Setting::read(node, reporter)
}

/// Reads where the search for the address book starts; `None` is the well-known URI.
fn start(node: &Node, reporter: &Reporter) -> Read<Option<String>> {
    if let Kind::Map(_) = node.kind {
        let fields = Fields::new(node, "`start`", &["path"], reporter)?;
        let path = fields.require("path")?;
        return url_path(path, reporter).map(Some);
    }
    match node.text(reporter)? {
        "well-known" => Ok(None),
        other => {
            let suggestion = Suggestion::among(other, ["well-known", "path"]);
            let (word, wanted) = (other.to_owned(), "start");
            let problem = ValueProblem::UnknownWord {
                word,
                wanted,
                suggestion,
            };
            Err(reporter.report(&node.span, problem))
        }
    }
}

fn url_path(node: &Node, reporter: &Reporter) -> Read<String> {
    let text = node.text(reporter)?;
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '?' | '#');
    if text.starts_with('/') && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    let text = text.to_owned();
    Err(reporter.report(&node.span, ValueProblem::BadUrlPath { text }))
}

/// Reads where certificates are, from the file's own folder.
fn ca_file(node: &Node, folder: &Path, reporter: &Reporter) -> Read<PathBuf> {
    let fields = Fields::new(node, "`tls`", &["ca-file"], reporter)?;
    let path = fields.require("ca-file")?.sentence(reporter)?;
    Ok(folder.join(path))
}

fn lacks(node: &Node, reporter: &Reporter) -> Read<BTreeMap<Feature, String>> {
    let lacks = each(node.map(reporter)?, |(key, reason)| {
        let feature = known_feature(&key.text, &key.span, reporter);
        let reason = reason.sentence(reporter);
        Ok((feature?, reason?))
    })?;
    Ok(lacks.into_iter().collect())
}

/// Reads which address book is meant: the last segment of its path.
fn book(node: &Node, reporter: &Reporter) -> Read<String> {
    let text = node.sentence(reporter)?;
    let last = text.trim_matches('/').rsplit('/').next();
    Ok(last.unwrap_or_default().to_owned())
}
