//! The steps of a ritual: its first page, what a key says at each stop, and how it is gone on with.

use std::path::Path;

use rolebook::{
    deck::Kind,
    insight::{pins::is_pinned, snag::Snags},
    journal::{Fact, Form, Journal, Mark, SessionFile, Stop, Walk},
    store::memory::{Failure, Fault, MemoryDisk},
    time::moment_from,
    tui::event::Ending,
    workbook::{Deed, Workbook},
};
use serde_json::{Value, json};

use crate::{
    demo,
    driver::{Driver, HOME, workbook},
};

const NOW: &str = demo::NOW;
const LATER: &str = "2026-03-31T12:00:00+02:00";

/// The rituals with keys of their own, and those keys.
const RITUALS: [(&str, &str); 4] = [
    ("before", "b"),
    ("after", "a"),
    ("week", "w"),
    ("session", "x"),
];

/// An entry as it stands in a file; what `more` holds is put into it.
fn wrote(id: &str, day: &str, prompt: &str, words: &str, more: &Value) -> Value {
    let mut entry = json!({
        "id": id, "at": format!("{day}T09:00:00+01:00"), "author": "me", "words": words,
        "asked": { "prompt": prompt, "rev": 1, "kind": "long", "question": "State one." },
    });
    let fields = entry.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    json!({ "wrote": entry })
}

fn promise(id: &str, day: &str, words: &str, by: &str) -> Value {
    let promise = json!({ "by": by, "obstacle": "A full week", "then": "Ask on Monday" });
    let more = json!({ "mark": { "promise": promise } });
    wrote(id, day, "week.7", words, &more)
}

fn forecast(id: &str, day: &str, words: &str, check: &str) -> Value {
    let forecast = json!({ "check": check, "percent": 70, "yes": "Two signatures" });
    let more = json!({ "mark": { "forecast": forecast } });
    wrote(id, day, "calls.5", words, &more)
}

fn snag(id: &str, day: &str, words: &str) -> Value {
    wrote(id, day, "week.2", words, &json!({}))
}

fn session(number: usize, records: &[Value]) -> SessionFile {
    let day = 1 + number % 28;
    let month = 1 + (number / 28) % 12;
    let year = 2020 + number / 336;
    let session = json!({
        "id": format!("a{number:05}"), "seq": number + 1, "occasion": "alone",
        "started": format!("{year}-{month:02}-{day:02}T09:00:00+01:00"),
    });
    let records = records.iter().cloned().map(serde_json::from_value);
    SessionFile {
        session: serde_json::from_value(session).unwrap(),
        records: records.collect::<Result<_, _>>().unwrap(),
    }
}

fn disk(files: &[SessionFile]) -> MemoryDisk {
    let disk = MemoryDisk::new();
    drop(workbook(&disk, 1));
    for file in files {
        let name = rolebook::store::SessionName::new(file.session.started, &file.session.id);
        let path = Path::new(HOME).join(name.path());
        disk.put(&path, file.to_bytes().unwrap()).unwrap();
    }
    disk
}

/// The program started on a journal that holds these records.
fn on(records: &[Value]) -> Driver {
    Driver::on(disk(&[session(0, records)]), NOW)
}

fn journal(t: &Driver) -> Journal {
    workbook(&t.disk, 7).journal
}

/// Answers a stop as somebody does who knows the keys, and nothing else.
fn answer(t: &mut Driver, book: &Workbook, stop: &Stop) {
    if t.sees("They do not make a journal privileged") {
        t.press("enter");
    }
    let prompt = stop.question().and_then(|id| book.decks.prompt(id));
    match (stop, prompt.map(|(_, prompt)| prompt.kind)) {
        (Stop::Revisit(_), _) => press_on(t, "1", "s"),
        (Stop::Promise(_), _) => drop(t.press("d")),
        (Stop::Came(_), _) => drop(t.press("y")),
        (Stop::Recurs(_), _) => drop(t.press("s")),
        (Stop::Card, _) => {
            t.press("1");
            t.press("enter");
        }
        (_, Some(Kind::Scale)) => drop(t.press("4 enter")),
        (_, Some(Kind::One | Kind::Many)) => drop(t.press("1 enter")),
        (_, Some(Kind::Commit)) => {
            t.type_text("Ask the board").press("tab");
            t.type_text("friday").press("tab tab enter");
        }
        (_, Some(_)) | (Stop::Happened(_), _) => {
            t.type_text("In words of my own").press("ctrl+s");
        }
        (_, None) => drop(t.press("enter")),
    }
}

