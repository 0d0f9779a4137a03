//! Rituals line by line: the same stops as on the full screen, through a pipe.

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use rolebook::{
    deck::Kind,
    insight::{pins::is_pinned, snag::Snags},
    journal::{Draft, Entry, Fact, Form, Journal, Judged, Mark, Stop, Walk},
    store::memory::MemoryDisk,
    time::moment_from,
};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tempfile::TempDir;

use super::tables::made;
use crate::{
    demo,
    driver::{Driver, HOME, LABEL, workbook},
    shell::{Done, feed, files, home},
};

const NOW: &str = demo::NOW;
const LATER: &str = "2026-03-31T12:00:00+02:00";

/// The made-up journal, on a disk.
fn made_up() -> TempDir {
    let home = home();
    fs::write(home.path().join("journal.json"), LABEL).unwrap();
    for file in demo::files() {
        let name = rolebook::store::SessionName::new(file.session.started, &file.session.id);
        let path = home.path().join(name.path());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.to_bytes().unwrap()).unwrap();
    }
    home
}

fn program(home: &Path, now: &str, args: &[&str]) -> Command {
    static SEED: AtomicU64 = AtomicU64::new(310_000);
    let seed = SEED.fetch_add(1, Ordering::Relaxed).to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command.env_clear().args(["--now", now, "--seed", &seed]);
    command.args(args).arg("--home").arg(home);
    command
}

fn walk(home: &TempDir, args: &[&str], input: &str) -> Done {
    feed(program(home.path(), NOW, args), input)
}

/// Goes through what has to succeed, and gives what was said.
#[track_caller]
fn said(home: &TempDir, args: &[&str], input: &str) -> String {
    let done = walk(home, args, input);
    assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    assert_eq!(done.out, "", "{args:?}");
    done.err
}

/// The same files in memory, for whoever looks at them without the program.
fn copied(home: &TempDir) -> MemoryDisk {
    let disk = MemoryDisk::new();
    drop(workbook(&disk, 1));
    for path in files(home.path()) {
        let inside = path.strip_prefix(home.path()).unwrap();
        let bytes = fs::read(&path).unwrap();
        disk.put(Path::new(HOME).join(inside), bytes).unwrap();
    }
    disk
}

fn journal(home: &TempDir) -> Journal {
    workbook(&copied(home), 2).journal
}

/// The answers of the writer to a question, without what was said about others.
fn answers(journal: &Journal, prompt: &str) -> Vec<Entry> {
    let own = journal.answers(prompt).filter(|one| one.answers.is_none());
    own.cloned().collect()
}

fn drafts(home: &TempDir) -> Vec<Draft> {
    let all = files(&home.path().join("drafts"));
    let json = |path: &&std::path::PathBuf| path.extension().is_some_and(|end| end == "json");
    let all = all.iter().filter(json).map(|path| fs::read(path).unwrap());
    all.map(|bytes| Draft::read(&bytes).unwrap()).collect()
}

/// What the first steps of a ritual are on the journal as it lies there.
fn begun(home: &TempDir, deck: &str, form: Form) -> Walk {
    workbook(&copied(home), 3).begin(deck, form, moment_from(NOW).unwrap())
}

/// What somebody says at a stop who wants to go on.
fn lines(stop: &Stop) -> &'static str {
    let prompt = stop.question();
    let decks = rolebook::deck::builtin();
    let prompt = prompt.and_then(|id| decks.prompt(id));
    let kind = prompt.map(|(_, one)| one.kind);
    if prompt.is_some_and(|(_, one)| one.sealed) {
        return "Dear me.\n.\n\n";
    }
    match (stop, kind) {
        (Stop::Revisit(_), _) => "1\n",
        (Stop::Promise(_), _) => "d\n",
        (Stop::Happened(_), _) => "It went as it went.\n.\n",
        (Stop::Came(_), _) => "y\n",
        (_, Some(Kind::Scale)) => "4\n\n",
        (_, Some(Kind::One | Kind::Many)) => "1\n\n",
        (_, Some(Kind::Commit)) => "Ask the board\nfriday\n\n\n",
        (_, Some(Kind::Predict)) => "They sign\nfriday\n70\n\n",
        (_, Some(_)) => "In words of my own\n.\n",
        (_, None) => "\n",
    }
}

