//! What is tried on each reader and on the editor: whatever the bytes are, nothing panics, and what
//! was read can be written and read again. The fuzzer and the tests call the same functions.

use std::{path::Path, sync::Arc};

use rolebook::{
    config::Config,
    deck,
    journal::{Cleared, Draft, Gone, Journal, Problem, Record, read_session, whole_records},
    seal::{Seal, is_sealed},
    share::{
        Consent, clear,
        envelope::{self, Opener, Sealing},
        form, reply,
    },
    store::{
        Archive, Keys, Recipient, Restoring, Store, StoreError, Why, memory::MemoryDisk, protection,
    },
    time::{Day, moment_from},
    tui::{
        editor::{Editor, Motion, Op, Shape},
        terminal::Decoder,
    },
    workbook::keeping::check_backup,
};

/// A reader, or the editor, given any bytes.
pub type Target = fn(&[u8]);

/// Every target, by the name of its corpus.
pub const TARGETS: [(&str, Target); 12] = [
    ("session", session),
    ("draft", draft),
    ("deck", deck),
    ("config", config),
    ("editor", editor),
    ("keys", keys),
    ("handoff", handoff),
    ("reply", reply),
    ("form", form),
    ("backup", backup),
    ("label", label),
    ("recipients", recipients),
];

/// The file of a session: read, folded, written, and with an entry forgotten.
pub fn session(bytes: &[u8]) {
    let (file, problems) = read_session(bytes);
    if whole_records(bytes).is_some() {
        assert!(file.is_some(), "what is whole is read");
    }
    let Some(file) = file else {
        assert!(!problems.is_empty(), "what is not read is named");
        return;
    };
    let written = file.to_bytes().expect("what was read is written");
    let readable = |problem: &Problem| !matches!(problem, Problem::Record { .. });
    if problems.iter().all(readable) {
        assert_eq!(whole_records(&written), Some(file.records.len()));
    }
    let (again, problems) = read_session(&written);
    let again = again.expect("what was written is read");
    assert_eq!(again.records, file.records);
    // A record that could not be read is named again, and nothing else is.
    let other = |record: &Record| matches!(record, Record::Other(..));
    assert!(problems.len() <= file.records.iter().filter(|record| other(record)).count());

    let wrote = |record: &Record| match record {
        Record::Wrote(entry) => Some(entry.id.clone()),
        _ => None,
    };
    let ids: Vec<String> = file.records.iter().filter_map(wrote).collect();
    let once = Journal::fold(vec![file.clone()]).entries().count();
    let twice = Journal::fold(vec![file.clone(), file.clone()]);
    assert_eq!(twice.entries().count(), once, "a copy adds nothing");
    for entry in twice.entries() {
        let _ = twice.current(entry);
    }
    if let Some(id) = ids.first() {
        let mut gone = Gone::default();
        gone.add(
            id,
            moment_from("2026-05-01T09:00:00+02:00").expect("a moment"),
        );
        if let Cleared::Without(left) = gone.clear(bytes) {
            let (left_file, _) = read_session(&left);
            let left_file = left_file.expect("what was read before is read after");
            assert_eq!(left_file.records.len(), file.records.len());
            assert!(
                !left_file
                    .records
                    .iter()
                    .filter_map(wrote)
                    .any(|left| left == *id)
            );
            assert_eq!(gone.clear(&left), Cleared::Same, "once is enough");
        }
    }
}

/// The file of a draft.
pub fn draft(bytes: &[u8]) {
    let Ok(draft) = Draft::read(bytes) else {
        return;
    };
    let written = draft.to_bytes().expect("what was read is written");
    let again = Draft::read(&written).expect("what was written is read");
    assert_eq!(again, draft);
    let mut gone = Gone::default();
    gone.add(&draft.entry, draft.at);
    let _ = gone.clear(bytes);
}

/// A deck.
pub fn deck(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (deck, problems) = deck::read(text);
    assert!(
        deck.is_some() || !problems.is_empty(),
        "a deck, or why there is none"
    );
    let lines = text.lines().count() + 1;
    for problem in problems {
        assert!(problem.line <= lines && !problem.to_string().is_empty());
    }
    let Some(deck) = deck else { return };
    let _ = (deck.full_form(), deck.short_form(), deck.short_steps());
    for prompt in deck.answerable() {
        assert_eq!(
            deck.prompt(&prompt.id).map(|prompt| &prompt.id),
            Some(&prompt.id)
        );
    }
}

/// The settings.
pub fn config(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let (config, problems) = Config::read(text);
        assert!(config.accent_hue <= 360);
        for problem in problems {
            assert!(!problem.to_string().is_empty());
        }
    }
}

