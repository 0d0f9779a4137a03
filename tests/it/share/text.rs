//! A hand-off as plain text and as Markdown.

use proptest::prelude::*;
use rolebook::{
    journal::{
        Became, Entry, Fact, Forecast, Journal, Judged, Mark, Outcome, Promise, Selection, Verdict,
        With,
    },
    share::handoff::{HandOff, digest, sentences},
    text::row_width,
};

use super::made::{
    about, chosen, composed, day, entry, format, journal, marked, select, stated, wrote,
};

#[expect(clippy::too_many_lines, reason = "one journal, from end to end")]
fn whole() -> (Journal, Selection) {
    let by = |day: &str| Promise {
        by: Some(super::made::day(day)),
        obstacle: "I write four pages".into(),
        then: "Three lines".into(),
    };
    let done = marked(
        "p1",
        "2025-12-12",
        "week.7",
        "Ask the board to minute pricing authority",
        Mark::Promise(by("2026-03-01")),
    );
    let then = entry(
        "t1",
        "2025-12-12",
        "ground.7",
        "Platform hiring is mine, and everybody knows that it is mine, finance too.",
    );
    let rated = marked(
        "r1",
        "2025-06-10",
        "authority.2",
        "The API tier.",
        Mark::Rating(5),
    );
    let expected = Forecast {
        check: Some(day("2026-02-01")),
        percent: Some(80),
        yes: "Two signatures".into(),
    };
    let expected = marked(
        "f",
        "2025-12-12",
        "after.6",
        "Two of three renew",
        Mark::Forecast(expected),
    );
    let outcome = |is| Some(Mark::Outcome(Outcome { is, by: None }));
    let verdict = Verdict {
        is: Judged::NearlyOpposite,
        beside: None,
    };
    let open = marked(
        "p2",
        "2026-02-10",
        "week.7",
        "Name the platform budget owner",
        Mark::Promise(by("2026-05-01")),
    );
    let note = Entry {
        asked: None,
        ..about("n", "2026-03-30", &open, "This is the hard one.", None)
    };
    let mut records = vec![
        stated(Fact::Role, "role-1", "Head of technology"),
        stated(Fact::Name, "Anna", "the COO"),
    ];
    records.extend(wrote([
        entry("since", "2024-01-02", "first.since", "Three years"),
        rated.clone(),
        marked("r2", "2025-09-10", "authority.2", "", Mark::Rating(3)),
        done.clone(),
        then.clone(),
        expected.clone(),
        marked("r3", "2025-12-12", "authority.2", "", Mark::Rating(4)),
        entry("t2", "2026-02-10", "ground.7", "Platform hiring is not mine, and everybody knows that it is not mine, finance too."),
        about("v", "2026-02-10", &then, "I asked finance who decides.", Some(Mark::Verdict(verdict))),
        about("o", "2026-02-10", &done, "It is in the minutes.", outcome(Became::Done)),
        about("line", "2026-02-10", &expected, "Two renewed, one asked for a year.", None),
        about("came", "2026-02-10", &expected, "", outcome(Became::Happened)),
        about("now", "2026-03-01", &rated, "", Some(Mark::Rating(2))),
        open,
        entry("q", "2026-03-01", "before.7", "What would I lose if hiring were plainly not mine?"),
        note,
        entry("w", "2026-03-30", "session.1", "A sentence I can say to Anna."),
        marked("h", "2026-03-30", "session.6", "", Mark::Choices(vec!["listen".into(), "what-i-am-not-asking".into()])),
        marked("th", "2026-03-30", "session.4", "", Mark::Lines(vec!["Not asking".into(), "Hiring".into()])),
        entry("e", "2026-03-30", "ground.1", "To keep promises buildable.\n\n  * Not _this_ [link](https://example.org/a/very/long/address/that/must/stay/whole/because/it/is/one) <b>\n1. nor that\u{202E}\u{7}"),
    ]));
    let mut selection = select(&["p1", "f", "p2", "q", "w", "h", "th", "e"]);
    selection.chosen.push(chosen("t2", With::Before));
    selection.chosen.push(chosen("r3", With::Thread));
    selection.chosen[2].side_note = Some("n".into());
    selection.context = true;
    selection.keep_until = Some(day("2026-09-30"));
    (journal(records), selection)
}

pub(super) fn handoff() -> HandOff {
    let (journal, selection) = whole();
    composed(&journal, &selection)
}

#[test]
fn as_plain_text() {
    let text = format(&handoff(), "text");
    for row in text.lines() {
        assert!(row_width(row) <= 72 || row.contains("https://"), "{row}");
    }
    insta::assert_snapshot!("handoff_text", text);
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!("handoff_markdown", format(&handoff(), "markdown"));
}

#[test]
fn it_says_what_it_must_and_begins_with_the_digest() {
    let handoff = handoff();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(&format(&handoff, "text"));
    for said in [sentences::SELECTION, sentences::RATINGS, sentences::LIMITS] {
        assert!(text.contains(said), "{said}");
    }
    let at = |words: &str| text.find(words).unwrap();
    let order = [
        "A hand-off",
        "What I want from this session",
        "Where things are",
        "In short",
        "Since last time ---",
        "Shifts I see ---",
        "Limits ---",
        "[h1] about:",
    ];
    assert!(order.map(at).is_sorted(), "{:?}", order.map(at));
    let parts: Vec<&str> = digest(&handoff)
        .iter()
        .map(|glance| glance.part.title())
        .collect();
    assert_eq!(
        parts,
        [
            "Since last time",
            "Shifts I see",
            "Themes, in my own words",
            "Open questions",
            "Commitments now"
        ]
    );
}

#[test]
fn what_cannot_be_seen_has_a_name_in_both() {
    for id in ["text", "markdown"] {
        let text = format(&handoff(), id);
        let named = text.replace('\\', "");
        assert!(named.contains("[RLO][BEL]"), "{text}");
        assert!(
            !text
                .chars()
                .any(|c| (c.is_control() && c != '\n') || c == '\u{202E}'),
            "{text:?}"
        );
    }
}

/// What Markdown makes of one line: escapes away, spaces back. Nothing else may be a sign.
fn read(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '$' => {
                panic!("{c} is a sign in {line}")
            }
            '&' => {
                assert!(chars.as_str().starts_with("nbsp;"), "{line}");
                chars.by_ref().take(5).for_each(drop);
                out.push(' ');
            }
            c => out.push(c),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn markdown_keeps_words_as_they_are(words in "[ -~é\n]{1,80}") {
        let journal = journal(wrote([entry("a", "2025-01-10", "ground.1", &format!("x{words}x"))]));
        let markdown = format(&composed(&journal, &select(&["a"])), "markdown");
        let (_, after) = markdown.split_once("## Selected entries").unwrap();
        let lines = after.lines().skip_while(|line| !line.starts_with('>')).take_while(|line| line.starts_with('>'));
        let said: Vec<String> = lines.map(|line| {
            let line = line.strip_prefix("> ").unwrap_or("");
            // A hard break is a single backslash at the end.
            let ends = line.len() - line.trim_end_matches('\\').len();
            read(if ends % 2 == 1 { &line[..line.len() - 1] } else { line })
        }).collect();
        let given = format!("x{words}x");
        let given: Vec<&str> = given.split('\n').map(str::trim_end).collect();
        prop_assert_eq!(said, given);
    }
}