/// Presses a key, and another one where that led nowhere.
fn press_on(t: &mut Driver, key: &str, other: &str) {
    let before = t.screen();
    t.press(key);
    if t.screen() == before {
        t.press(other);
    }
}

/// The place that a ritual would be gone on from, as it lies on the disk.
fn left(disk: &MemoryDisk, deck: &str) -> Option<Walk> {
    let book = workbook(disk, 8);
    let mut walk = book.left_at(deck)?.walk.clone();
    book.arrive(&mut walk, moment_from(LATER).unwrap().date_naive());
    Some(walk)
}

/// What a card is made of, in words of some length.
fn writes_for_the_card(t: &mut Driver) {
    t.expect("better than you have let on");
    t.type_text("The platform lead decides, and says so in the room.")
        .press("ctrl+s");
    t.expect("heavier than you have let on");
    t.type_text("I have not slept on a Sunday since January.")
        .press("ctrl+s");
    t.expect("What is your question");
    t.type_text("What would I lose if platform hiring were plainly not mine?")
        .press("ctrl+s");
    t.expect("What must they know, and what have you tried already?");
    t.type_text("The founder hired Anna last May, over the head of product.\n")
        .type_text("I asked the CFO and the COO who decides, and had two answers.\n")
        .type_text("I wrote it down once and showed it to nobody at all so far.");
    t.presses += 2;
    t.press("ctrl+s").expect("What would help from the room?");
    t.press("1 2 enter").expect("What would not help?");
    t.type_text("Advice to wait until the next board.")
        .press("ctrl+s");
}

#[test]
fn before_a_roundtable_takes_sixty_keys_at_most() {
    let mut t = demo::driver();
    t.press("N a").type_text("Anna").press("enter");
    t.type_text("my CFO").press("enter esc");
    t.presses = 0;
    let before = journal(&t).entries().count();
    // The longer form: everything that can be asked.
    t.press("b f enter");
    // Read again: one key each, and words after the third and the fourth.
    t.expect("How close is the job you do each week")
        .expect("9 January 2024")
        .press("1");
    t.expect("Dates that I heard about first from a customer.")
        .press("3");
    t.expect("What changed it?").type_text("One dinner.");
    t.press("ctrl+s").expect("What would you decline");
    t.type_text("Dates that I was not in the room for.")
        .press("ctrl+s");
    t.expect("Who has the last word on this?").press("+ 2");
    t.expect("What have you been told this role will be?")
        .press("5");
    for key in ["d", "p", "c", "o"] {
        t.expect("What became of this").press(key);
    }
    for key in ["y", "n"] {
        t.expect("What happened? A line, before you see what you expected.");
        t.type_text("Four of ten did.").press("ctrl+s");
        t.expect("Did it happen?").press(key);
    }
    for asked in ["how far does your formal say go", "how much", "the join"] {
        t.expect("Since last time").expect(asked).press("4 enter");
    }
    writes_for_the_card(&mut t);
    // The card, in each of its forms with whole sentences; a listed name is swapped.
    t.press("1").expect("Three-minute update");
    t.expect("and hand it to the founder without a proposal.");
    t.press("3").expect("Two-line ask");
    t.expect_not("longer than a page");
    t.press("2").expect("Case card");
    t.expect("r swap a name").press("r");
    t.expect("The founder hired my CFO last May").press("y");
    let copied = t.copied.concat();
    assert!(
        copied.contains("my CFO") && !copied.contains("Anna"),
        "{copied}"
    );
    t.press("enter")
        .expect("Kept. What you copied, printed or wrote out is outside the journal.");
    assert!(t.presses <= 60, "{} keys", t.presses);

    let ends = journal(&t);
    let marks = ends.entries().skip(before);
    let marks: Vec<&Mark> = marks.filter_map(|entry| entry.mark.as_ref()).collect();
    let count = |is: fn(&Mark) -> bool| marks.iter().filter(|mark| is(mark)).count();
    // What changed it stands with its verdict.
    assert_eq!(count(|mark| matches!(mark, Mark::Verdict(_))), 4 + 1);
    assert_eq!(count(|mark| matches!(mark, Mark::Outcome(_))), 4 + 2);
    assert_eq!(count(|mark| matches!(mark, Mark::Rating(_))), 3);
    assert_eq!(ends.facts_of(Fact::Ritual).count(), 1);
    let card = ends.facts_of(Fact::Card).next().unwrap();
    assert_eq!(card.value["form"], "case");
    assert_eq!(left(&t.disk, "before"), None);
}