/// Every way for the cursor.
const MOTIONS: [Motion; 16] = [
    Motion::Left,
    Motion::Right,
    Motion::WordLeft,
    Motion::WordRight,
    Motion::Up(1),
    Motion::Down(3),
    Motion::RowStart,
    Motion::RowEnd,
    Motion::ParagraphStart,
    Motion::ParagraphEnd,
    Motion::ParagraphUp,
    Motion::ParagraphDown,
    Motion::TextStart,
    Motion::TextEnd,
    Motion::Up(usize::MAX),
    Motion::Down(usize::MAX),
];

/// The editor: the first half is what stands in it, the rest is what is done to it.
pub fn editor(bytes: &[u8]) {
    let (text, acts) = bytes.split_at(bytes.len() / 2);
    let text = String::from_utf8_lossy(text);
    let shape = match bytes.first() {
        Some(first) if first % 7 == 0 => Shape::Line,
        _ => Shape::Prose,
    };
    let mut editor = Editor::new(&text, shape);
    let start = editor.text();
    let mut measure = 40;
    editor.set_measure(measure);
    for pair in acts.chunks(2) {
        let (act, more) = (pair[0], pair.get(1).copied().unwrap_or_default());
        let motion = MOTIONS[usize::from(more) % MOTIONS.len()];
        // A text that doubles with every key tells nothing more.
        let act = if editor.len() > 1 << 11 { 2 } else { act };
        match act % 16 {
            0 => drop(editor.apply(Op::Move(motion))),
            1 => drop(editor.apply(Op::Select(motion))),
            2 => drop(editor.apply(Op::Delete(motion))),
            3 => drop(editor.apply(Op::Kill(motion))),
            4 => drop(editor.apply(Op::Yank)),
            5 => drop(editor.apply(Op::Transpose)),
            6 => drop(editor.apply(Op::Newline)),
            7 => drop(editor.apply(Op::Undo)),
            8 => drop(editor.apply(Op::Redo)),
            9 => drop(editor.apply(Op::SelectAll)),
            10 => drop(editor.cut()),
            11 => drop(editor.paste(&String::from_utf8_lossy(
                &bytes[..usize::from(more).min(bytes.len())],
            ))),
            12 => {
                measure = usize::from(more % 90);
                editor.set_measure(measure);
            }
            13 => editor.click(u16::from(more), u16::from(act), more % 2 == 0),
            14 => editor.set_cursor_offset(usize::from(more) * usize::from(act)),
            _ => drop(
                editor.type_char(char::from_u32(u32::from(more) * u32::from(act)).unwrap_or('x')),
            ),
        }
        editor.scroll_to_cursor(usize::from(more % 30));
        let len = editor.len();
        assert!(editor.cursor_offset() <= len);
        assert!(
            editor
                .selection()
                .is_none_or(|selected| selected.end <= len)
        );
        let _ = (
            editor.cursor_cell(),
            editor.rows(usize::from(more % 30)).count(),
        );
    }
    let end = editor.text();
    assert_eq!(end.len(), editor.len());
    let mut fresh = Editor::new(&end, shape);
    fresh.set_measure(measure);
    assert_eq!(
        fresh.total_rows(),
        editor.total_rows(),
        "laid out as if it were new"
    );
    let undone = acts.chunks(2).any(|pair| pair[0] % 16 == 7);
    while editor.apply(Op::Undo) {}
    if !undone {
        assert_eq!(editor.text(), start, "undone, it is what it was");
    }
}

/// What a terminal sends.
pub fn keys(bytes: &[u8]) {
    let mut decoder = Decoder::default();
    let whole = decoder.feed(bytes);
    let _ = (decoder.patience(), decoder.give_up());
    let mut decoder = Decoder::default();
    let pieces = bytes
        .chunks(3)
        .flat_map(|piece| decoder.feed(piece))
        .count();
    assert!(pieces >= usize::from(!whole.is_empty() && bytes.len() < 3));
    let _ = decoder.give_up();
}

/// A hand-off, as the coach opens it.
pub fn handoff(bytes: &[u8]) {
    let Ok(opened) = envelope::read(bytes, &Opener::Nothing) else {
        return;
    };
    let _ = form::form(&opened.handoff);
    let packet = clear(opened.handoff.clone(), Consent::given());
    let written = envelope::write(&packet, &Sealing::Open).expect("what was read is written");
    let again = envelope::read(&written, &Opener::Nothing).expect("what was written is read");
    assert_eq!(again.handoff, opened.handoff);
}

fn today() -> Day {
    "2026-05-01".parse().expect("a day")
}

