//! A reply comes home: by the page and by the command line, each kind of note, and nothing that was
//! there is touched.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

use proptest::prelude::*;
use rolebook::{
    deck,
    journal::{Entry, Ids, ME, Mark, NoteKind, Occasion},
    seal::Seal,
    share::{
        form,
        reply::{Note, Reply},
    },
    store::{
        Archive,
        disk::RealDisk,
        memory::{Failure, Fault, MemoryDisk, Op},
    },
    tui::route::Route,
    workbook::{
        Opening, Workbook,
        coming_home::{Refused, Standing},
        keeping::check_backup,
        said,
    },
};

use super::sent::{Sent, WORDS, day, every_kind, handed_over, note, open, open_file, save, sealed};
use crate::{
    driver::{Driver, HOME},
    locking,
};

const LATER: &str = "2026-04-06T09:00:00+02:00";

fn home() -> (MemoryDisk, Sent) {
    let disk = MemoryDisk::new();
    let sent = handed_over(Arc::new(disk.clone()), HOME.as_ref(), 3);
    (disk, sent)
}

fn workbook(disk: &MemoryDisk, seed: u64) -> Workbook {
    open(Arc::new(disk.clone()), HOME.as_ref(), seed)
}

fn later() -> rolebook::time::Moment {
    rolebook::time::moment_from(LATER).unwrap()
}

fn entries(workbook: &Workbook) -> Vec<Entry> {
    workbook.journal.entries().cloned().collect()
}

/// Takes everything in that can be; says how many entries that made.
fn take_all(workbook: &mut Workbook, bytes: &[u8]) -> Result<usize, Refused> {
    let coming = workbook.arriving(bytes, later().date_naive())?;
    let all: Vec<usize> = (0..coming.notes.len()).collect();
    let before = workbook.journal.entries().len();
    if let Some(pending) = workbook.take_home(later(), &coming, &all) {
        save(workbook, pending);
    }
    Ok(workbook.journal.entries().len() - before)
}

fn files(disk: &MemoryDisk) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = disk.paths().into_iter();
    let bytes = paths.filter_map(|path| Some((path.clone(), disk.bytes(&path)?)));
    bytes.collect()
}

/// What each note says, on which of the two answers.
fn taken(workbook: &Workbook, sent: &Sent) -> Vec<(NoteKind, String, String, bool)> {
    let name = |id: &str| {
        let at = sent.ids.iter().position(|known| known == id).unwrap();
        format!("h{}", at + 1)
    };
    let notes = workbook.notes_of(&sent.key.token);
    let said = notes.map(|(entry, note)| {
        let on = entry.answers.as_deref().map(name).unwrap_or_default();
        (note.kind, on, entry.words.clone(), note.unverified)
    });
    said.collect()
}

#[test]
fn every_kind_of_note_comes_home_sealed_open_and_as_a_form_and_only_adds() {
    let made = |sent: &Sent, how: usize| {
        let reply = every_kind(&sent.key.token);
        match how {
            0 => sealed(&reply, &sent.key),
            1 => open_file(&reply),
            _ => form::fill(&reply).into_bytes(),
        }
    };
    for how in 0..3 {
        let (disk, sent) = home();
        let mut w = workbook(&disk, 5);
        let (before, on_disk) = (entries(&w), files(&disk));
        let bytes = made(&sent, how);
        assert_eq!(take_all(&mut w, &bytes), Ok(5));
        drop(w);

        let after = files(&disk);
        for (path, bytes) in &on_disk {
            assert_eq!(after.get(path), Some(bytes), "{}", path.display());
        }
        let new: Vec<_> = after
            .keys()
            .filter(|path| !on_disk.contains_key(*path))
            .map(|path| path.strip_prefix(HOME).unwrap())
            .collect();
        let [backup, session] = new[..] else {
            panic!("{new:?}");
        };
        assert!(backup.starts_with("backups") && session.starts_with("sessions"));

        let w = workbook(&disk, 6);
        assert!(w.journal.problems().is_empty() && w.notices.is_empty());
        assert_eq!(entries(&w)[..before.len()], before);
        let sitting = w.journal.sittings().last().unwrap();
        assert_eq!(sitting.occasion, Occasion::Import);
        let wanted = every_kind("").notes.into_iter();
        let wanted: Vec<_> = wanted
            .map(|note| (note.kind, note.on, note.words, how > 0))
            .collect();
        assert_eq!(taken(&w, &sent), wanted);
        for entry in &entries(&w)[before.len()..] {
            assert_eq!(
                (entry.author.as_str(), entry.at.date_naive()),
                ("Anna Berg", day("2026-04-03"))
            );
            let Some(Mark::Note(mark)) = &entry.mark else {
                panic!("{entry:?}");
            };
            let connects = mark.kind == NoteKind::Connects;
            assert_eq!(mark.with.as_ref(), connects.then_some(&sent.ids[1]));
            let question = mark.kind == NoteKind::Question;
            assert_eq!(mark.quote, if question { "I never asked" } else { "" });
        }
        // None of them is an answer of one's own.
        assert_eq!(w.journal.answers("ground.1").count(), 1);
    }
}

