//! The query vectors that google:QRY-05 to google:QRY-11 rest on, in both positions: as the
//! standard has it and as Google was seen to answer. The cards are stored as they are here; what
//! Google's own changes to cards do to queries is google:QRY-12.

use super::*;
use crate::explanation::Notes;
use crate::quirk::{Profile, Quirks};

const CARDS: [&str; 4] = [
    "BEGIN:VCARD\r\nEMAIL;TYPE=WORK:doe@big.corp\r\nEMAIL;TYPE=HOME:johndoe@example.com\r\n\
     X-CUSTOMPROP;X-CUSTOMPARAM=WORK:foobar\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\nEMAIL:maxmu@abcd.com\r\n\
     X-CUSTOMPROP;X-CUSTOMPARAM=HOME,WORK;X-SPACEPARAM=\"HELLO, WORLD\":foobar\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\nTEL;TYPE=HOME:12345\r\nTEL:555\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\nitem1.EMAIL:foo@ex.com\r\nitem1.X-ABLABEL:CustomLabel\r\n\
     IMPP;X-SERVICE-TYPE=Jabber;TYPE=HOME:xmpp:foo@example.com\r\nEND:VCARD\r\n",
];

/// Which of the cards match under a profile.
fn found(filter: &Filter, profile: Profile) -> Vec<usize> {
    let rules = Rules::of(&Quirks::of(profile), filter, &Notes::default());
    let search = Search::new(filter.clone(), rules);
    let matching = (0..).zip(CARDS).filter(|(_, card)| search.matches(card));
    matching.map(|(number, _)| number).collect()
}

/// Asserts what a filter finds by the standard and at Google.
#[track_caller]
fn finds(filter: &Filter, standard: &[usize], google: &[usize]) {
    assert_eq!(found(filter, Profile::Rfc), standard, "by the standard");
    assert_eq!(found(filter, Profile::GoogleDocumented), standard);
    assert_eq!(found(filter, Profile::GoogleObserved), google, "at Google");
    assert_eq!(found(filter, Profile::GoogleBoth), google);
}

#[track_caller]
fn finds_the_same(filter: &Filter, cards: &[usize]) {
    finds(filter, cards, cards);
}

fn filter(test: Test, properties: impl IntoIterator<Item = PropertyFilter>) -> Filter {
    Filter {
        test,
        properties: properties.into_iter().collect(),
    }
}

fn on(name: &str, condition: PropertyCondition) -> Filter {
    filter(Test::AnyOf, [PropertyFilter::new(name, condition)])
}

fn defined(name: &str) -> Filter {
    on(name, PropertyCondition::Defined)
}

fn not_defined(name: &str) -> Filter {
    on(name, PropertyCondition::NotDefined)
}

fn text(kind: MatchKind, needle: &str) -> TextMatch {
    TextMatch::new(Collation::UnicodeCasemap, kind, needle)
}

fn value(name: &str, text: TextMatch) -> Filter {
    let tests = vec![PropertyTest::Text(text)];
    on(name, PropertyCondition::Tests(Test::AnyOf, tests))
}

fn parameter(property: &str, name: &str, condition: ParameterCondition) -> Filter {
    let tests = vec![PropertyTest::Parameter {
        name: name.to_owned(),
        condition,
    }];
    on(property, PropertyCondition::Tests(Test::AnyOf, tests))
}

fn parameter_text(property: &str, name: &str, text: TextMatch) -> Filter {
    parameter(property, name, ParameterCondition::Text(text))
}

#[test]
fn a_property_is_defined_or_not() {
    finds_the_same(&not_defined("EMAIL"), &[2]);
    finds_the_same(&defined("EMAIL"), &[0, 1, 3]);
}

#[test]
fn the_case_of_names_counts_at_google() {
    finds(&defined("email"), &[0, 1, 3], &[]);
    finds(&not_defined("email"), &[2], &[0, 1, 2, 3]);
    finds(
        &parameter("EMAIL", "type", ParameterCondition::Defined),
        &[0],
        &[],
    );
}