/// A reply, whatever it came as.
pub fn reply(bytes: &[u8]) {
    let Ok(arrived) = reply::read(bytes, &[], today()) else {
        return;
    };
    let packet = clear(arrived.reply.clone(), Consent::given());
    let written = reply::write(&packet, None).expect("what was read is written");
    let again = reply::read(&written, &[], today()).expect("what was written is read");
    assert_eq!(again.reply, arrived.reply);
}

/// The plain-text form of a reply; what was read of it once is read of it again.
pub fn form(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some((reply, problems)) = form::read(&text, today()) else {
        return;
    };
    for problem in problems {
        assert!(problem.line <= text.lines().count() && !problem.to_string().is_empty());
    }
    let (again, _) = form::read(&form::fill(&reply), today()).expect("a filled form is read");
    assert_eq!(again.token, reply.token);
    assert_eq!(again.notes.len(), reply.notes.len());
}

/// Where the journal lies that is made of what was read.
const HOME: &str = "/me/journal";
const CONFIG: &str = "/me/config";

/// A backup: read, checked, and brought back into a fresh home, out of which nothing leads.
pub fn backup(bytes: &[u8]) {
    let archive = Archive::read(bytes);
    assert!(
        archive
            .flaws()
            .iter()
            .all(|flaw| !flaw.to_string().is_empty())
    );
    let checkup = check_backup(&archive, &Seal::Plain);
    assert!(checkup.findings.len() >= archive.flaws().len());
    let _ = (archive.protection(), archive.journal(), archive.is_newer());
    let plain = archive
        .files()
        .any(|(part, _, bytes)| part.holds_words() && !is_sealed(bytes));
    assert_eq!(archive.is_plain(), plain);

    let disk = MemoryDisk::new();
    disk.put("/me/mine.txt", "mine").expect("a file beside it");
    let what = Restoring {
        archive: &archive,
        opens: &Seal::Plain,
        holds: &|there, brought| there == brought,
    };
    let restore = || {
        let disk = Arc::new(disk.clone());
        Store::restore(disk, HOME, Keys::default(), &|_| None, &what)
    };
    let Ok(restored) = restore() else { return };
    for step in &restored.steps {
        assert!(
            archive.get(&step.path).is_some(),
            "only what is in it is brought back"
        );
    }
    for path in disk.paths() {
        let around = Path::new(HOME).starts_with(&path) || path.ends_with("mine.txt");
        assert!(around || path.starts_with(HOME), "{}", path.display());
    }
    assert_eq!(disk.bytes("/me/mine.txt").as_deref(), Some(&b"mine"[..]));
    let before = disk.paths().len();
    let _ = restore();
    assert_eq!(disk.paths().len(), before, "twice is once");
}

/// `journal.json`: opened over, it is left as it is, or kept where it was damaged.
pub fn label(bytes: &[u8]) {
    let disk = MemoryDisk::new();
    let path = Path::new(HOME).join("journal.json");
    disk.put(&path, bytes).expect("a label");
    let found = protection(&disk, HOME.as_ref()).expect("it is read");
    let opened = || {
        let disk = Arc::new(disk.clone());
        Store::open(disk, HOME, "fresh00000", &|_| None, Keys::default())
    };
    let Ok((store, notices)) = opened() else {
        return;
    };
    assert!(notices.iter().all(|notice| !notice.to_string().is_empty()));
    let now = disk.bytes(&path).expect("there is a label");
    if now == bytes {
        // What is locked, or newer, is not written in.
        assert!(
            !(store.writable() && found.locked),
            "a locked journal is shut"
        );
    } else {
        let kept = |path| disk.bytes(path).is_some_and(|kept| kept == bytes);
        assert!(disk.paths().into_iter().any(kept), "what was there is kept");
        assert!(!found.locked);
    }
    drop(store);
    let (_, again) = opened().expect("it opens again");
    assert!(again.len() <= notices.len(), "it is mended once");
    assert_eq!(disk.bytes(&path), Some(now));
}

/// What is noted of the keys that words are sealed to while a journal is locked.
pub fn recipients(bytes: &[u8]) {
    const ID: &str = "k7f3q2k7f3";
    let disk = MemoryDisk::new();
    let path = Path::new(CONFIG).join("recipients").join(ID);
    disk.put(&path, bytes).expect("a file");
    let noted = Recipient::of(Arc::new(disk.clone()), Path::new(CONFIG), ID).expect("a name");
    match noted.read() {
        Ok(keys) => {
            let keys = keys.expect("it is there");
            assert!(!keys.is_empty());
            for key in keys {
                let sealed = key.seal(b"words").expect("it is a key that seals");
                assert!(is_sealed(&sealed));
            }
        }
        Err(StoreError { why, .. }) => assert_eq!(why, Why::Damaged),
    }
    assert_eq!(
        disk.bytes(&path).as_deref(),
        Some(bytes),
        "a look changes nothing"
    );
}
