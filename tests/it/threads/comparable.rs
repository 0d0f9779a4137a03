//! What may be laid side by side, and what may not: a rule and its test each.

use proptest::prelude::*;
use rolebook::{
    deck::Kind,
    insight::{
        say_and_hold::{chapters, corner},
        shelves::{last_said, shelf},
        thread::{Break, Thread, YARDSTICK, last},
    },
    journal::{Journal, Judged, Mark, Offered},
    time::Day,
};

use super::{Book, HOLD, SAY, other_ends, two_roles};

fn breaks(book: &Book, prompt: &str) -> Vec<Vec<Break>> {
    let journal = book.journal();
    let thread = Thread::of(&journal, prompt);
    thread
        .series
        .iter()
        .skip(1)
        .map(|series| series.breaks.clone())
        .collect()
}

fn ids(journal: &Journal, prompt: &str) -> Vec<String> {
    let thread = Thread::of(journal, prompt);
    thread
        .points()
        .map(|point| point.first.id.clone())
        .collect()
}

#[test]
fn answers_to_the_same_question_in_the_same_role_are_one_series_whatever_its_revision_says() {
    let book = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-04-10", SAY, 4);
    let book = book.asked(|asked| asked.rev = 9);
    assert_eq!(breaks(&book, SAY), [] as [Vec<Break>; 0]);
}

#[test]
fn other_words_other_ends_other_options_another_kind_or_another_role_begin_a_new_series() {
    let two = || {
        Book::new()
            .rate("2025-01-10", SAY, 3)
            .rate("2025-04-10", SAY, 4)
    };
    let worded = two().asked(|asked| asked.question = "How far does your say go?".to_owned());
    assert_eq!(breaks(&worded, SAY), [[Break::Question]]);
    assert_eq!(breaks(&two().asked(other_ends), SAY), [[Break::Scale]]);
    let kind = two().asked(|asked| asked.kind = Kind::Long);
    assert_eq!(breaks(&kind, SAY), [[Break::Scale]]);
    let role = two().but(|entry| entry.role = Some("r2".to_owned()));
    assert_eq!(breaks(&role, SAY), [[Break::Role]]);
    let options = Book::new()
        .choose("2025-01-10", "authority.10", "wide-firm")
        .choose("2025-04-10", "authority.10", "wide-firm");
    let fewer = options.clone().asked(|asked| drop(asked.options.pop()));
    assert_eq!(breaks(&fewer, "authority.10"), [[Break::Options]]);
    let reworded = options.asked(|asked| {
        asked.options[0] = Offered {
            text: "Far and firm".to_owned(),
            ..asked.options[0].clone()
        };
    });
    assert_eq!(breaks(&reworded, "authority.10"), [[Break::Options]]);
}

#[test]
fn every_break_is_said_in_words() {
    assert_eq!(
        Break::Question.says(None),
        "Here the question was asked in other words."
    );
    assert_eq!(
        Break::Role.says(Some("\nCTO ")),
        "Here a new role begins: CTO."
    );
    assert_eq!(
        Break::Role.says(Some("CTO, of two.")),
        "Here a new role begins: CTO, of two."
    );
    assert_eq!(Break::Role.says(Some("")), "Here a new role begins.");
    assert_eq!(
        Break::Scale.says(None),
        "Here it was answered on another scale."
    );
    assert_eq!(
        Break::Options.says(None),
        "Here other options were offered."
    );
}

#[test]
fn fewer_than_three_marks_are_not_drawn_and_words_never_are() {
    let drawn = |book: &Book, prompt: &str| {
        let journal = book.journal();
        Thread::of(&journal, prompt).series[0].is_drawn()
    };
    let two = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-04-10", SAY, 4);
    assert!(!drawn(&two, SAY));
    assert!(drawn(&two.clone().rate("2025-07-10", SAY, 4), SAY));
    // An answer without a mark, or with one that is on no scale, is none to draw.
    assert!(!drawn(
        &two.clone().answer("2025-07-10", SAY, None, "words"),
        SAY
    ));
    assert!(!drawn(&two.rate("2025-07-10", SAY, 8), SAY));
    let words = (1..6).fold(Book::new(), |book, month| {
        book.answer(&format!("2025-0{month}-01"), "ground.1", None, "words")
    });
    assert!(!drawn(&words, "ground.1"));
}

