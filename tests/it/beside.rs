//! Two answers side by side: what changed between them, on the screen and in lines.

use std::{path::Path, process::Command, sync::Arc};

use ratatui::{buffer::Buffer, layout::Rect};
use rolebook::{
    deck,
    insight::{
        change::{self, Pairing, Part},
        seen::Hidden,
        thread::{self, Point},
    },
    journal::{
        Asked, Entry, Fact, Forecast, Header, Judged, ME, Mark, Occasion, Person, Promise, Record,
        SessionFile, Stated, Verdict,
    },
    store::memory::{Failure, Fault, MemoryDisk, Op},
    time::{Day, moment_from},
    tui::{
        act::Act,
        page::Page,
        palette::{Glyphs, Theme},
        paper::Paper,
        screen::{Cx, Next, Saved, Screen},
        screens::beside::BesidePage,
    },
    workbook::{Deed, Workbook},
};
use serde_json::Map;

use crate::driver::{Driver, workbook};

const LONG: &str = "ground.1";
const QUESTION: &str = "In a few sentences, what is your job really for?";

const THEN: &str = "Pricing is mine, and platform hiring is mine. It is in my offer letter.\n\n\
    We decide the roadmap together, so nobody has to own the hard calls.";
const NOW: &str = "Pricing of the API tier is mine. The board said so in January.\n\n\
    Platform hiring is not, though I act as if it were. I notice I would rather not know.";

/// An answer to a prompt as it is asked now.
fn entry(id: &str, at: &str, prompt: &str, words: &str, mark: Option<Mark>) -> Entry {
    let decks = deck::builtin();
    let asked = decks.prompt(prompt).map(|(_, prompt)| Asked::of(prompt));
    Entry {
        id: id.to_owned(),
        at: moment_from(at).unwrap(),
        author: ME.to_owned(),
        role: Some("cto".to_owned()),
        asked: asked.map(Arc::new),
        words: words.to_owned(),
        mark,
        private: false,
        revises: None,
        answers: None,
        sealed: None,
        more: Map::new(),
    }
}

const DAYS: [&str; 4] = [
    "2025-09-02T09:00:00+02:00",
    "2025-12-14T09:12:00+01:00",
    "2026-02-05T16:40:00+01:00",
    "2026-03-30T10:00:00+02:00",
];

/// A disk with a session for each entry.
fn disk(entries: impl IntoIterator<Item = Entry>) -> MemoryDisk {
    let disk = MemoryDisk::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let id = format!("aaaaa{at}");
        let name = entry.at.format("%Y-%m-%dT%H%M%SZ");
        let path = format!("/journal/sessions/2025/{name}-{id}.json");
        disk.put(path, session(at, id, entry)).unwrap();
    }
    disk
}

fn session(at: usize, id: String, entry: Entry) -> Vec<u8> {
    let session = Header {
        id,
        seq: at as u64 + 1,
        started: entry.at,
        occasion: Occasion::Alone,
        continues: None,
        more: Map::new(),
    };
    let role = Stated {
        id: format!("role{at}"),
        at: entry.at,
        fact: Fact::Role,
        key: "cto".to_owned(),
        value: "CTO".into(),
        more: Map::new(),
    };
    let records = vec![Record::Stated(role), Record::Wrote(Box::new(entry))];
    SessionFile { session, records }.to_bytes().unwrap()
}

/// Answers to one question, on the days in their order.
fn answers(prompt: &str, words: &[&str]) -> Vec<Entry> {
    let ids = ["aaa", "bbb", "ccc", "ddd"].iter().zip(DAYS);
    let given = words.iter().zip(ids);
    given
        .map(|(words, (id, day))| entry(id, day, prompt, words, None))
        .collect()
}

/// The program with these answers on its disk, and one more that is typed now: the last two stand
/// side by side.
fn asked_again(entries: Vec<Entry>, keys: &str, words: &str) -> Driver {
    let mut t = Driver::on(disk(entries), "2026-03-31T10:42:00+02:00");
    t.press("t 1 enter");
    t.press(keys);
    t.type_text(words).press("ctrl+s");
    // In the midst of a track the older answer is a key away.
    t.press("f9");
    t
}

fn two() -> Driver {
    let then = answers(LONG, &["An older one.", THEN]);
    asked_again(then, "1 enter", NOW)
}

/// A page of two answers by itself, as any other page may open it.
struct Alone {
    book: Workbook,
    page: BesidePage,
    size: (u16, u16),
}

impl Alone {
    fn open(entries: Vec<Entry>, then: &str, now: Option<&str>) -> Self {
        let book = workbook(&disk(entries), 1);
        let page = BesidePage::open(&book, then.to_owned(), now.map(str::to_owned));
        Self {
            book,
            page,
            size: (80, 24),
        }
    }

