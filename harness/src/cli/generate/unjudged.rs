//! What no scenario judges, and what shows it instead.

/// A behaviour of the checklist that no scenario judges.
pub(in crate::cli) struct Unjudged {
    /// The id that it has among the requirements.
    pub(in crate::cli) id: &'static str,
    /// The behaviour.
    pub(in crate::cli) what: &'static str,
    /// Why no scenario judges it, and what does.
    pub(in crate::cli) why: &'static str,
}

/// How many behaviours the checklist has in each area.
pub(super) const CHECKLIST: [(&str, usize); 12] = [
    ("auth", 5),
    ("client", 12),
    ("create", 22),
    ("disc", 11),
    ("fault", 8),
    ("multiget", 8),
    ("prop", 17),
    ("query", 21),
    ("read", 4),
    ("refuse", 8),
    ("sync", 23),
    ("write", 13),
];

const OF_CLIENTS: &str = "It is about a client's conduct, and a scenario is the client here.";

/// Every behaviour of the checklist that no scenario judges.
pub(in crate::cli) const UNJUDGED: &[Unjudged] = &[
    Unjudged {
        id: "create-13",
        what: "A card that is too large is refused with max-resource-size.",
        why: "The size is the server's own and seldom told; the mock's conversations try its own.",
    },
    Unjudged {
        id: "disc-11",
        what: "Redirect loops end, and credentials do not cross hosts.",
        why: "It is about the client, which is cardproof; tests of its redirects show it.",
    },
    Unjudged {
        id: "sync-20",
        what: "Where the ctag did not change nothing else is requested.",
        why: "It is about a client's conduct, and a scenario is the client here. What a server owes \
              for it, a ctag that stays while nothing changes, is judged as prop-05.",
    },
    Unjudged {
        id: "write-13",
        what: "Of two writers at the same time exactly one loses.",
        why: "Steps come one after another. write/lost-update has the two writers in turn.",
    },
    Unjudged {
        id: "client-01",
        what: "Discovery starts at the well-known URI, and no path is wired in.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-02",
        what: "The redirect is followed once and remembered as long as allowed.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-03",
        what: "The current ETag goes into If-Match.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-04",
        what: "New cards are posted, and Location and the new UID are accepted.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-05",
        what: "After a 412 the card is fetched before it is written again.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-06",
        what: "After a refused token the contents are right in the end.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-07",
        what: "sync-collection is sent with Depth 1 to Google.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-08",
        what: "Where nothing changed no card is downloaded.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-09",
        what: "Cards are fetched with multiget and not one by one.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-10",
        what: "Retry-After is obeyed.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-11",
        what: "A 401 leads to one refresh.",
        why: OF_CLIENTS,
    },
    Unjudged {
        id: "client-12",
        what: "Properties that the client does not know survive it.",
        why: OF_CLIENTS,
    },
];
