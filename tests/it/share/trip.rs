//! There and back: the made-up journal goes to a coach, and the notes come home. What was there
//! before stays byte for byte, and what is new only adds.

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command, sync::Arc};

use rolebook::{
    journal::{Entry, Fact, Journal, ME, Mark, NoteKind, Record, read_session},
    seal::is_sealed,
    share::envelope::Opener,
    store::{Keys, SessionName, Store, disk::RealDisk, memory::MemoryDisk},
    workbook::{
        Deed,
        coming_home::Sent,
        review::{coach_key, coach_keys},
    },
};
use tempfile::TempDir;

use crate::{
    demo,
    driver::{Driver, HOME, LABEL, workbook},
    shell::{Done, feed, files, home},
};

const SENT: &str = "2026-04-01T08:00:00+02:00";
const READ: &str = "2026-04-02T08:00:00+02:00";
const BACK: &str = "2026-04-03T08:00:00+02:00";

const COACH: &str = "Anna Berg";
/// What the coach writes, one of each kind.
const NOTES: [(NoteKind, &str); 5] = [
    (NoteKind::Question, "What does it protect?"),
    (NoteKind::Noticed, "It is said twice, and each time last."),
    (NoteKind::Connects, "They meet in the same room."),
    (NoteKind::Offer, "I know somebody who left such a table."),
    (NoteKind::NextTime, "Let us begin here."),
];
const MINE: &str = "She sounded tired of it.";

/// The files of sessions, by their paths within the journal.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn folded(files: &Files) -> Journal {
    let read = |bytes: &Vec<u8>| {
        let (file, problems) = read_session(bytes);
        assert_eq!(problems, []);
        file.unwrap()
    };
    Journal::fold(files.values().map(read).collect())
}

/// What was added; nothing else may have happened.
#[track_caller]
fn added(before: &Files, after: &Files) -> Vec<Record> {
    for (path, bytes) in before {
        assert_eq!(after.get(path), Some(bytes), "{}", path.display());
    }
    let (old, new) = (folded(before), folded(after));
    assert_eq!(new.problems(), []);
    let (was, is): (Vec<_>, Vec<_>) = (old.entries().collect(), new.entries().collect());
    assert_eq!(is[..was.len()], was[..]);
    for entry in was {
        assert_eq!(new.current(entry), old.current(entry));
        assert_eq!(new.is_gone(&entry.id), old.is_gone(&entry.id));
    }
    let fresh = after.iter().filter(|(path, _)| !before.contains_key(*path));
    let records: Vec<Record> = fresh
        .flat_map(|(_, bytes)| read_session(bytes).0.unwrap().records)
        .collect();
    for record in &records {
        match record {
            Record::Opened(_) | Record::Stated(_) | Record::Closed(_) => {}
            Record::Wrote(entry) => assert_eq!(entry.revises, None),
            other => panic!("{other:?}"),
        }
    }
    records
}

fn wrote<'a>(records: &'a [Record]) -> Vec<&'a Entry> {
    let entry = |record: &'a Record| match record {
        Record::Wrote(entry) => Some(&**entry),
        _ => None,
    };
    records.iter().filter_map(entry).collect()
}

/// The one hand-off of which a journal tells.
fn sent(files: &Files) -> Sent {
    let journal = folded(files);
    let mut facts = journal.facts_of(Fact::HandOff);
    let sent = facts.next().and_then(Sent::of).unwrap();
    assert!(facts.next().is_none());
    sent
}

