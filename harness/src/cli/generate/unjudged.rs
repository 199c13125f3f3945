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

/// A quirk whose value changes no verdict.
pub(in crate::cli) struct Unnoticed {
    /// The quirk.
    pub(in crate::cli) quirk: &'static str,
    /// Why no scenario can tell its values apart.
    pub(in crate::cli) why: &'static str,
    /// The test that shows them.
    pub(in crate::cli) test: &'static str,
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
const OF_READERS: &str = "It is about what a client survives, and a scenario is the client here. \
     The mock's faults bring it about for clients under test.";
const NO_CONTROL: &str = "Scenarios have no word that brings the situation about. Conversations \
     of the mock show it.";

/// Every behaviour of the checklist that no scenario judges.
pub(in crate::cli) const UNJUDGED: &[Unjudged] = &[
    Unjudged {
        id: "auth-04",
        what: "A token without the scope for contacts is refused in a way of its own.",
        why: NO_CONTROL,
    },
    Unjudged {
        id: "auth-05",
        what: "A dead refresh token is a matter of configuration and no non-conformance.",
        why: "It is about cardproof itself; tests of the login show it.",
    },
    Unjudged {
        id: "create-07",
        what: "A card with small faults is repaired or accepted.",
        why: "No standard says which faults are small. The mock keeps what it can read.",
    },
    Unjudged {
        id: "create-13",
        what: "A card that is too large is refused with max-resource-size.",
        why: "The size is the server's own and seldom told; the mock's conversations try its own.",
    },
    Unjudged {
        id: "create-21",
        what: "A card may have very many values.",
        why: "How many is nobody's rule. Hostile conversations of the mock try thousands.",
    },
    Unjudged {
        id: "disc-11",
        what: "Redirect loops end, and credentials do not cross hosts.",
        why: "It is about the client, which is cardproof; tests of its redirects show it.",
    },
    Unjudged {
        id: "fault-03",
        what: "A connection is cut in the body, or XML is truncated.",
        why: OF_READERS,
    },
    Unjudged {
        id: "fault-04",
        what: "The first byte is late.",
        why: OF_READERS,
    },
    Unjudged {
        id: "fault-06",
        what: "A response has both status and propstat.",
        why: OF_READERS,
    },
    Unjudged {
        id: "fault-07",
        what: "XML comes with other prefixes, a default namespace, CDATA.",
        why: OF_READERS,
    },
    Unjudged {
        id: "fault-08",
        what: "A daily quota is used up.",
        why: OF_READERS,
    },
    Unjudged {
        id: "multiget-08",
        what: "Many hrefs in one request are answered.",
        why: "How many is the server's own. Conversations of the mock try hundreds.",
    },
    Unjudged {
        id: "prop-03",
        what: "Plain collections do not support sync.",
        why: "No plain collection can be made where MKCOL is refused; sync/home asks the home set.",
    },
    Unjudged {
        id: "sync-17",
        what: "The token of another collection is refused.",
        why: "It takes two collections that can be synced. An account has one address book, no other \
              can be made where MKCOL is refused, and sync/home asks the home set. Conversations of \
              the mock use two accounts.",
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

const NO_WORD: &str = "no step of a scenario can bring the situation about";
const ALLOWED: &str = "standards allow both values, so that no verdict hangs on it";
const INVISIBLE: &str =
    "checks compare by meaning, where both values are the same; snapshots show it";

/// Every quirk whose value changes no verdict. This list can only shrink.
pub(super) const UNNOTICED: &[Unnoticed] = &[
    Unnoticed {
        quirk: "discovery.location",
        why: INVISIBLE,
        test: "the_location_can_be_a_whole_url",
    },
    Unnoticed {
        quirk: "href.prefix",
        why: INVISIBLE,
        test: "a_random_prefix_leaves_classic_paths_without_anything",
    },
    Unnoticed {
        quirk: "href.principal-slash",
        why: INVISIBLE,
        test: "by_the_standard_the_principal_has_one_url",
    },
    Unnoticed {
        quirk: "auth.other-account",
        why: NO_WORD,
        test: "another_accounts_paths_are_forbidden_or_not_found",
    },
    Unnoticed {
        quirk: "auth.allow-app-password",
        why: NO_WORD,
        test: "basic_lets_in_by_the_standard",
    },
    Unnoticed {
        quirk: "auth.insufficient-scope",
        why: NO_WORD,
        test: "the_missing_scope_may_stay_unnamed",
    },
    Unnoticed {
        quirk: "auth.api-disabled-body",
        why: NO_WORD,
        test: "the_same_may_be_said_in_xml_of_the_gdata_kind",
    },
    Unnoticed {
        quirk: "oauth.revoke-unknown",
        why: NO_WORD,
        test: "a_token_that_is_unknown_or_revoked_is_an_error_at_google_and_none_by_the_standard",
    },
    Unnoticed {
        quirk: "oauth.revoke-client",
        why: NO_WORD,
        test: "by_the_standard_a_client_says_who_it_is",
    },
    Unnoticed {
        quirk: "rate.ctag-poll-limit",
        why: "no server owes answers to polling; Google\'s page asks clients not to",
        test: "the_eleventh_request_in_an_hour_is_refused_where_polling_is_throttled",
    },
    Unnoticed {
        quirk: "sync.page-size",
        why: ALLOWED,
        test: "a_server_may_cut_a_delta_into_pages_of_its_own",
    },
    Unnoticed {
        quirk: "multiget.max-hrefs",
        why: "a scenario that names more than 250 hrefs would be a page of them",
        test: "a_multiget_may_name_250_hrefs_or_any_number",
    },
    Unnoticed {
        quirk: "multiget.line-ends",
        why: INVISIBLE,
        test: "by_the_standard_a_card_comes_byte_for_byte",
    },
    Unnoticed {
        quirk: "create.location-form",
        why: INVISIBLE,
        test: "the_location_of_a_new_card_is_a_path_or_a_url",
    },
    Unnoticed {
        quirk: "delete.status",
        why: ALLOWED,
        test: "the_status_of_a_deletion_can_be_200",
    },
];