#[test]
fn twice_is_once_also_after_a_note_was_forgotten() {
    let (disk, sent) = home();
    let bytes = sealed(&every_kind(&sent.key.token), &sent.key);
    let mut w = workbook(&disk, 5);
    assert_eq!(take_all(&mut w, &bytes), Ok(5));
    let before = files(&disk);
    assert_eq!(take_all(&mut w, &bytes), Ok(0));
    drop(w);
    assert_eq!(take_all(&mut workbook(&disk, 8), &bytes), Ok(0));
    assert_eq!(files(&disk), before);

    let mut w = workbook(&disk, 9);
    let first = w.notes_of(&sent.key.token).next().unwrap().0.id.clone();
    let forgetting = w.forgetting(&first, later()).unwrap();
    let (job, _) = w.alone().unwrap();
    forgetting.run(&job).unwrap();
    drop(job);
    let mut w = workbook(&disk, 10);
    assert_eq!(w.notes_of(&sent.key.token).count(), 4);
    assert_eq!(take_all(&mut w, &bytes), Ok(0));
    let coming = w.arriving(&bytes, later().date_naive()).unwrap();
    assert_eq!(w.standing(&coming.notes[0]), Standing::Forgotten);
}

#[test]
fn taken_in_on_two_machines_it_is_one_note() {
    let (here, sent) = home();
    let there = here.fork();
    let bytes = sealed(&every_kind(&sent.key.token), &sent.key);
    take_all(&mut workbook(&here, 5), &bytes).unwrap();
    take_all(&mut workbook(&there, 6), &bytes).unwrap();
    for path in there.paths() {
        if let (None, Some(bytes)) = (here.bytes(&path), there.bytes(&path)) {
            here.put(&path, bytes).unwrap();
        }
    }
    let w = workbook(&here, 7);
    assert_eq!(w.notes_of(&sent.key.token).count(), 5);
    assert!(
        w.journal.problems().is_empty(),
        "{:?}",
        w.journal.problems()
    );
}

#[test]
fn a_reply_to_another_handoff_or_another_journal_is_refused() {
    let (disk, sent) = home();
    let other = MemoryDisk::new();
    let theirs = handed_over(Arc::new(other.clone()), HOME.as_ref(), 4);
    let before = files(&disk);
    let mut w = workbook(&disk, 5);
    let today = later().date_naive();
    let foreign = every_kind(&theirs.key.token);
    // Sealed to their key, open, as a form, and sealed to ours with their token.
    let sealed_theirs = w.arriving(&sealed(&foreign, &theirs.key), today);
    assert!(
        matches!(sealed_theirs, Err(Refused::Unread(_))),
        "{sealed_theirs:?}"
    );
    assert_eq!(
        w.arriving(&open_file(&foreign), today),
        Err(Refused::Unknown)
    );
    assert_eq!(
        w.arriving(form::fill(&foreign).as_bytes(), today),
        Err(Refused::Unknown)
    );
    assert_eq!(
        w.arriving(&sealed(&foreign, &sent.key), today),
        Err(Refused::Unknown)
    );

    // A second hand-off of the same journal: its key does not open for the first.
    let again = handed_over(Arc::new(disk.clone()), HOME.as_ref(), 11);
    drop(w);
    w = workbook(&disk, 12);
    let crossed = sealed(&every_kind(&sent.key.token), &again.key);
    assert_eq!(w.arriving(&crossed, today), Err(Refused::OtherHandOff));
    let empty = Reply {
        notes: Vec::new(),
        ..every_kind(&sent.key.token)
    };
    assert_eq!(w.arriving(&open_file(&empty), today), Err(Refused::Empty));
    for (path, bytes) in &before {
        assert_eq!(disk.bytes(path).as_ref(), Some(bytes));
    }
}

