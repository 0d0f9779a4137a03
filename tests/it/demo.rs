//! The made-up journal.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use rolebook::{
    deck,
    journal::{Became, Entry, Fact, Journal, Judged, Mark, Record, SessionFile, read_session},
    time::{Moment, moment_from},
    workbook::demo::demo,
};

use crate::driver::Driver;

/// The last day of the story.
pub(crate) const NOW: &str = "2026-03-31T10:42:00+02:00";

pub(crate) fn files() -> Vec<SessionFile> {
    files_at(NOW)
}

fn files_at(now: &str) -> Vec<SessionFile> {
    let now: Moment = moment_from(now).unwrap();
    demo(&deck::builtin(), now).unwrap()
}

pub(crate) fn journal() -> Journal {
    Journal::fold(files())
}

/// The program started on the made-up journal.
pub(crate) fn driver() -> Driver {
    let disk = rolebook::store::memory::MemoryDisk::new();
    drop(crate::driver::workbook(&disk, 1));
    for file in files() {
        let name = rolebook::store::SessionName::new(file.session.started, &file.session.id);
        let path = std::path::Path::new(crate::driver::HOME).join(name.path());
        disk.put(path, file.to_bytes().unwrap()).unwrap();
    }
    Driver::on(disk, NOW)
}

fn marks(journal: &Journal) -> impl Iterator<Item = (&Entry, &Mark)> {
    journal
        .entries()
        .filter_map(|entry| Some((entry, entry.mark.as_ref()?)))
}

#[test]
fn it_is_a_journal_like_any_other() {
    let files = files();
    for file in &files {
        let bytes = file.to_bytes().unwrap();
        let (read, problems) = read_session(&bytes);
        assert_eq!(problems, []);
        assert_eq!(read.as_ref(), Some(file));
    }
    assert_eq!(Journal::fold(files).problems(), []);
    let mut t = driver().size(80, 40);
    t.expect("To look at again").expect("Not begun");
}

#[test]
fn it_holds_two_years_of_every_kind() {
    let files = files();
    assert!((36..=48).contains(&files.len()), "{}", files.len());
    let journal = Journal::fold(files.clone());
    let quarters: BTreeSet<String> = journal
        .entries()
        .map(|entry| rolebook::time::quarter(entry.at.date_naive()).to_string())
        .collect();
    assert_eq!(quarters.len(), 9, "{quarters:?}");
    let kinds: BTreeSet<&str> = journal
        .entries()
        .filter_map(|entry| Some(entry.asked.as_ref()?.kind.as_str()))
        .collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    let verdicts: BTreeSet<&str> = marks(&journal)
        .filter_map(|(_, mark)| match mark {
            Mark::Verdict(verdict) => Some(verdict.is.id()),
            _ => None,
        })
        .collect();
    assert_eq!(verdicts.len(), Judged::ALL.len(), "{verdicts:?}");
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, mark) in marks(&journal) {
        if let Mark::Outcome(outcome) = mark {
            *outcomes.entry(outcome.is.id()).or_default() += 1;
        }
    }
    for is in Became::OF_PROMISES.into_iter().chain(Became::OF_FORECASTS) {
        assert!(outcomes.contains_key(is.id()), "{is:?} {outcomes:?}");
    }
    assert!(outcomes["happened"] + outcomes["did-not-happen"] > 20);
    let roles = files.iter().flat_map(|file| &file.records);
    let roles: BTreeSet<&str> = roles
        .filter_map(|record| match record {
            Record::Stated(stated) if stated.fact == Fact::Role => stated.value.as_str(),
            _ => None,
        })
        .filter(|words| !words.is_empty())
        .collect();
    assert_eq!(roles.len(), 2, "{roles:?}");
    assert!(journal.entries().any(|entry| entry.asked.is_none()));
    assert!(journal.entries().any(|entry| entry.revises.is_some()));
    assert!(journal.entries().any(|entry| entry.private));
}

/// Prompts whose wording was another once.
#[test]
fn two_questions_were_reworded_on_the_way() {
    let journal = journal();
    let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for asked_then in journal.entries().filter_map(|entry| entry.asked.as_ref()) {
        let wordings = asked.entry(&asked_then.prompt).or_default();
        wordings.insert(&asked_then.question);
    }
    let reworded = asked.values().filter(|wordings| wordings.len() > 1);
    assert_eq!(reworded.count(), 2);
}

#[test]
fn it_ends_in_the_week_it_is_opened_and_weekdays_stay() {
    use chrono::Datelike;
    let then = files();
    let later = files_at("2029-08-16T22:00:00-03:00");
    assert_eq!(then.len(), later.len());
    for (then, later) in then.iter().zip(&later) {
        let (then, later) = (then.session.started, later.session.started);
        assert_eq!(then.weekday(), later.weekday());
        assert_eq!((later.date_naive() - then.date_naive()).num_days() % 7, 0);
        assert!(later <= moment_from("2029-08-16T22:00:00-03:00").unwrap());
    }
    let last = later.last().unwrap().session.started.date_naive();
    let days = (moment_from("2029-08-16T22:00:00-03:00")
        .unwrap()
        .date_naive()
        - last)
        .num_days();
    assert!((0..21).contains(&days), "{days}");
}

