//! A failure is shortened to what it needs.

use crate::program::Folder;

/// Twelve steps and twenty cards, of which a failure needs two and one: a card that was changed
/// before does not say what it said at first.
fn long() -> String {
    let mut text =
        "# What is told here goes.\ntitle: Much happens\ntags: [writes]\ngiven:\n".to_owned();
    for number in 1..=20 {
        text += &format!("  c{number}: {{ from: minimal, set: {{ NOTE: number {number} }} }}\n");
    }
    text += "steps:\n";
    for number in 1..=5 {
        text += &format!(
            "  - name: read-{number}\n    get: $given.c{number}.href\n    expect: {{ status: 200 }}\n    \
             capture: {{ etag: header ETag }}\n    covers: [read-01]\n  - name: again-{number}\n    get: \
             $given.c{number}.href\n    expect: {{ etag: {{ same-as: $read-{number}.etag }} }}\n    covers: \
             [read-01]\n"
        );
    }
    text += "  - name: newer\n    put: $given.c7.href\n    card: { from: minimal, set: { NOTE: newer, UID: $given.c7.uid } }\n    expect: { \
             status: 2xx }\n    covers: [write-01]\n  - name: lost\n    get: $given.c7.href\n    expect: { vcard: { has: \
             { NOTE: number 7 } } }\n    covers: [read-01]\n";
    text +=
        "under:\n  - when: { update.if-match: ignored }\n    expect: { read-1: { status: 2xx } }\n";
    text
}

#[test]
fn twelve_steps_and_twenty_cards_become_two_steps_and_one_card() {
    let folder = Folder::empty();
    folder.write("long.yaml", &long());
    let repro = ["repro", "long.yaml", "--profile=rfc", "--minimize"];
    let flags = ["--quirk=update.if-match=ignored", "-o", "short.yaml"];
    let end = folder.end(&[&repro[..], &flags[..]].concat());
    assert_eq!(end.code, 0, "{}{}", end.output, end.error);
    assert!(
        end.error.contains(": 0 of 1 exceptions (`under`), 2 of 12 steps, 1 of 20 cards (`given`), 0 of 1 quirks; none of these can go by itself\n"),
        "{}",
        end.error
    );
    let short = folder.read("short.yaml");
    for needed in ["name: newer", "name: lost", "c7:", "NOTE: number 7"] {
        assert!(short.contains(needed), "{short}");
    }
    for gone in ["read-1", "again-", "c8:", "under:", "update.if-match"] {
        assert!(!short.contains(gone), "{gone} is in\n{short}");
    }
    let again = folder.end(&["run", "short.yaml"]);
    assert_eq!(again.code, 1, "{}{}", again.output, again.error);
    assert!(again.output.contains("number 7"), "{}", again.output);
}

/// Two files differ in the moment at which they were written.
fn without_time(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.contains("start:"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_step_that_another_one_needs_stays_and_another_failure_is_not_taken_for_this_one() {
    let folder = Folder::empty();
    // Without `make` the last step would fail as well: with another status.
    folder.write(
        "chain.yaml",
        "title: A chain\nsteps:\n  - name: idle\n    get: $book\n    expect: { status: [200, 405] }\n    covers: \
         [read-01]\n  - name: make\n    put: \"${book}chain.vcf\"\n    card: minimal\n    expect: { status: 201 }\n    \
         covers: [read-01]\n  - name: read\n    get: \"${book}chain.vcf\"\n    expect: { status: 418 }\n    covers: [read-01]\n",
    );
    let end = folder.end(&["repro", "chain.yaml", "--profile=rfc", "--minimize"]);
    assert_eq!(end.code, 0, "{}{}", end.output, end.error);
    assert!(end.error.contains("2 of 3 steps"), "{}", end.error);
    assert!(end.output.contains("name: make"), "{}", end.output);
    assert!(!end.output.contains("name: idle"), "{}", end.output);
    let twice = folder.end(&["repro", "chain.yaml", "--profile=rfc", "--minimize"]);
    assert_eq!(twice.error, end.error);
    assert_eq!(without_time(&twice.output), without_time(&end.output));
}

#[test]
fn faults_quirks_and_cards_of_the_world_go_where_they_are_not_needed() {
    let folder = Folder::empty();
    let cards: String = (1..=6)
        .map(|number| {
            format!(
                "        - |\n          BEGIN:VCARD\n          VERSION:3.0\n          UID:u{number}\n          \
                 N:N;;;;\n          FN:F\n          END:VCARD\n"
            )
        })
        .collect();
    folder.write(
        "world.yaml",
        &format!(
            "title: A world\nsteps:\n  - name: list\n    propfind: $book\n    depth: 1\n    props: [getetag]\n    expect: {{ \
             element: {{ path: multistatus/response, count: 1 }} }}\n    covers: [read-01]\nworld:\n  profile: rfc\n  \
             quirks: {{ sync.empty-token: rejected, update.if-match: ignored }}\n  accounts:\n    - address: \
             ada@example.com\n      cards:\n{cards}  faults:\n    - {{ operation: delete, status: 500 }}\n    - {{ operation: \
             update, status: 503 }}\n"
        ),
    );
    let end = folder.end(&["repro", "world.yaml", "--minimize"]);
    assert_eq!(end.code, 0, "{}{}", end.output, end.error);
    assert!(
        end.error.contains(
            "1 of 1 steps, 1 of 6 cards of the world, 0 of 2 faults, 0 of 2 quirks, 1 of 1 accounts and clients;"
        ),
        "{}",
        end.error
    );
}

#[test]
fn what_does_not_fail_or_fails_otherwise_is_refused() {
    let folder = Folder::empty();
    let said = |arguments: &[&str]| {
        let end = folder.end(arguments);
        assert_eq!((end.code, end.output.as_str()), (2, ""), "{}", end.error);
        end.error
    };
    assert_eq!(
        said(&["repro", "read/get-card", "--minimize"]),
        "error: read/get-card: nothing fails when it is played by itself, on the mock in the world of the file: there \
         is no failure to keep\n"
    );
    let text = "title: One\nsteps:\n  - name: one\n    get: \"${book}none\"\n    expect: { status: 200 }\n    covers: \
                [read-01]\n  - name: two\n    options: $book\n    expect: { status: 200 }\n    covers: [read-01]\n";
    folder.write("one.yaml", text);
    let run = folder.end(&["run", "one.yaml", "--report", "json=run.json"]);
    assert_eq!(run.code, 1, "{}{}", run.output, run.error);
    folder.write(
        "one.yaml",
        &text.replacen("200", "404", 1).replacen("200", "299", 1),
    );
    assert_eq!(
        said(&["repro", "run.json", "--minimize"]),
        "error: one: what the report tells does not happen again on the mock (step `one`, check `status`); what \
         goes wrong instead: step `two`, check `status`\n"
    );
}
