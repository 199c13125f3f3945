use super::*;

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn words(written: &WrittenFault) -> String {
    written.rule().unwrap().to_string()
}

#[test]
fn a_status_alone_is_an_error_for_every_request() {
    let written = WrittenFault {
        status: Some(503),
        retry_after: Some(RetryAfter::Seconds(5)),
        ..WrittenFault::default()
    };
    assert_eq!(
        words(&written),
        "status 503 before the change, for any, always"
    );
}

/// A kind with all that it needs.
fn written(kind: &str) -> WrittenFault {
    let second = Some(Duration::from_secs(1));
    let empty = WrittenFault {
        kind: text(kind),
        ..WrittenFault::default()
    };
    match kind {
        "status" | "page" => WrittenFault {
            status: Some(500),
            ..empty
        },
        "delay" => WrittenFault {
            delay: second,
            ..empty
        },
        "dribble" => WrittenFault {
            piece: Some(3),
            every: second,
            ..empty
        },
        "content-length" => WrittenFault {
            too_long: Some(2),
            ..empty
        },
        "content-type" => WrittenFault {
            content_type: text("text/html"),
            ..empty
        },
        _ => empty,
    }
}

#[test]
fn every_kind_can_be_written() {
    for kind in WrittenFault::KINDS {
        let rule = written(kind).rule();
        rule.unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
}

#[test]
fn a_field_that_says_nothing_to_the_kind_is_refused() {
    type Addition = fn(&mut WrittenFault);
    let additions: [(&str, &[&str], Addition); 8] = [
        ("status", &["status", "page"], |rule| {
            rule.status = Some(503);
        }),
        ("retry_after", &["status", "page"], |rule| {
            rule.retry_after = Some(RetryAfter::Seconds(1));
        }),
        ("delay", &["delay"], |rule| {
            rule.delay = Some(Duration::ZERO);
        }),
        ("piece", &["dribble"], |rule| rule.piece = Some(1)),
        ("every", &["dribble"], |rule| {
            rule.every = Some(Duration::ZERO);
        }),
        ("too_short", &["content-length"], |rule| {
            (rule.too_short, rule.too_long) = (Some(1), None);
        }),
        ("too_long", &["content-length"], |rule| {
            rule.too_long = Some(1);
        }),
        ("content_type", &["content-type"], |rule| {
            rule.content_type = text("a/b");
        }),
    ];
    for (field, kinds, add) in additions {
        for kind in WrittenFault::KINDS {
            let mut rule = written(kind);
            add(&mut rule);
            let refused = rule.rule().err().map(|error| error.field);
            let expected = (!kinds.contains(kind)).then_some(field);
            assert_eq!(refused, expected, "{field} with {kind}");
        }
    }
    let reset = WrittenFault {
        status: Some(500),
        ..written("reset")
    };
    let error = reset.rule().unwrap_err();
    assert_eq!(
        error.problem,
        "`status` goes with the kind status or page only"
    );
}

#[test]
fn a_preset_says_all_but_retry_after() {
    let preset = |name| WrittenFault {
        preset: text(name),
        retry_after: Some(RetryAfter::Seconds(5)),
        ..WrittenFault::default()
    };
    assert!(preset("rate-429").rule().is_ok());
    for (written, field) in [
        (preset("blackhole"), "retry_after"),
        (
            WrittenFault {
                status: Some(500),
                ..preset("rate-429")
            },
            "status",
        ),
        (
            WrittenFault {
                delay: Some(Duration::ZERO),
                retry_after: None,
                ..preset("slow-writes")
            },
            "delay",
        ),
    ] {
        let error = written.rule().unwrap_err();
        assert_eq!(error.field, field);
        let problem = format!("`{field}` says nothing to this preset");
        assert_eq!(error.problem, problem);
    }
}

#[test]
fn occasions_and_phases_are_read() {
    let reset = |written: WrittenFault| {
        words(&WrittenFault {
            kind: text("reset"),
            operation: text("update"),
            ..written
        })
    };
    let empty = WrittenFault::default;
    let cases = [
        (
            WrittenFault {
                first: Some(2),
                ..empty()
            },
            "before the change, for update, 2 times",
        ),
        (
            WrittenFault {
                nth: Some(3),
                phase: text("after-change"),
                ..empty()
            },
            "after the change, before the reply, for update, at match 3",
        ),
        (
            WrittenFault {
                chance: Some(5),
                at_byte: Some(9),
                ..empty()
            },
            "in mid-body at byte 9, for update, at 5 % of the matches",
        ),
        (
            WrittenFault {
                over: Some(4),
                per: Some(Duration::from_secs(60).into()),
                ..empty()
            },
            "before the change, for update, at more than 4 in 60s",
        ),
        (
            WrittenFault {
                over: Some(4),
                per: Some(Period::PacificDay),
                each: text("account"),
                ..empty()
            },
            "before the change, for update, at more than 4 in a day of Pacific Time for each account",
        ),
    ];
    for (written, expected) in cases {
        assert_eq!(reset(written), format!("reset {expected}"));
    }
}

#[test]
fn what_makes_no_sense_names_the_field_to_mend() {
    let empty = WrittenFault::default;
    let reset = || WrittenFault {
        kind: text("reset"),
        ..empty()
    };
    let cases = [
        (empty(), "kind"),
        (
            WrittenFault {
                kind: text("explosion"),
                ..empty()
            },
            "kind",
        ),
        (
            WrittenFault {
                preset: text("explosion"),
                ..empty()
            },
            "preset",
        ),
        (
            WrittenFault {
                preset: text("rate-429"),
                ..reset()
            },
            "kind",
        ),
        (
            WrittenFault {
                status: Some(200),
                ..empty()
            },
            "status",
        ),
        (
            WrittenFault {
                kind: text("status"),
                ..empty()
            },
            "status",
        ),
        (
            WrittenFault {
                kind: text("delay"),
                ..empty()
            },
            "delay",
        ),
        (
            WrittenFault {
                kind: text("content-length"),
                ..empty()
            },
            "too_long",
        ),
        (
            WrittenFault {
                kind: text("content-type"),
                content_type: text("a\nb"),
                ..empty()
            },
            "content_type",
        ),
        (
            WrittenFault {
                operation: text("rename"),
                ..reset()
            },
            "operation",
        ),
        (
            WrittenFault {
                first: Some(1),
                nth: Some(1),
                ..reset()
            },
            "nth",
        ),
        (
            WrittenFault {
                over: Some(1),
                ..reset()
            },
            "per",
        ),
        (
            WrittenFault {
                per: Some(Period::PacificDay),
                ..reset()
            },
            "per",
        ),
        (
            WrittenFault {
                per: Some(Period::PacificDay),
                preset: text("daily-limit"),
                ..empty()
            },
            "per",
        ),
        (
            WrittenFault {
                first: Some(1),
                each: text("user"),
                ..reset()
            },
            "each",
        ),
        (
            WrittenFault {
                chance: Some(5),
                each: text("account"),
                ..reset()
            },
            "each",
        ),
        (
            WrittenFault {
                status: Some(503),
                first: Some(1),
                retry_after: Some(RetryAfter::WhenOver),
                ..empty()
            },
            "retry_after",
        ),
        (
            WrittenFault {
                every_nth: Some(0),
                ..reset()
            },
            "every_nth",
        ),
        (
            WrittenFault {
                phase: text("never"),
                ..reset()
            },
            "phase",
        ),
        (
            WrittenFault {
                phase: text("mid-body"),
                status: Some(500),
                ..empty()
            },
            "phase",
        ),
        (
            WrittenFault {
                phase: text("after-change"),
                at_byte: Some(1),
                ..reset()
            },
            "at_byte",
        ),
    ];
    for (written, field) in cases {
        assert_eq!(written.rule().unwrap_err().field, field);
    }
}