#[test]
fn a_ritual_goes_on_at_each_step_after_the_program_was_killed_there() {
    for (deck, key) in RITUALS {
        let mut t = demo::driver();
        t.press(key).press("enter");
        let mut passed = 0;
        // What was begun is on the disk from the second step on.
        let first = workbook(&t.disk, 9).begin(deck, Form::Short, t.now);
        let mut stop = first.left[0].clone();
        loop {
            let entries = t.entries().len();
            let book = workbook(&t.disk, 9);
            answer(&mut t, &book, &stop);
            passed += 1;
            let after = t.entries().len();
            assert!(after >= entries, "{deck}: {stop:?}");
            // Each start has chance of its own.
            t = t.kill(&format!("2026-03-31T12:{passed:02}:00+02:00"));
            let Some(walk) = left(&t.disk, deck) else {
                break;
            };
            stop = walk.stop().unwrap().clone();
            assert!(passed < 40, "{deck}: {stop:?}");
            t.press(key).press("enter");
            if let Some(id) = stop.question()
                && let Some((_, prompt)) = workbook(&t.disk, 9).decks.prompt(id)
            {
                let text = prompt.text.clone();
                t.expect(&text);
            }
        }
        t = t.kill(LATER);
        let ends = journal(&t);
        let done = ends.facts_of(Fact::Ritual).any(|fact| fact.key == deck);
        assert!(done, "{deck}");
        // Nobody had to say anything twice.
        let asks = |stop: &&Stop| matches!(stop, Stop::Ask(_));
        for stop in first.left.iter().filter(asks) {
            let prompt = stop.question().unwrap();
            let new = ends
                .answers(prompt)
                .filter(|entry| entry.at >= first.began.unwrap());
            assert_eq!(new.count(), 1, "{deck}: {prompt}");
        }
    }
}

#[test]
fn half_a_sentence_at_a_step_is_there_again() {
    for (deck, key) in [("before", "b"), ("after", "a"), ("session", "x")] {
        let mut t = Driver::fresh();
        t.press(key).press("enter");
        if deck == "before" {
            t.press("4 enter 4 enter 4 enter enter");
        }
        t.type_text("Half a sentence, and").wait();
        let mut t = t.kill(LATER);
        t.press(key).expect("You were at:").press("enter");
        t.expect("Half a sentence, and");
    }
}

#[test]
fn every_ritual_works_on_an_empty_journal() {
    for (deck, key) in RITUALS {
        let mut t = Driver::fresh();
        t.press(key).expect("Nothing is written yet.");
        let book = workbook(&t.disk, 9);
        let walk = book.begin(deck, Form::Short, t.now);
        t.press("enter");
        let mut stops = walk.left.iter();
        for stop in stops.by_ref().take_while(|stop| **stop != Stop::Close) {
            if !matches!(stop, Stop::Recurs(_)) {
                answer(&mut t, &book, stop);
            }
        }
        t.expect("Kept. Nothing left this machine.");
        t.press("enter").expect_not("Nothing is written yet.");
    }
}

