//! The page as a whole.

use super::*;
use crate::report::document::{Document, RunRecord};
use crate::report::sample;
use crate::run::Verdict;

/// A document whose every text is what a hostile server would say.
fn hostile() -> Document {
    let hostile = "</textarea></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let mut document = sample::document(sample::every_verdict());
    document.error = Some(hostile.to_owned());
    for requirement in document.requirements.values_mut() {
        requirement.says = hostile.to_owned();
        requirement.evidence = vec![hostile.to_owned()];
    }
    for run in &mut document.runs {
        run.target = hostile.to_owned();
        run.notes = vec![hostile.to_owned()];
        for scenario in &mut run.scenarios {
            scenario.title = hostile.to_owned();
            scenario.reason = Some(hostile.to_owned());
            scenario.covers = vec![hostile.to_owned()];
            scenario.place.file = hostile.into();
            for step in &mut scenario.steps {
                step.name = hostile.to_owned();
                step.mock = Some(hostile.to_owned());
                for check in &mut step.checks {
                    check.reason = Some(hostile.to_owned());
                    check.name = hostile.to_owned();
                }
                for exchange in &mut step.exchanges {
                    exchange.url = format!("http://a/{hostile}");
                    exchange.request.headers = vec![(hostile.to_owned(), hostile.to_owned())];
                    exchange.request.body = hostile.to_owned();
                }
            }
        }
    }
    document
}

#[test]
fn what_a_server_says_is_never_markup() {
    let page = html(&hostile());
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<img"));
    assert_eq!(
        page.matches("<textarea").count(),
        page.matches("</textarea").count()
    );
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_failure_ends_with_the_commands_that_play_it_again() {
    let page = html(&sample::document(sample::every_verdict()));
    let attention = page.split("<section id=\"attention\">").nth(1);
    let attention = attention.and_then(|rest| rest.split("</section>").next());
    let attention = attention.expect("what needs a look");
    let articles = attention.matches("<article").count();
    let commands = |name: &str| {
        let begin = format!("<pre class=\"command\">cardproof {name} ");
        attention.matches(&begin).count()
    };
    assert!(articles > 2);
    assert_eq!((commands("run"), commands("repro")), (articles, articles));
}

#[test]
fn the_page_needs_no_other_file() {
    let page = html(&sample::document(sample::every_verdict()));
    for word in [
        "<link rel=\"stylesheet\"",
        " src=",
        "@import",
        "url(",
        "<iframe",
        " style=",
    ] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn tags_are_closed_in_order() {
    for document in [hostile(), sample::document_of(Vec::new())] {
        let page = html(&document);
        let body = page
            .split_once("<body>")
            .unwrap()
            .1
            .split_once("<script>")
            .unwrap()
            .0;
        let mut open: Vec<String> = Vec::new();
        for tag in body.split('<').skip(1) {
            let name: String = tag
                .chars()
                .take_while(|c| !c.is_whitespace() && *c != '>')
                .collect();
            if matches!(name.as_str(), "input" | "rect") {
                continue;
            }
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "before <{tag}"),
                None => open.push(name),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn failures_come_first_and_every_scenario_is_there() {
    let page = html(&sample::document(sample::every_verdict()));
    let at = |text: &str| {
        page.find(text)
            .unwrap_or_else(|| panic!("{text} is not in the page"))
    };
    assert!(at("id=\"attention\"") < at("id=\"matrix\""));
    assert!(at("id=\"matrix\"") < at("id=\"scenarios\""));
    let fail = at("<article class=\"failure fail\"");
    assert!(fail < at("<article class=\"failure changed\""));
    assert!(at("id=\"s/write/stale-if-match\"") < at("id=\"s/create/post\""));
    for scenario in sample::every_verdict() {
        at(&format!("id=\"s/{}\"", scenario.id));
    }
    for text in [
        "<title>1 of 6 scenarios fails · cardproof</title>",
        "<dt>expected</dt><dd>412</dd><dt>received</dt><dd>204</dd>",
        "scenarios/write/stale-if-match.yaml:23:15",
        "curl -i -X PUT",
        "cardproof run write/stale-if-match --target=mock",
        "id=\"r/write-02\"",
        "update.if-match=ignored",
    ] {
        at(text);
    }
}

#[test]
fn what_two_profiles_have_in_common_is_written_once() {
    let run = sample::run(sample::every_verdict(), &[]);
    let other = RunRecord {
        profile: "rfc".to_owned(),
        ..run.clone()
    };
    let one = html(&sample::document_of(vec![run.clone()]));
    let both = html(&sample::document_of(vec![run, other.clone()]));
    assert_eq!(
        one.matches("BEGIN:VCARD").count(),
        both.matches("BEGIN:VCARD").count()
    );
    assert!(both.contains("id=\"c/1/write/if-match\""));
    let mut third = other;
    third.profile = "google-both".to_owned();
    for scenario in &mut third.scenarios {
        scenario.verdict = Verdict::Pass;
        scenario
            .steps
            .iter_mut()
            .for_each(|step| step.checks.clear());
    }
    let run = sample::run(sample::every_verdict(), &[]);
    let page = html(&sample::document_of(vec![run, third]));
    assert!(
        page.contains("class=\"exchange same\" href=\"#e/0/"),
        "the same exchange is linked to"
    );
}

#[test]
fn the_head_says_what_came_of_it() {
    let title = |wanted: &[Verdict]| {
        let mut scenarios = sample::every_verdict();
        scenarios.retain(|scenario| wanted.contains(&scenario.verdict));
        overview::title(&sample::document(scenarios))
    };
    use Verdict::{Changed, Inconclusive, KnownDeviation, NotApplicable, Pass};
    assert_eq!(title(&[Pass]), "All as required · cardproof");
    assert_eq!(
        title(&[Pass, KnownDeviation]),
        "All as required, or as known · cardproof"
    );
    assert_eq!(
        title(&[Pass, Inconclusive]),
        "1 of 2 scenarios could not be judged · cardproof"
    );
    assert_eq!(
        title(&[Changed, Inconclusive]),
        "1 of 2 scenarios changed · cardproof"
    );
    assert_eq!(title(&[NotApplicable]), "Nothing was judged · cardproof");
    assert_eq!(
        overview::title(&hostile()),
        "A run could not take place · cardproof"
    );
}