#[test]
fn values_match_in_four_ways_and_any_case() {
    let matches = |kind, needle, cards: &[usize]| {
        finds_the_same(&value("EMAIL", text(kind, needle)), cards);
    };
    matches(MatchKind::Equals, "johNDOE@EXAmple.com", &[0]);
    matches(MatchKind::Equals, "johndoe@example", &[]);
    matches(MatchKind::Contains, "MU@ab", &[1]);
    matches(MatchKind::StartsWith, "MAX", &[1]);
    matches(MatchKind::StartsWith, "mu", &[]);
    matches(MatchKind::EndsWith, "@EXAmple.com", &[0]);
    matches(MatchKind::EndsWith, "@example", &[]);
    matches(MatchKind::Contains, "", &[0, 1, 3]);
}

#[test]
fn a_negated_match_brings_cards_without_the_property_at_google() {
    let ends = text(MatchKind::EndsWith, "@abcd.com").negated(true);
    finds(&value("EMAIL", ends), &[0, 3], &[0, 2, 3]);
}

#[test]
fn a_negated_match_is_about_all_values_at_google() {
    let contains = text(MatchKind::Contains, "@example.com").negated(true);
    finds(&value("EMAIL", contains), &[0, 1, 3], &[1, 2, 3]);
}

#[test]
fn a_parameter_is_defined_or_not() {
    finds_the_same(
        &parameter("EMAIL", "TYPE", ParameterCondition::Defined),
        &[0],
    );
    finds(
        &parameter("EMAIL", "TYPE", ParameterCondition::NotDefined),
        &[1, 3],
        &[1, 2, 3],
    );
    finds(
        &parameter("TEL", "TYPE", ParameterCondition::NotDefined),
        &[2],
        &[0, 1, 2, 3],
    );
}

#[test]
fn values_of_parameters_match_in_any_case() {
    let equals = text(MatchKind::Equals, "home");
    finds_the_same(&parameter_text("EMAIL", "TYPE", equals), &[0]);
    let contains = text(MatchKind::Contains, "ORK");
    finds_the_same(&parameter_text("EMAIL", "TYPE", contains), &[0]);
}

#[test]
fn a_negated_match_on_a_parameter_needs_no_parameter_at_google() {
    let not_work = text(MatchKind::Contains, "WORK").negated(true);
    finds(&parameter_text("EMAIL", "TYPE", not_work), &[0], &[1, 2, 3]);
    let not_home = text(MatchKind::Contains, "HOME").negated(true);
    finds(&parameter_text("TEL", "TYPE", not_home), &[], &[0, 1, 3]);
}

#[test]
fn values_of_one_parameter_are_one_text_at_google() {
    let find = |kind, needle| parameter_text("X-CUSTOMPROP", "X-CUSTOMPARAM", text(kind, needle));
    finds(&find(MatchKind::Equals, "HOME"), &[1], &[]);
    finds(&find(MatchKind::Equals, "HOME,WORK"), &[], &[1]);
    finds_the_same(&find(MatchKind::Contains, "HOME"), &[1]);
    finds_the_same(&find(MatchKind::Contains, "WORK"), &[0, 1]);
}

#[test]
fn a_comma_in_quotation_marks_separates_nothing() {
    let contains = text(MatchKind::Contains, "lo, W");
    finds_the_same(
        &parameter_text("X-CUSTOMPROP", "X-SPACEPARAM", contains),
        &[1],
    );
}

#[test]
fn a_name_with_a_group_means_that_group() {
    finds_the_same(&defined("item1.EMAIL"), &[3]);
    finds_the_same(&not_defined("item1.EMAIL"), &[0, 1, 2]);
    finds_the_same(&defined("item2.EMAIL"), &[]);
    finds_the_same(
        &value("item1.EMAIL", text(MatchKind::Contains, "@ex")),
        &[3],
    );
}