#[test]
fn every_ritual_works_with_a_thousand_sessions() {
    let kinds = |number: usize| {
        let day = format!("2022-{:02}-{:02}", 1 + (number / 28) % 12, 1 + number % 28);
        let id = |kind: &str| format!("{kind}{number:09}");
        [
            snag(&id("s"), &day, &format!("Stuck for the time {number}")),
            promise(&id("p"), &day, &format!("Do {number}"), "2026-04-02"),
            wrote(&id("d"), &day, "ground.1", "For the join.", &json!({})),
        ]
    };
    let mut files: Vec<SessionFile> = (0..1000).map(|n| session(n, &kinds(n))).collect();
    // All but a few of the promises are over.
    let over = (0..997).map(|n| {
        let mark = json!({ "outcome": { "is": "done" } });
        let more = json!({ "answers": format!("p{n:09}"), "mark": mark });
        wrote(&format!("z{n:09}"), "2025-12-01", "week.7", "", &more)
    });
    files.push(session(1000, &over.collect::<Vec<_>>()));
    let disk = disk(&files);
    let mut t = Driver::on(disk, NOW);
    t.press("w")
        .expect("Welcome back.")
        .expect("Three promises, two questions, one mark, and one promise to make.");
    t.press("enter").press("d d d");
    t.expect("What moved this week that mattered?");
    t.press("f4").type_text("Stuck once more").press("ctrl+s");
    t.expect("Is this one of these again?")
        .expect("Stuck for the time 999");
    t.press("esc").expect("Go on where you were");
    for key in ["b", "a", "x"] {
        t.press(key).press("enter");
        assert!(t.presses < 40);
        t.press("esc").expect("Go on where you were");
    }
}

#[test]
fn the_first_page_says_what_comes_and_asks_for_nothing() {
    let mut t = demo::driver();
    t.press("b")
        .expect("No roundtable is on the list; m leads there.");
    t.expect("answers to read again").expect("a card");
    t.expect("Minutes: 8-10.");
    // The longer form, and the short one again.
    t.press("f").expect("f turns to the shorter one.");
    t.press("f").expect_not("f turns to the shorter one.");
    t.press("esc").expect("To look at again");
    assert_eq!(left(&t.disk, "before"), None);

    t.press("a")
        .expect("Your own side only: what others shared stays in the room.");
    t.press("enter")
        .expect("What did you say aloud")
        .expect("Your own side only.");
}

#[test]
fn the_name_and_the_day_of_the_roundtable_stand_first() {
    let t = demo::driver();
    let mut book = workbook(&t.disk, 9);
    let value = json!({ "name": "Product leads", "date": "2026-04-09", "cadence": "none" });
    let (fact, key) = (Fact::Roundtable, "one".to_owned());
    let pending = book.record(t.now, &Deed::State { fact, key, value });
    let outcome = pending.unwrap().save.run(&book.store());
    assert!(outcome.session.is_ok());
    let mut t = t.kill(NOW);
    t.press("b")
        .expect("Product leads: Thursday 9 April 2026, in nine days.");
}

#[test]
fn after_six_weeks_the_week_says_welcome_back_and_counts_nothing() {
    for (day, away) in [("2026-02-17", true), ("2026-02-18", false)] {
        let mut t = on(&[snag("s1", day, "The budget")]);
        t.press("w");
        assert_eq!(t.sees("Welcome back."), away, "{day}\n{}", t.screen());
        t.expect_not("weeks ago").expect_not("six weeks");
    }
}

#[test]
fn an_untouched_ritual_leaves_nothing_and_a_skipped_step_is_a_place() {
    let mut t = demo::driver();
    t.press("w enter esc").expect_not("Go on where you were");
    assert_eq!(left(&t.disk, "week"), None);
    t.press("a enter f4 esc")
        .expect("After the roundtable")
        .expect("What shifted");
    t.press("a").expect("You were at: What shifted, today.");
    // Begun anew, the older place waits.
    t.press("n")
        .expect("What did you say aloud")
        .press("f4 f4 esc");
    t.expect("What shifted").expect("Go on where you were");
    let drafts = workbook(&t.disk, 9).drafts.len();
    t.press("q");
    assert_eq!(t.quit, Some(Ending::Left));
    let t = t.kill(LATER);
    assert!(workbook(&t.disk, 9).drafts.len() >= drafts.max(2));
}