#[test]
fn answers_less_than_fourteen_days_apart_are_one_step_in_time() {
    let near = |days: [&str; 2]| {
        let book = Book::new().rate(days[0], SAY, 3).rate(days[1], SAY, 4);
        let journal = book.journal();
        let thread = Thread::of(&journal, SAY);
        let points: Vec<_> = thread.points().collect();
        points[1].is_near(points[0])
    };
    assert!(near(["2025-01-10", "2025-01-23"]) && !near(["2025-01-10", "2025-01-24"]));
    // Also where the clock went backwards.
    assert!(near(["2025-01-10", "2025-01-01"]) && !near(["2025-01-24", "2025-01-10"]));
}

#[test]
fn a_mark_for_then_from_now_stands_beside_and_a_sentence_only_where_they_differ_by_two() {
    for (from_now, said) in [
        (3, None),
        (4, None),
        (2, None),
        (5, Some(YARDSTICK)),
        (1, Some(YARDSTICK)),
    ] {
        let book = Book::new().rate("2025-01-10", SAY, 3);
        let book = book.about("e0", "2026-01-10", Mark::Rating(7));
        let book = book.about("e0", "2026-02-10", Mark::Rating(from_now));
        let journal = book.journal();
        let point = last(&journal, SAY).unwrap();
        assert_eq!(
            (point.rating(), point.from_now(&journal)),
            (Some(3), Some(from_now))
        );
        assert_eq!(point.yardstick(&journal), said);
        assert_eq!(ids(&journal, SAY), ["e0"]);
    }
    assert_eq!(YARDSTICK, "Your yardstick may have moved.");
}

#[test]
fn nobody_elses_answers_verdicts_marks_or_corrections_are_in_a_thread() {
    let book = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-02-10", SAY, 6);
    let book = book.but(|entry| entry.author = "M.".to_owned());
    let book = book.about("e0", "2025-03-10", Mark::Rating(7));
    let book = book.but(|entry| entry.author = "M.".to_owned());
    let book = book.rate("2025-03-11", SAY, 7).but(|entry| {
        entry.author = "M.".to_owned();
        entry.revises = Some("e0".to_owned());
    });
    let journal = book.journal();
    assert_eq!(ids(&journal, SAY), ["e0"]);
    let point = last(&journal, SAY).unwrap();
    assert_eq!((point.rating(), point.from_now(&journal)), (Some(3), None));
}

#[test]
fn a_correction_keeps_place_and_date_and_its_verdicts_are_found_under_either_id() {
    let book = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-04-10", SAY, 4);
    let book = book.verdict("e0", "2025-05-01", Judged::Changed);
    let book = book
        .rate("2025-06-10", SAY, 2)
        .but(|entry| entry.revises = Some("e0".to_owned()));
    let journal = book.journal();
    let thread = Thread::of(&journal, SAY);
    let point = thread.points().next().unwrap();
    assert_eq!(
        (point.day().to_string(), point.rating()),
        ("2025-01-10".to_owned(), Some(2))
    );
    assert!(point.is_corrected());
    assert_eq!(point.verdict(&journal).unwrap().1.is, Judged::Changed);
    let journal = book
        .verdict("e3", "2025-07-01", Judged::StillTrue)
        .journal();
    let thread = Thread::of(&journal, SAY);
    let point = thread.points().next().unwrap();
    assert_eq!(point.verdict(&journal).unwrap().1.is, Judged::StillTrue);
    assert_eq!(thread.points().count(), 2);
}

#[test]
fn the_verdict_that_holds_is_the_last_in_the_journal_under_whichever_id_it_was_given() {
    let book = Book::new().rate("2025-01-10", SAY, 3);
    let book = book
        .rate("2025-02-10", SAY, 2)
        .but(|entry| entry.revises = Some("e0".to_owned()));
    let holds = |book: &Book| {
        let journal = book.journal();
        let point = last(&journal, SAY).unwrap();
        let (said, verdict) = point.verdict(&journal).unwrap();
        (said.first.id.clone(), verdict.is.clone())
    };
    let book = book.verdict("e1", "2025-05-01", Judged::Changed);
    let first = book
        .clone()
        .verdict("e0", "2025-06-01", Judged::NearlyOpposite);
    assert_eq!(holds(&first), ("e3".to_owned(), Judged::NearlyOpposite));
    let second = first.verdict("e1", "2025-06-01", Judged::StillTrue);
    assert_eq!(holds(&second), ("e4".to_owned(), Judged::StillTrue));
    let others = book
        .verdict("e0", "2025-06-01", Judged::StillTrue)
        .but(|entry| entry.author = "M.".to_owned());
    assert_eq!(holds(&others), ("e2".to_owned(), Judged::Changed));
}