#[test]
fn names_ids_and_days_that_are_not_theirs_to_give_are_not_taken() {
    let (disk, sent) = home();
    let mut w = workbook(&disk, 5);
    let token = &sent.key.token;
    let hostile = Reply {
        from: " Me\n".to_owned(),
        date: day("2031-01-01"),
        notes: vec![
            note("n1", NoteKind::Question, "h9", "forged"),
            note(
                "n2",
                NoteKind::Question,
                &sent.ids[0],
                "an id of the journal itself",
            ),
            note("n3", NoteKind::Offer, "h1", "\u{1b}[2Jgone\u{202e}\0"),
            note("n3", NoteKind::Offer, "h1", "the same id again"),
        ],
        ..every_kind(token)
    };
    let coming = w
        .arriving(&sealed(&hostile, &sent.key), later().date_naive())
        .unwrap();
    assert_eq!(
        (coming.from.as_str(), coming.date),
        ("coach", later().date_naive())
    );
    assert_eq!(coming.problems.len(), 2, "{:?}", coming.problems);
    let standing: Vec<_> = coming.notes.iter().map(|note| w.standing(note)).collect();
    assert_eq!(
        standing,
        [
            Standing::NoSuchAnswer,
            Standing::NoSuchAnswer,
            Standing::New
        ]
    );
    let pending = w.take_home(later(), &coming, &[0, 1, 2, 9]).unwrap();
    save(&mut w, pending);
    let said = taken(&w, &sent);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].2, "\u{1b}[2Jgone\u{202e}\0", "kept as it came");
    drop(w);
    // And shown by name.
    let mut t = Driver::on(disk, LATER);
    t.go(Route::Notes(token.clone()));
    t.expect("coach, 6 April, offer").expect("gone");
    assert!(!t.screen().contains(['\u{1b}', '\u{202e}', '\0']));
    for name in ["you", "", "\u{202e}", "A\u{0}B"] {
        let reply = Reply {
            from: name.to_owned(),
            ..every_kind(token)
        };
        let w = workbook(&t.disk, 6);
        let from = w
            .arriving(&open_file(&reply), later().date_naive())
            .unwrap()
            .from;
        assert!(!from.is_empty() && from != ME && from != "you", "{from:?}");
        assert!(!from.contains(['\u{202e}', '\0']), "{from:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_of_a_reply_change_what_is_there(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), "\\PC{0,6}|[\"{}:,]|me|h1|h2"), 0..6),
        on in prop_oneof![Just("h1".to_owned()), Just("h2".to_owned()), Just(String::new()), "\\PC{0,12}"],
        id in "\\PC{0,12}", from in "\\PC{0,12}", words in "\\PC{0,40}", quote in "\\PC{0,20}", with in "h[0-9]|\\PC{0,4}",
    ) {
        let (disk, sent) = home();
        let before = entries(&workbook(&disk, 5));
        let on_disk = files(&disk);
        let mut reply = every_kind(&sent.key.token);
        reply.from = from;
        for known in &sent.ids {
            // Every id that is there already is tried as the id of a note.
            reply.notes.push(note(known, NoteKind::Question, "h1", &words));
        }
        reply.notes.push(Note { id, kind: NoteKind::Connects, on, with, quote, words });
        let mut text = String::from_utf8(open_file(&reply)).unwrap();
        for (at, edit) in edits {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) { at -= 1; }
            text.insert_str(at, &edit);
        }
        for bytes in [text.into_bytes(), form::fill(&reply).into_bytes(), sealed(&reply, &sent.key)] {
            let mut w = workbook(&disk, 6);
            let _ = take_all(&mut w, &bytes);
        }
        let w = workbook(&disk, 7);
        let after = entries(&w);
        prop_assert_eq!(&after[..before.len()], &before[..]);
        for entry in &after[before.len()..] {
            prop_assert!(entry.author != ME && entry.revises.is_none() && entry.sealed.is_none());
            let on = entry.answers.as_ref();
            prop_assert!(on.is_none_or(|on| sent.ids.contains(on)), "{:?}", on);
            prop_assert!(matches!(entry.mark, Some(Mark::Note(_))));
        }
        for (path, bytes) in on_disk {
            prop_assert_eq!(disk.bytes(&path), Some(bytes));
        }
        prop_assert!(w.journal.problems().is_empty(), "{:?}", w.journal.problems());
    }
}