#[test]
fn what_comes_after_the_session_waits_for_it() {
    let mut t = demo::driver();
    t.press("x")
        .expect("Another time: one question, and one promise to make.")
        .press("enter");
    for _ in 0..3 {
        t.type_text("Before it").press("ctrl+s");
    }
    t.press("1 enter").expect("Kept.");
    t.expect("What comes afterwards waits; x goes on there.");
    let mut t = t.kill("2026-04-02T09:00:00+02:00");
    t.press("x")
        .expect("Prepared on 31 March. enter goes on with what comes afterwards.");
    t.press("enter").expect("at the end of the session?");
    t.press("esc").press("x").press("n");
    t.expect("What do you most want to leave this session with?");
}

#[test]
fn a_promise_is_shown_whole_and_a_key_goes_on() {
    let records = [
        promise("p1", "2026-03-02", "Name the budget owner", "2026-03-20"),
        promise("p2", "2026-03-03", "Tell the design lead", "2026-04-01"),
        promise("p3", "2026-03-04", "Much later", "2026-09-01"),
    ];
    let mut t = on(&records);
    t.press("w").expect("Two promises,").press("enter");
    t.expect("Name the budget owner")
        .expect("Promised on 2 March, by 20 March.")
        .expect("Was due on 20 March, eleven days ago.")
        .expect("In the way: A full week")
        .expect("Then: Ask on Monday")
        .expect("l let go");
    t.press("l").expect("Tell the design lead");
    // A line, and a new day for what is still open: that passes it too.
    t.press("y").expect("What became of this commitment?");
    t.press("5 tab").type_text("She was away");
    t.press("ctrl+s").expect("What moved this week");
    let said: Vec<_> = t
        .entries()
        .into_iter()
        .filter(|entry| entry.answers.is_some())
        .collect();
    assert_eq!(said.len(), 2);
    assert_eq!(said[1].answers.as_deref(), Some("p2"));
    assert_eq!(said[1].words, "She was away");
    // Back at it: nothing is asked twice.
    let mut t = t.kill(LATER);
    t.press("w enter").expect("What moved this week");
}

#[test]
fn leaving_the_line_on_a_promise_comes_back_to_it() {
    let mut t = on(&[promise("p1", "2026-03-02", "Name the owner", "2026-03-20")]);
    t.press("w enter y esc").expect("l let go");
    t.press("s").expect("What moved this week");
    assert!(t.entries().iter().all(|entry| entry.answers.is_none()));
}

#[test]
fn the_line_comes_before_the_forecast_and_each_has_its_own_words() {
    let records = [
        forecast("f1", "2026-01-02", "The ferry is late", "2026-03-01"),
        forecast("f2", "2026-01-03", "The bridge is built", "2026-03-02"),
    ];
    let mut t = on(&records);
    t.press("b enter").expect("What happened?");
    t.expect_not("The ferry is late").expect_not("70%");
    // Words that were passed over stay with their forecast.
    t.type_text("It rained").press("f4");
    t.expect("What happened?").expect_not("It rained");
    t.type_text("They built it").press("ctrl+s");
    t.expect("Did it happen?")
        .expect("The bridge is built")
        .expect("You gave it 70%.")
        .expect_not("The ferry is late");
    t.press("y").expect("how far does your formal say go?");
    let came = t.entries().into_iter().rfind(|entry| entry.mark.is_some());
    assert_eq!(came.unwrap().answers.as_deref(), Some("f2"));
    // They wait, and are gone on with at the end.
    t.press("n n n");
    for _ in 0..6 {
        if t.sees("They wait as a draft.") {
            break;
        }
        press_on(&mut t, "f4", "enter");
    }
    t.expect("They wait as a draft.");
    let mut t = t.kill(LATER);
    t.press("b enter").expect("It rained").press("ctrl+s");
    let line = t
        .entries()
        .into_iter()
        .find(|entry| entry.words == "It rained");
    assert_eq!(line.unwrap().answers.as_deref(), Some("f1"));
}

