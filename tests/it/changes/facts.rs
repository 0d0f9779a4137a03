//! What changed since a day.

use rolebook::{
    deck,
    insight::since::{Fact, Kind, Period, Since, counted, since},
    journal::{Became, Judged, Mark, Occasion},
};
use serde_json::Value;

use super::made::{Made, day, forecast, promise, run, sample};

const TODAY: &str = "2026-03-31";

fn facts(made: &Made, from: Since) -> Vec<Fact> {
    let journal = made.journal();
    let period = Period::of(&journal, from, day(TODAY));
    since(&journal, &deck::builtin(), &period, day(TODAY))
}

/// The entries of the facts of a kind.
fn of(facts: &[Fact], kind: Kind) -> Vec<&str> {
    let of = facts.iter().filter(|fact| fact.kind == kind);
    of.filter_map(|fact| fact.entry.as_deref()).collect()
}

fn everything(facts: &[Fact]) -> String {
    format!("{facts:?}")
}

#[test]
fn the_page_says_what_changed_since_the_last_roundtable() {
    let mut t = sample().driver().size(80, 60);
    t.press("c");
    insta::assert_snapshot!("changes_whole", t.screen());
}

#[test]
fn the_page_at_80_by_24_and_40_by_12() {
    let mut t = sample().driver();
    t.press("c");
    insta::assert_snapshot!("changes", t.screen());
    insta::assert_snapshot!("changes_tones", t.styles());
    t.resize(40, 12);
    insta::assert_snapshot!("changes_at_40_by_12", t.screen());
    for _ in 0..30 {
        t.press("j");
    }
    t.expect("could act on it?").expect("3 September 2025");
}

#[test]
fn what_follows_the_roundtable_belongs_to_the_period_and_what_prepared_it_does_not() {
    let facts = facts(&sample(), Since::Roundtable);
    // Written on the same evening, after it.
    assert_eq!(of(&facts, Kind::First), ["evening", "clear-1"]);
    assert!(!of(&facts, Kind::First).contains(&"ask"));
    let journal = sample().journal();
    let period = Period::of(&journal, Since::Roundtable, day(TODAY));
    assert_eq!(period.day, Some(day("2025-12-12")));
    assert_eq!(counted(&journal, &period), (3, 4));
}

#[test]
fn a_mark_stands_beside_the_one_before_the_period() {
    let facts = facts(&sample(), Since::Roundtable);
    let mark = facts.iter().find(|fact| fact.kind == Kind::Mark).unwrap();
    let [then, now] = [&mark.then, &mark.now].map(|side| side.clone().unwrap());
    assert_eq!((then.entry.as_str(), then.says.as_str()), ("say-2", "5"));
    assert_eq!((now.entry.as_str(), now.says.as_str()), ("say-3", "4"));
    assert!(mark.said.lines[0].starts_with("Then 5, now 4."));
    assert!(mark.said.lines[1].contains("1 = ") && mark.said.lines[1].contains("7 = "));
}

#[test]
fn since_everything_a_mark_stands_beside_the_first() {
    let facts = facts(&sample(), Since::Everything);
    let mark = facts.iter().find(|fact| fact.kind == Kind::Mark).unwrap();
    assert_eq!(mark.then.as_ref().unwrap().entry, "say-1");
}

#[test]
fn across_roles_and_wordings_no_marks_are_laid_side_by_side() {
    let made = Made::default()
        .day("2025-06-01")
        .role("CTO")
        .answer("a", "authority.2", "", Mark::Rating(3))
        .day("2026-02-01")
        .role("CPTO")
        .answer("b", "authority.2", "", Mark::Rating(6));
    let facts = facts(&made, Since::YearAgo);
    assert!(of(&facts, Kind::Mark).is_empty());
    let again = facts.iter().find(|fact| fact.kind == Kind::Again).unwrap();
    assert_eq!(
        again.said.beside,
        "1 June 2025, then 1 February, in another role"
    );
    // Neither mark is said.
    assert!(again.then.as_ref().unwrap().says.is_empty());
}