#[test]
fn what_was_corrected_twice_from_the_same_words_stands_as_it_was_corrected_last() {
    let book = Book::new().rate("2025-01-10", SAY, 3);
    let correct = |book: Book, mark: u8, id: &str| {
        let id = id.to_owned();
        book.rate("2025-02-10", SAY, mark)
            .but(|entry| entry.revises = Some(id))
    };
    let book = correct(correct(book, 4, "e0"), 5, "e0");
    let journal = book.verdict("e1", "2025-03-10", Judged::Changed).journal();
    assert_eq!(ids(&journal, SAY), ["e0"]);
    let point = last(&journal, SAY).unwrap();
    assert_eq!(point.rating(), Some(5));
    assert!(point.verdict(&journal).is_some());
}

#[test]
fn a_ring_of_corrections_loses_nothing() {
    let book = Book::new().rate("2025-01-10", SAY, 3);
    let ring = book
        .clone()
        .but(|entry| entry.revises = Some("e1".to_owned()));
    let ring = ring.rate("2025-02-10", SAY, 4);
    let ring = ring.but(|entry| entry.revises = Some("e0".to_owned()));
    assert_eq!(ids(&ring.journal(), SAY), ["e0"]);
    assert_eq!(last(&ring.journal(), SAY).unwrap().rating(), Some(4));
    let own = book.but(|entry| entry.revises = Some("e0".to_owned()));
    assert_eq!(ids(&own.journal(), SAY), ["e0"]);
}

#[test]
fn a_thread_spans_quarters_in_words_or_counts_its_answers() {
    let span = |days: &[&str]| {
        let book = days
            .iter()
            .fold(Book::new(), |book, day| book.rate(day, SAY, 3));
        let journal = book.journal();
        Thread::of(&journal, SAY).span()
    };
    assert_eq!(span(&["2025-03-10", "2026-03-10"]), "five quarters");
    assert_eq!(span(&["2026-03-10", "2025-03-10"]), "five quarters");
    assert_eq!(span(&["2025-03-31", "2025-04-01"]), "two quarters");
    assert_eq!(
        span(&["2025-01-01", "2025-02-01", "2025-03-31"]),
        "three answers"
    );
    assert_eq!(span(&["2025-01-01"]), "one answer");
    assert_eq!(span(&["2020-01-01", "2026-12-31"]), "28 quarters");
}

#[test]
fn a_shelf_holds_its_questions_of_all_decks_and_what_stands_last_in_the_journal() {
    let book = Book::new()
        .rate("2025-12-10", SAY, 3)
        .rate("2025-06-10", SAY, 4);
    let book = book.answer("2025-03-10", "authority.1", None, "A line");
    let (decks, journal) = (rolebook::deck::builtin(), book.journal());
    let reach = rolebook::deck::Dimension::Reach;
    let on: Vec<_> = shelf(&decks, &journal, reach).collect();
    let say = on.iter().find(|shelved| shelved.prompt.id == SAY).unwrap();
    assert_eq!(say.last.unwrap().rating(), Some(4));
    let today = Day::from_ymd_opt(2025, 9, 10).unwrap();
    assert!(!say.is_old(today) && say.is_old(today.succ_opt().unwrap()));
    assert!(on.iter().any(|shelved| shelved.deck.id != "authority"));
    assert!(on.iter().any(|shelved| shelved.last.is_none()));
    // By the journal's order, whatever the clock said.
    let last = last_said(&decks, &journal, reach).unwrap();
    assert_eq!(last.now.words, "A line");
    assert!(last_said(&decks, &journal, rolebook::deck::Dimension::Fluency).is_none());
}

/// A chapter: its role, what begins it, and its days with both marks.
type Found = (Option<String>, Option<Break>, Vec<(String, u8, u8)>);

fn pairs(book: &Book) -> Vec<Found> {
    let journal = book.journal();
    let of = |chapter: &rolebook::insight::say_and_hold::Chapter<'_>| {
        let pairs = chapter.pairs.iter();
        let pairs = pairs.map(|pair| (pair.day().to_string(), pair.say.1, pair.hold.1));
        (
            chapter.role.map(str::to_owned),
            chapter.begins,
            pairs.collect(),
        )
    };
    chapters(&journal).iter().map(of).collect()
}

