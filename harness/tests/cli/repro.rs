//! A failure travels as one file: every kind of it is played again in an empty folder.

use serde_json::Value;

use crate::program::Folder;
use crate::serve::Served;

/// A scenario with a flow, a card and a requirement that no other suite has, and one step that
/// fails.
fn suite(step: &str) -> Folder {
    let folder = Folder::empty();
    folder.write("mine/cardproof.toml", "# a suite\n");
    folder.write(
        "mine/requirements/own.yaml",
        "- id: own-01\n  says: It is as I like it.\n  source: my own page\n  level: must\n",
    );
    folder.write(
        "mine/cards/own.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nUID:own-card\nN:Own;Card;;;\nFN:Card Own\nNOTE:mine\nEND:VCARD\n",
    );
    folder.write(
        "mine/flows/own-card.yaml",
        "title: Make a card\nparameters: { card: ~ }\nsteps:\n  - name: make\n    use: \
         flows/create-card\n    with: { card: $with.card }\nresults: { href: $make.href }\n",
    );
    folder.write(
        "mine/area/fails.yaml",
        &format!(
            "title: Something fails\nsteps:\n  - name: ada\n    use: flows/own-card\n    with: {{ card: own \
             }}\n  - name: seen\n    get: $ada.href\n    expect: {{ status: 200 }}\n    covers: [own-01]\n{step}"
        ),
    );
    folder
}

/// What went wrong in the only scenario of a report: step, check, verdict and what was expected.
fn wrong(folder: &Folder, report: &str) -> Vec<(String, String, String, String)> {
    let report: Value = serde_json::from_str(&folder.read(report)).unwrap();
    let scenario = &report["runs"][0]["scenarios"][0];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut wrong = Vec::new();
    for step in scenario["steps"].as_array().unwrap() {
        for check in step["checks"].as_array().unwrap() {
            if ["fail", "changed", "inconclusive"].contains(&check["verdict"].as_str().unwrap()) {
                wrong.push((
                    text(&step["name"]),
                    text(&check["name"]),
                    text(&check["verdict"]),
                    text(&check["differences"][0]["expected"]),
                ));
            }
        }
    }
    wrong
}

/// Plays a suite, writes the failure by the command that the report prints, moves the file to an
/// empty folder, and plays it there.
fn travels(step: &str, flags: &[&str], check: (&str, &str, &str)) {
    let home = suite(step);
    let run = [
        "run",
        "mine/area/fails.yaml",
        "--report",
        "json=run.json",
        "--report",
        "pretty",
    ];
    let first = home.end(&[&run[..], flags].concat());
    let before = wrong(&home, "run.json");
    let found = before
        .iter()
        .any(|(step, name, verdict, _)| (step.as_str(), name.as_str(), verdict.as_str()) == check);
    assert!(found, "{before:?}\n{}", first.output);
    let line = first
        .output
        .lines()
        .find(|line| line.starts_with("  cardproof repro "));
    let line = line.unwrap_or_else(|| panic!("{}", first.output));
    let words: Vec<&str> = line.split_whitespace().skip(1).collect();
    let by_name = home.end(&words);
    assert_eq!(by_name.code, 0, "{}", by_name.error);
    let of_report = home.end(&["repro", "run.json", "-o", "again.yaml"]);
    assert_eq!(of_report.code, 0, "{}", of_report.error);
    for file in ["repro-area-fails.yaml", "again.yaml"] {
        let away = Folder::empty();
        away.write("alone.yaml", &home.read(file));
        let again = away.end(&["run", "alone.yaml", "--report", "json=run.json"]);
        assert_eq!(again.code, first.code, "{}{}", again.output, again.error);
        assert_eq!(wrong(&away, "run.json"), before);
    }
}

/// A step that reads the card.
fn read(rest: &str) -> String {
    format!("  - name: broken\n    get: $ada.href\n    covers: [own-01]\n{rest}")
}

#[test]
fn a_status_travels() {
    let step = read("    expect: { status: 404 }\n");
    travels(&step, &[], ("broken", "status", "fail"));
}

#[test]
fn a_header_travels() {
    let step = read("    expect: { header: { ETag: absent } }\n");
    travels(&step, &[], ("broken", "header", "fail"));
}

#[test]
fn a_vcard_travels_with_its_card() {
    let step = read("    expect: { vcard: { has: { NOTE: yours } } }\n");
    travels(&step, &[], ("broken", "vcard", "fail"));
}

#[test]
fn members_travel() {
    let step = "  - name: broken\n    propfind: $book\n    depth: 1\n    props: [getetag]\n    expect: { \
                members: { absent: [$ada.href] } }\n    covers: [own-01]\n";
    travels(step, &[], ("broken", "members", "fail"));
}

#[test]
fn a_property_travels() {
    let step = "  - name: broken\n    propfind: $book\n    depth: 0\n    props: [displayname]\n    expect: { \
                property: [{ name: displayname, equals: no such name }] }\n    covers: [own-01]\n";
    travels(step, &[], ("broken", "property", "fail"));
}