#[test]
fn choices_are_said_in_the_words_that_were_offered() {
    let made = sample().answer("step-2", "inherit.6", "", Mark::Choice("some".to_owned()));
    let facts = facts(&made, Since::Roundtable);
    let choice = facts.iter().find(|fact| fact.kind == Kind::Choice).unwrap();
    assert_eq!(
        choice.said.lines,
        [
            "then, 3 September 2025: None of it",
            "now, 2 March: Some, to several people"
        ]
    );
}

#[test]
fn of_several_verdicts_on_the_same_words_the_last_one_is_told() {
    let made = sample()
        .verdict("own-1", Judged::Changed, None, "Read once again.")
        .day("2026-03-05");
    let facts = facts(&made, Since::Roundtable);
    let verdicts: Vec<_> = facts
        .iter()
        .filter(|fact| fact.kind == Kind::Verdict)
        .collect();
    assert_eq!(verdicts.len(), 1);
    assert_eq!(verdicts[0].is.as_deref(), Some("changed"));
    assert_eq!(verdicts[0].why.as_deref(), Some("Read once again."));
    assert_eq!(
        verdicts[0].words.as_deref(),
        Some("Platform hiring is mine, and everybody knows that it is\u{2026}")
    );
}

#[test]
fn a_quotation_ends_with_a_sentence_where_one_ends_in_time() {
    let quoted = |words: &str| {
        let made = sample().answer("said", "ground.3", words, None).verdict(
            "said",
            Judged::Changed,
            None,
            "",
        );
        let facts = facts(&made, Since::Roundtable);
        facts
            .into_iter()
            .find_map(|fact| fact.words.filter(|_| fact.entry.as_deref() == Some("said")))
    };
    let long = "I like deciding. I had forgotten. For three years I let others do it.";
    assert_eq!(
        quoted(long).as_deref(),
        Some("I like deciding. I had forgotten.")
    );
    let short = "\n  I like deciding. For years\nI did not.";
    assert_eq!(quoted(short).as_deref(), Some("I like deciding. For years"));
    assert_eq!(quoted(" \n"), None);
}

#[test]
fn a_promise_is_told_when_it_was_made_came_due_or_has_an_outcome() {
    let made = sample()
        .answer("later", "quarter.10", "Ask finance", promise("2026-06-01"))
        .day("2026-03-20");
    let facts = facts(&made, Since::Roundtable);
    let of = facts.iter().filter(|fact| fact.kind == Kind::Promise);
    let said: Vec<&str> = of.map(|fact| fact.said.title.as_str()).collect();
    assert_eq!(
        said,
        [
            "done   Ask the board to minute pricing authority",
            "came due   Name the platform budget owner",
            "promised   Ask finance",
        ]
    );
}

#[test]
fn what_was_settled_before_the_period_is_not_told() {
    let made = sample()
        .became("budget", Became::LetGo, "")
        .day("2026-03-25")
        .answer("x", "ground.3", "Words.", None);
    let facts = facts(&made, Since::Day(day("2026-03-20")));
    assert_eq!(of(&facts, Kind::Promise), [""; 0]);
}

#[test]
fn before_its_outcome_a_forecast_shows_no_word_of_it() {
    for from in Since::ALL {
        let made = sample()
            .answer(
                "own-f",
                "authority.13",
                "The freeze ends in May",
                forecast("2026-08-01", 30),
            )
            .verdict("freeze", Judged::StillTrue, None, "");
        let said = everything(&facts(&made, from));
        assert!(!said.contains("freeze ends"), "{from:?}");
        assert!(said.contains("Two of three renew"), "{from:?}");
    }
    let told = sample().became("freeze", Became::DidNotHappen, "");
    assert!(everything(&facts(&told, Since::Roundtable)).contains("The freeze ends"));
}