/// Each note is there once, in the coach's name, on what went; nobody else wrote anything.
#[track_caller]
fn came_home(before: &Files, after: &Files, unverified: bool) {
    let records = added(before, after);
    let sent = sent(after);
    let went: Vec<&str> = sent.entries().map(|(_, entry)| entry).collect();
    let mut said = Vec::new();
    for entry in wrote(&records) {
        assert_eq!(entry.author, COACH);
        let Some(Mark::Note(note)) = &entry.mark else {
            panic!("{entry:?}");
        };
        assert_eq!(
            (&note.handoff, note.unverified),
            (&sent.token, unverified),
            "{entry:?}"
        );
        let on = entry.answers.as_deref();
        assert!(on.is_none_or(|on| went.contains(&on)));
        assert_eq!(on.is_none(), note.kind == NoteKind::NextTime, "{entry:?}");
        let with = note.with.as_deref();
        assert_eq!(with.is_some(), note.kind == NoteKind::Connects, "{entry:?}");
        assert!(with.is_none_or(|with| went.contains(&with) && Some(with) != on));
        if note.kind == NoteKind::Question {
            assert!(!note.quote.is_empty());
            let journal = folded(before);
            let on = journal.current(journal.entry(on.unwrap()).unwrap());
            assert!(on.words.contains(&note.quote), "{note:?}\n{on:?}");
        }
        said.push((note.kind, entry.words.as_str()));
    }
    said.sort_by_key(|(kind, _)| NoteKind::ALL.iter().position(|one| one == kind));
    assert_eq!(said, NOTES);
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|part| part == words.as_bytes())
}

/// The reply holds what it has to and nothing of the coach's own notes, sealed or opened.
#[track_caller]
fn nothing_of_ones_own(reply: &[u8], sent: &Sent) {
    let key = sent.key().unwrap().key;
    let plain = if is_sealed(reply) {
        assert!(!holds(reply, NOTES[0].1));
        key.open(reply).unwrap()
    } else {
        reply.to_vec()
    };
    assert!(holds(&plain, NOTES[0].1));
    for word in ["tired", MINE] {
        assert!(!holds(reply, word) && !holds(&plain, word));
    }
}

mod by_lines {
    use super::*;

    /// How a hand-off goes, and how the reply comes back.
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Way {
        Sealed,
        Open,
        Mail,
    }

