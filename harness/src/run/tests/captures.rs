//! What steps keep for later ones.

use super::bench::{Bench, check, step, verdict};
use crate::run::Verdict;

#[tokio::test]
async fn the_first_source_that_has_a_value_gives_it() {
    let scenario = "\
steps:
  - name: create
    put: { in: $book, name: \"${uuid.a}.vcf\" }
    card: minimal
    expect: { status: 201 }
    capture: { href: [header X-Nothing, request href] }
  - { name: read, get: $create.href, expect: { status: 200 }, covers: [x-01] }
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
    assert_eq!(
        check(&report, "create", "capture:href").verdict,
        Verdict::Pass
    );
}

#[tokio::test]
async fn a_capture_that_finds_nothing_is_a_failed_check() {
    let scenario = "\
given: { ada: minimal }
steps:
  - name: read
    get: $given.ada.href
    expect: { status: 200 }
    capture: { place: [header X-Nothing, sync-token] }
  - { name: again, get: $read.place, expect: { status: 200 }, covers: [x-01] }
";
    let report = Bench::on_mock(scenario).scenario().await;
    let capture = check(&report, "read", "capture:place");
    assert_eq!(capture.verdict, Verdict::Fail);
    assert_eq!(
        capture.differences[0].expected,
        "header X-Nothing or sync-token"
    );
    assert_eq!(capture.differences[0].received, "nothing");
}

#[tokio::test]
async fn a_capture_that_may_find_nothing_is_no_check_where_it_does() {
    let scenario = "\
given: { ada: minimal }
steps:
  - name: read
    get: $given.ada.href
    expect: { status: 200 }
    capture: { lock: [header Lock-Token, nothing], etag: [header ETag, nothing] }
    covers: [x-01]
  - { name: again, when: { present: $read.lock }, get: $given.ada.href, expect: { status: 418 } }
  - { name: more, when: { present: $read.etag }, get: $given.ada.href, expect: { status: 200 } }
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
    let captures: Vec<String> = step(&report, "read")
        .checks
        .iter()
        .map(|check| check.name.to_string())
        .filter(|name| name.starts_with("capture:"))
        .collect();
    assert_eq!(captures, ["capture:etag"]);
    let because = step(&report, "again").left_out.as_deref();
    assert_eq!(because, Some("$read.lock has no value"));
    assert_eq!(step(&report, "more").left_out, None);
}

#[tokio::test]
async fn a_listing_is_kept_under_the_name_of_its_step() {
    let scenario = "\
given: { ada: minimal }
steps:
  - { name: before, propfind: $book, depth: 1, props: [getetag], expect: { status: 207 } }
  - { name: added, use: flows/create-card }
  - { name: after, propfind: $book, depth: 1, props: [getetag], expect: { status: 207 }, covers: [x-01] }
  - name: fetch
    report:
      addressbook-multiget: { hrefs: { changed: [before, after] }, props: [getetag] }
    expect:
      members: { ok: [$added.href], absent: [$given.ada.href], none-other: true }
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
}