#[test]
fn a_precondition_travels() {
    let step = "  - name: broken\n    report: { sync-collection: { sync-token: never, props: [getetag] } }\n    \
                expect: { precondition: no-uid-conflict }\n    covers: [own-01]\n";
    travels(
        step,
        &["--profile", "rfc"],
        ("broken", "precondition", "fail"),
    );
}

#[test]
fn a_standing_check_travels_with_the_fault_of_its_world() {
    let step = "  - name: broken\n    report: { sync-collection: { sync-token: '', props: [getetag] } }\n    \
                expect: { status: 207 }\n    covers: [own-01]\nworld:\n  faults:\n    - { operation: REPORT, kind: \
                malformed-xml }\n";
    travels(
        step,
        &["--profile", "rfc"],
        ("broken", "standing:well-formed", "fail"),
    );
}

#[test]
fn a_capture_travels() {
    let step = read("    expect: { status: 200 }\n    capture: { there: header X-None }\n")
        + "  - name: later\n    get: $broken.there\n    expect: { status: 200 }\n    covers: [own-01]\n";
    travels(&step, &[], ("broken", "capture:there", "fail"));
}

#[test]
fn a_fault_travels_with_its_cause() {
    let step = "  - name: trouble\n    mock: { fault: { method: GET, status: 500, times: 9 } }\n    elsewhere: { \
                not-applicable: only the mock can }\n"
        .to_owned()
        + &read("    expect: { status: 200 }\n");
    travels(&step, &[], ("broken", "status", "fail"));
}

#[test]
fn what_cannot_be_judged_travels() {
    let step = "  - name: trouble\n    mock: { fault: { method: GET, kind: silence, times: 1 } }\n    elsewhere: { \
                not-applicable: only the mock can }\n"
        .to_owned()
        + &read("    timeout: 50ms\n    expect: { status: 200 }\n");
    travels(&step, &[], ("broken", "answer", "inconclusive"));
}

#[test]
fn a_scenario_whose_time_is_over_travels() {
    let step = "  - name: trouble\n    mock: { fault: { method: GET, kind: silence, times: 1 } }\n    elsewhere: { \
                not-applicable: only the mock can }\n"
        .to_owned()
        + &read("    expect: { status: 200 }\ntimeout: 1 second\n");
    travels(&step, &[], ("broken", "answer", "inconclusive"));
}

#[test]
fn too_many_requests_travel() {
    let step = "  - name: trouble\n    mock: { fault: { method: GET, status: 429, times: 9, retry-after: 1 } }\n    \
                elsewhere: { not-applicable: only the mock can }\n"
        .to_owned()
        + &read("    expect: { status: 200 }\n");
    travels(&step, &[], ("broken", "status", "fail"));
}

#[test]
fn a_deviation_that_is_gone_travels() {
    let step = read("    expect: { status: 200 }\n")
        + "under:\n  - when: { update.if-match: ignored }\n    expect: { broken: { status: 404 } }\n";
    let flags = ["--quirk", "update.if-match=ignored"];
    travels(&step, &flags, ("broken", "status", "changed"));
}

#[test]
fn symbols_elements_and_whole_answers_travel() {
    let listing = "    depth: 0\n    props: [getetag]\n";
    for (check, step) in [
        ("etag", read("    expect: { etag: absent }\n")),
        (
            "error-body",
            "  - name: broken\n    get: { in: $book, name: none }\n    expect: { error-body: html }\n    covers: \
             [own-01]\n"
                .to_owned(),
        ),
        (
            "sync-token",
            "  - name: broken\n    report: { sync-collection: { sync-token: '', props: [getetag] } }\n    expect: { \
             sync-token: absent }\n    covers: [own-01]\n"
                .to_owned(),
        ),
        (
            "element",
            read(listing).replace("get: ", "propfind: ")
                + "    expect: { element: { path: multistatus/response, count: 7 } }\n",
        ),
        (
            "href",
            read(listing).replace("get: ", "propfind: ")
                + "    expect: { href: { from: response href, same-as: $book } }\n",
        ),
        (
            "multistatus",
            read(listing).replace("get: ", "propfind: ")
                + "    expect: { multistatus: { is: [{ of: $ada.href, name: getetag, value: never }] } }\n",
        ),
        (
            "until",
            read("    until: { status: 404 }\n    interval: 1 ms\n    at-most: 2\n"),
        ),
    ] {
        travels(&step, &["--profile", "rfc"], ("broken", check, "fail"));
    }
}

#[test]
fn quirks_and_the_seed_travel() {
    let step = "  - name: broken\n    put: $ada.href\n    headers: { If-Match: '\"never\"' }\n    card: own\n    \
                expect: { status: 412 }\n    covers: [own-01]\n";
    let flags = [
        "--profile",
        "google-observed",
        "--quirk",
        "update.if-match=ignored",
        "--seed",
        "99",
    ];
    travels(step, &flags, ("broken", "status", "fail"));
}

