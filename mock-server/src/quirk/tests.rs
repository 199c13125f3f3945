use std::collections::HashSet;

use super::*;

/// Quirks about which no standard speaks.
const WITHOUT_A_STANDARD: [&str; 4] = [
    "wellknown.trailing-slash",
    "href.prefix",
    "auth.api-disabled-body",
    "rate.ctag-poll-limit",
];

/// The points at which Google's page, Google's server and the standards are known to differ, or at
/// which nobody knows. Faults and delays are not among them.
const SWITCHES: [&str; 46] = [
    "wellknown.unauthenticated",
    "discovery.location",
    "href.prefix",
    "alias.resolve",
    "create.tombstone-names",
    "auth.allow-app-password",
    "auth.challenge",
    "options.book",
    "prop.empty-ok-propstat",
    "prop.token-depth1",
    "propfind.no-body",
    "sync.empty-token",
    "sync.depth",
    "sync.address-data",
    "sync.replay-old-tombstones",
    "sync.invalid-token",
    "sync.token-ttl",
    "sync.page-size",
    "sync.disabled",
    "multiget.missing",
    "query.no-filter",
    "query.empty-anyof",
    "query.names",
    "query.negation-several",
    "query.negation-missing-property",
    "query.negation-missing-param",
    "query.param-not-defined",
    "query.multi-value-params",
    "update.if-match",
    "create.if-none-match",
    "delete.if-match",
    "create.location",
    "update.status",
    "vcard.unknown-type",
    "vcard.rewrite",
    "vcard.uid",
    "vcard.rev",
    "vcard.pref",
    "vcard.no-fn",
    "vcard.other-properties",
    "vcard.sticky-x",
    "vcard.accept-v4",
    "etag.moves-after-write",
    "rate.ctag-poll-limit",
    "sync.token-form",
    "wellknown.trailing-slash",
];

fn rests_on_a_standard(value: &ValueDefinition) -> bool {
    value
        .evidence
        .iter()
        .any(|evidence| evidence.kind == EvidenceKind::Standard)
}

#[test]
fn quirk_names_are_unique_and_written_like_area_dot_words() {
    let names: HashSet<&str> = CATALOGUE.iter().map(|quirk| quirk.name).collect();
    assert_eq!(names.len(), CATALOGUE.len());
    for name in names {
        let (area, words) = name.split_once('.').unwrap_or_default();
        let plain = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        assert!(plain(area) && plain(words), "{name}");
    }
}

#[test]
fn a_quirk_has_at_least_two_values_with_names_of_their_own() {
    for quirk in CATALOGUE {
        let names: HashSet<&str> = quirk.values.iter().map(|value| value.name).collect();
        assert!(names.len() >= 2, "{}", quirk.name);
        assert_eq!(names.len(), quirk.values.len(), "{}", quirk.name);
    }
}

#[test]
fn each_quirk_and_value_is_explained_in_sentences() {
    for quirk in CATALOGUE {
        assert!(quirk.about.ends_with('?'), "{}", quirk.name);
        assert!(quirk.effect.ends_with('.'), "{}", quirk.name);
        for value in quirk.values {
            assert!(value.does.ends_with('.'), "{}={}", quirk.name, value.name);
        }
    }
}

#[test]
fn each_value_names_its_evidence() {
    for quirk in CATALOGUE {
        for value in quirk.values {
            assert!(!value.evidence.is_empty(), "{}={}", quirk.name, value.name);
        }
    }
}

#[test]
fn an_observation_has_a_date_and_a_confidence_and_nothing_else_has() {
    for evidence in CATALOGUE
        .iter()
        .flat_map(|quirk| quirk.values)
        .flat_map(|value| value.evidence)
    {
        let seen = evidence.kind == EvidenceKind::Seen;
        assert_eq!(evidence.date.is_some(), seen, "{}", evidence.source);
        assert_eq!(evidence.confidence.is_some(), seen, "{}", evidence.source);
    }
}

#[test]
fn only_standards_are_cited_by_section() {
    for evidence in CATALOGUE
        .iter()
        .flat_map(|quirk| quirk.values)
        .flat_map(|value| value.evidence)
    {
        let is_standard = evidence.kind == EvidenceKind::Standard;
        assert_eq!(
            evidence.source.contains(" §"),
            is_standard,
            "{}",
            evidence.source
        );
        assert_eq!(
            evidence.source.starts_with("google:"),
            !is_standard,
            "{}",
            evidence.source
        );
    }
}

#[test]
fn the_rfc_profile_follows_a_standard_wherever_one_speaks() {
    for quirk in CATALOGUE {
        let plain = quirk
            .value(quirk.in_profile(Profile::Rfc))
            .expect("a value of the quirk");
        assert_eq!(
            rests_on_a_standard(plain),
            !WITHOUT_A_STANDARD.contains(&quirk.name),
            "{}",
            quirk.name
        );
        if WITHOUT_A_STANDARD.contains(&quirk.name) {
            assert!(
                !quirk.values.iter().any(rests_on_a_standard),
                "{}",
                quirk.name
            );
        }
    }
}

#[test]
fn the_profile_for_judging_clients_departs_from_the_observed_one_only_where_it_says_so() {
    let departures: Vec<&str> = CATALOGUE
        .iter()
        .filter(|quirk| {
            quirk.in_profile(Profile::GoogleBoth) != quirk.in_profile(Profile::GoogleObserved)
        })
        .map(|quirk| quirk.name)
        .collect();
    assert_eq!(
        departures,
        [
            "wellknown.trailing-slash",
            "href.prefix",
            "rate.ctag-poll-limit",
            "sync.if-header",
            "create.if-none-match",
            "update.if-match",
            "delete.if-match",
        ]
    );
}

