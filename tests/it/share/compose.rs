//! What stands in a hand-off, in which part, with what beside it.

use rolebook::{
    deck,
    journal::{
        Became, Chosen, Entry, Fact, Forecast, Judged, LeftOut, Mark, Outcome, Promise, Selection,
        Verdict, With,
    },
    share::handoff::{Fit, Part, compose, fit, lines},
};

use super::made::{
    about, chosen, composed, day, details, entry, item, journal, marked, select, stated, today,
    wrote,
};

#[expect(clippy::unnecessary_wraps, reason = "as an entry has it")]
fn verdict(is: Judged) -> Option<Mark> {
    Some(Mark::Verdict(Verdict { is, beside: None }))
}

#[expect(clippy::unnecessary_wraps, reason = "as an entry has it")]
fn became(is: Became) -> Option<Mark> {
    Some(Mark::Outcome(Outcome { is, by: None }))
}

fn promise(id: &str, on: &str, words: &str) -> Entry {
    let promise = Promise {
        by: Some(day("2026-05-01")),
        ..Promise::default()
    };
    marked(id, on, "week.7", words, Mark::Promise(promise))
}

#[test]
#[expect(clippy::too_many_lines, reason = "one journal, from end to end")]
fn every_part_has_what_belongs_to_it() {
    let done = promise("p1", "2025-12-12", "Minute the authority");
    let then = entry("t1", "2025-12-12", "ground.7", "Hiring is mine.");
    let mut all = vec![
        done.clone(),
        promise("p2", "2025-12-12", "Name the owner"),
        then.clone(),
        entry("t2", "2026-02-10", "ground.7", "Hiring is not mine."),
        about(
            "v",
            "2026-02-10",
            &then,
            "I asked finance.",
            verdict(Judged::Changed),
        ),
        about(
            "o",
            "2026-02-10",
            &done,
            "It is in the minutes.",
            became(Became::Done),
        ),
        marked(
            "r",
            "2026-02-10",
            "authority.2",
            "The tier.",
            Mark::Rating(3),
        ),
        marked(
            "f",
            "2026-02-10",
            "after.6",
            "Two renew",
            Mark::Forecast(Forecast::default()),
        ),
        entry("q", "2026-02-10", "before.7", "What would I lose?"),
        entry("w0", "2026-02-11", "session.1", "An older wish"),
        entry("w1", "2026-03-30", "session.1", "A wish"),
        entry("s2", "2026-03-30", "session.2", "What I did"),
        marked(
            "s4",
            "2026-03-30",
            "session.4",
            "",
            Mark::Lines(vec!["Hiring".into()]),
        ),
        entry("n", "2026-03-30", "", "A note of mine"),
    ];
    all.reverse();
    all.sort_by_key(|entry| entry.at);
    let journal = journal(wrote(all));
    let mut selection = select(&["n", "s4", "s2", "w1", "w0", "q", "f", "r", "p1", "p2"]);
    selection.chosen.push(chosen("t2", With::Before));
    let (handoff, ids) = compose(&journal, &deck::builtin(), &selection, &details(), today());
    let parts: Vec<(Part, &str)> = handoff
        .items
        .iter()
        .zip(&ids)
        .map(|(item, (_, id))| (item.part, id.as_str()))
        .collect();
    assert_eq!(
        parts,
        [
            (Part::Want, "w1"),
            (Part::Since, "p1"),
            (Part::Since, "s2"),
            (Part::Shifts, "t2"),
            (Part::Themes, "s4"),
            (Part::Questions, "q"),
            (Part::Commitments, "p2"),
            (Part::Forecasts, "f"),
            (Part::Ratings, "r"),
            (Part::Entries, "w0"),
            (Part::Entries, "n"),
        ]
    );
    let pair = item(&handoff, "not mine");
    assert_eq!(pair.earlier[0].words, "Hiring is mine.");
    assert_eq!(
        (pair.later[0].of, pair.later[0].words.as_str()),
        (Some(0), "I asked finance.")
    );
    assert_eq!(
        item(&handoff, "Minute").later[0].words,
        "It is in the minutes."
    );
    assert_eq!(
        handoff.cover.period,
        Some((day("2025-12-12"), day("2026-03-30")))
    );
    assert!(item(&handoff, "A note of mine").asked.is_none());
}