#[test]
fn say_and_hold_are_paired_by_day_and_role_and_a_new_role_begins_a_new_chapter() {
    let found = pairs(&two_roles());
    let day = |day: &str, say, hold| (day.to_owned(), say, hold);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].0.as_deref(), Some("r1"));
    assert_eq!(found[0].2[0], day("2025-03-20", 3, 6));
    assert_eq!((found[0].2.len(), found[1].2.len()), (4, 3));
    assert_eq!((found[0].1, found[1].1), (None, Some(Break::Role)));
    // Other days, and other roles on the same day, are no pair.
    let apart = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-01-11", HOLD, 4);
    assert_eq!(pairs(&apart), []);
    let roles = Book::new()
        .rate("2025-01-10", SAY, 3)
        .role("r2")
        .rate("2025-01-10", HOLD, 4);
    assert_eq!(pairs(&roles), []);
    // Of several on a day those that were marked last stand together.
    let more = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-01-10", SAY, 5);
    let more = more.rate("2025-01-10", HOLD, 4);
    assert_eq!(pairs(&more)[0].2, [day("2025-01-10", 5, 4)]);
    // The role held now has a chapter even before it has a pair.
    let new = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-01-10", HOLD, 4)
        .role("r2");
    let new = pairs(&new.rate("2025-02-10", SAY, 4));
    assert_eq!(
        new[1],
        (Some("r2".to_owned()), Some(Break::Role), Vec::new())
    );
    let worded = Book::new()
        .rate("2025-01-10", SAY, 3)
        .rate("2025-01-10", HOLD, 4);
    let worded = worded
        .rate("2025-04-10", SAY, 3)
        .rate("2025-04-10", HOLD, 4);
    let worded = pairs(&worded.asked(other_ends));
    assert_eq!((worded.len(), worded[1].1), (2, Some(Break::Question)));
}

#[test]
fn the_corners_are_said_in_plain_words_and_in_the_ends_where_these_are_others() {
    let journal = two_roles().journal();
    let all = chapters(&journal);
    let ends = all[0].ends().unwrap();
    let words = [(true, false), (true, true), (false, false), (false, true)]
        .map(|(say, hold)| corner(ends, say, hold));
    assert_eq!(
        words,
        [
            "I decide, and little of it is in my hands",
            "I decide, and much of it is in my hands",
            "I advise, and little of it is in my hands",
            "I advise, and much of it is in my hands",
        ]
    );
    let mut other = ends.1.clone();
    other.low = "Nothing".to_owned();
    assert_eq!(
        corner((ends.0, &other), true, false),
        "I decide, and it stands; Nothing"
    );
}

proptest! {
    /// Whatever the clocks said, and whatever broke: every answer is there, once, in its order.
    #[test]
    fn a_thread_is_the_answers_in_the_journals_order(
        written in prop::collection::vec((0_i64..5000, 1_u8..8, 0_u8..3, 0_u8..3, any::<bool>()), 0..40),
    ) {
        let mut book = Book::new();
        for (day, mark, role, wording, corrects) in written {
            let day = Day::from_ymd_opt(2020, 1, 1).unwrap() + chrono::TimeDelta::days(day);
            let earlier = book.entries.last().map(|entry| entry.id.clone());
            book = book.rate(&day.to_string(), SAY, mark).but(|entry| {
                entry.role = Some(format!("r{role}"));
                entry.revises = earlier.filter(|_| corrects);
            });
            book = book.asked(|asked| asked.question = format!("Question {wording}"));
        }
        let journal = book.journal();
        let firsts = book.entries.iter().filter(|entry| entry.revises.is_none());
        let firsts: Vec<String> = firsts.map(|entry| entry.id.clone()).collect();
        prop_assert_eq!(ids(&journal, SAY), firsts.clone());
        prop_assert_eq!(last(&journal, SAY).map(|point| &point.first.id), firsts.last());
        let thread = Thread::of(&journal, SAY);
        for (at, series) in thread.series.iter().enumerate() {
            prop_assert!(!series.points.is_empty());
            prop_assert_eq!(series.breaks.is_empty(), at == 0);
            let same = |entry: &rolebook::insight::thread::Point<'_>| {
                let asked = entry.asked().map(|asked| asked.question.clone());
                (entry.first.role.clone(), asked)
            };
            prop_assert!(series.points.windows(2).all(|two| same(&two[0]) == same(&two[1])));
        }
    }
}