    /// The made-up journal, on a disk.
    fn made_up() -> TempDir {
        let home = home();
        fs::write(home.path().join("journal.json"), LABEL).unwrap();
        for file in demo::files() {
            let name = SessionName::new(file.session.started, &file.session.id);
            let path = home.path().join(name.path());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.to_bytes().unwrap()).unwrap();
        }
        home
    }

    fn run(home: &TempDir, now: &str, args: &[&str], input: &str) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
        // Of this moment, so that no two of them make the same ids.
        let seed = rolebook::time::moment_from(now).unwrap().timestamp();
        command
            .env_clear()
            .args(["--now", now, "--seed", &seed.to_string()]);
        command.args(args).arg("--home").arg(home.path());
        feed(command, input)
    }

    #[track_caller]
    fn done(home: &TempDir, now: &str, args: &[&str], input: &str) -> String {
        let done = run(home, now, args, input);
        assert_eq!(done.code, 0, "{args:?}: {done:?}");
        done.out.trim_end().to_owned()
    }

    fn sessions(home: &TempDir) -> Files {
        let within = |path: PathBuf| {
            let bytes = fs::read(&path).unwrap();
            (path.strip_prefix(home.path()).unwrap().to_owned(), bytes)
        };
        let all = files(&home.path().join("sessions"));
        all.into_iter().map(within).collect()
    }

    fn export(leader: &TempDir, more: &[&str]) -> (Files, Files) {
        let before = sessions(leader);
        let args = ["export", "--track", "session", "--for", COACH];
        done(leader, SENT, &[&args, more].concat(), "");
        assert_eq!(sessions(leader), before, "nothing goes without --yes");
        done(leader, SENT, &[&args, more, &["--yes"]].concat(), "");
        let went = sessions(leader);
        assert_eq!(wrote(&added(&before, &went)), Vec::<&Entry>::new());
        (before, went)
    }

    /// Takes a reply in: a look changes nothing, and twice is once.
    fn import(leader: &TempDir, reply: &str, unverified: bool) {
        let before = sessions(leader);
        let shown = done(leader, BACK, &["import", reply, "--dry-run"], "");
        assert!(NOTES.iter().all(|(_, words)| shown.contains(words)));
        assert_eq!(sessions(leader), before);
        done(leader, BACK, &["import", reply, "--yes"], "");
        let after = sessions(leader);
        came_home(&before, &after, unverified);
        done(leader, BACK, &["import", reply, "--yes"], "");
        assert_eq!(sessions(leader), after);
    }

    fn there_and_back(way: Way) {
        let (leader, coach, between) = (made_up(), home(), home());
        let path = |name: &str| between.path().join(name).display().to_string();
        let (file, reply) = (path("m.rolebook"), path("reply"));
        let key = done(&coach, READ, &["review", "--key"], "");
        let mut how = vec!["--format", "handoff", "--to", &file];
        match way {
            Way::Sealed => how.extend(["--seal-to", &key]),
            Way::Open | Way::Mail => how.push("--open"),
        }
        let (_, went) = export(&leader, &how);
        assert_eq!(
            is_sealed(&fs::read(&file).unwrap()),
            way == Way::Sealed,
            "{way:?}"
        );

        for (kind, words) in NOTES {
            let args: &[&str] = match kind {
                NoteKind::Question => &["--note", "h1.1"],
                NoteKind::Noticed => &["--note", "h2", "--kind", "noticed"],
                NoteKind::Connects => &["--note", "h3", "--kind", "connects", "--with", "h1"],
                NoteKind::Offer => &["--note", "h3", "--kind", "offer"],
                NoteKind::NextTime => &["--note", "all", "--kind", "next"],
            };
            let args = [&["review", &file][..], args, &["--from", "-"]].concat();
            done(&coach, READ, &args, words);
        }
        done(
            &coach,
            READ,
            &["review", &file, "--mine", "--from", "-"],
            MINE,
        );
        let mut pack = vec!["review", &file, "--pack", &reply, "--sign", COACH];
        if way == Way::Mail {
            pack.push("--text");
        }
        done(&coach, READ, &pack, "");
        let packed = fs::read(&reply).unwrap();
        assert_eq!(is_sealed(&packed), way != Way::Mail);
        nothing_of_ones_own(&packed, &sent(&went));
        assert!(
            files(coach.path())
                .iter()
                .all(|path| path.starts_with(coach.path().join("reviews"))),
            "no journal is made for a coach"
        );
        import(&leader, &reply, way == Way::Mail);
        asked_in_the_next_check_in(&leader);
    }

    /// The question that came home is chosen for the next check-in, which asks it line by line.
    fn asked_in_the_next_check_in(leader: &TempDir) {
        let before = sessions(leader);
        let mut workbook = super::super::sent::open(Arc::new(RealDisk), leader.path(), 9);
        let sent = sent(&before);
        let mut notes = workbook.notes_of(&sent.token);
        let asks = notes.find(|(_, note)| note.kind == NoteKind::Question);
        let question = asks.unwrap().0.id.clone();
        drop(notes);
        let deed = Deed::State {
            fact: Fact::Question,
            key: question.clone(),
            value: true.into(),
        };
        let now = rolebook::time::moment_from(BACK).unwrap();
        let pending = workbook.record(now, &deed).unwrap();
        super::super::sent::save(&mut workbook, pending);
        drop(workbook);
        let late = "2026-04-10T09:00:00+02:00";
        // Before it stand two promises, two questions, a mark, and a promise to make.
        let lines = format!("{}Nobody says no to me.\n.\n", ":skip\n".repeat(6));
        let said = run(leader, late, &["week", "--plain"], &lines);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(
            said.err.contains("Anna Berg, 2 April 2026:"),
            "{}",
            said.err
        );
        assert!(said.err.contains(NOTES[0].1), "{}", said.err);
        let records = added(&before, &sessions(leader));
        let answers: Vec<_> = wrote(&records)
            .into_iter()
            .map(|entry| (entry.words.as_str(), entry.answers.as_ref()))
            .collect();
        assert_eq!(answers, [("Nobody says no to me.", Some(&question))]);
    }

    #[test]
    fn sealed_there_and_sealed_back() {
        there_and_back(Way::Sealed);
    }

    #[test]
    fn open_there_and_sealed_back() {
        there_and_back(Way::Open);
    }

    #[test]
    fn open_there_and_back_in_a_mail() {
        there_and_back(Way::Mail);
    }

    /// Writes into a blank form as one does with an editor.
    fn fill(form: &mut String, mark: &str, field: &str, words: &str) {
        let block = form.rfind(&format!("\n[{mark}]\n")).unwrap();
        let line = format!("\n{field}:");
        let at = block + form[block..].find(&line).unwrap() + line.len();
        form.insert_str(at, &format!(" {words}"));
    }

    #[test]
    fn a_coach_without_the_program_fills_in_the_form() {
        let (leader, between) = (made_up(), home());
        let path = |name: &str| between.path().join(name).display().to_string();
        for format in ["text", "markdown"] {
            let leader = if format == "text" {
                &leader
            } else {
                &made_up()
            };
            let (file, reply) = (path(format), path(&format!("{format}-reply")));
            let (_, went) = export(leader, &["--format", format, "--to", &file]);
            let mut form = fs::read_to_string(&file).unwrap();
            let sent = sent(&went);
            let on = sent.entry("h1").unwrap();
            let journal = folded(&went);
            let words = &journal.current(journal.entry(on).unwrap()).words;
            let quote: Vec<&str> = words.split(' ').take(3).collect();
            fill(&mut form, "h1", "quote", &quote.join(" "));
            fill(&mut form, "h1", "question", NOTES[0].1);
            fill(&mut form, "h2", "noticed", NOTES[1].1);
            let connects = format!("h1\n{}", NOTES[2].1);
            fill(&mut form, "h3", "connects with", &connects);
            fill(&mut form, "h3", NoteKind::Offer.words(), NOTES[3].1);
            fill(&mut form, "all", NoteKind::NextTime.words(), NOTES[4].1);
            let named = form.rfind("\nName:").unwrap() + "\nName:".len();
            form.insert_str(named, &format!(" {COACH}"));
            let mail: Vec<String> = form.lines().map(|line| format!("> {line}\r\n")).collect();
            let mail = mail.concat();
            fs::write(&reply, format!("Dear M.,\r\nhere it is.\r\n\r\n{mail}")).unwrap();
            import(leader, &reply, true);
        }
    }
}