#[test]
fn a_series_of_ratings_is_whole_with_marks_from_now_and_ends_where_the_role_did() {
    let before = Entry {
        role: Some("role-0".into()),
        ..marked(
            "r0",
            "2025-01-10",
            "authority.2",
            "Another chair",
            Mark::Rating(6),
        )
    };
    let first = marked("r1", "2025-06-10", "authority.2", "First", Mark::Rating(5));
    let all = [
        before,
        first.clone(),
        marked("r2", "2025-09-10", "authority.2", "", Mark::Rating(3)),
        marked("r3", "2025-12-10", "authority.2", "", Mark::Rating(4)),
        about("now", "2026-01-10", &first, "", Some(Mark::Rating(2))),
    ];
    let journal = journal(wrote(all));
    let selection = Selection {
        chosen: vec![chosen("r3", With::Thread), chosen("r2", With::Alone)],
        ..Selection::default()
    };
    let handoff = composed(&journal, &selection);
    let [item] = handoff.items.as_slice() else {
        panic!("{handoff:?}")
    };
    let marks: Vec<_> = item
        .earlier
        .iter()
        .chain([&item.said])
        .map(|said| said.mark.clone())
        .collect();
    assert_eq!(marks, [5, 3, 4].map(|mark| Some(Mark::Rating(mark))));
    let [now] = item.later.as_slice() else {
        panic!("{item:?}")
    };
    assert_eq!(
        (now.of, now.from_now, &now.mark),
        (Some(0), true, &Some(Mark::Rating(2)))
    );
}

#[test]
fn what_is_private_goes_one_by_one_and_never_with_a_thread() {
    let private = |id, on, words| Entry {
        private: true,
        ..entry(id, on, "inherit.5", words)
    };
    let journal = journal(wrote([
        private("a", "2025-01-10", "Older"),
        private("b", "2025-02-10", "Newer"),
    ]));
    assert!(composed(&journal, &select(&["a", "b"])).items.is_empty());
    let one = Chosen {
        private: true,
        ..chosen("b", With::Thread)
    };
    let handoff = composed(
        &journal,
        &Selection {
            chosen: vec![one],
            ..Selection::default()
        },
    );
    assert_eq!(handoff.items.len(), 1);
    assert!(handoff.items[0].earlier.is_empty());
    assert_eq!(
        fit(&journal, journal.entry("a").unwrap(), today()),
        Fit::Private
    );
}

#[test]
fn a_promise_whose_outcome_stays_here_is_not_called_open() {
    let made = promise("p", "2025-12-12", "Minute it");
    let outcome = Entry {
        private: true,
        ..about("o", "2026-02-10", &made, "Secretly.", became(Became::Done))
    };
    let journal = journal(wrote([made, outcome]));
    let handoff = composed(&journal, &select(&["p"]));
    assert_eq!(handoff.items[0].part, Part::Entries);
    assert!(handoff.items[0].later.is_empty());
}

#[test]
fn a_correction_is_all_that_goes_and_one_made_after_looking_through_holds_everything_back() {
    let first = entry("a", "2025-01-10", "ground.1", "First form\nsecret");
    let second = Entry {
        revises: Some("a".into()),
        ..entry("b", "2025-03-10", "ground.1", "Second form\nsecret")
    };
    let journal = journal(wrote([first, second]));
    let handoff = composed(&journal, &select(&["b"]));
    let said = &handoff.items[0].said;
    assert_eq!(
        (said.date, said.words.as_str()),
        (day("2025-01-10"), "Second form\nsecret")
    );
    let mut selection = select(&["a"]);
    selection.chosen[0].left_out = vec![rolebook::journal::LeftOut {
        entry: "a".into(),
        line: 1,
        of_mark: false,
        silent: true,
    }];
    assert_eq!(
        composed(&journal, &selection).items[0].said.words,
        "[left out]"
    );
    selection.chosen[0].left_out[0].entry = "b".into();
    assert_eq!(
        composed(&journal, &selection).items[0].said.words,
        "Second form"
    );
}

#[test]
fn the_context_card_has_the_role_names_and_never_their_key() {
    let mut records = vec![
        stated(Fact::Role, "role-1", "CTO, with Anna"),
        stated(Fact::Name, "Anna", "the product head"),
    ];
    records.extend(wrote([
        entry("since", "2024-01-02", "first.since", "Since Anna came"),
        entry("a", "2025-01-10", "ground.1", "ANNA's plan, and Joanna's."),
    ]));
    let journal = journal(records);
    assert!(composed(&journal, &select(&["a"])).context.is_none());
    let selection = Selection {
        context: true,
        ..select(&["a"])
    };
    let handoff = composed(&journal, &selection);
    let context = handoff.context.as_ref().unwrap();
    assert_eq!(context.role, "CTO, with the product head");
    assert_eq!(context.since, "Since the product head came");
    assert_eq!(context.roles, ["the product head"]);
    assert_eq!(
        handoff.items[0].said.words,
        "the product head's plan, and Joanna's."
    );
}