#[test]
fn the_world_of_the_file_is_served() {
    let home = suite(&read("    expect: { status: 404 }\n"));
    let flags = ["--profile", "rfc", "--seed", "99", "-o", "alone.yaml"];
    let end = home.end(&[&["repro", "mine/area/fails.yaml"], &flags[..]].concat());
    assert_eq!(end.code, 0, "{}", end.error);
    assert_eq!(
        end.output,
        "alone.yaml holds area/fails\n  cardproof run alone.yaml\n  cardproof serve --world alone.yaml\n"
    );
    let served = Served::start(&["--world", &home.path("alone.yaml").display().to_string()]);
    let text = &served.start_text;
    assert!(text.contains("\n  seed          99\n"), "{text}");
    assert!(text.contains("  profile       rfc\n"), "{text}");
}

#[test]
fn a_file_starts_with_the_cards_and_faults_of_its_world() {
    let folder = Folder::empty();
    folder.write(
        "mine.yaml",
        "title: A card is there\nsteps:\n  - name: list\n    propfind: $book\n    depth: 1\n    props: [getetag]\n    \
         expect: { element: { path: multistatus/response, count: 2 } }\n    covers: [read-01]\n  - name: read\n    \
         delete: \"${book}none\"\n    expect: { status: 500 }\n    covers: [read-01]\nworld:\n  profile: rfc\n  \
         accounts:\n    - address: ada@example.com\n      cards:\n        - |\n          BEGIN:VCARD\n          \
         VERSION:3.0\n          UID:one\n          N:Ada;;;;\n          FN:Ada\n          END:VCARD\n  faults:\n    \
         - { operation: delete, status: 500, first: 9 }\n",
    );
    let end = folder.end(&["run", "mine.yaml"]);
    assert_eq!(end.code, 0, "{}{}", end.output, end.error);
    assert!(end.output.contains("profile rfc"), "{}", end.output);
    let written = folder.end(&["repro", "mine.yaml", "-o", "other.yaml"]);
    assert_eq!(written.code, 0, "{}", written.error);
    let again = folder.end(&["run", "other.yaml"]);
    assert_eq!(again.code, 0, "{}{}", again.output, again.error);
    folder.write(
        "third.yaml",
        &folder.read("mine.yaml").replace("rfc", "google-observed"),
    );
    let both = folder.end(&["run", "mine.yaml", "third.yaml"]);
    assert_eq!(both.code, 2);
    assert_eq!(
        both.error,
        "error: mine.yaml and third.yaml do not start in the same world: profile, quirks or seed differ; play \
         them one after the other\n"
    );
}

#[test]
fn a_mistake_in_the_world_of_a_scenario_shows_no_secret() {
    let folder = Folder::empty();
    folder.write(
        "mine.yaml",
        "title: A\nsteps:\n  - name: a\n    get: $book\n    expect: { status: 200 }\n    covers: [read-01]\nworld:\n  \
         accounts:\n    - { address: ada@engine.uk, pasword: hush }\n",
    );
    let end = folder.end(&["run", "mine.yaml"]);
    assert_eq!(end.code, 2);
    assert!(end.error.contains("mine.yaml:9:"), "{}", end.error);
    assert!(
        !end.error.contains("hush") && !end.error.contains("engine"),
        "{}",
        end.error
    );
    folder.write("mine.yaml", "title: A\nsteps: []\n");
    let served = folder.end(&["serve", "--world", "mine.yaml"]);
    assert_eq!(served.code, 2);
    assert!(
        served
            .error
            .contains("a scenario that is served needs `world`"),
        "{}",
        served.error
    );
}

#[test]
fn wrong_usage_is_told() {
    let home = suite("");
    let said = |arguments: &[&str]| {
        let end = home.end(arguments);
        assert_eq!(end.code, 2, "{}", end.output);
        end.error
    };
    assert_eq!(
        said(&["repro", "sync/expired-token", "-o", "Bad_Name.yaml"]),
        "error: Bad_Name.yaml makes no id: use lower-case letters, digits and `-`, and the ending .yaml\n"
    );
    assert_eq!(
        said(&["repro", "sync/expired-token", "x"]),
        "error: an id goes with a JSON report, and sync/expired-token is none\n"
    );
    let many = said(&["repro", "sync"]);
    assert!(many.starts_with("error: `sync` means "), "{many}");
    assert!(many.ends_with(" scenarios; name one of them\n"), "{many}");
    assert!(said(&["repro", "none.json"]).starts_with("error: none.json cannot be read: "));
    home.write("own.yaml", "");
    assert_eq!(
        said(&[
            "repro",
            "mine/area/fails.yaml",
            "-o",
            "mine/area/fails.yaml"
        ]),
        "error: mine/area/fails.yaml is the scenario itself; write to another file\n"
    );
}