mod by_keys {
    use super::*;

    fn sessions(disk: &MemoryDisk) -> Files {
        let within = |path: PathBuf| {
            let inside = path.strip_prefix(HOME).ok()?.to_owned();
            let bytes = disk.bytes(&path)?;
            inside.starts_with("sessions").then_some((inside, bytes))
        };
        disk.paths().into_iter().filter_map(within).collect()
    }

    fn instead(t: &mut Driver, text: &str) {
        t.press("ctrl+u").type_text(text).press("enter");
    }

    /// From the first page of the made-up journal to a file, with keys only.
    fn send(key: Option<&str>) -> (MemoryDisk, Vec<u8>) {
        let disk = demo::driver().disk.clone();
        let mut t = Driver::on(disk.clone(), SENT);
        t.press("h n").expect("For your coach");
        for _ in 0..40 {
            if !t.screen().contains("▌ ●") && !t.sees("It is private.") {
                t.press("space");
            }
            t.press("j");
        }
        t.press("enter").expect("As your coach will read it 1 of");
        for _ in 0..200 {
            if t.sees("Under which name does it go?") {
                break;
            }
            t.press("enter");
        }
        t.expect("Under which name").type_text("M.");
        t.press("ctrl+s").expect("For whom is it?");
        t.type_text(COACH).press("ctrl+s f4 f4");
        t.expect("The agreement").press("enter 5 enter");
        match key {
            Some(key) => {
                t.press("1 enter");
                instead(&mut t, key);
            }
            None => drop(t.press("3 enter")),
        }
        instead(&mut t, "/m.rolebook");
        t.press("enter").expect("Written. It lies here");
        t.press("q");
        assert!(t.quit.is_some());
        assert!(workbook(&disk, 3).drafts.is_empty());
        let bytes = disk.bytes("/m.rolebook").unwrap();
        (disk, bytes)
    }