fn third_time() -> Driver {
    let records = [
        snag("s1", "2026-03-01", "The budget"),
        snag("s2", "2026-03-08", "The budget, I think"),
        json!({ "stated": { "id": "f1", "at": "2026-03-08T09:00:00+01:00", "fact": "snag",
            "key": "s2", "value": "s1" } }),
        snag("s3", "2026-03-15", "Money"),
        json!({ "stated": { "id": "f2", "at": "2026-03-15T09:00:00+01:00", "fact": "snag",
            "key": "s3", "value": "s2" } }),
    ];
    let mut t = on(&records);
    t.press("w enter f4").expect("What stuck");
    t.type_text("The same, more or less").press("ctrl+s");
    t
}

#[test]
fn a_snag_is_there_again_only_where_the_person_says_so() {
    let mut t = on(&[snag("s1", "2026-03-01", "The budget")]);
    t.press("w enter f4")
        .type_text("The budget")
        .press("ctrl+s");
    t.expect("Is this one of these again?")
        .expect("1 March 2026")
        .expect("The budget");
    assert_eq!(journal(&t).facts_of(Fact::Snag).count(), 0);
    t.press("s").expect("How workable was this week's load?");
    assert_eq!(journal(&t).facts_of(Fact::Snag).count(), 0);

    // The first one has nothing before it, and a skipped one is no snag.
    let mut t = Driver::fresh();
    t.press("w enter f4").type_text("New").press("ctrl+s");
    t.expect("How workable");
    let mut t = on(&[snag("s1", "2026-03-01", "A"), snag("s2", "2026-03-02", "B")]);
    t.press("w enter f4 f4").expect("How workable");
}

#[test]
fn marked_as_again_it_is_kept_by_ids_alone() {
    let mut t = on(&[
        snag("s1", "2026-03-01", "The budget"),
        snag("s2", "2026-03-08", "The lift"),
    ]);
    t.press("w enter f4").type_text("Money").press("ctrl+s");
    // The newest comes first.
    t.press("j enter").expect("How workable");
    let journal = journal(&t);
    let new = journal.latest("week.2").unwrap();
    let stated = journal.facts_of(Fact::Snag).next().unwrap();
    assert_eq!(
        (stated.key.as_str(), &stated.value),
        (new.id.as_str(), &json!("s1"))
    );
    assert_eq!(Snags::of(&journal).times(&new.id), 1);
    // It is not asked again when the ritual is gone on with.
    let mut t = t.kill(LATER);
    t.press("w enter").expect("How workable");
}

#[test]
fn the_third_time_a_track_is_offered_until_that_is_put_away() {
    let mut t = third_time();
    t.press("enter");
    t.expect("You marked this as there again for the third time.");
    t.expect("What holds it in place")
        .expect("bring it to somebody");
    t.press("t").expect("What holds it in place").press("esc");
    // Killed here, the line is there again.
    let mut t = t.kill(LATER);
    t.press("w enter").expect("for the third time");
    t.press("x").expect("How workable");
    let snags = journal(&t);
    assert!(
        snags
            .facts_of(Fact::Snag)
            .any(|fact| fact.key == "s1" && fact.value == false)
    );
    t.press("n esc");
    let mut t = t.kill("2026-04-07T09:00:00+02:00");
    t.press("w n");
    t.expect("What moved this week");
    t.press("f4").type_text("Again").press("ctrl+s");
    t.press("enter")
        .expect("How workable")
        .expect_not("there again");
}

#[test]
fn a_line_that_is_not_put_away_only_goes_on() {
    let mut t = third_time();
    t.press("enter").expect("for the third time").press("enter");
    t.expect("How workable");
    let snags = journal(&t);
    assert!(snags.facts_of(Fact::Snag).all(|fact| fact.value != false));
}

#[test]
fn a_ring_of_snags_made_by_hand_ends() {
    let ring = [("a", "b"), ("b", "c"), ("c", "a")].map(|(key, value)| {
        json!({ "stated": { "id": key, "at": "2026-03-08T09:00:00+01:00", "fact": "snag",
            "key": key, "value": value } })
    });
    let journal = Journal::fold(vec![session(0, &ring)]);
    let snags = Snags::of(&journal);
    assert!(snags.times("a") <= 3);
    assert!(!snags.first("a").is_empty());
}