    fn with<T>(&mut self, act: impl FnOnce(&mut BesidePage, &Cx<'_>) -> T) -> T {
        let (width, height) = self.size;
        let cx = Cx {
            workbook: &self.book,
            now: moment_from("2026-03-31T10:42:00+02:00").unwrap(),
            page: Page::of((width, height).into()),
            theme: &Theme::PROBE,
            glyphs: &Glyphs::UTF8,
            saved: &Saved::Nothing,
        };
        self.page.fit(&cx);
        let value = act(&mut self.page, &cx);
        self.page.fit(&cx);
        value
    }

    fn act(&mut self, act: Act) -> Next {
        self.with(|page, cx| page.act(cx, act))
    }

    /// What the page says when it does nothing.
    fn says(&mut self, act: Act) -> String {
        match self.act(act) {
            Next::Say(what) => what,
            other => panic!("{other:?}"),
        }
    }

    fn screen(&mut self) -> String {
        let (width, height) = self.size;
        self.with(|page, cx| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let mut paper = Paper::new(cx.page, cx.theme, cx.glyphs, &mut buffer);
            page.view(cx, &mut paper);
            let rows = buffer.content().chunks(usize::from(width));
            let rows = rows.map(|row| {
                row.iter()
                    .map(ratatui::buffer::Cell::symbol)
                    .collect::<String>()
            });
            rows.map(|row| row.trim_end().to_owned())
                .collect::<Vec<_>>()
                .join("\n")
        })
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> bool {
        let screen = self.screen();
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        flat.contains(text)
    }
}

#[test]
fn two_answers_stand_side_by_side_with_what_changed_and_five_verdicts() {
    let mut t = two();
    insta::assert_snapshot!("beside_at_80_by_24", t.screen());
    insta::assert_snapshot!("beside_tones", t.styles());
    t.press("end")
        .expect("turned platform hiring is mine")
        .expect("gone It is in my offer letter.");
    t.expect("new The board said so in January.");
    // The verdicts stay in view.
    t.expect("1 still true 2 weighs differently 3 changed 4 nearly the opposite")
        .expect("5 no longer my question your verdict");
}

#[test]
fn one_key_gives_a_verdict_that_is_on_the_disk_at_once() {
    for (key, is) in ["1", "2", "3", "4", "5"].iter().zip(Judged::ALL) {
        let mut t = two();
        t.press(key)
            .expect(&format!("your verdict on 31 March: {}", is.words()));
        let entries = t.entries();
        let [.., answer, given] = entries.as_slice() else {
            panic!()
        };
        let beside = Some(answer.id.clone());
        assert_eq!(given.mark, Some(Mark::Verdict(Verdict { is, beside })));
        assert_eq!(given.answers.as_deref(), Some("bbb"));
        assert_eq!(given.asked, answer.asked);
    }
}

#[test]
fn a_verdict_that_is_not_on_the_disk_is_not_shown_as_given() {
    let mut t = two();
    let before = t.entries().len();
    t.disk.fail(Fault {
        op: Some(Op::SyncFile),
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.press("3")
        .expect("Not saved: the disk is full")
        .expect("Press the key once more.");
    assert_eq!(t.entries().len(), before);
    t.press("down")
        .expect("your verdict")
        .expect_not("your verdict on");
    t.disk.fail(None);
    t.press("3").expect("your verdict on 31 March: changed");
    assert_eq!(t.entries().len(), before + 1);
}

#[test]
fn a_later_verdict_holds_and_the_one_before_it_stays() {
    let mut t = two();
    t.press("3 1")
        .expect("your verdict on 31 March: still true");
    t.press("end").expect("31 March, your verdict: changed");
}

#[test]
fn why_a_verdict_was_given_is_written_after_it_and_shown_with_it() {
    let mut t = two();
    t.press("y").expect("Give a verdict first: 1 to 5.");
    t.press("3 y")
        .expect("Reading the two together:")
        .expect("3 ● Changed");
    // Nothing was written: leaving it leaves nothing behind.
    t.press("esc").expect("your verdict on 31 March: changed");
    let count = t.entries().len();
    t.press("y enter")
        .expect("your verdict on 31 March: changed");
    assert_eq!(t.entries().len(), count);
    t.press("y")
        .type_text("Nobody asks me any more.")
        .press("enter");
    t.press("end")
        .expect("31 March, your verdict: changed")
        .expect("Nobody asks me any more.");
    let entries = t.entries();
    let [.., given, why] = entries.as_slice() else {
        panic!()
    };
    assert_eq!(
        (why.revises.as_deref(), why.words.as_str()),
        (Some(given.id.as_str()), "Nobody asks me any more.")
    );
    assert_eq!(why.mark, given.mark);
    assert_eq!(why.answers.as_deref(), Some("bbb"));
}

#[test]
fn the_words_of_why_survive_a_kill() {
    let mut t = two();
    t.press("4 y").type_text("Half a rea").wait();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect("words waiting")
        .press("enter")
        .expect("Half a rea")
        .expect("4 ● Nearly");
    t.type_text("son").press("enter");
    let entries = t.entries();
    let why = entries.last().unwrap();
    assert_eq!(why.words, "Half a reason");
    assert!(why.revises.is_some() && matches!(why.mark, Some(Mark::Verdict(_))));
}

#[test]
fn answering_again_lays_the_new_answer_beside_the_one_before() {
    let mut t = two();
    t.press("w")
        .expect(QUESTION)
        .expect("On 31 March you wrote");
    t.type_text("For the calls nobody owns.").press("ctrl+s");
    t.expect("For the calls nobody owns.")
        .expect("31 March, 10:")
        .press("enter")
        .expect("14 December, then 31 March");
}

#[test]
fn a_note_is_attached_to_the_newer_answer_and_shown_below() {
    let mut t = two();
    t.press("c")
        .expect("A note")
        .type_text("Ask the COO.")
        .press("ctrl+s");
    t.press("end")
        .expect("31 March, a note, on the newer answer")
        .expect("Ask the COO.");
    let entries = t.entries();
    let [.., answer, note] = entries.as_slice() else {
        panic!()
    };
    assert_eq!(note.answers.as_ref(), Some(&answer.id));
    assert!(note.asked.is_none());
}

#[test]
fn both_sides_move_through_the_thread_and_never_cross() {
    let words = [
        "First words.",
        "Second words.",
        "Third words.",
        "Fourth words.",
    ];
    let mut t = Alone::open(answers(LONG, &words), "ccc", Some("ddd"));
    assert!(t.sees("5 February, then 30 March"));
    assert_eq!(
        t.says(Act::ThenAfter),
        "The next answer stands on the newer side already."
    );
    assert_eq!(
        t.says(Act::NowBefore),
        "The answer before stands on the older side already."
    );
    assert_eq!(t.says(Act::NowAfter), "There is no later answer.");
    for _ in 0..2 {
        assert!(matches!(t.act(Act::ThenBefore), Next::Stay));
    }
    assert!(t.sees("2 September 2025, then 30 March") || t.sees("2 September, then 30 March"));
    assert!(t.sees("First words.") && t.sees("Fourth words."));
    assert_eq!(t.says(Act::ThenBefore), "There is no earlier answer.");
    t.act(Act::NowBefore);
    t.act(Act::ThenAfter);
    assert!(t.sees("14 December, then 5 February"));
    t.act(Act::NowAfter);
    assert!(t.sees("14 December, then 30 March"));
}

#[test]
fn an_answer_by_itself_takes_a_verdict_too() {
    let words = ["First words.", "Second words."];
    let mut t = Alone::open(answers(LONG, &words), "aaa", None);
    assert!(t.sees("First words.") && !t.sees("Second words.") && !t.sees("then"));
    assert!(t.sees("1 still true"));
    match t.act(Act::Digit(5)) {
        Next::Do(Deed::Verdict { on, is, beside }) => {
            assert_eq!(
                (on.as_str(), is, beside),
                ("aaa", Judged::NoLongerMyQuestion, None)
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(t.says(Act::Turn), "There is one answer here.");
    assert_eq!(
        t.says(Act::Lens),
        "The word lens reads two answers, and this is one."
    );
    assert_eq!(t.says(Act::ThenBefore), "There is no earlier answer.");
    t.act(Act::NowAfter);
    assert!(t.sees("First words.") && t.sees("Second words."));
    let mut t = Alone::open(answers(LONG, &words), "bbb", None);
    t.act(Act::ThenBefore);
    assert!(
        t.sees("2 September 2025, then 14 December") || t.sees("2 September, then 14 December")
    );
}

#[test]
fn other_pages_are_a_key_away_and_what_cannot_act_says_why() {
    let words = ["First words.", "Second words."];
    let mut t = Alone::open(answers(LONG, &words), "aaa", Some("bbb"));
    let went = |next: Next| format!("{next:?}");
    assert_eq!(
        went(t.act(Act::Thread)),
        r#"Go(Thread("ground.1", Some("bbb")))"#
    );
    assert_eq!(went(t.act(Act::Lens)), r#"Go(Lens("aaa", "bbb"))"#);
    assert_eq!(
        t.says(Act::FromNow),
        "Only a mark on a scale can be set for then, from now."
    );
    assert_eq!(t.says(Act::Turn), "The two stand side by side here.");
    assert!(matches!(t.act(Act::Open), Next::GoOn));
    let gone = answers("nowhere.1", &words).into_iter().map(|mut one| {
        let mut asked = Asked::of(deck::builtin().prompt(LONG).unwrap().1);
        asked.prompt = "nowhere.1".to_owned();
        one.asked = Some(Arc::new(asked));
        one
    });
    let mut t = Alone::open(gone.collect(), "aaa", Some("bbb"));
    assert_eq!(t.says(Act::Revisit), "No deck asks this question now.");
    assert!(t.sees("Questions that no deck holds now") && t.sees("First words."));
    let mut note = entry("aaa", DAYS[0], LONG, "Free words.", None);
    note.asked = None;
    let mut t = Alone::open(vec![note], "aaa", None);
    assert!(t.sees("A note") && t.sees("Free words."));
    assert_eq!(t.says(Act::Revisit), "A note answers no question.");
    assert_eq!(t.says(Act::Thread), "A note answers no question.");
    let mut t = Alone::open(Vec::new(), "aaa", Some("bbb"));
    assert!(t.sees("These words are not in the journal any more."));
    assert_eq!(
        t.says(Act::Digit(1)),
        "These words are not in the journal any more."
    );
}

#[test]
fn narrow_the_two_stand_one_above_the_other_with_a_key_between_them() {
    let words = [THEN, NOW];
    for size in [(60, 20), (40, 12)] {
        let mut t = Alone::open(answers(LONG, &words), "aaa", Some("bbb"));
        t.size = size;
        assert!(t.sees("then, 2 September") && t.sees("Pricing is mine, and platform hiring"));
        t.act(Act::Turn);
        assert!(
            t.sees("now, 14 December") && t.sees("Pricing of the API tier is mine."),
            "{}",
            t.screen()
        );
        assert!(!t.sees("then, 2 September"));
        t.act(Act::Turn);
        assert!(t.sees("Pricing is mine, and platform hiring"));
        t.act(Act::Last);
        assert!(
            t.sees("5 no longer my question your verdict"),
            "{}",
            t.screen()
        );
    }
}

#[test]
fn a_long_answer_is_read_to_its_end_and_the_verdict_stays() {
    let long: Vec<String> = (0..300).map(|at| format!("w{at}")).collect();
    let (then, now) = (long.join(" "), long.join(" ").replace("w150 ", "other "));
    let mut t = Alone::open(
        answers(LONG, &[then.as_str(), now.as_str()]),
        "aaa",
        Some("bbb"),
    );
    assert!(t.sees("w0 w1") && !t.sees("w299") && t.sees("your verdict"));
    let mut seen = String::new();
    for _ in 0..40 {
        t.act(Act::PageDown);
        seen.push_str(&t.screen());
    }
    assert!(
        seen.contains("w299") && seen.contains("[-w150-] {+other+}"),
        "{seen}"
    );
    t.act(Act::First);
    assert!(t.sees("w0 w1"));
}

#[test]
fn a_correction_stands_in_the_place_of_what_it_corrects() {
    let mut entries = answers(LONG, &["First words.", "Second words."]);
    let mut later = entry("eee", DAYS[3], LONG, "Second words, corrected.", None);
    (later.revises, later.role) = (Some("bbb".to_owned()), Some("cpto".to_owned()));
    entries.push(later);
    // Whichever of its forms is asked for.
    let mut t = Alone::open(entries, "aaa", Some("eee"));
    assert!(
        t.sees("then 14 December") && t.sees("Second words, corrected.") && t.sees("corrected")
    );
    // The role is the one that was held when it was first answered.
    assert!(!t.sees("Another role"));
}

#[test]
fn a_sealed_letter_shows_none_of_its_words() {
    let mut entries = answers("quarter.9", &["Secret words.", "Other secrets."]);
    entries[0].sealed = Day::from_ymd_opt(2026, 3, 1);
    entries[1].sealed = Day::from_ymd_opt(2026, 6, 30);
    let mut t = Alone::open(entries, "aaa", Some("bbb"));
    assert!(t.sees("Secret words.") && t.sees("A letter to yourself, sealed until"));
    assert!(!t.sees("Other secrets") && !t.sees("gone"));
    t.act(Act::ThenAfter);
    let mut entries = answers("quarter.9", &["Secret words."]);
    entries[0].sealed = Day::from_ymd_opt(2026, 6, 30);
    let mut t = Alone::open(entries, "aaa", None);
    assert!(!t.sees("Secret"));
    assert_eq!(
        t.says(Act::Digit(1)),
        "This letter is sealed until 30 June 2026."
    );
}

#[test]
fn somebody_elses_answer_is_compared_with_nothing() {
    let theirs = || {
        let mark = |mark| Some(Mark::Rating(mark));
        let then = entry("aaa", DAYS[0], "ground.5", "Mine.", mark(4));
        let mut now = entry("bbb", DAYS[1], "ground.5", "Theirs.", mark(7));
        now.author = "Coach".to_owned();
        vec![then, now]
    };
    for (then, now) in [("aaa", Some("bbb")), ("bbb", Some("aaa")), ("bbb", None)] {
        let mut t = Alone::open(theirs(), then, now);
        assert!(t.sees(change::NOT_YOURS) && !t.sees("now 7") && !t.sees("Theirs"));
        assert_eq!(t.says(Act::Digit(1)), change::NOT_YOURS);
        assert_eq!(t.says(Act::Because), change::NOT_YOURS);
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let own = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(home, own).unwrap();
    std::fs::create_dir_all(home.join("sessions/2025")).unwrap();
    for (at, entry) in theirs().into_iter().enumerate() {
        let path = format!("sessions/2025/2025-0{}-01T080000Z-aaaaa{at}.json", at + 1);
        let bytes = session(at, format!("aaaaa{at}"), entry);
        std::fs::write(home.join(path), bytes).unwrap();
    }
    for args in [&["aaa", "bbb"][..], &["bbb", "--beside"]] {
        let (code, out, err) = rolebook(home, DAYS[3], &[&["show"], args].concat(), "");
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(change::NOT_YOURS), "{err}");
    }
    // By itself the writer's answer has nothing beside it.
    let (code, out, err) = rolebook(home, DAYS[3], &["show", "ground.5", "--beside"], "");
    assert!(code == 0 && out.contains("Mine."), "{err}");
    assert!(!out.contains("Theirs."), "{out}");
}

#[test]
fn that_no_sentence_stands_is_said_where_both_sides_have_some() {
    let apart = "No sentence of the older words stands in the newer ones.";
    let said = |then: &str, now: &str| lines(&change::words(then, now));
    assert_eq!(said("The sale was lost.", "Lunch was late."), [apart]);
    assert_eq!(
        said("", "Lunch was late. It rained."),
        ["new:  / Lunch was late.", "new:  / It rained."]
    );
    assert_eq!(said("Lunch was late.", ""), ["gone: Lunch was late. / "]);
}

#[test]
fn phrases_that_share_one_word_of_several_did_not_turn() {
    let turned = |then: &str, now: &str| {
        let pairing = Pairing::of(then, now);
        let rows = pairing.turned.iter();
        let rows = rows.map(|row| format!("{} / {}", row.then, row.now));
        rows.collect::<Vec<_>>()
    };
    let apart = turned(
        "Nobody told sales, when they can have the platform.",
        "The platform lead stayed.",
    );
    assert_eq!(apart, [""; 0]);
    let two = turned("Platform hiring is mine.", "Some platform hiring is not.");
    assert_eq!(
        two,
        ["Platform hiring is mine / Some platform hiring is not"]
    );
    // The one word that either of them has.
    let equal = turned("It is the platform.", "Not my platform.");
    assert_eq!(equal, ["It is the platform / Not my platform"]);
}

#[test]
fn a_corrected_letter_opened_early_is_open_here_too() {
    let letter = |opened: Option<&str>| {
        let mut entries = answers("quarter.9", &["First form.", "Second form."]);
        entries[1].revises = Some("aaa".to_owned());
        for entry in &mut entries {
            entry.sealed = Day::from_ymd_opt(2026, 6, 30);
        }
        let mut t = Alone::open(entries, "aaa", None);
        if let Some(id) = opened {
            let at = moment_from(DAYS[3]).unwrap();
            let header = Header {
                id: "zzzzzz".to_owned(),
                seq: 9,
                started: at,
                occasion: Occasion::Alone,
                continues: None,
                more: Map::new(),
            };
            let opened = Stated {
                id: "opened".to_owned(),
                at,
                fact: Fact::Unsealed,
                key: id.to_owned(),
                value: true.into(),
                more: Map::new(),
            };
            t.book.journal.add(&header, vec![Record::Stated(opened)]);
        }
        t
    };
    assert!(!letter(None).sees("form"));
    assert!(letter(Some("aaa")).sees("Second form."));
    assert!(letter(Some("bbb")).sees("Second form."));
}

fn point(entry: &Entry) -> Point<'_> {
    Point {
        first: entry,
        now: entry,
    }
}

/// What changed between two marks, a line each.
fn between(prompt: &str, then: (&str, Mark), now: (&str, Mark)) -> Vec<String> {
    let then = entry("aaa", DAYS[0], prompt, then.0, Some(then.1));
    let now = entry("bbb", DAYS[1], prompt, now.0, Some(now.1));
    lines(&change::change(point(&then), point(&now)).parts)
}

fn lines(parts: &[Part<'_>]) -> Vec<String> {
    let line = |part: &Part<'_>| match part {
        Part::Fact(fact) => fact.clone(),
        Part::Edited(runs) => format!("{} runs", runs.len()),
        Part::Row { label, then, now } => {
            let say = |side: &Option<_>| {
                side.as_ref()
                    .map_or("", |side: &std::borrow::Cow<'_, str>| side)
                    .to_owned()
            };
            format!("{label}: {} / {}", say(then), say(now))
        }
    };
    parts.iter().map(line).collect()
}

#[test]
fn of_lists_it_says_what_was_kept_reworded_and_what_is_gone_and_new() {
    let list = |lines: &[&str]| Mark::Lines(lines.iter().map(|line| (*line).to_owned()).collect());
    let then = list(&[
        "That I know what is coming",
        "That I decide quickly",
        "That I shield them from the board",
    ]);
    let now = list(&[
        " That I know what is coming ",
        "That I shield them from the whole board",
        "That I say no to sales",
    ]);
    assert_eq!(
        between("ground.2", ("", then), ("", now)),
        [
            "kept:  / That I know what is coming",
            "reworded: That I shield them from the board / That I shield them from the whole board",
            "gone: That I decide quickly / ",
            "new:  / That I say no to sales",
        ]
    );
}

#[test]
fn of_people_it_says_by_role_whose_line_was_reworded_and_who_is_gone_and_new() {
    let people = |people: &[(&str, &str)]| {
        let person = |(role, line): &(&str, &str)| Person {
            role: (*role).to_owned(),
            line: (*line).to_owned(),
        };
        Mark::People(people.iter().map(person).collect())
    };
    let then = people(&[("CFO", "the margin"), ("CPO", "the roadmap"), ("Chair", "")]);
    let now = people(&[
        ("cpo", "the roadmap"),
        ("CFO", "the date"),
        ("COO", "hiring"),
    ]);
    assert_eq!(
        between("ground.4", ("", then), ("", now)),
        [
            "kept:  / cpo: the roadmap",
            "reworded: CFO: the margin / CFO: the date",
            "gone: Chair / ",
            "new:  / COO: hiring",
        ]
    );
}

#[test]
fn of_options_it_says_which_in_the_words_in_which_they_were_offered() {
    let one = |id: &str| Mark::Choice(id.to_owned());
    assert_eq!(
        between("ground.8", ("", one("me")), ("", one("system"))),
        ["chosen: Me: how I am showing up / The system: what is going on around it"]
    );
    assert_eq!(
        between("ground.8", ("", one("me")), ("", one("me"))),
        ["kept:  / Me: how I am showing up"]
    );
    let decks = deck::builtin();
    let options = &decks.prompt("seam.1").unwrap().1.options;
    let many = |at: &[usize]| Mark::Choices(at.iter().map(|at| options[*at].id.clone()).collect());
    let rows = between("seam.1", ("", many(&[0, 1])), ("", many(&[1, 2])));
    let text = |at: usize| options[at].text.as_str();
    assert_eq!(
        rows,
        [
            format!("kept:  / {}", text(1)),
            format!("gone: {} / ", text(0)),
            format!("new:  / {}", text(2))
        ]
    );
}

#[test]
fn of_a_scale_it_says_both_marks_and_what_the_ends_mean() {
    let rows = between("ground.5", ("", Mark::Rating(3)), ("", Mark::Rating(5)));
    assert_eq!(
        rows,
        [
            "Then 3, now 5.",
            "1 = I find out afterwards; 7 = I could write it on one page."
        ]
    );
    // The line of evidence comes first.
    let rows = between(
        "ground.5",
        ("The reqs.", Mark::Rating(3)),
        ("The tier.", Mark::Rating(3)),
    );
    assert_eq!(rows[..2], ["4 runs", "Then 3, now 3."]);
}

#[test]
fn of_promises_and_forecasts_it_says_which_field_says_what() {
    let promise = |by: &str, obstacle: &str| {
        let (by, obstacle, then) = (
            by.parse().ok(),
            obstacle.to_owned(),
            "Ask the COO".to_owned(),
        );
        Mark::Promise(Promise { by, obstacle, then })
    };
    let rows = between(
        "week.7",
        ("Ask finance", promise("2026-01-15", "The quarter end")),
        ("Ask finance", promise("", "The board week")),
    );
    assert_eq!(
        rows,
        [
            "by: 15 January 2026 / ",
            "obstacle: The quarter end / The board week"
        ]
    );
    let same = || ("Ask finance", promise("2026-01-15", ""));
    assert_eq!(
        between("week.7", same(), same()),
        ["Every field says the same."]
    );
    let forecast = |percent| {
        Mark::Forecast(Forecast {
            check: "2026-06-30".parse().ok(),
            percent: Some(percent),
            yes: String::new(),
        })
    };
    let rows = between(
        "seats.15",
        ("Two renew", forecast(70)),
        ("Three renew", forecast(40)),
    );
    assert_eq!(
        rows,
        [
            "what: Two renew / Three renew",
            "likely: 70 percent / 40 percent"
        ]
    );
}

#[test]
fn where_a_series_breaks_it_says_what_differs_and_the_marks_stand_apart() {
    let then = entry("aaa", DAYS[0], "ground.5", "", Some(Mark::Rating(3)));
    let now = entry("bbb", DAYS[1], "ground.5", "", Some(Mark::Rating(5)));
    let with = |change: &dyn Fn(&mut Asked)| {
        let mut then = then.clone();
        let mut asked = then.asked.as_deref().unwrap().clone();
        change(&mut asked);
        then.asked = Some(Arc::new(asked));
        let change = change::change(point(&then), point(&now));
        (change.differs.clone(), lines(&change.parts))
    };
    let apart = |ends: &str| {
        vec![
            format!("Then 3 ({ends})."),
            "Now 5 (1 = I find out afterwards; 7 = I could write it on one page).".to_owned(),
        ]
    };
    let (differs, parts) = with(&|asked| asked.ends.as_mut().unwrap().low = "Never".to_owned());
    let ends = "1 = Never; 7 = I could write it on one page";
    assert_eq!(differs, [format!("The scale had other ends then: {ends}.")]);
    assert_eq!(parts, apart(ends));
    let (differs, parts) = with(&|asked| asked.question = "How clear is it?".to_owned());
    assert_eq!(
        differs,
        ["The question was asked in other words then: How clear is it?"]
    );
    assert_eq!(parts.len(), 2);
    let (differs, _) = with(&|asked| asked.kind = deck::Kind::One);
    assert_eq!(differs, ["It was answered in another way then."]);
    let mut other = then.clone();
    other.role = Some("cpto".to_owned());
    let change = change::change(point(&other), point(&now));
    assert_eq!(change.differs, ["Another role was held then."]);
    assert_eq!(lines(&change.parts).len(), 2);
    let option = |words: &str| {
        let mut one = entry(
            "aaa",
            DAYS[0],
            "ground.8",
            "",
            Some(Mark::Choice("me".to_owned())),
        );
        let mut asked = one.asked.as_deref().unwrap().clone();
        asked.options[0].text = words.to_owned();
        one.asked = Some(Arc::new(asked));
        one
    };
    let (then, now) = (option("Me, then"), option("Me, now"));
    let change = change::change(point(&then), point(&now));
    assert_eq!(change.differs, ["Other options were offered then."]);
    let mut t = Alone::open(
        vec![
            other,
            entry("bbb", DAYS[1], "ground.5", "", Some(Mark::Rating(5))),
        ],
        "aaa",
        Some("bbb"),
    );
    assert!(t.sees("Another role was held then."));
}

#[test]
fn a_mark_for_then_set_from_now_is_shown_with_what_it_may_mean() {
    let then = || {
        entry(
            "aaa",
            DAYS[0],
            "ground.5",
            "Some words.",
            Some(Mark::Rating(5)),
        )
    };
    let mut t = asked_again(vec![then()], "5 enter 3 tab", "Other words.");
    t.press("f9")
        .expect("5 of 7")
        .expect("3 of 7")
        .expect("Then 5, now 3.");
    t.press("h")
        .expect("Knowing what you know now, where would you put the you of last quarter");
    t.expect("1 I find out afterwards").press("4 enter");
    t.expect("How you see then, from now: 4 of 7.")
        .expect_not("yardstick");
    t.press("h 3 enter")
        .expect("How you see then, from now: 3 of 7.")
        .expect("Your yardstick may have moved.");
    let entries = t.entries();
    let hollow = entries.last().unwrap();
    assert_eq!(
        (hollow.answers.as_deref(), &hollow.mark),
        (Some("aaa"), &Some(Mark::Rating(3)))
    );
}

#[test]
fn somebody_elses_note_stands_behind_a_line_with_their_name() {
    let mut entries = answers(LONG, &["First words.", "Second words."]);
    let mut note = entry("nnn", DAYS[2], LONG, "What does it protect?", None);
    (note.author, note.asked, note.answers) = ("Coach".to_owned(), None, Some("bbb".to_owned()));
    entries.push(note);
    let mut t = Alone::open(entries, "aaa", Some("bbb"));
    t.act(Act::Last);
    assert!(
        t.sees("│ Coach, 5 February, on the newer answer │ What does it protect?"),
        "{}",
        t.screen()
    );
}

/// Words by which a program would judge. What the writers and the decks say is not in question.
const JUDGING: [&str; 24] = [
    "improved",
    "declined",
    "better",
    "worse",
    "progress",
    "up",
    "down",
    "more",
    "less",
    "should",
    "good",
    "bad",
    "only",
    "still",
    "finally",
    "unfortunately",
    "growth",
    "decline",
    "increase",
    "decrease",
    "higher",
    "lower",
    "already",
    "just",
];

#[test]
fn no_sentence_that_is_composed_here_judges() {
    let decks = deck::builtin();
    let marks = |prompt: &str, other: bool| match prompt {
        "ground.5" => Some(Mark::Rating(if other { 7 } else { 1 })),
        "ground.8" => Some(Mark::Choice(if other { "me" } else { "role" }.to_owned())),
        "ground.2" => Some(Mark::Lines(vec![if other { "x" } else { "y" }.to_owned()])),
        "week.7" => Some(Mark::Promise(Promise {
            obstacle: other.to_string(),
            ..Promise::default()
        })),
        "seats.15" => Some(Mark::Forecast(Forecast {
            percent: Some(u8::from(other)),
            ..Forecast::default()
        })),
        _ => None,
    };
    let mut said = Vec::new();
    for prompt in [
        "ground.1", "ground.2", "ground.5", "ground.8", "week.7", "seats.15",
    ] {
        let then = entry("aaa", DAYS[0], prompt, "x", marks(prompt, false));
        for words in ["", "x", "y"] {
            let mut now = entry("bbb", DAYS[1], prompt, words, marks(prompt, true));
            let mut asked = Asked::of(decks.prompt(prompt).unwrap().1);
            said.extend(
                change::change(point(&then), point(&now))
                    .parts
                    .iter()
                    .flat_map(composed),
            );
            (asked.question, asked.kind, now.role) = ("Q".to_owned(), deck::Kind::Many, None);
            (asked.ends, asked.options) = (None, Vec::new());
            now.asked = Some(Arc::new(asked));
            said.extend(change::change(point(&now), point(&then)).differs);
            now.asked = None;
            said.extend(change::change(point(&then), point(&now)).differs);
        }
    }
    let fixed = [thread::FROM_NOW, thread::YARDSTICK, change::NOT_YOURS];
    said.extend(fixed.map(str::to_owned));
    said.push(Hidden::Forecast.says());
    assert!(said.len() > 20);
    for sentence in said {
        let words = sentence
            .split(|c: char| !c.is_alphabetic())
            .map(str::to_lowercase);
        for word in words {
            assert!(!JUDGING.contains(&word.as_str()), "{sentence}");
        }
    }
}

/// What of a part the program says itself.
fn composed(part: &Part<'_>) -> Vec<String> {
    match part {
        Part::Fact(fact) => vec![fact.clone()],
        Part::Edited(_) => Vec::new(),
        Part::Row { label, .. } => vec![(*label).to_owned()],
    }
}

fn rolebook(home: &Path, now: &str, args: &[&str], input: &str) -> (i32, String, String) {
    use std::io::Write;
    let day = DAYS.iter().position(|day| *day == now).unwrap();
    let seed = (100 * day + args.len()).to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .env_clear()
        .args(["--now", now, "--seed", &seed, "--home"])
        .arg(home)
        .args(args)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        done.status.code().unwrap(),
        text(done.stdout),
        text(done.stderr),
    )
}

#[test]
fn in_lines_two_answers_follow_each_other_with_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let home = &folder.path().join("journal");
    let say = |at: usize, words: &str| {
        let (code, id, _) = rolebook(home, DAYS[at], &["answer", LONG, "--from", "-"], words);
        assert_eq!(code, 0);
        id.trim().to_owned()
    };
    let show = |args: &[&str]| rolebook(home, DAYS[3], &[&["show"], args].concat(), "");
    let first = say(0, THEN);
    let (_, out, talk) = show(&[LONG, "--beside"]);
    assert!(
        out.contains("Pricing is mine") && !out.contains("What changed"),
        "{out}"
    );
    assert_eq!(talk, "There is one answer to this question.\n");
    let second = say(1, NOW);
    let third = say(2, &NOW.replace("January", "February"));
    let (code, out, _) = show(&[&first, &second]);
    assert_eq!(code, 0);
    let shown = out.replace(&first, "FIRST").replace(&second, "SECOND");
    insta::assert_snapshot!("beside_in_lines", shown);
    // In either order the older one comes first; by itself an answer has the latest beside it.
    assert_eq!(show(&[&second, &first]).1, out);
    let (_, corrected, _) = show(&[&second, "--beside"]);
    assert!(
        corrected.contains("[-January-]{+February+}."),
        "{corrected}"
    );
    assert_eq!(show(&[&third, "--beside"]).1, corrected);
    assert_eq!(show(&[LONG, "--beside"]).1, corrected);
    let (code, out, _) = show(&[&first, &second, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["entries"].as_array().unwrap().len()), (0, 2));
    for (args, code, says) in [
        (["nothing", &first], 3, "There is no answer nothing."),
        (
            [&first, &first],
            2,
            "These are not two answers to one question.",
        ),
        (
            ["nothing.1", "--beside"],
            3,
            "There is no answer nothing.1.",
        ),
    ] {
        let (found, out, talk) = show(&args);
        assert_eq!((found, out.as_str()), (code, ""), "{talk}");
        assert!(talk.contains(says), "{talk}");
    }
}

#[test]
fn no_size_and_no_character_makes_the_page_panic() {
    let odd =
        "\u{202e}a\u{1b}[31m\tb\u{301}\u{6f22}\u{5b57}\r\n\n\u{1f469}\u{200d}\u{1f466} ".repeat(9);
    let many = vec!["x".repeat(90); 3].join("\n");
    let list = |lines: &str| Some(Mark::Lines(lines.lines().map(str::to_owned).collect()));
    let pairs = [
        (LONG, (odd.as_str(), None), (THEN, None)),
        (LONG, (THEN, None), (NOW, None)),
        ("ground.2", ("", list(&odd)), ("", list(&many))),
        (
            "ground.5",
            (odd.as_str(), Some(Mark::Rating(9))),
            ("", None),
        ),
        (
            "ground.8",
            ("", Some(Mark::Choice(odd.clone()))),
            ("x", Some(Mark::Rating(1))),
        ),
    ];
    for (prompt, then, now) in pairs {
        let both = || {
            let then = entry("aaa", DAYS[0], prompt, then.0, then.1.clone());
            vec![then, entry("bbb", DAYS[0], prompt, now.0, now.1.clone())]
        };
        for newer in [Some("bbb"), None] {
            let mut t = Alone::open(both(), "aaa", newer);
            let sizes = (1..70)
                .step_by(7)
                .flat_map(|width| (1..20).map(move |height| (width, height)));
            for size in sizes.chain([(80, 24), (120, 40), (200, 60), (300, 100)]) {
                t.size = size;
                t.act(Act::Last);
                let shown = t.screen();
                assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
                t.act(Act::Turn);
                t.act(Act::First);
            }
        }
    }
}