#[test]
fn all_conditions_on_a_property_hold_for_one_value_or_at_google_for_any() {
    let starts_and_ends = |test, start, end| {
        let tests = vec![
            PropertyTest::Text(text(MatchKind::StartsWith, start)),
            PropertyTest::Text(text(MatchKind::EndsWith, end)),
        ];
        on("EMAIL", PropertyCondition::Tests(test, tests))
    };
    finds(&starts_and_ends(Test::AllOf, "doe", ".com"), &[], &[0]);
    finds_the_same(&starts_and_ends(Test::AllOf, "john", ".com"), &[0]);
    finds_the_same(&starts_and_ends(Test::AnyOf, "doe", "abcd.com"), &[0, 1]);
}

#[test]
fn a_value_and_its_parameter_are_looked_at_together() {
    let work_at = |end| {
        let tests = vec![
            PropertyTest::Text(text(MatchKind::EndsWith, end)),
            PropertyTest::Parameter {
                name: "TYPE".to_owned(),
                condition: ParameterCondition::Text(text(MatchKind::Equals, "WORK")),
            },
        ];
        on("EMAIL", PropertyCondition::Tests(Test::AllOf, tests))
    };
    finds_the_same(&work_at("big.corp"), &[0]);
    finds(&work_at("example.com"), &[], &[0]);
}

#[test]
fn property_filters_are_put_together() {
    let both = |test, one: &str, other: &str| {
        filter(
            test,
            [one, other].map(|name| PropertyFilter::new(name, PropertyCondition::Defined)),
        )
    };
    finds_the_same(&both(Test::AnyOf, "TEL", "IMPP"), &[2, 3]);
    finds_the_same(&both(Test::AllOf, "EMAIL", "IMPP"), &[3]);
}

#[test]
fn a_filter_without_conditions_matches_all_or_nothing() {
    finds_the_same(&filter(Test::AnyOf, []), &[]);
    finds_the_same(&filter(Test::AllOf, []), &[0, 1, 2, 3]);
}

#[test]
fn values_are_compared_without_their_escapes_and_folds() {
    let card = "BEGIN:VCARD\nNOTE:one\\, tw\n o\\nthree\\: four\nEND:VCARD\n";
    let equals = value("NOTE", text(MatchKind::Equals, "One, two\nthree: four"));
    let rules = Rules::of(&Quirks::of(Profile::Rfc), &equals, &Notes::default());
    assert!(Search::new(equals, rules).matches(card));
}

#[test]
fn collations_decide_about_case() {
    let matches = |collation, needle| {
        let contains = value(
            "NOTE",
            TextMatch::new(collation, MatchKind::Contains, needle),
        );
        let rules = Rules::of(&Quirks::of(Profile::Rfc), &contains, &Notes::default());
        Search::new(contains, rules).matches("NOTE:Jürgen Groß\n")
    };
    assert!(matches(Collation::UnicodeCasemap, "JÜRGEN"));
    assert!(!matches(Collation::AsciiCasemap, "JÜRGEN"));
    assert!(matches(Collation::AsciiCasemap, "JüRGEN"));
    assert!(matches(Collation::Octet, "Jürgen"));
    assert!(!matches(Collation::Octet, "jürgen"));
}

#[test]
fn only_quirks_that_can_decide_are_noted() {
    let noted = |filter: &Filter| -> Vec<&'static str> {
        let notes = Notes::default();
        Rules::of(&Quirks::of(Profile::Rfc), filter, &notes);
        let quirks = notes.finish().quirks;
        quirks.into_iter().map(|used| used.quirk).collect()
    };
    assert_eq!(noted(&filter(Test::AllOf, [])), Vec::<&str>::new());
    assert_eq!(noted(&defined("EMAIL")), ["query.names"]);
    let negated = text(MatchKind::Equals, "x").negated(true);
    assert_eq!(
        noted(&value("EMAIL", negated.clone())),
        [
            "query.names",
            "query.negation-several",
            "query.negation-missing-property"
        ]
    );
    assert_eq!(
        noted(&parameter_text("EMAIL", "TYPE", negated)),
        [
            "query.names",
            "query.negation-several",
            "query.negation-missing-param",
            "query.multi-value-params"
        ]
    );
}