#[test]
fn a_pin_holds_until_the_next_roundtable_closes() {
    let mut t = on(&[
        wrote("e1", "2026-03-01", "ground.1", "For the join.", &json!({})),
        wrote("e2", "2026-03-02", "ground.7", "To hold both.", &json!({})),
    ]);
    // In a passage, over time, and side by side.
    t.press("r enter *")
        .expect("Pinned until the next roundtable closes.")
        .expect(", pinned");
    t.press("*").expect("The pin is out.").press("* esc esc");
    let pinned = |t: &Driver, id: &str| {
        let journal = journal(t);
        is_pinned(&journal, journal.entry(id).unwrap())
    };
    let first = if pinned(&t, "e1") { "e1" } else { "e2" };
    let other = if first == "e1" { "e2" } else { "e1" };
    t.press("esc /")
        .type_text(if other == "e1" { "join" } else { "both" });
    t.press("enter *").expect("pinned").press("enter *");
    t.expect("The pin is out.").press("*");
    assert!(pinned(&t, "e1") && pinned(&t, "e2"));

    // After the roundtable both are listed; one is pinned anew, and the other is released.
    let mut t = t.kill(LATER);
    t.press("a enter f4 f4 f4 f4");
    t.expect("look at first, next time?");
    t.type_text("The ferry").press("ctrl+s");
    t.expect("What is pinned is read again first, next time.")
        .expect("The ferry")
        .expect("pinned until now");
    t.press("down space enter").expect("Kept.");
    let journal = journal(&t);
    let on = |id: &str| is_pinned(&journal, journal.entry(id).unwrap());
    assert!(
        on(&journal.latest("after.8").unwrap().id),
        "pinned by itself"
    );
    assert_eq!([on("e1"), on("e2")].iter().filter(|on| **on).count(), 1);
}

#[test]
fn only_ones_own_answers_are_pinned() {
    let other = json!({ "author": "C." });
    let sealed = json!({ "sealed": "2026-06-30" });
    let t = on(&[
        wrote("e1", "2026-03-01", "ground.1", "Theirs", &other),
        wrote("e2", "2026-03-02", "quarter.9", "Dear me", &sealed),
        promise("p1", "2026-03-02", "Name the owner", "2026-03-20"),
        wrote(
            "o1",
            "2026-03-03",
            "week.7",
            "Soon",
            &json!({ "answers": "p1" }),
        ),
    ]);
    let book = workbook(&t.disk, 9);
    let today = t.now.date_naive();
    assert!(book.pin("e1", today).is_err());
    assert!(book.pin("o1", today).is_err());
    assert!(book.pin("nowhere", today).is_err());
    assert!(book.pin("e2", today).unwrap_err().contains("sealed until"));
    assert!(book.pin("p1", today).is_ok());
}

#[test]
fn the_clock_shows_only_where_it_is_switched_on() {
    let mut t = demo::driver();
    t.press("a enter");
    assert!(!t.screen().lines().any(|row| row.ends_with(" min")));
    t.press("esc a c")
        .expect("The clock is on; c switches it off.");
    t.press("enter").expect("0 min");
    t.now += chrono::TimeDelta::minutes(3);
    t.press("f4").expect("3 min");
    // It belongs to the journal, and to this sitting at the ritual.
    let mut t = t.kill("2026-03-31T15:00:00+02:00");
    t.press("a enter").expect("0 min");
    t.press("esc a c")
        .expect_not("The clock is on")
        .press("enter");
    assert!(!t.screen().lines().any(|row| row.ends_with(" min")));
}

