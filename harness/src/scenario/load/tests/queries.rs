//! What typed queries become.

use super::suite_on_disk::{only, wrong};
use crate::scenario::{
    Action, Body, Depth, Query, QueryCondition, QueryFilter, QueryProperty, QueryTest, QueryText,
};

fn text_of(step: &str) -> String {
    format!(
        "title: t\nsteps:\n  - name: asked\n    report: {{ addressbook-query: {step} }}\n    \
         expect: {{ status: 207 }}\n    covers: [write-01]\n"
    )
}

fn query(inside: &str) -> Query {
    let scenario = only(&text_of(inside));
    let Some(Action::Request(request)) = scenario.steps.into_iter().next().map(|step| step.action)
    else {
        panic!("no request");
    };
    assert_eq!(request.method, "REPORT");
    assert_eq!(request.depth, Some(Depth::Exactly("1".to_owned())));
    match request.body {
        Body::Query(query) => query,
        other => panic!("{other:?}"),
    }
}

fn filter(text: &str) -> QueryFilter {
    let query = query(&format!("{{ props: [getetag], filter: {text} }}"));
    query.filter.expect("a filter")
}

fn conditions(text: &str) -> Vec<QueryCondition> {
    let mut filter = filter(&format!("[{text}]"));
    filter.properties.remove(0).conditions
}

#[test]
fn a_filter_says_how_its_conditions_combine_or_leaves_it_open() {
    for (text, test) in [
        ("[{ property: TEL }]", QueryTest::Unsaid),
        ("{ any: [{ property: TEL }] }", QueryTest::AnyOf),
        ("{ all: [{ property: TEL }] }", QueryTest::AllOf),
    ] {
        let property = QueryProperty {
            name: "TEL".to_owned(),
            test: QueryTest::Unsaid,
            conditions: Vec::new(),
        };
        let properties = vec![property];
        assert_eq!(filter(text), QueryFilter { test, properties });
    }
    assert_eq!(filter("[]").properties, []);
    assert_eq!(query("{ props: [getetag], filter: none }").filter, None);
}

#[test]
fn a_condition_is_about_a_property_or_about_one_of_its_parameters() {
    let text = QueryText {
        kind: "starts-with",
        text: "a".to_owned(),
        collation: Some("i;octet".to_owned()),
        negated: true,
    };
    let matched = "match: { starts-with: a, not: true, collation: i;octet }";
    let text = QueryCondition::Text(text);
    assert_eq!(
        conditions(&format!("{{ property: TEL, {matched} }}")),
        std::slice::from_ref(&text)
    );
    assert_eq!(
        conditions("{ property: TEL, defined: false }"),
        [QueryCondition::NotDefined]
    );
    assert_eq!(conditions("{ property: TEL, defined: true }"), []);
    let parameter = |condition: Option<QueryCondition>| {
        [QueryCondition::Parameter {
            name: "TYPE".to_owned(),
            condition: condition.map(Box::new),
        }]
    };
    assert_eq!(
        conditions("{ property: TEL, parameter: TYPE }"),
        parameter(None)
    );
    assert_eq!(
        conditions("{ property: TEL, parameter: TYPE, defined: false }"),
        parameter(Some(QueryCondition::NotDefined))
    );
    assert_eq!(
        conditions(&format!("{{ property: TEL, parameter: TYPE, {matched} }}")),
        parameter(Some(text))
    );
}

#[test]
fn conditions_on_one_property_combine() {
    let mut filter =
        filter("[{ property: TEL, all: [{ parameter: TYPE }, { match: { contains: 5 } }] }]");
    let property = filter.properties.remove(0);
    assert_eq!(property.test, QueryTest::AllOf);
    assert_eq!(property.conditions.len(), 2);
}

#[test]
fn a_query_may_ask_for_parts_and_for_so_many() {
    let query = query("{ props: [getetag, address-data], data: [FN, TEL], limit: 3, filter: [] }");
    assert_eq!(query.data, ["FN", "TEL"]);
    assert_eq!(query.limit, Some(3));
}

#[test]
fn what_does_not_go_together_is_reported() {
    for (inside, message) in [
        ("{ props: [getetag] }", "needs `filter`"),
        (
            "{ props: [getetag], filter: some }",
            "a list of conditions, or `none`",
        ),
        (
            "{ props: [getetag], filter: [{ property: TEL, defined: true, match: { equals: a } }] }",
            "a condition can have only one of",
        ),
        (
            "{ props: [getetag], filter: [{ property: TEL, all: [{}] }] }",
            "a condition has nothing in it",
        ),
        (
            "{ props: [getetag], filter: [{ property: TEL, match: { like: a } }] }",
            "a match has no key `like`",
        ),
        (
            "{ props: [getetag], filter: [{ property: TEL, defined: true, all: [] }] }",
            "`defined` does not go with `all`",
        ),
    ] {
        let shown = wrong(&text_of(inside));
        assert!(shown.contains(message), "{inside}: {shown}");
    }
}