#[test]
fn an_answer_that_is_forgotten_is_quoted_by_no_note_any_more() {
    let (disk, sent) = home();
    take_all(
        &mut workbook(&disk, 5),
        &sealed(&every_kind(&sent.key.token), &sent.key),
    )
    .unwrap();
    let quoted = || {
        let holds = |bytes: &Vec<u8>| bytes.windows(13).any(|window| window == b"I never asked");
        let files = files(&disk);
        let kept = files
            .iter()
            .filter(|(path, _)| !path.starts_with(Path::new(HOME).join("backups")));
        kept.filter(|(_, bytes)| holds(bytes)).count()
    };
    assert_eq!(quoted(), 2, "the answer, and the note on it");
    let mut w = workbook(&disk, 6);
    let forgetting = w.forgetting(&sent.ids[1], later()).unwrap();
    let (job, _) = w.alone().unwrap();
    forgetting.run(&job).unwrap();
    assert!(forgetting.traces(job.store()).is_clear());
    drop(job);
    assert_eq!(quoted(), 0);
    let w = workbook(&disk, 7);
    assert!(
        w.journal.problems().is_empty() && w.notices.is_empty(),
        "{:?}",
        w.notices
    );
    assert_eq!(
        w.notes_of(&sent.key.token).count(),
        5,
        "what the coach wrote stays"
    );
}

#[test]
fn the_page_takes_a_reply_in_and_its_question_comes_in_the_next_check_in() {
    let (disk, sent) = home();
    let reply = every_kind(&sent.key.token);
    disk.put("/reply file.rolebook", sealed(&reply, &sent.key))
        .unwrap();
    let mut t = Driver::on(disk.clone(), LATER);
    t.press("h i").type_text("/nowhere").press("enter");
    t.expect("/nowhere was not taken in: it is not there.");
    t.press("ctrl+u")
        .paste("'/reply file.rolebook'\n")
        .press("enter");
    t.expect("Signed Anna Berg, 3 April 2026; it answers what you handed over on 31 March 2026.");
    t.expect("it does not prove who wrote it");
    t.expect("What does the not asking protect?");
    // All but the second.
    t.press("j space enter");
    t.expect("A backup was made before, and read back: backups/2026-04-06T")
        .expect("before-import.rolebook-backup.");
    assert_eq!(taken(&workbook(&disk, 7), &sent).len(), 4);
    t.press("g");
    t.expect("taken in before");
    t.press("space").expect("It is taken in before.");
    t.press("j space enter enter");
    t.expect("Handed over to Anna Berg")
        .expect("It went on 31 March 2026, as a sealed hand-off file.");
    t.expect("May be quoted: no. May be discussed with a sponsor: no. To be kept until 30 September 2026.");
    t.press("G")
        .expect("next time, taken in on 6 April, on the whole");
    t.expect_not(WORDS[0]);
    t.press("g enter").expect(WORDS[0]);

    // The question: asked next time, hidden and shown again, answered.
    while !t.screen().contains("▌ │ Anna Berg, 3 April, question") {
        t.press("j");
    }
    t.press("q").expect("It comes in your next check-in.");
    t.press("h").expect("question, taken in on 6 April: hidden");
    t.expect_not("What does the not asking protect?");
    t.press("h").expect("What does the not asking protect?");
    t.press("w").type_text("Peace, for a week.").press("ctrl+s");
    t.expect("You, 6 April").expect("Peace, for a week.");

    let mut t = t.kill("2026-04-10T09:00:00+02:00");
    let week = workbook(&disk, 7).begin("week", rolebook::journal::Form::Short, t.now);
    t.go(Route::Walk(week));
    for _ in 0..9 {
        if t.sees("What does the not asking protect?") {
            break;
        }
        t.press("f4");
    }
    t.expect("Anna Berg, 3 April 2026:")
        .expect("What does the not asking protect?");
    t.type_text("That nobody says no to me.").press("ctrl+s");
    let w = workbook(&disk, 8);
    let question = w
        .notes_of(&sent.key.token)
        .find(|(_, note)| note.kind == NoteKind::Question);
    let question = question.unwrap().0.id.clone();
    let answers: Vec<&str> = w
        .journal
        .about(&question)
        .map(|entry| entry.words.as_str())
        .collect();
    assert_eq!(
        answers,
        ["Peace, for a week.", "That nobody says no to me."]
    );
    assert!(!w.is_asked(&question), "asked once");
    let again = w.begin("week", rolebook::journal::Form::Short, t.now);
    assert!(!format!("{again:?}").contains(&question));
    // The words they are on have not moved.
    assert_eq!(said(w.journal.entry(&sent.ids[1]).unwrap()), WORDS[1]);
}