#[test]
fn its_words_name_no_time_of_the_year() {
    const NAMES: [&str; 27] = [
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "summer",
        "winter",
        "autumn",
        "christmas",
        "easter",
        "2023",
        "2024",
        "2025",
        "2026",
        "2027",
    ];
    for entry in journal().entries() {
        let words = format!("{} {:?}", entry.words, entry.mark).to_lowercase();
        let words = words.replace(|c: char| !c.is_alphanumeric() && c != '-', " ");
        for word in words.split_whitespace() {
            assert!(!NAMES.contains(&word), "{word}: {}", entry.words);
        }
    }
}

/// Of the last two answers to the long questions, some are a small correction, and some were
/// written anew around what stayed: the pages that show it have something to show.
#[test]
fn some_answers_are_corrected_and_some_are_written_anew() {
    use rolebook::insight::{
        change::{Part, change},
        thread::Thread,
    };
    let journal = journal();
    let parts = |prompt: &str| {
        let thread = Thread::of(&journal, prompt);
        let points: Vec<_> = thread.points().collect();
        let [.., then, now] = points.as_slice() else {
            panic!("{prompt} was answered once")
        };
        let parts = change(*then, *now).parts;
        let labels = parts.iter().filter_map(|part| match part {
            Part::Row { label, .. } => Some(*label),
            Part::Fact(_) | Part::Edited(_) => None,
        });
        let edited = parts.iter().any(|part| matches!(part, Part::Edited(_)));
        (edited, labels.filter(|label| *label == "turned").count())
    };
    assert_eq!(parts("seam.5"), (true, 0));
    assert_eq!(parts("authority.4"), (false, 3));
}

// The verb, in lines.

/// A folder for temporary files, one's own journal, and the program that knows of both.
struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn with(&self, temporary: &str, args: &[&str], input: &str) -> Output {
        use std::io::Write;
        let mut child = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .env_clear()
            .env("TMPDIR", self.path(temporary))
            .env("ROLEBOOK_HOME", self.path("own"))
            .args(["--now", NOW, "--seed", "1", "demo"])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Exit code, output and talk; afterwards there is nothing that was not there before.
    #[track_caller]
    fn run(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let output = self.with("tmp", args, input);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        assert_eq!(
            fs::read_dir(self.path("tmp")).unwrap().count(),
            0,
            "{args:?}"
        );
        assert!(!Path::new(&self.path("own")).exists(), "{args:?}");
        assert!(!Path::new(&self.path("other")).exists(), "{args:?}");
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }
}

#[test]
fn whatever_home_is_named_the_made_up_one_is_read_and_written() {
    let stage = Stage::new();
    let other = stage.path("other");
    let plain = stage.run(&["log"], "").1;
    assert!(plain.contains("Chief product and technology officer."));
    for args in [
        &["log", "--home", &other][..],
        &["--home", &other, "log"],
        &["log", &format!("--home={other}")],
    ] {
        assert_eq!(stage.run(args, "").1, plain, "{args:?}");
    }
    let words = "Mine alone.";
    let kept = stage.run(
        &["answer", "ground.1", "--from", "-", "--home", &other],
        words,
    );
    assert_eq!((kept.0, kept.1.lines().count()), (0, 1), "{}", kept.2);
}

#[test]
fn every_command_of_it_leaves_nothing_behind() {
    let stage = Stage::new();
    for (args, code, said) in [
        (&["changes"][..], 0, ""),
        (&["answer", "ground.5", "--rate", "9"], 2, "9 is not in"),
        (&["show", "nothing.1"], 3, "There is no question"),
        (&["demo"], 2, "one command for the made-up journal"),
        (&["demo", "log"], 2, "one command for the made-up journal"),
        (&["--json"], 2, "unexpected argument"),
        (&["nothing"], 2, "unrecognized subcommand"),
        (&[], 2, "opens on a full screen"),
    ] {
        let (found, _, talk) = stage.run(args, "");
        assert_eq!(found, code, "{args:?}: {talk}");
        assert!(talk.contains(said), "{args:?}: {talk}");
    }
    for help in [&["--help"][..], &["log", "--help"]] {
        let (code, out, talk) = stage.run(help, "");
        assert_eq!((code, talk.as_str()), (0, ""), "{help:?}");
        assert!(out.contains("Usage: rolebook"), "{out}");
    }
}

#[test]
fn where_no_folder_can_be_made_it_says_so_in_a_sentence() {
    let stage = Stage::new();
    fs::write(stage.path("file"), "").unwrap();
    for (place, why) in [
        ("nowhere", "it is not there"),
        ("file", "a folder is needed there"),
    ] {
        let output = stage.with(place, &["log"], "");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(output.stdout.is_empty());
        let path = stage.path(place);
        assert_eq!(
            said,
            format!(
                "No folder for the made-up journal can be made in {path}: {why}. Nothing was read \
                 or changed. Another place can be named in TMPDIR.\n"
            )
        );
    }
}
