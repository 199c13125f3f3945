//! `docs/not-played.md`: which evidence the mock does not play, or only in part, and which it plays
//! without that anything but a test of its own would notice.

/// What is known of an entry that no quirk, fault, requirement or scenario names.
pub(super) struct Unnamed {
    /// The entry.
    pub(super) id: &'static str,
    /// What the mock makes of it.
    pub(super) is: Played,
}

/// What the mock makes of an entry.
pub(super) enum Played {
    /// Nothing, and why.
    No(&'static str),
    /// What the entry says, under every profile; the test that shows it.
    Always(&'static str),
}

/// A part of an entry that the mock does not play.
pub(super) struct LeftOut {
    /// The entry.
    pub(super) id: &'static str,
    what: &'static str,
    why: &'static str,
}

use Played::{Always, No};

/// Every entry of `docs/evidence.md` that no quirk, fault, requirement or scenario names.
pub(super) const UNNAMED: &[Unnamed] = &[
    Unnamed {
        id: "google:DISC-12",
        is: No("Which server a name leads to is decided before anybody speaks HTTP."),
    },
    Unnamed {
        id: "google:DISC-13",
        is: No(
            "The layout of 2012 below `/m8/` is gone. The other hosts are played: the mock answers \
             under any name.",
        ),
    },
    Unnamed {
        id: "google:HTTP-03",
        is: No(
            "Compression was met on an error of the calendar service only, and not on an answer of \
             this one although the client offered it.",
        ),
    },
    Unnamed {
        id: "google:HTTP-04",
        is: No("HTTP/3 runs over another transport. HTTP/1.1 and HTTP/2 are played."),
    },
    Unnamed {
        id: "google:ERR-05",
        is: No(
            "The XML error of 2015 for a missing login is history: since 2023 the body is JSON. The \
             form lives on in quirk `auth.api-disabled-body`.",
        ),
    },
    Unnamed {
        id: "google:RATE-05",
        is: No(
            "How Google counts failed requests, and what comes of it, is not known. The journal has \
             them all.",
        ),
    },
    Unnamed {
        id: "google:PUT-10",
        is: No(
            "No size is known. The mock has bounds of its own, which protect it: 4 MiB a card, 8 MiB \
             a request.",
        ),
    },
    Unnamed {
        id: "google:GRP-02",
        is: No(
            "Google's other lists of people are not known to show over CardDAV, so there is nothing \
             to imitate.",
        ),
    },
    Unnamed {
        id: "google:UNK-19",
        is: No(
            "Whether port 80 is open at all is not known. A listener in clear answers 401, as \
             Google's page says.",
        ),
    },
    Unnamed {
        id: "google:UNK-22",
        is: No("See google:GRP-02."),
    },
    Unnamed {
        id: "google:HREF-03",
        is: Always("contact_ids_are_bare_hexadecimal_and_some_are_short"),
    },
    Unnamed {
        id: "google:HREF-06",
        is: Always("a_slash_at_the_end_of_a_collection_does_not_matter"),
    },
    Unnamed {
        id: "google:AUTH-11",
        is: Always("a_token_without_the_scope_is_forbidden_and_told_which_scope"),
    },
    Unnamed {
        id: "google:AUTH-15",
        is: Always("a_signed_assertion_becomes_an_access_token_for_the_account_in_sub"),
    },
    Unnamed {
        id: "google:HTTP-01",
        is: Always("every_multistatus_has_the_headers_that_were_seen"),
    },
    Unnamed {
        id: "google:HTTP-02",
        is: Always("every_multistatus_has_the_headers_that_were_seen"),
    },
    Unnamed {
        id: "google:PROP-01",
        is: Always("a_member_row_is_written_as_it_was_seen"),
    },
    Unnamed {
        id: "google:PROP-02",
        is: Always("the_principal_answers_as_it_was_seen"),
    },
    Unnamed {
        id: "google:PROP-18",
        is: Always("what_nobody_has_is_404_with_generated_prefixes"),
    },
    Unnamed {
        id: "google:PROP-22",
        is: Always("default_namespaces_and_prefixes_mean_the_same"),
    },
    Unnamed {
        id: "google:METH-05",
        is: Always("head_has_the_headers_of_get_and_no_body"),
    },
    Unnamed {
        id: "google:MGET-04",
        is: Always("an_alias_is_answered_with_the_real_href"),
    },
    Unnamed {
        id: "google:GRP-03",
        is: Always("a_listing_has_the_book_and_every_card_once"),
    },
];

/// What the mock leaves out of entries that it plays otherwise, and why.
pub(super) const LEFT_OUT: &[LeftOut] = &[
    LeftOut {
        id: "google:SYNC-07",
        what: "A lag until a change shows in deltas",
        why: "Nobody saw one. A delta that may be late is also one of which no test can say that it \
              missed a change.",
    },
    LeftOut {
        id: "google:PUT-08",
        what: "A lag until a write can be read",
        why: "Nobody saw one: what is written is there at once. Answers that come late are a \
              [fault](faults.md).",
    },
    LeftOut {
        id: "google:PUT-09",
        what: "A note that is lost over a CHARSET parameter",
        why: "The only source took the card out of its tests, with the notes of all other cards, and \
              does not say what Google did to it.",
    },
];

const INTRODUCTION: &str = "\
# What the mock does not play

<!-- Generated by `cargo run -- generate`. Do not edit. -->

[evidence.md](evidence.md) says what is known of Google's server. Most of its entries decide a
[quirk](../mock-server/QUIRKS.md), are a [fault](faults.md) that can be switched on, or are judged by a
[scenario](../scenarios/COVERAGE.md). These are the others.

## Not played

| entry | why |
|---|---|
";

const IN_PART: &str = "
## Played in part

Quirks or scenarios name these entries. Something about them is left out.

| entry | left out | why |
|---|---|---|
";

const ALWAYS: &str = "
## Played under every profile

No quirk turns them and no scenario judges them. The test named shows each.

| entry | test |
|---|---|
";

/// The page.
#[must_use]
pub(super) fn not_played_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for entry in UNNAMED {
        if let No(why) = entry.is {
            page += &format!("| {} | {why} |\n", link(entry.id));
        }
    }
    page += IN_PART;
    for LeftOut { id, what, why } in LEFT_OUT {
        page += &format!("| {} | {what} | {why} |\n", link(id));
    }
    page += ALWAYS;
    for entry in UNNAMED {
        if let Always(test) = entry.is {
            page += &format!("| {} | `{test}` |\n", link(entry.id));
        }
    }
    page
}

fn link(id: &str) -> String {
    let anchor = id.to_ascii_lowercase().replace(':', "");
    format!("[{id}](evidence.md#{anchor})")
}