#[test]
fn enough_at_the_last_step_ends_the_ritual() {
    let mut t = demo::driver();
    t.press("w enter");
    for _ in 0..20 {
        if !t.sees("What will you do next week") {
            t.press("f4");
        }
    }
    t.type_text("Ask her")
        .press("f6")
        .expect("Kept.")
        .expect("Ask her");
    let journal = journal(&t);
    assert!(
        journal
            .facts_of(Fact::Ritual)
            .any(|fact| fact.key == "week")
    );
    t.press("enter").expect_not("Go on where you were");
    assert_eq!(left(&t.disk, "week"), None);
}

#[test]
fn enough_elsewhere_waits_exactly_there() {
    let mut t = demo::driver();
    t.press("a enter").type_text("Aloud").press("ctrl+s f4 f6");
    t.expect("After the roundtable waits where you were; a goes on there.");
    t.press("enter a")
        .expect("You were at: What shifted")
        .press("enter");
    t.expect("your question is now:");
}

#[test]
fn a_disk_that_is_full_at_a_step_says_what_is_safe_and_the_key_works_again() {
    let mut t = on(&[promise("p1", "2026-03-02", "Name the owner", "2026-03-20")]);
    t.press("w enter");
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.press("d").expect("Not saved").expect_not("ctrl+s");
    t.expect("Name the owner");
    t.disk.fail(None);
    t.press("d").expect("What moved this week");
    let said = t
        .entries()
        .into_iter()
        .filter(|entry| entry.answers.is_some());
    assert_eq!(said.count(), 1);
}

#[test]
fn the_end_of_a_ritual_that_could_not_be_written_comes_again() {
    let mut t = demo::driver();
    t.press("a enter f4 f4 f4 f4")
        .type_text("The ferry")
        .press("ctrl+s");
    let book = workbook(&t.disk, 9);
    drop(book);
    let mut t = t.kill(LATER);
    // The last step was passed, and the program was killed before the end was on the disk.
    let mut book = workbook(&t.disk, 10);
    let mut draft = book.drafts[0].clone();
    draft.walk.left.retain(|stop| *stop == Stop::Close);
    let saved = book.save_draft(&draft).run(&book.store());
    assert!(saved.draft.is_ok());
    book.drafts.clear();
    drop(book);
    t = t.kill(LATER);
    t.press("a enter").expect("Nothing left this machine.");
    let journal = journal(&t);
    assert!(
        journal
            .facts_of(Fact::Ritual)
            .any(|fact| fact.key == "after")
    );
    assert_eq!(left(&t.disk, "after"), None);
}

#[test]
fn a_question_asked_below_an_older_answer_is_not_asked_once_more() {
    let asked = |id: &str| Stop::Ask(id.to_owned());
    let left = vec![
        Stop::Anew("authority.2".to_owned()),
        asked("authority.2"),
        asked("seam.11"),
    ];
    let mut walk = Walk::of("before", Form::Short, left);
    walk.pass(true);
    assert_eq!(walk.left, [asked("seam.11")]);
}

#[test]
fn a_ritual_whose_deck_does_not_close_ends_all_the_same() {
    let t = demo::driver();
    let book = workbook(&t.disk, 9);
    for (deck, _) in RITUALS {
        for form in [Form::Short, Form::Full] {
            let walk = book.begin(deck, form, t.now);
            assert_eq!(walk.left.last(), Some(&Stop::Close), "{deck}");
        }
    }
}

#[test]
fn every_first_page_and_stop_at_every_size() {
    for keys in ["w", "b", "a", "x", "w enter", "a enter", "w enter s"] {
        let mut t = demo::driver();
        t.press(keys);
        for width in (1..=60).step_by(9) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(40, 12), (120, 40), (200, 60), (80, 24)] {
            t.resize(width, height);
        }
        t.press("pgdn pgup esc");
        assert_eq!(t.quit, None);
    }
}

#[test]
fn a_ritual_that_was_begun_is_gone_on_with_and_each_key_is_said_once() {
    let mut t = demo::driver();
    t.press("b").expect("enter begin").press("enter s esc");
    t.press("b").expect("enter go on").press("?");
    t.expect("go on where you were")
        .expect_not("open what is chosen");
    // What it leads to has the keys that it has on the first page.
    t.press("q m").expect("No roundtable is on the list yet.");
    t.press("esc B").expect("Roundtable brief");
}