#[test]
fn a_sealed_letter_shows_no_word_before_its_day() {
    let sealed = |until: &str| {
        sample()
            .answer("to-me", "quarter.9", "Secret words to myself.", None)
            .last(|entry| entry.sealed = Some(day(until)))
            .verdict("to-me", Judged::StillTrue, None, "")
    };
    for from in Since::ALL {
        assert!(!everything(&facts(&sealed("2026-04-01"), from)).contains("Secret"));
    }
    assert!(everything(&facts(&sealed("2026-03-31"), Since::Roundtable)).contains("Secret"));
    // The one of December can be read since yesterday.
    assert_eq!(
        of(&facts(&sample(), Since::Roundtable), Kind::Letter),
        ["letter"]
    );
}

#[test]
fn a_clock_that_went_backwards_reorders_nothing_and_loses_nothing() {
    let made = sample()
        .day("2019-01-01")
        .answer("back", "ground.3", "Written after all of that.", None)
        .day("2031-01-01")
        .answer("ahead", "ground.6", "From a clock that runs ahead.", None);
    let facts = facts(&made, Since::Roundtable);
    assert_eq!(
        of(&facts, Kind::First),
        ["evening", "clear-1", "back", "ahead"]
    );
    let made = Made::default()
        .day("2026-02-01")
        .answer("one", "ground.3", "First.", None)
        .day("2026-01-10")
        .answer("two", "ground.3", "Second.", None);
    let facts = self::facts(&made, Since::Quarter);
    let again = facts.iter().find(|fact| fact.kind == Kind::Again).unwrap();
    assert_eq!(again.said.beside, "1 February, then 10 January");
}

#[test]
fn a_correction_changes_what_is_told_and_is_nothing_of_its_own() {
    let made = sample()
        .answer("own-3", "ground.7", "Platform hiring is nobody's.", None)
        .last(|entry| entry.revises = Some("own-1".to_owned()));
    let facts = facts(&made, Since::Roundtable);
    let verdict = facts
        .iter()
        .find(|fact| fact.kind == Kind::Verdict)
        .unwrap();
    assert_eq!(
        verdict.words.as_deref(),
        Some("Platform hiring is nobody's.")
    );
    assert_eq!(of(&facts, Kind::Again), ["own-2"]);
}

#[test]
fn of_an_answer_and_its_correction_the_last_verdict_is_told() {
    let made = sample()
        .answer("own-3", "ground.7", "Platform hiring is nobody's.", None)
        .last(|entry| entry.revises = Some("own-1".to_owned()))
        .verdict("own-3", Judged::StillTrue, None, "")
        .verdict("own-1", Judged::Changed, None, "");
    let facts = facts(&made, Since::Roundtable);
    let told = facts.iter().filter(|fact| fact.kind == Kind::Verdict);
    let told: Vec<_> = told.map(|fact| fact.is.as_deref()).collect();
    assert_eq!(told, [Some("changed")]);
}

#[test]
fn nothing_that_somebody_else_wrote_is_told() {
    let own = facts(&sample(), Since::Everything);
    let theirs = sample().answer("theirs", "ground.3", "Theirs.", None);
    let theirs = theirs.last(|entry| entry.author = "Coach".to_owned());
    let theirs = theirs
        .became("budget", Became::Done, "Theirs.")
        .last(|entry| entry.author = "Coach".to_owned());
    assert_eq!(facts(&theirs, Since::Everything), own);
}

#[test]
fn a_promise_left_open_without_a_day_came_due_on_none() {
    let made = sample().became("budget", Became::StillOpen, "No day yet.");
    let facts = facts(&made, Since::Roundtable);
    let budget = facts
        .iter()
        .find(|fact| fact.why.is_some() && fact.kind == Kind::Promise);
    let budget = facts
        .iter()
        .find(|fact| fact.entry.as_deref() == Some("budget"))
        .or(budget)
        .unwrap();
    assert_eq!(budget.is.as_deref(), Some("still open"));
    assert_eq!(
        budget.said.lines,
        ["promised on 12 December", "No day yet."]
    );
    let later = Since::Day(day("2026-03-15"));
    // Its first day was the 20th of March, and holds no longer.
    assert_eq!(of(&self::facts(&made, later), Kind::Promise), [""; 0]);
}