fn script(stops: &[Stop]) -> String {
    stops.iter().map(lines).collect()
}

/// The made-up journal, and what comes before a roundtable there.
fn before() -> (TempDir, Walk) {
    let home = made_up();
    let walk = begun(&home, "before", Form::Short);
    (home, walk)
}

#[test]
fn a_whole_walk_goes_through_a_pipe() {
    let (home, walk) = before();
    let revisits = walk.left.iter();
    let revisits = revisits.filter(|stop| matches!(stop, Stop::Revisit(_)));
    assert_eq!(revisits.count(), 3);
    let said = said(&home, &["before"], &script(&walk.left));
    for part in [
        "Before the roundtable\nNo roundtable is on the list; `rolebook roundtable add` adds one.",
        "Three answers to read again,",
        "Before the roundtable, Revisit",
        "Never read again, and older than sixty days.",
        "1 still true, 2 weighs differently, 3 changed, 4 nearly the opposite,",
        "Before the roundtable, Promises\nWhat became of this commitment?",
        "What happened? A line, before you see what you expected.",
        "Did it happen?",
        "Three-minute update, 31 March 2026",
        "Kept. Nothing left this machine.",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains("says nothing here"), "{said}");
    let journal = journal(&home);
    let ended: Vec<_> = journal
        .facts_of(Fact::Ritual)
        .map(|fact| &fact.key)
        .collect();
    assert_eq!(ended, ["before"]);
    assert!(drafts(&home).is_empty());
    for stop in &walk.left {
        let told = |id: &str| {
            journal
                .about(id)
                .any(|told| told.at == moment_from(NOW).unwrap())
        };
        match stop {
            Stop::Ask(prompt) => {
                let now = moment_from(NOW).unwrap();
                let new = answers(&journal, prompt).into_iter();
                assert_eq!(new.filter(|one| one.at == now).count(), 1, "{prompt}");
            }
            Stop::Revisit(id) | Stop::Promise(id) | Stop::Happened(id) | Stop::Came(id) => {
                assert!(told(id), "{stop:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn every_ritual_goes_through_a_pipe_in_both_forms_and_on_an_empty_journal() {
    for (verb, deck) in [
        ("week", "week"),
        ("before", "before"),
        ("after", "after"),
        ("coach", "session"),
        ("quarter", "quarter"),
    ] {
        for (form, flags) in [(Form::Short, &[verb][..]), (Form::Full, &[verb, "--full"])] {
            for (home, is_empty) in [(made_up(), false), (home(), true)] {
                let walk = begun(&home, deck, form);
                let mut input = String::new();
                let sitting = walk.left.iter().take_while(|stop| **stop != Stop::Close);
                for stop in sitting {
                    // Where nothing was written before, there is nothing to be there again.
                    let comes = match stop {
                        Stop::Recurs(_) | Stop::FromNow => !is_empty,
                        Stop::Shifts => false,
                        _ => true,
                    };
                    if comes {
                        input.push_str(lines(stop));
                    }
                }
                let said = said(&home, flags, &input);
                assert!(said.contains("Every step can be skipped"), "{said}");
                let journal = journal(&home);
                let done = journal.facts_of(Fact::Ritual).any(|fact| fact.key == deck);
                assert!(done, "{flags:?}\n{said}");
            }
        }
    }
}

#[test]
fn killed_half_way_the_full_screen_goes_on_there() {
    let (_, walk) = before();
    // At each stop in turn, as soon as it is said what comes there.
    for passed in 1..walk.left.len() - 1 {
        let home = made_up();
        let mut child = listening(&home, &["before", "--plain"]);
        let mut input = child.stdin.take().unwrap();
        input
            .write_all(script(&walk.left[..passed]).as_bytes())
            .unwrap();
        let mut heard = BufReader::new(child.stderr.take().unwrap());
        until(&mut heard, "Before the roundtable, ", passed + 1);
        child.kill().unwrap();
        child.wait().unwrap();
        let disk = copied(&home);
        let book = workbook(&disk, 4);
        let draft = book.left_at("before").unwrap();
        let mut left = draft.walk.clone();
        book.arrive(&mut left, moment_from(LATER).unwrap().date_naive());
        assert_eq!(left.left, walk.left[passed..], "after {passed}");
        drop(book);
        let mut t = Driver::on(disk, LATER);
        t.press("b").expect("enter goes on there").press("enter");
        let prompt = walk.left[passed].question();
        let decks = rolebook::deck::builtin();
        if let Some((_, prompt)) = prompt.and_then(|id| decks.prompt(id)) {
            t.expect(&prompt.text);
        }
    }
}

#[test]
fn the_lines_go_on_where_the_full_screen_was_left() {
    let mut t = demo::driver();
    t.press("b enter 1 s");
    let t = t.kill(LATER);
    let home = home();
    for path in t.disk.paths() {
        let Ok(inside) = path.strip_prefix(HOME) else {
            continue;
        };
        if let Some(bytes) = t.disk.bytes(&path) {
            let path = home.path().join(inside);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    drop(t);
    let left = drafts(&home).remove(0).walk;
    for args in [&["answer"][..], &["before"], &["answer", "before"]] {
        let said = said(&home, args, "");
        assert!(
            said.contains("You were at: Revisit, today. You go on there; :new begins anew"),
            "{said}"
        );
        assert!(said.contains("`rolebook before` goes on there."), "{said}");
        assert_eq!(drafts(&home).remove(0).walk.left, left.left);
    }
    said(&home, &["answer"], &script(&left.left));
    assert_eq!(journal(&home).facts_of(Fact::Ritual).count(), 1);
    assert!(drafts(&home).is_empty());
}

#[test]
fn half_an_answer_waits_where_the_input_ends_and_where_somebody_interrupts() {
    let home = home();
    let half = said(&home, &["week"], "Half a sentence, and\n");
    assert!(half.contains("`rolebook week` goes on there."), "{half}");
    assert_eq!(drafts(&home)[0].texts, ["Half a sentence, and"]);
    assert!(answers(&journal(&home), "week.1").is_empty());
    let again = said(&home, &["week"], "the rest of it.\n.\n:leave\n");
    assert!(again.contains("So far:\nHalf a sentence, and"), "{again}");
    let kept = answers(&journal(&home), "week.1");
    assert_eq!(kept[0].words, "Half a sentence, and\nthe rest of it.");

    let mut child = listening(&home, &["week", "--plain"]);
    // The input does not end meanwhile.
    let _input = child.stdin.take();
    let mut heard = BufReader::new(child.stderr.take().unwrap());
    until(&mut heard, "Write; a line", 1);
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let ended = child.wait().unwrap();
    assert_eq!(ended.code(), Some(130));
    assert_eq!(drafts(&home)[0].prompt, "week.2");
    let mut t = Driver::on(copied(&home), LATER);
    t.press("w").expect("You were at:").press("enter");
    t.expect("What stuck, and what was it stuck on?");
}

#[test]
fn nothing_waits_of_a_ritual_in_which_nothing_was_said() {
    let home = made_up();
    for input in ["", ":leave\n", ":help\n:why\n"] {
        said(&home, &["before"], input);
        assert!(drafts(&home).is_empty(), "{input:?}");
    }
    said(&home, &["before"], ":skip\n");
    assert_eq!(drafts(&home).len(), 1);
}

#[test]
fn after_changed_come_the_reason_and_the_question_anew() {
    let (home, walk) = before();
    let on = walk.left[0].entry().unwrap().to_owned();
    let entry = journal(&home).entry(&on).unwrap().clone();
    let prompt = entry.asked.as_ref().unwrap().prompt.clone();
    let told = said(&home, &["before"], "changed\n:earlier\nThey hired.\n.\n");
    assert!(told.contains("Your verdict: changed."), "{told}");
    assert!(told.contains("What changed it?"), "{told}");
    let whole = told.matches(entry.words.trim()).count();
    // As it was read, where it was asked for, and above the question anew.
    assert_eq!(whole, 3, "{told}");
    let journal = journal(&home);
    let verdict = journal.about(&on).last().unwrap();
    let verdict = journal.current(verdict);
    assert_eq!(verdict.words, "They hired.");
    assert!(matches!(&verdict.mark, Some(Mark::Verdict(one)) if one.is == Judged::Changed));
    let left = drafts(&home).remove(0).walk;
    assert_eq!(left.stop(), Some(&Stop::Anew(prompt)));
}

#[test]
fn one_more_is_read_and_a_pin_is_set_where_one_is() {
    let (home, walk) = before();
    let on = walk.left[0].entry().unwrap().to_owned();
    let told = said(&home, &["before"], "+\n*\n5\n");
    assert!(
        told.contains("A further answer comes after these."),
        "{told}"
    );
    assert!(
        told.contains("Pinned until the next roundtable closes."),
        "{told}"
    );
    let journal = journal(&home);
    assert!(is_pinned(&journal, journal.entry(&on).unwrap()));
    let left = drafts(&home);
    let revisits = left[0].walk.left.iter();
    let revisits = revisits.filter(|stop| matches!(stop, Stop::Revisit(_)));
    assert_eq!(revisits.count(), 3);
}

#[test]
fn a_line_that_says_nothing_at_a_stop_is_not_lost_in_a_pipe() {
    for after in ["1\n", "1\n:leave\n"] {
        a_line_that_says_nothing(after);
    }
}

fn a_line_that_says_nothing(after: &str) {
    let (home, _) = before();
    let input = format!("It depends on the board.\n{after}");
    let done = walk(&home, &["before"], &input);
    assert_eq!(done.code, 1);
    assert!(
        done.err
            .contains("That line says nothing here. 1 still true")
    );
    assert!(
        done.err.contains("`rolebook note` goes on with it."),
        "{}",
        done.err
    );
    let words = drafts(&home).into_iter().flat_map(|draft| draft.texts);
    assert!(
        words
            .into_iter()
            .any(|text| text == "It depends on the board.")
    );
}

#[test]
fn a_ritual_begun_anew_leaves_the_older_place() {
    let (home, walk) = before();
    said(&home, &["before"], "1\n");
    let again = said(&home, &["before", "--full"], ":new\n:skip\n");
    assert!(
        again.contains(":new begins anew, in the longer form."),
        "{again}"
    );
    let mut forms: Vec<_> = drafts(&home).into_iter().map(|one| one.walk).collect();
    forms.sort_by_key(|walk| walk.form == Form::Full);
    assert_eq!(forms.len(), 2);
    assert_eq!(forms[0].left, walk.left[1..]);
    assert_eq!(forms[1].form, Form::Full);
}

#[test]
fn what_comes_after_the_session_waits_for_it() {
    let home = home();
    let stops = begun(&home, "session", Form::Short).left;
    let close = stops.iter().position(|stop| *stop == Stop::Close).unwrap();
    let first = said(&home, &["coach"], &script(&stops[..close]));
    assert!(
        first.contains("What comes afterwards waits; `rolebook coach` goes on there."),
        "{first}"
    );
    let second = said(&home, &["coach"], &script(&stops[close + 1..]));
    assert!(second.contains("Prepared today."), "{second}");
    assert!(drafts(&home).is_empty());
    assert_eq!(journal(&home).facts_of(Fact::Ritual).count(), 1);
}

/// A week with a promise that is due.
fn promised() -> TempDir {
    let home = home();
    fs::write(home.path().join("journal.json"), LABEL).unwrap();
    let records = vec![
        made::promise("p1", "2026-03-02", "Name the budget owner", "2026-03-20"),
        made::promise("p2", "2026-03-03", "Tell the design lead", "2026-04-01"),
    ];
    made::put(&[made::session(1, "2026-03-01", records)], |path, bytes| {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    });
    home
}

#[test]
fn a_promise_takes_a_line_and_a_day() {
    let home = promised();
    let told = said(
        &home,
        &["week"],
        "let go\ny\n:skip\ny\nstill-open\nShe was away\nin 2 weeks\n",
    );
    assert!(
        told.contains("Was due on 20 March, eleven days ago."),
        "{told}"
    );
    assert!(told.contains("Now it is: let go."), "{told}");
    let journal = journal(&home);
    let about = |id: &str| journal.about(id).cloned().collect::<Vec<_>>();
    assert_eq!(about("p1").len(), 1);
    let [line] = &about("p2")[..] else { panic!() };
    assert_eq!(line.words, "She was away");
    assert_eq!(
        serde_json::to_value(&line.mark).unwrap(),
        json!({ "outcome": { "is": "still-open", "by": "2026-04-14" } })
    );
    let [left] = &drafts(&home)[..] else { panic!() };
    assert_eq!(left.prompt, "week.1");
}

#[test]
fn words_on_a_promise_wait_where_they_were_written() {
    let home = promised();
    let done = walk(&home, &["week"], "d\ny\n\nShe was away\n\n");
    assert_eq!(done.code, 1, "{}", done.err);
    let drafts = drafts(&home);
    assert!(
        drafts
            .iter()
            .any(|one| one.texts.contains(&"She was away".to_owned()))
    );
    let ritual = drafts.iter().find(|one| one.walk.is_ritual()).unwrap();
    assert_eq!(ritual.walk.stop(), Some(&Stop::Promise("p2".to_owned())));
}

#[test]
fn what_was_expected_is_said_once_the_line_is_written() {
    let home = made_up();
    let walk = begun(&home, "before", Form::Short);
    let at = walk.left.iter();
    let at = at
        .take_while(|stop| !matches!(stop, Stop::Happened(_)))
        .count();
    let Stop::Happened(id) = walk.left[at].clone() else {
        panic!()
    };
    let expected = journal(&home).entry(&id).unwrap().words.clone();
    let first = said(&home, &["before"], &script(&walk.left[..at]));
    assert!(!first.contains(&expected), "{first}");
    let then = said(&home, &["before"], "It was signed.\n.\nn\n");
    let (line, shown) = (
        then.find("It was signed.").unwrap(),
        then.find(&expected).unwrap(),
    );
    assert!(line < shown, "{then}");
    assert!(
        then.contains("y happened, n did not happen, u unclear."),
        "{then}"
    );
}

#[test]
fn the_third_time_is_said_and_put_away() {
    let home = home();
    fs::write(home.path().join("journal.json"), LABEL).unwrap();
    let snag = |id: &str, day: &str| made::wrote(id, day, "week.2", "The budget", &json!({}));
    let again = |new: &str, day: &str, old: &str| made::stated(new, day, "snag", new, &json!(old));
    let records = vec![
        snag("s1", "2026-03-01"),
        snag("s2", "2026-03-02"),
        snag("s3", "2026-03-03"),
        again("s2", "2026-03-02", "s1"),
        again("s3", "2026-03-03", "s2"),
    ];
    made::put(&[made::session(1, "2026-03-01", records)], |path, bytes| {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    });
    let told = said(&home, &["week"], ":skip\nStuck once more\n.\n1\nx\n");
    assert!(told.contains("1  3 March 2026: The budget"), "{told}");
    assert!(told.contains("for the third time."), "{told}");
    assert!(
        told.contains("`rolebook answer knot` walks the track"),
        "{told}"
    );
    let journal = journal(&home);
    let new = answers(&journal, "week.2").pop().unwrap();
    let snags = Snags::of(&journal);
    assert_eq!((snags.times(&new.id), snags.first(&new.id)), (3, "s1"));
    assert!(!snags.offers(&new.id));
}

#[test]
fn numbers_pin_answers_for_the_next_time() {
    let home = home();
    let stops = begun(&home, "after", Form::Short).left;
    let pin = stops.iter().position(|stop| *stop == Stop::Pin).unwrap();
    let mut input = script(&stops[..pin]);
    input.push_str("1\n2\n2\n9\n\n");
    let done = walk(&home, &["after"], &input);
    assert!(done.err.contains("Your own side only."), "{}", done.err);
    // A number that is none of them waits as a note.
    assert_eq!(done.code, 1);
    let journal = journal(&home);
    let first = answers(&journal, stops[0].question().unwrap()).remove(0);
    let second = answers(&journal, stops[1].question().unwrap()).remove(0);
    assert!(is_pinned(&journal, &first) && !is_pinned(&journal, &second));
}

#[test]
fn then_and_now_shows_pairs_and_takes_marks_and_shifts() {
    let home = made_up();
    let stops = begun(&home, "quarter", Form::Full).left;
    let mut input = String::new();
    for stop in &stops {
        match stop {
            Stop::Revisit(_) => input.push_str("2\nIt weighs on me.\n.\n"),
            Stop::FromNow => input.push_str("1 6\n\n"),
            Stop::Shifts => input.push_str("1\n\n"),
            stop => input.push_str(lines(stop)),
        }
    }
    let told = said(&home, &["quarter", "--full"], &input);
    for part in [
        "\nThen, ",
        "\nNow, ",
        "\nWhat changed\n",
        "How you see then, from now: 6 of 7.",
        "Which of these do you call a shift?",
        "Weighs differently: It weighs on me.",
        "Marked as a shift.",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let journal = journal(&home);
    assert_eq!(journal.facts_of(Fact::Shift).count(), 1);
}

/// Home with what a card is made of, at the card.
fn at_card() -> TempDir {
    let home = home();
    let names = "Anna\nmy CFO\n";
    let added = walk(&home, &["names", "add"], names);
    assert_eq!(added.code, 0, "{}", added.err);
    let mut input = String::new();
    for stop in begun(&home, "before", Form::Full).left {
        match &stop {
            Stop::Card => break,
            Stop::Ask(prompt) if prompt == "before.7" => {
                input.push_str("What would Anna lose?\n.\n");
            }
            stop => write!(input, "{}", lines(stop)).unwrap(),
        }
    }
    said(&home, &["before", "--full"], &input);
    home
}

#[test]
fn the_card_is_said_printed_and_written_and_no_name_is_in_it_unasked() {
    let home = at_card();
    let told = walk(&home, &["before"], "p\n").err;
    assert!(
        told.contains("A listed name is in it: Anna; r swaps the next one."),
        "{told}"
    );
    assert!(
        told.contains("Private, not in it: heavier than you have let on."),
        "{told}"
    );
    let out = home.path().parent().unwrap().join(format!(
        "card-of-{}.txt",
        home.path().file_name().unwrap().to_string_lossy()
    ));
    let mut input = "r\n2\np\n".to_owned();
    writeln!(input, "e {}", out.display()).unwrap();
    writeln!(input, "e {}", out.display()).unwrap();
    input.push_str("e\n\n");
    let done = walk(&home, &["before"], &input);
    let written = fs::read_to_string(&out).unwrap();
    fs::remove_file(&out).unwrap();
    assert_eq!(done.out, written, "{}", done.err);
    assert!(done.out.contains("What would my CFO lose?"), "{}", done.out);
    assert!(!done.out.contains("Anna"));
    assert!(done.out.starts_with("Case card"), "{}", done.out);
    assert!(done.err.contains("Not written: "), "{}", done.err);
    assert_eq!(journal(&home).facts_of(Fact::Card).count(), 1);
    // The letter without a name of a file said nothing.
    assert_eq!(done.code, 1);
}

#[test]
fn a_name_is_kept_on_purpose_by_the_same_line_again_and_lines_are_left_out() {
    let home = at_card();
    let done = walk(&home, &["before"], "p\np\nx 1\nx 1\nR 1\n\n");
    assert!(done.out.contains("What would Anna lose?"), "{}", done.out);
    assert!(
        done.err.contains("Listed names, kept on purpose: Anna."),
        "{}",
        done.err
    );
    assert!(done.err.contains("Left out: "), "{}", done.err);
    assert!(
        done.err.contains("No name is swapped in this line."),
        "{}",
        done.err
    );
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(journal(&home).facts_of(Fact::Ritual).count(), 1);
}

#[test]
fn the_clock_is_said_where_it_is_wanted() {
    let home = home();
    let on = vec![made::stated(
        "c",
        "2026-03-01",
        "setting",
        "clock",
        &json!(true),
    )];
    fs::write(home.path().join("journal.json"), LABEL).unwrap();
    made::put(&[made::session(1, "2026-03-01", on)], |path, bytes| {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    });
    let told = said(&home, &["week"], "");
    assert!(told.contains(", 0 min\n"), "{told}");
}

/// The program, listening, with nothing said to it yet.
fn listening(home: &TempDir, args: &[&str]) -> Child {
    let mut command = program(home.path(), NOW, args);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    command.stderr(Stdio::piped()).spawn().unwrap()
}

/// Reads until so many lines began like this.
fn until(heard: &mut impl BufRead, begins: &str, times: usize) {
    let mut seen = 0;
    let mut line = String::new();
    while seen < times {
        line.clear();
        assert!(
            heard.read_line(&mut line).unwrap() > 0,
            "it ended after {seen}"
        );
        seen += usize::from(line.starts_with(begins));
    }
}