#[test]
fn a_reply_taken_in_offers_no_more_and_the_first_note_stands_under_the_bar() {
    let (disk, sent) = home();
    let reply = every_kind(&sent.key.token);
    disk.put("/reply.rolebook", sealed(&reply, &sent.key))
        .unwrap();
    let mut t = Driver::on(disk, LATER);
    t.press("h i").paste("/reply.rolebook").press("enter");
    t.expect("enter take in").press("enter");
    t.expect("All that can be is taken in; enter shows the notes that came back.")
        .expect("enter open")
        .expect_not("enter take in")
        .expect_not("a all");
    t.press("enter").expect("Handed over to Anna Berg");
    t.press("h")
        .expect(": hidden")
        .expect_not("Choose a note first");
}

#[test]
fn a_killed_check_in_resumes_at_the_coachs_question() {
    let (disk, sent) = home();
    take_all(
        &mut workbook(&disk, 5),
        &sealed(&every_kind(&sent.key.token), &sent.key),
    )
    .unwrap();
    let mut t = Driver::on(disk.clone(), LATER);
    t.go(Route::Notes(sent.key.token.clone()));
    while !t.screen().contains("▌ │ Anna Berg, 3 April, question") {
        t.press("j");
    }
    t.press("q");
    let week = workbook(&disk, 7).begin("week", rolebook::journal::Form::Short, t.now);
    t.go(Route::Walk(week));
    while !t.sees("What does the not asking protect?") {
        t.press("f4");
    }
    t.type_text("That nobody").wait();
    let t = t.kill("2026-04-07T09:00:00+02:00");
    let draft = workbook(&disk, 8).drafts[0].clone();
    let mut t = t;
    t.go(Route::Resume(Box::new(draft)));
    t.expect("What does the not asking protect?")
        .expect("That nobody");
    t.type_text(" says no.").press("ctrl+s");
    let w = workbook(&disk, 9);
    assert!(
        w.journal
            .entries()
            .any(|entry| entry.words == "That nobody says no." && entry.answers.is_some())
    );
}