#[test]
fn the_edition_of_2022_departs_from_the_newest_only_where_sources_disagree() {
    let departures: Vec<String> = CATALOGUE
        .iter()
        .filter(|quirk| quirk.in_2022 != quirk.in_profile(Profile::GoogleObserved2026))
        .map(|quirk| format!("{}={}", quirk.name, quirk.in_2022))
        .collect();
    assert_eq!(
        departures,
        [
            "auth.allow-app-password=accepted",
            "prop.token-depth1=present",
            "query.empty-anyof=every-card",
            "create.location=not-sent",
            "vcard.pref=email-only",
            "vcard.unknown-type=drop",
        ]
    );
}

#[test]
fn the_bare_name_is_the_newest_edition() {
    assert_eq!(
        Quirks::of(Profile::GoogleObserved),
        Quirks::of(Profile::GoogleObserved2026)
    );
    let newest = Profile::EDITIONS
        .last()
        .and_then(|edition| edition.undated());
    assert_eq!(newest, Some(Profile::GoogleObserved));
    assert_eq!(Profile::GoogleObserved2022.undated(), None);
}

#[test]
fn every_switch_on_which_sources_disagree_is_a_quirk() {
    for name in SWITCHES {
        assert!(quirk(name).is_some(), "{name}");
    }
}

#[test]
fn typed_profiles_agree_with_the_table() {
    for profile in Profile::named() {
        let quirks = Quirks::of(profile);
        for quirk in CATALOGUE {
            assert_eq!(
                quirks.value(quirk.name),
                Ok(quirk.in_profile(profile)),
                "{}",
                quirk.name
            );
        }
    }
}

#[test]
fn any_value_can_be_set_on_top_of_a_profile() {
    for quirk in CATALOGUE {
        for value in quirk.values {
            let mut quirks = Quirks::of(Profile::GoogleDocumented);
            quirks
                .set(quirk.name, value.name)
                .expect("a value of the quirk");
            assert_eq!(quirks.value(quirk.name), Ok(value.name));
        }
    }
}

#[test]
fn setting_one_quirk_leaves_the_others() {
    let mut quirks = Quirks::of(Profile::Rfc);
    quirks
        .set("sync.depth", "one-required")
        .expect("a value of the quirk");
    assert_eq!(quirks.sync_depth, SyncDepth::OneRequired);
    quirks.sync_depth = SyncDepth::ZeroRequired;
    assert_eq!(quirks, Quirks::of(Profile::Rfc));
}

#[test]
fn an_unknown_quirk_is_named_in_the_error() {
    let error = Quirks::of(Profile::Rfc)
        .set("sync.colour", "red")
        .expect_err("no such quirk");
    assert_eq!(error.to_string(), "there is no quirk `sync.colour`");
    let error = Quirks::of(Profile::Rfc)
        .value("Sync.depth")
        .expect_err("no such quirk");
    assert_eq!(error.to_string(), "there is no quirk `Sync.depth`");
}

#[test]
fn an_unknown_value_is_answered_with_the_known_ones() {
    let mut quirks = Quirks::of(Profile::Rfc);
    let error = quirks
        .set("update.if-match", "412")
        .expect_err("no such value");
    assert_eq!(
        error.to_string(),
        "quirk `update.if-match` has no value `412`; it has enforced, ignored"
    );
    assert_eq!(quirks, Quirks::of(Profile::Rfc));
}

#[test]
fn profiles_are_known_by_their_exact_names() {
    for profile in Profile::named() {
        assert_eq!(profile.to_string().parse(), Ok(profile));
    }
    let error = "RFC".parse::<Profile>().expect_err("no such profile");
    assert_eq!(error.to_string(), "there is no profile `RFC`");
}

#[test]
fn a_value_is_a_choice_only_when_nothing_else_speaks_for_it() {
    let choices: Vec<String> = CATALOGUE
        .iter()
        .flat_map(|quirk| quirk.values.iter().map(move |value| (quirk, value)))
        .filter(|(_, value)| value.is_choice())
        .map(|(quirk, value)| format!("{}={}", quirk.name, value.name))
        .collect();
    assert_eq!(
        choices,
        [
            "wellknown.trailing-slash=redirected",
            "wellknown.trailing-slash=not-found",
            "auth.bad-token=unnamed",
            "auth.api-disabled-body=google-json",
            "auth.api-disabled-body=gdata-xml",
            "proppatch.book=rejected",
            "propfind.allprop=displayname-only",
            "propfind.propname=rejected",
            "propfind.no-depth=zero",
            "prop.supported-address-data=not-found",
            "prop.supported-collation-set=not-found",
            "rate.ctag-poll-limit=counted",
            "sync.level-infinite=rejected",
            "sync.if-header=ignored",
            "multiget.max-hrefs=250",
            "multiget.version=ignored",
            "query.no-filter=every-card",
            "query.partial-data=with-mandatory",
            "create.media-type=ignored",
            "create.uid-conflict=duplicated",
            "get.conditional=ignored",
            "vcard.other-properties=dropped",
        ]
    );
}

#[test]
fn quirks_are_found_by_name_and_never_by_case_alone() {
    assert_eq!(
        quirk("sync.depth").map(|quirk| quirk.name),
        Some("sync.depth")
    );
    assert!(quirk("sync.Depth").is_none());
}