#[test]
fn a_question_rested_when_its_last_day_is_more_than_six_months_ago() {
    for (last, rested) in [("2025-09-29", true), ("2025-10-20", false)] {
        let made = Made::default()
            .day(last)
            .answer("one", "ground.3", "Words.", None)
            .day("2026-03-30")
            .note("x");
        let facts = facts(&made, Since::Quarter);
        assert_eq!(!of(&facts, Kind::Rested).is_empty(), rested, "{last}");
    }
}

#[test]
fn what_rested_for_half_a_year_is_named_the_longest_first() {
    let facts = facts(&sample(), Since::Roundtable);
    // A ritual's questions wait for their moment; what was judged lately was looked at.
    assert_eq!(of(&facts, Kind::Rested), ["beneath", "gone", "step-1"]);
    let mut many = sample();
    for prompt in ["ground.3", "ground.6", "authority.4", "authority.5"] {
        many = many.day("2025-01-01").answer("", prompt, "Words.", None);
    }
    assert_eq!(
        of(&self::facts(&many, Since::Quarter), Kind::Rested).len(),
        5
    );
}

#[test]
fn the_evening_before_a_roundtable_is_not_yet_the_last_one() {
    let from = |made: Made| {
        let period = Period::of(&made.journal(), Since::Roundtable, day(TODAY));
        (period.day, period.no_roundtable)
    };
    let december = (Some(day("2025-12-12")), false);
    for evening in ["2026-03-30", "2026-03-31"] {
        let made = sample()
            .session(&format!("{evening}T19:00:00+02:00"), Occasion::Roundtable)
            .answer("prepare", "before.7", "What do I lose?", None);
        assert_eq!(from(made), december, "{evening}");
    }
    // Two days ago it was; and yesterday, where something was taken from it.
    let made = sample()
        .day("2026-03-29")
        .answer("", "before.7", "What do I lose?", None)
        .answer("", "before.5", "The audit went by.", None);
    assert_eq!(from(made).0, Some(day("2026-03-29")));
    // A question by itself is kept for the next one, and prepares none.
    let made = sample()
        .day("2026-03-20")
        .answer("", "before.7", "What do I lose?", None);
    assert_eq!(from(made), december);
    let made = sample()
        .day("2026-03-30")
        .answer("", "after.1", "I said it.", None);
    assert_eq!(from(made).0, Some(day("2026-03-30")));
    let quarter = (Some(day("2026-01-01")), true);
    assert_eq!(from(Made::default()), quarter);
}

#[test]
fn tab_begins_at_another_day_and_enter_leads_to_the_words() {
    let mut t = sample().driver().size(100, 60);
    t.press("c")
        .expect("since 12 December, your last roundtable");
    t.press("tab")
        .expect("since 1 January, when this quarter began");
    t.expect_not("To keep promises buildable");
    t.press("tab")
        .expect("since 1 October, when last quarter began");
    t.press("tab").expect("since 31 March 2025, a year ago");
    t.press("tab").expect("from the first day on");
    t.press("tab").expect("your last roundtable");
    // Where each fact leads is another page; esc comes back to the same fact.
    t.press("j enter").expect_not("your last roundtable");
    t.press("esc").expect("your last roundtable");
}

#[test]
fn a_day_is_typed_as_people_say_it() {
    let mut t = sample().driver().size(100, 60);
    t.press("c d").type_text("nonsense").press("enter");
    t.expect("Try").press("ctrl+u").type_text("1 march");
    t.expect("Sunday 1 March 2026").press("enter");
    t.expect("since 1 March").expect_not("Sunday");
    // Back leaves the field, and not the page.
    t.press("d esc")
        .expect("What changed")
        .expect("since 1 March");
    t.press("esc").expect("Rolebook");
}