    /// The coach reads, writes a note of each kind and one for nobody, and packs the reply.
    fn answer(t: &mut Driver, mail: bool) {
        t.press("enter");
        for (at, (kind, words)) in NOTES.into_iter().enumerate() {
            t.press(match kind {
                NoteKind::Question => "c",
                // On the first page: of the whole.
                NoteKind::NextTime => "p p p p c",
                _ => "n c",
            });
            t.type_text(words);
            if at > 0 {
                t.press(&format!("tab {}", at + 1));
            }
            if kind == NoteKind::Connects {
                t.expect("Which answer does it connect with?");
                t.press("j enter");
            }
            t.press("esc");
        }
        t.press("m").type_text(MINE).press("esc f").type_text(COACH);
        t.press("enter").expect("5 notes go back to M.");
        t.press(if mail { "t" } else { "enter" });
        t.press("ctrl+u").type_text("/reply").press("enter");
        t.expect("Written:").press("esc esc q");
    }

    fn there_and_back(sealed: bool, mail: bool) {
        let coach = MemoryDisk::new();
        let store = || Store::open_reviews(Arc::new(coach.clone()), HOME, Keys::default()).unwrap();
        let key = coach_key(&store().0).unwrap();
        let (disk, handoff) = send(sealed.then_some(key.as_str()));
        assert_eq!(is_sealed(&handoff), sealed);
        let went = sessions(&disk);
        let before = sessions(&demo::driver().disk);
        let records = added(&before, &went);
        assert!(wrote(&records).iter().all(|entry| entry.author == ME));

        let keys = coach_keys(&store().0).unwrap();
        let opener = if sealed {
            Opener::Keys(&keys.keys)
        } else {
            Opener::Nothing
        };
        let mut t = Driver::reviewing_with(coach.clone(), READ, &handoff, Keys::default(), &opener);
        answer(&mut t, mail);
        drop(t);
        let reply = coach.bytes("/reply").unwrap();
        assert_eq!(is_sealed(&reply), !mail);
        nothing_of_ones_own(&reply, &sent(&went));
        assert!(sessions(&coach).is_empty());

        disk.put("/reply", &reply).unwrap();
        let mut t = Driver::on(disk.clone(), BACK);
        t.press("h i").type_text("/reply").press("enter");
        t.expect(COACH).expect(NOTES[0].1);
        assert_eq!(sessions(&disk), went, "a look changes nothing");
        t.press("enter");
        came_home(&went, &sessions(&disk), mail);
        asked_in_the_next_check_in(t, &disk);
        let records = added(&went, &sessions(&disk));
        let own = wrote(&records).into_iter();
        let own: Vec<&str> = own
            .filter(|entry| entry.author == ME)
            .map(|entry| entry.words.as_str())
            .collect();
        assert_eq!(own, ["That nobody says no to me."]);
    }

    /// From the page on which the notes stand: the question is chosen, asked and answered.
    fn asked_in_the_next_check_in(mut t: Driver, disk: &MemoryDisk) {
        t.press("enter").expect("Handed over to Anna Berg");
        for _ in 0..200 {
            if t.screen().contains("▌ │ Anna Berg, 2 April, question") {
                break;
            }
            t.press("j");
        }
        t.press("q").expect("It comes in your next check-in.");
        let mut t = Driver::on(disk.clone(), "2026-04-10T09:00:00+02:00");
        t.press("w").expect("one question from your coach");
        t.press("enter");
        for _ in 0..30 {
            if t.sees(NOTES[0].1) {
                break;
            }
            t.press("f4");
        }
        t.expect("Anna Berg, 2 April 2026:").expect(NOTES[0].1);
        t.type_text("That nobody says no to me.").press("ctrl+s");
    }

    #[test]
    fn sealed_there_and_sealed_back() {
        there_and_back(true, false);
    }

    #[test]
    fn open_there_and_sealed_back() {
        there_and_back(false, false);
    }

    #[test]
    fn open_there_and_back_in_a_mail() {
        there_and_back(false, true);
    }
}