#[test]
fn notes_stand_beside_the_words_as_another_voice() {
    let (disk, sent) = home();
    take_all(
        &mut workbook(&disk, 5),
        &open_file(&every_kind(&sent.key.token)),
    )
    .unwrap();
    let mut t = Driver::on(disk, LATER);
    let signed = "│ Anna Berg, 3 April, question, unverified, taken in on 6 April";
    t.go(Route::Thread("ground.2".to_owned(), None));
    t.expect("│ Anna Berg, 3 April, question");
    t.go(Route::Beside(sent.ids[1].clone(), None));
    t.expect(signed)
        .expect("│ “I never asked”")
        .expect("│ What does the not asking protect?");
    let row = t
        .screen()
        .lines()
        .position(|row| row.contains("│ Anna"))
        .unwrap();
    let styles = t.styles();
    let style = styles.lines().nth(row).unwrap().chars().nth(4);
    let attention = rolebook::tui::palette::Theme::PROBE.attention;
    let roles = rolebook::tui::palette::Theme::PROBE.roles();
    let wanted = roles
        .iter()
        .find(|(_, style)| *style == attention)
        .map(|(letter, _)| *letter);
    assert_eq!(style, wanted, "the margin of another's voice");
    for size in [(40, 12), (23, 5), (1, 1), (200, 60)] {
        t.resize(size.0, size.1);
        t.go(Route::Notes(sent.key.token.clone())).press("j j");
        t.go(Route::Reply).type_text("/x");
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn run(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .env_clear()
            .args(["--now", LATER, "--seed", "77", "--home"])
            .arg(self.home())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap_or(-1),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    fn backups(&self) -> Vec<PathBuf> {
        let items = std::fs::read_dir(self.home().join("backups"));
        let items = items.into_iter().flatten();
        items.map(|item| item.unwrap().path()).collect()
    }

    fn count(&self) -> usize {
        open(Arc::new(RealDisk), &self.home(), 9)
            .journal
            .entries()
            .len()
    }
}

#[test]
fn the_command_line_shows_it_first_and_takes_in_what_is_wanted() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let sent = handed_over(Arc::new(RealDisk), &folder.home(), 3);
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let reply = every_kind(&sent.key.token);
    let file = write("reply", &sealed(&reply, &sent.key));

    let (code, out, err) = folder.run(&["import", &file, "--dry-run"], "");
    assert_eq!((code, folder.count()), (0, 2), "{err}");
    for said in [
        "Signed Anna Berg, 3 April 2026",
        "does not prove who wrote it",
        "1  Question, on: ",
        "“I never asked”",
        "    What does the not asking protect?",
        "3  Connects with: ",
        "5  Next time, on the whole",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    assert!(err.contains("this was a look"), "{err}");
    let (code, _, err) = folder.run(&["import", &file], "");
    assert_eq!((code, folder.count()), (2, 2), "{err}");
    let (code, _, err) = folder.run(&["import", &file], "no\n");
    assert_eq!((code, folder.count()), (0, 2), "{err}");
    let (code, _, err) = folder.run(&["import", &file, "--take", "9"], "");
    assert_eq!((code, folder.count()), (2, 2), "{err}");
    assert_eq!(folder.backups(), [] as [PathBuf; 0], "nothing was taken in");
    let (code, _, err) = folder.run(&["import", &file, "--take", "2", "4"], "");
    assert_eq!((code, folder.count()), (0, 4), "{err}");
    let made = "backups/2026-04-06T070000Z-before-import.rolebook-backup";
    assert!(
        err.contains(&format!(
            "A backup was made before, and read back: {made}.\nTaken in: "
        )),
        "{err}"
    );
    assert_eq!(folder.backups(), [folder.home().join(made)]);
    let bytes = std::fs::read(folder.home().join(made)).unwrap();
    let before = check_backup(&Archive::read(&bytes), &Seal::Plain);
    assert_eq!((before.tally.entries, before.is_damaged()), (2, false));
    let (code, _, err) = folder.run(&["import", &file, "--take", "2"], "");
    assert!(
        code == 2 && err.contains("Note 2 is taken in before."),
        "{err}"
    );
    let (code, _, err) = folder.run(&["import", &file], "1, 2\n");
    assert_eq!((code, folder.count()), (0, 5), "{err}");
    let (code, _, err) = folder.run(&["import", &file, "--yes"], "");
    assert_eq!((code, folder.count()), (0, 7), "{err}");
    let (code, _, err) = folder.run(&["import", &file, "--yes"], "");
    assert!(
        code == 0 && err.contains("nothing in it to take in"),
        "{err}"
    );
    assert_eq!(folder.count(), 7);
    assert_eq!(folder.backups().len(), 3, "one for each that was taken in");
}

#[test]
fn without_a_backup_before_it_nothing_is_taken_in() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let sent = handed_over(Arc::new(RealDisk), &folder.home(), 3);
    let file = folder.0.path().join("reply");
    std::fs::write(&file, sealed(&every_kind(&sent.key.token), &sent.key)).unwrap();
    let file = file.display().to_string();
    let _ = std::fs::remove_dir(folder.home().join("backups"));
    std::fs::write(folder.home().join("backups"), "no folder").unwrap();
    let (code, _, err) = folder.run(&["import", &file, "--yes"], "");
    assert_eq!((code, folder.count()), (1, 2), "{err}");
    assert!(
        err.contains("Not taken in, since no backup could be made before: a folder is needed"),
        "{err}"
    );
}

#[test]
fn an_import_that_fails_leaves_no_backup_behind() {
    let (disk, sent) = home();
    let reply = sealed(&every_kind(&sent.key.token), &sent.key);
    let backups = |disk: &MemoryDisk| {
        let paths = disk.paths().into_iter();
        let backup = |path: &PathBuf| path.starts_with(Path::new(HOME).join("backups"));
        paths
            .filter(|path| backup(path) && disk.bytes(path).is_some())
            .count()
    };
    let mut book = workbook(&disk, 5);
    // The backup is put in its place first, and the session then.
    disk.fail(Fault {
        op: Some(Op::Rename),
        nth: 2,
        failure: Failure::DiskFull,
        lasting: false,
    });
    let coming = book.arriving(&reply, later().date_naive()).unwrap();
    let pending = book.take_home(later(), &coming, &[0]).unwrap();
    let outcome = pending.save.clone().run(&book.store());
    assert!(outcome.session.is_err() && outcome.said.is_empty());
    assert_eq!(backups(&disk), 0);
    disk.fail(None);
    assert_eq!(take_all(&mut workbook(&disk, 6), &reply).unwrap(), 5);
    assert_eq!(backups(&disk), 1);
}

#[test]
fn before_an_import_into_a_locked_journal_the_backup_is_sealed_and_older_automatic_ones_go() {
    let (disk, sent) = home();
    assert!(locking::lock(&disk));
    let backups = Path::new(HOME).join("backups");
    for day in 1..=12 {
        let name = format!("2025-03-{day:02}T070000Z-before-lock.rolebook-backup");
        disk.put(backups.join(name), "an older one").unwrap();
    }
    let mut workbook = Workbook::open(Opening {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        decks: deck::builtin(),
        ids: Ids::new(5),
        keys: locking::keys(&disk),
    })
    .unwrap();
    let reply = sealed(&every_kind(&sent.key.token), &sent.key);
    assert_eq!(take_all(&mut workbook, &reply).unwrap(), 5);
    let made = backups.join("2026-04-06T070000Z-before-import.rolebook-backup");
    let archive = Archive::read(&disk.bytes(made).unwrap());
    assert!(!archive.is_plain() && archive.flaws().is_empty());
    let seal = locking::keys(&disk).seal;
    assert_eq!(check_backup(&archive, &seal).tally.entries, 2);
    let left = files(&disk)
        .into_keys()
        .filter(|path| path.starts_with(&backups));
    assert_eq!(left.count(), 10, "by the rule for automatic ones");
}

#[test]
fn the_command_line_takes_a_form_from_a_pipe_and_refuses_what_is_none_of_its_own() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let sent = handed_over(Arc::new(RealDisk), &folder.home(), 3);
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let reply = every_kind(&sent.key.token);
    let file = write("reply", &sealed(&reply, &sent.key));
    let more = Reply {
        notes: vec![note("n9", NoteKind::Noticed, "h1", "One more.")],
        ..reply
    };
    let (code, _, err) = folder.run(&["import", "-", "--yes"], &form::fill(&more));
    assert_eq!((code, folder.count()), (0, 3), "{err}");
    let (_, log, _) = folder.run(&["log"], "");
    assert!(
        log.contains("Anna Berg") && log.contains("One more."),
        "{log}"
    );

    let torn = write("torn", b"{\"format\": 1, \"tok");
    let (code, out, err) = folder.run(&["import", &torn], "");
    assert!(code == 1 && out.is_empty(), "{out}{err}");
    assert!(
        err.contains("it may have been cut off. Nothing was changed."),
        "{err}"
    );
    let foreign = write("foreign", &open_file(&every_kind("zzzzzzzzzzzzzzzzzzzz")));
    let (code, _, err) = folder.run(&["import", &foreign], "");
    assert!(
        code == 3 && err.contains("did not go out from this journal"),
        "{err}"
    );
    let (code, _, err) = folder.run(&["import", "/dev/zero"], "");
    assert!(code == 1 && err.contains("larger than"), "{err}");
    let elsewhere = Folder(tempfile::tempdir().unwrap());
    let (code, _, err) = elsewhere.run(&["import", &file, "--yes"], "");
    assert_eq!(code, 3, "{err}");
    assert!(
        !Path::new(&elsewhere.home()).exists(),
        "no journal is made for it"
    );
}