#[test]
fn without_a_roundtable_the_quarter_stands_for_it_and_nothing_says_what_it_is_for() {
    let mut t = Made::default()
        .day("2025-11-01")
        .answer("", "before.3", "", None)
        .last(|entry| entry.asked = None)
        .driver();
    t.press("c")
        .expect("since 1 January, when this quarter began")
        .expect("The journal holds no roundtable yet.")
        .expect("Nothing is written there yet.")
        .expect("verdicts, marks then and now, promises and forecasts");
    t.press("enter j tab")
        .expect("since 1 October, when last quarter began");
    t.press("tab tab tab").expect("when this quarter began");
    let mut fresh = crate::driver::Driver::fresh();
    fresh
        .press("c")
        .expect("What changed")
        .press("tab tab tab tab enter esc");
}

#[test]
fn the_command_prints_the_same_facts() {
    let home = sample().home();
    let (code, out, err) = run(home.path(), &["changes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("changes_in_lines", out);
    let (_, quarter, _) = run(home.path(), &["changes", "--since", "quarter"]);
    assert!(quarter.starts_with("What changed, since 1 January, when this quarter began\n"));
    let (_, day, _) = run(home.path(), &["changes", "--since", "1 March"]);
    assert!(
        day.starts_with("What changed, since 1 March\n1 session, 1 answer\n"),
        "{day}"
    );
    let (code, _, err) = run(home.path(), &["changes", "--since", "soonish"]);
    assert_eq!(code, 2);
    assert!(err.contains("soonish"));
}

#[test]
fn the_command_in_json_holds_every_fact_with_both_sides() {
    let home = sample().home();
    let (code, out, _) = run(home.path(), &["changes", "--json"]);
    assert_eq!(code, 0);
    let page: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(page["schema"], "rolebook.changes/1");
    assert_eq!(
        (&page["since"], &page["from"]),
        (&"roundtable".into(), &"2025-12-12".into())
    );
    let facts = page["facts"].as_array().unwrap();
    let mark = facts.iter().find(|fact| fact["kind"] == "mark").unwrap();
    assert_eq!(mark["then"]["says"], "5");
    assert_eq!(mark["now"]["entry"], "say-3");
    let verdict = &facts[0];
    assert_eq!(verdict["is"], "nearly the opposite");
    assert_eq!(verdict["why"], "I asked finance who decides.");
    assert!(!out.contains("freeze ends"));
    // An empty journal is an empty list.
    let nothing = tempfile::tempdir().unwrap();
    let (code, out, _) = run(nothing.path(), &["changes", "--json"]);
    let page: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &page["facts"]), (0, &Value::Array(Vec::new())));
    let (code, out, err) = run(nothing.path(), &["changes"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "", "Nothing is written there yet.\n")
    );
}

#[test]
fn the_command_begins_at_every_day_that_the_page_names() {
    let home = sample().home();
    for (said, since, from) in [
        ("roundtable", "roundtable", Some("2025-12-12")),
        ("quarter", "quarter", Some("2026-01-01")),
        ("last-quarter", "last-quarter", Some("2025-10-01")),
        ("Last quarter", "last-quarter", Some("2025-10-01")),
        ("year-ago", "year-ago", Some("2025-03-31")),
        ("everything", "everything", None),
        ("last month", "day", Some("2026-02-01")),
        ("2025-12-13", "day", Some("2025-12-13")),
    ] {
        let (code, out, err) = run(home.path(), &["changes", "--since", said, "--json"]);
        assert_eq!(code, 0, "{said}: {err}");
        let page: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(page["since"], since, "{said}");
        assert_eq!(page["from"].as_str(), from, "{said}");
    }
}