#[test]
fn a_side_note_goes_with_its_answer_and_times_only_where_chosen() {
    let answer = entry("a", "2025-01-10", "ground.1", "Words");
    let note = Entry {
        asked: None,
        ..about("n", "2025-02-10", &answer, "Read this first.", None)
    };
    let other = Entry {
        asked: None,
        ..about("m", "2025-02-10", &answer, "For me alone.", None)
    };
    let journal = journal(wrote([answer, note, other]));
    let mut selection = select(&["a", "n"]);
    selection.chosen[0].side_note = Some("n".into());
    let handoff = composed(&journal, &selection);
    assert_eq!(handoff.items.len(), 1);
    assert_eq!(
        handoff.items[0].side_note.as_deref(),
        Some("Read this first.")
    );
    assert!(handoff.items[0].later.is_empty());
    assert_eq!(handoff.items[0].said.time, None);
    selection.times = true;
    assert_eq!(
        composed(&journal, &selection).items[0].said.time.as_deref(),
        Some("09:17")
    );
}

#[test]
fn an_older_answer_to_other_words_brings_its_own_question() {
    let mut older = entry("a", "2025-01-10", "ground.1", "Older");
    let mut asked = (**older.asked.as_ref().unwrap()).clone();
    asked.question = "What is it for?".into();
    older.asked = Some(asked.into());
    let journal = journal(wrote([
        older,
        entry("b", "2025-02-10", "ground.1", "Newer"),
    ]));
    let selection = Selection {
        chosen: vec![chosen("b", With::Thread)],
        ..Selection::default()
    };
    let handoff = composed(&journal, &selection);
    assert_eq!(
        handoff.items[0].earlier[0].asked.as_ref().unwrap().text,
        "What is it for?"
    );
    assert!(handoff.items[0].said.asked.is_none());
}

#[test]
fn a_coachs_question_does_not_go_on_to_another() {
    let mut answer = entry("a", "2025-01-10", "ground.1", "My answer to it");
    answer.answers = Some("c".into());
    let mine = entry("m", "2025-01-01", "ground.1", "Mine");
    let mut coach = about("c", "2025-01-05", &mine, "What does it protect?", None);
    coach.author = "Coach".into();
    let journal = journal(wrote([mine, coach, answer]));
    let handoff = composed(&journal, &select(&["a", "c", "m"]));
    assert_eq!(handoff.items.len(), 2);
    assert!(item(&handoff, "My answer").asked.is_none());
}

#[test]
fn the_lines_of_an_entry_are_counted_as_they_are_left_out() {
    let entry = promise("p", "2025-12-12", "One\nTwo");
    let counted: Vec<_> = lines(&entry)
        .into_iter()
        .map(|line| (line.of_mark, line.line, line.text))
        .collect();
    assert_eq!(
        counted,
        [
            (false, 0, "One".into()),
            (false, 1, "Two".into()),
            (true, 0, "By 1 May 2026".to_owned())
        ]
    );
}

#[test]
fn an_answer_that_was_chosen_stands_alone_where_the_one_it_went_with_is_left_out_in_silence() {
    let then = entry("then", "2025-01-10", "ground.1", "To build.");
    let now = entry("now", "2025-06-10", "ground.1", "To keep promises.");
    let verdict = about(
        "v",
        "2025-06-10",
        &now,
        "It does.",
        verdict(Judged::Changed),
    );
    let journal = journal(wrote([then, now, verdict]));
    let mut selection = select(&["then", "v"]);
    selection.chosen.push(Chosen {
        left_out: vec![LeftOut {
            entry: "now".to_owned(),
            line: 0,
            of_mark: false,
            silent: true,
        }],
        ..chosen("now", With::Before)
    });
    let handoff = composed(&journal, &selection);
    let said: Vec<&str> = handoff
        .items
        .iter()
        .map(|item| item.said.words.as_str())
        .collect();
    assert_eq!(said, ["To build.", "It does."]);
}
