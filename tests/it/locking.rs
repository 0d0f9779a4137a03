//! Locking, unlocking and changing the key: the jobs, the verbs, and the pages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, OnceLock},
};

use ratatui::{Terminal, backend::TestBackend, layout::Size};
use rolebook::{
    config::Config,
    journal::Ids,
    seal::{Key, Paper, Passphrase, Seal},
    store::{
        Identity, Keys, Protection, Reason, Recipient, Request, Store, StoreError, Why,
        memory::{Cut, Failure, Fault, MemoryDisk},
        protection,
    },
    time::{Moment, moment_from},
    tui::{
        door::Refused,
        event::{Ending, Event},
        gate::{Gate, Wants},
        palette::{Glyphs, Theme},
    },
    workbook::locking::{self, Site, Wish},
};
use tempfile::TempDir;

use crate::{
    driver::{Driver, HOME, key, workbook_with},
    locked::{MARKER, holding, marked},
};

pub(crate) const CONFIG: &str = "/config";
pub(crate) const NOW: &str = "2026-04-01T08:00:00+02:00";
pub(crate) const WORDS: &str = "a wet evening in the annex";

fn passphrase() -> Passphrase {
    Passphrase::new(WORDS.to_owned())
}

pub(crate) fn now() -> Moment {
    moment_from(NOW).unwrap()
}

pub(crate) fn site(disk: &MemoryDisk) -> Site {
    Site {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        config: CONFIG.into(),
    }
}

/// Two keys behind one passphrase. Putting them there takes seconds, so it is done once.
pub(crate) fn identities() -> &'static [Identity; 2] {
    static IDENTITIES: OnceLock<[Identity; 2]> = OnceLock::new();
    IDENTITIES.get_or_init(|| {
        ["k1", "k2"]
            .map(|id| Identity::behind(id.to_owned(), Key::make(None), &passphrase()).unwrap())
    })
}

/// What the passphrase would open on this disk, without the time that takes.
pub(crate) fn opened(disk: &MemoryDisk) -> Result<Vec<(String, Key)>, StoreError> {
    let found = protection(disk, Path::new(HOME))?;
    let mut ids: Vec<&str> = found.identities.iter().map(|(id, _)| id.as_str()).collect();
    ids.sort_by_key(|id| found.key.as_deref() != Some(id));
    let key = |id: &str| {
        let known = identities().iter().find(|known| known.id == id);
        (id.to_owned(), known.unwrap().key.clone())
    };
    Ok(ids.into_iter().map(key).collect())
}

/// What the journal is opened with now.
pub(crate) fn keys(disk: &MemoryDisk) -> Keys {
    if protection(disk, Path::new(HOME)).unwrap().locked {
        Protection::keys(&opened(disk).unwrap())
    } else {
        Keys::default()
    }
}

pub(crate) fn try_lock(disk: &MemoryDisk) -> Result<bool, StoreError> {
    let done = if protection(disk, Path::new(HOME))?.locked {
        locking::go_on(&site(disk), &opened(disk)?)
    } else {
        locking::lock(&site(disk), &identities()[0], &mut Ids::new(3), now())
    };
    Ok(done?.left.is_empty())
}

pub(crate) fn lock(disk: &MemoryDisk) -> bool {
    try_lock(disk).unwrap()
}

pub(crate) fn try_unlock(disk: &MemoryDisk) -> Result<bool, StoreError> {
    if !protection(disk, Path::new(HOME))?.locked {
        return locking::clear(&site(disk)).map(|()| true);
    }
    let known = opened(disk)?;
    let keys = Protection::keys(&known);
    Ok(!locking::unlock(&site(disk), &keys, &known, now())?.key_stays)
}

pub(crate) fn try_change_key(disk: &MemoryDisk) -> Result<bool, StoreError> {
    let found = protection(disk, Path::new(HOME))?;
    if found.other.is_some() && found.key.as_deref() == Some("k2") {
        return try_lock(disk);
    }
    let keys = Protection::keys(&opened(disk)?);
    let known = &identities()[..1];
    let done = locking::change_key(&site(disk), &keys, &identities()[1], known, now())?;
    Ok(done.left.is_empty())
}

/// Does a job with the disk failing at each of its operations, and the power too; then everything
/// is there and the job goes on to its end.
pub(crate) fn cut_everywhere(
    ready: &MemoryDisk,
    job: fn(&MemoryDisk) -> Result<bool, StoreError>,
    end: fn(&MemoryDisk, &str),
) {
    let whole = ready.fork();
    let before = whole.operations();
    assert!(job(&whole).unwrap());
    let count = whole.operations() - before;
    assert!(count > 20, "{count}");
    end(&whole, "uncut");
    for nth in 1..=count {
        let disk = ready.fork();
        disk.fail(Fault {
            op: None,
            nth,
            failure: Failure::Io,
            lasting: true,
        });
        let _ = job(&disk);
        disk.fail(None);
        disk.cut(Cut::Power);
        let at = format!("after operation {nth}");
        let workbook = workbook_with(&disk, 5, keys(&disk));
        let kept = workbook.journal.latest("ground.1");
        assert_eq!(kept.map(|entry| entry.words.as_str()), Some(MARKER), "{at}");
        assert_eq!(workbook.drafts.len(), 1, "{at}");
        assert_eq!(workbook.reading_only, None, "{at}");
        drop(workbook);
        assert!(job(&disk).unwrap(), "{at}");
        end(&disk, &at);
        let workbook = workbook_with(&disk, 5, keys(&disk));
        assert!(workbook.journal.latest("ground.1").is_some(), "{at}");
        assert_eq!(workbook.drafts.len(), 1, "{at}");
    }
}

pub(crate) fn is_locked_with(disk: &MemoryDisk, id: &str, at: &str) {
    assert_eq!(holding(disk, MARKER), Vec::<PathBuf>::new(), "{at}");
    let found = protection(disk, Path::new(HOME)).unwrap();
    assert!(found.locked && found.other.is_none(), "{at}: {found:?}");
    assert_eq!(found.key.as_deref(), Some(id), "{at}");
    assert_eq!(found.identities.len(), 1, "{at}");
}

#[test]
fn cut_off_anywhere_a_lock_goes_on_and_older_backups_are_sealed_too() {
    let disk = marked();
    let (store, _) = Store::inspect(Arc::new(disk.clone()), HOME, Keys::default()).unwrap();
    store
        .backup(&Request::automatic(Reason::Import, now()))
        .unwrap();
    drop(store);
    assert_eq!(holding(&disk, MARKER).len(), 4);
    cut_everywhere(&disk, try_lock, |disk, at| {
        is_locked_with(disk, "k1", at);
    });
}

#[test]
fn cut_off_anywhere_taking_the_lock_off_goes_on() {
    let disk = marked();
    assert!(lock(&disk));
    cut_everywhere(&disk, try_unlock, |disk, at| {
        assert_eq!(holding(disk, MARKER).len(), 3, "{at}");
        let sealed = holding(disk, "age-encryption.org").into_iter();
        let sealed = sealed.filter(|path| !path.starts_with("/journal/backups"));
        assert_eq!(sealed.count(), 0, "{at}");
    });
}

#[test]
fn cut_off_anywhere_a_change_of_the_key_goes_on() {
    let disk = marked();
    assert!(lock(&disk));
    cut_everywhere(&disk, try_change_key, |disk, at| {
        is_locked_with(disk, "k2", at);
    });
}

#[test]
fn a_lock_leaves_nothing_plain_of_an_unlock_that_was_cut_off() {
    let disk = marked();
    assert!(lock(&disk));
    let count = {
        let whole = disk.fork();
        let before = whole.operations();
        try_unlock(&whole).unwrap();
        whole.operations() - before
    };
    for nth in 1..=count {
        let disk = disk.fork();
        disk.fail(Fault {
            op: None,
            nth,
            failure: Failure::ShortWrite,
            lasting: true,
        });
        let _ = try_unlock(&disk);
        disk.fail(None);
        disk.cut(Cut::Process);
        assert!(lock(&disk), "after operation {nth}");
        assert_eq!(
            holding(&disk, MARKER),
            Vec::<PathBuf>::new(),
            "after operation {nth}"
        );
    }
}

#[test]
fn a_draft_written_on_after_a_cut_is_lost_in_neither_form() {
    let disk = marked();
    assert!(lock(&disk));
    let sealed = disk.paths().into_iter().find(|path| {
        let name = path.display().to_string();
        name.contains("drafts/") && name.ends_with("json.age")
    });
    let sealed = sealed.unwrap();
    let plain = sealed.with_extension("");
    let key = &identities()[0].key;
    let seal = identities()[0].keys(Vec::new()).seal;
    let older = key.open(&disk.bytes(&sealed).unwrap()).unwrap();
    let newer = String::from_utf8(older.clone()).unwrap();
    let newer = newer.replace(MARKER, &format!("{MARKER}, and more"));
    // An unlocking was cut off here, and then somebody went on writing.
    disk.put(&plain, &older).unwrap();
    disk.put(&sealed, seal.seal(newer.into_bytes()).unwrap())
        .unwrap();
    let texts = |disk: &MemoryDisk| -> Vec<String> {
        let drafts = workbook_with(disk, 5, keys(disk)).drafts;
        drafts.iter().map(|draft| draft.texts[0].clone()).collect()
    };
    assert_eq!(texts(&disk), [format!("{MARKER}, and more")]);
    for job in [try_lock, try_unlock] {
        let disk = disk.fork();
        assert!(job(&disk).unwrap());
        let mut texts = texts(&disk);
        texts.sort();
        assert_eq!(texts, [MARKER.to_owned(), format!("{MARKER}, and more")]);
    }
}

#[test]
fn a_key_stays_while_a_backup_is_sealed_to_it() {
    let disk = marked();
    assert!(lock(&disk));
    let seal = Seal::Locked {
        key: identities()[0].key.clone(),
        others: Vec::new(),
    };
    let backup = Path::new(HOME).join("backups/2026-03-01.tar.age");
    disk.put(backup, seal.seal(b"older".to_vec()).unwrap())
        .unwrap();
    let known = &identities()[..1];
    let done =
        locking::change_key(&site(&disk), &keys(&disk), &identities()[1], known, now()).unwrap();
    assert!(done.key_stays);
    let found = protection(&disk, Path::new(HOME)).unwrap();
    assert_eq!((found.identities.len(), found.other), (2, None));
}

#[test]
fn the_key_noted_for_adding_must_agree() {
    let disk = marked();
    assert!(lock(&disk));
    let workbook = workbook_with(&disk, 5, keys(&disk));
    let store = workbook.store();
    let shared = site(&disk).disk;
    let agree = || locking::agree(&shared, Path::new(CONFIG), &store);
    assert_eq!(agree(), None);
    let noted = Recipient::of(site(&disk).disk, Path::new(CONFIG), store.id()).unwrap();
    assert!(noted.read().unwrap() == Some(vec![identities()[0].key.public()]));
    noted.write(&Key::make(None)).unwrap();
    assert!(agree().unwrap().contains("were not its own"));
    assert_eq!(agree(), None, "it is put right");
}

#[test]
fn two_machines_that_locked_apart_are_told_of_and_one_passphrase_opens_both() {
    let disk = marked();
    assert!(lock(&disk));
    let elsewhere = marked();
    let other = Identity::behind(
        "k9".to_owned(),
        Key::make(None),
        &Passphrase::new("another evening".into()),
    );
    let other = other.unwrap();
    locking::lock(&site(&elsewhere), &other, &mut Ids::new(3), now()).unwrap();
    // A synchronizer brings what lies there.
    let theirs: Vec<PathBuf> = elsewhere
        .paths()
        .into_iter()
        .filter(|path| {
            let name = path.display().to_string();
            name.contains("identities/") || name.contains("json.age") && name.contains("sessions/")
        })
        .collect();
    for path in theirs {
        let mut to = path.display().to_string();
        if to.contains("sessions/") {
            to = to.replace(".json.age", ".sync-conflict-1.json.age");
        }
        disk.put(to, elsewhere.bytes(&path).unwrap()).unwrap();
    }
    let found = protection(&disk, Path::new(HOME)).unwrap();
    let mut known = found.open(&passphrase()).unwrap();
    let workbook = workbook_with(&disk, 5, Protection::keys(&known));
    let said = workbook.notices.join("\n");
    assert!(
        said.contains("behind another passphrase") && said.contains("sync-conflict-1"),
        "{said}"
    );
    drop(workbook);
    known.push(("k9".to_owned(), other.key.clone()));
    let again: Vec<Identity> = known
        .iter()
        .map(|(id, key)| Identity::behind(id.clone(), key.clone(), &passphrase()).unwrap())
        .collect();
    let keys = Protection::keys(&known);
    locking::change_passphrase(&site(&disk), &keys, &again).unwrap();
    let keys = protection(&disk, Path::new(HOME))
        .unwrap()
        .unlock(&passphrase())
        .unwrap();
    let workbook = workbook_with(&disk, 5, keys);
    assert!(!workbook.damaged, "{:?}", workbook.notices);
}

#[test]
fn what_the_key_on_paper_opens_is_only_read_and_a_new_key_can_be_made_with_it() {
    let disk = marked();
    let paper = Paper::make();
    let key = identities()[0]
        .key
        .with_paper(Some(paper.public().unwrap()));
    let identity = Identity::behind("k1".to_owned(), key, &passphrase()).unwrap();
    locking::lock(&site(&disk), &identity, &mut Ids::new(3), now()).unwrap();
    let key = paper.key().unwrap();
    assert!(site(&disk).takes(&key) && !site(&disk).takes(&Key::make(None)));
    let found = protection(&disk, Path::new(HOME)).unwrap();
    let by_paper = found.unlock_with(key.clone());
    let workbook = workbook_with(&disk, 5, by_paper.clone());
    assert!(workbook.journal.latest("ground.1").is_some());
    assert!(
        workbook
            .reading_only
            .as_ref()
            .is_some_and(|why| why.contains("rolebook passphrase"))
    );
    drop(workbook);
    let done = locking::change_key(&site(&disk), &by_paper, &identities()[1], &[], now()).unwrap();
    assert_eq!(done.left, []);
    is_locked_with(&disk, "k2", "by paper");
    assert!(
        workbook_with(&disk, 5, keys(&disk))
            .journal
            .latest("ground.1")
            .is_some()
    );
}

#[test]
fn the_key_on_paper_is_shown_in_groups_and_known_by_its_last() {
    let paper = Paper::make();
    let groups = paper.groups();
    assert_eq!(groups.concat(), paper.words());
    assert_eq!(groups[0], "AGE-SECRET-KEY-1");
    assert!(
        groups[2..].iter().all(|group| group.len() == 6),
        "{groups:?}"
    );
    let last = groups.last().unwrap();
    assert!(paper.ends_in(&format!(" {} ", last.to_lowercase())));
    assert!(!paper.ends_in(&last[1..]) && !paper.ends_in(""));
}

// The verbs.

pub(crate) struct Home(TempDir);

pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("journal")
    }

    /// Runs a command; what is on descriptor 3 comes from a file.
    pub(crate) fn run(&self, args: &[&str], secrets: Option<&str>, input: &str) -> Done {
        let file = self.0.path().join("secrets");
        let script = match secrets {
            Some(secrets) => {
                fs::write(&file, secrets).unwrap();
                r#"file="$1"; shift; exec 3<"$file"; exec "$0" --passphrase-fd 3 "$@""#
            }
            None => r#"shift; exec "$0" "$@""#,
        };
        let mut child = Command::new("/bin/sh")
            .env_clear()
            .args(["-c", script, env!("CARGO_BIN_EXE_rolebook")])
            .arg(&file)
            .args(["--now", NOW, "--home"])
            .arg(self.path())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let _ = std::io::Write::write_all(&mut stdin, input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        let _ = fs::remove_file(file);
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn done(&self, args: &[&str], secrets: Option<&str>, input: &str) -> Done {
        let done = self.run(args, secrets, input);
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
        done
    }

    /// Whether a word lies in any file below.
    pub(crate) fn holds(&self, word: &str) -> bool {
        fn look(folder: &Path, word: &str) -> bool {
            fs::read_dir(folder).unwrap().any(|item| {
                let path = item.unwrap().path();
                if path.is_dir() {
                    return look(&path, word);
                }
                let bytes = fs::read(path).unwrap();
                bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes())
            })
        }
        look(self.0.path(), word)
    }
}

#[test]
fn the_verbs_lock_open_change_and_unlock() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let short = home.run(&["lock"], Some("short\n"), "");
    assert_eq!(short.code, 2, "{}", short.err);
    let none = home.run(&["lock"], None, "");
    assert_eq!(none.code, 2, "{}", none.err);
    assert!(home.holds(MARKER));

    home.done(&["backup"], None, "");
    let locked = home.done(&["lock"], Some("a wet evening\n"), "");
    assert!(locked.err.contains("neither can we"), "{}", locked.err);
    assert!(locked.err.contains("one file is sealed") && locked.err.contains("history of git"));
    assert!(locked.err.contains("Older backups are sealed too"));
    assert!(!home.holds(MARKER) && !home.holds("a wet evening"));

    let shut = home.run(&["log"], None, "");
    assert_eq!((shut.code, shut.out.as_str()), (4, ""), "{}", shut.err);
    assert!(shut.err.contains("--passphrase-fd"));
    let decks = home.done(&["decks", "list"], None, "");
    assert!(decks.err.contains("locked") && decks.out.contains("ground"));
    let wrong = home.run(
        &["answer", "ground.1", "--from", "-"],
        Some("a dry evening\n"),
        "lost?",
    );
    assert_eq!(wrong.code, 4);
    assert!(wrong.err.contains("Opening") && wrong.err.contains("That is not the passphrase."));

    home.done(
        &["answer", "ground.1", "--from", "-"],
        Some("a wet evening\nnot this"),
        "Second.",
    );
    assert!(!home.holds("Second."));
    let changed = home.done(
        &["passphrase"],
        Some("a wet evening\na foggy morning\n"),
        "",
    );
    assert!(
        changed.err.contains("The passphrase is changed."),
        "{}",
        changed.err
    );
    let log = home.done(&["log"], Some("a foggy morning"), "");
    assert!(log.out.contains(MARKER) && log.out.contains("Second."));

    let again = ["passphrase", "--new-key"];
    let changed = home.done(&again, Some("a foggy morning\na third evening\n"), "");
    assert!(
        changed.err.contains("2 files are sealed."),
        "{}",
        changed.err
    );
    assert_eq!(home.run(&["log"], Some("a foggy morning"), "").code, 4);

    home.done(&["unlock"], Some("a third evening\n"), "");
    assert!(home.holds(MARKER) && home.holds("Second."));
    let identities = home.path().join("identities");
    assert_eq!(fs::read_dir(identities).unwrap().count(), 0);
    home.done(&["unlock"], None, "");
    assert!(home.done(&["log"], None, "").err.is_empty());
}

// The pages.

pub(crate) const LATER: &str = "2026-04-01T10:42:00+02:00";

#[test]
fn the_page_of_the_lock_asks_twice_and_checks_the_key_on_paper() {
    let mut t = Driver::fresh().size(80, 40);
    t.expect("l locks them with a passphrase");
    t.press("l")
        .expect("Not locked")
        .expect("neither can we")
        .expect("What you type is not shown.");
    t.type_text("short")
        .expect("Too short")
        .press("enter")
        .expect("at least 8 characters");
    let row = t.cursor();
    t.type_text(WORDS).expect_not(WORDS).expect("Guessed in");
    assert_eq!(t.cursor(), row, "nothing shows how much was typed");
    t.press("enter").expect("The same once more");
    t.type_text("something else")
        .press("enter")
        .expect("were not the same");
    t.paste(&format!("{WORDS}\n"))
        .press("enter")
        .type_text(WORDS)
        .press("enter");
    t.expect("A key on paper?")
        .press("y")
        .expect("AGE-SECRET-KEY-1");
    let screen = t.screen();
    let key = screen.lines().rfind(|line| {
        line.trim().len() > 12
            && !line.contains(". ")
            && line
                .trim()
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || " -".contains(c))
    });
    let last = key.unwrap().split_whitespace().last().unwrap().to_owned();
    t.press("enter")
        .expect_not("AGE-SECRET-KEY-1")
        .type_text("qqqqqq")
        .press("enter");
    t.expect("Look once more")
        .press("enter")
        .type_text(&last.to_lowercase())
        .press("enter");
    assert_eq!(t.quit, Some(Ending::Lock));
    let Some(Wish::Lock { passphrase, paper }) = t.wish() else {
        panic!()
    };
    assert!(passphrase.is(&self::passphrase()));
    assert!(paper.unwrap().words().ends_with(&last));
}

pub(crate) fn locked_driver() -> Driver {
    let disk = marked();
    assert!(lock(&disk));
    let keys = keys(&disk);
    Driver::on_with(disk, LATER, keys)
}

#[test]
fn a_locked_journal_says_so_and_is_shut_when_nobody_touches_it() {
    let mut t = locked_driver().size(80, 100);
    t.press("l")
        .expect("Locked with a passphrase.")
        .expect("history of git")
        .press("esc");
    t.press("?").expect(
        "Locked with a passphrase. Last backup today. This program makes no network connection.",
    );
    t.expect("Locked files keep out people who pick up your computer.")
        .press("x");
    t.press("t 1 enter 1 enter").type_text("Words that wait.");
    t.event(Event::Idle);
    assert_eq!(t.quit, Some(Ending::Shut));
    assert_eq!(t.screen().trim(), "");
    let disk = t.disk.clone();
    drop(t);
    let words: Vec<_> = workbook_with(&disk, 5, keys(&disk))
        .drafts
        .iter()
        .map(|draft| draft.texts[0].clone())
        .collect();
    assert!(
        words.iter().any(|words| words.contains("Words that wait.")),
        "{words:?}"
    );
}

#[test]
fn no_lock_is_begun_while_another_window_is_open() {
    let disk = marked();
    let open = workbook_with(&disk, 5, Keys::default());
    let free = site(&disk).check_free().unwrap_err();
    let locked = try_lock(&disk).unwrap_err();
    assert_eq!((free.why, locked.why), (Why::Busy, Why::Busy));
    assert!(!protection(&disk, Path::new(HOME)).unwrap().locked);
    drop(open);
    assert!(site(&disk).check_free().is_ok() && lock(&disk));
}

#[test]
fn the_time_until_a_locked_journal_is_shut_is_a_setting() {
    let minutes = |text| {
        let (config, problems) = Config::read(text);
        (config.idle_lock, problems.len())
    };
    assert_eq!(minutes(""), (10, 0));
    assert_eq!(minutes("idle_lock = 0"), (0, 0));
    assert_eq!(minutes("idle_lock = 90"), (90, 0));
    assert_eq!(minutes("idle_lock = -1"), (10, 1));
}

#[test]
fn one_key_blanks_the_page_and_any_key_brings_it_back() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text("Seen.")
        .press("ctrl+q");
    assert_eq!(t.screen().trim(), "");
    t.event(Event::Idle).wait();
    assert_eq!((t.screen().trim(), t.quit), ("", None));
    // The key that brings it back does nothing else.
    t.press("x").expect("Seen.").expect_not("Seen.x");
    t.press("f10")
        .paste("unseen")
        .expect("Seen.")
        .expect_not("unseen");
}

#[test]
fn in_a_locked_journal_the_key_that_blanks_shuts_it() {
    let mut t = locked_driver();
    t.press("f10");
    assert_eq!((t.screen().trim(), t.quit), ("", Some(Ending::Shut)));
}

pub(crate) fn gate_screen(gate: &Gate, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| gate.view(frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let rows = buffer.content().chunks(usize::from(width));
    let row = |row: &[ratatui::buffer::Cell]| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    };
    rows.map(|cells| row(cells).trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_page_before_a_locked_journal_takes_a_passphrase_and_shows_nothing_of_it() {
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut gate = Gate::new(Theme::PROBE, Glyphs::UTF8, size);
    assert!(
        gate.update(Event::Key(key("enter"))).is_none(),
        "nothing was typed"
    );
    for letter in "wrong q?".chars() {
        let name = if letter == ' ' {
            "space".to_owned()
        } else {
            letter.to_string()
        };
        assert!(gate.update(Event::Key(key(&name))).is_none());
    }
    let before = gate_screen(&gate, 80, 24);
    assert!(
        before.contains("passphrase, or the key on paper") && !before.contains("wrong"),
        "{before}"
    );
    let Some(Wants::Open(typed)) = gate.update(Event::Key(key("enter"))) else {
        panic!()
    };
    assert!(typed.is(&Passphrase::new("wrong q?".into())));
    assert!(gate_screen(&gate, 80, 24).contains("Opening\u{2026}"));
    // Nothing is taken meanwhile but leaving.
    assert!(gate.update(Event::Key(key("x"))).is_none());
    assert!(gate.update(Event::Key(key("enter"))).is_none());
    gate.refused(&Refused::Wrong);
    assert!(gate_screen(&gate, 80, 24).contains("That is not the passphrase."));
    gate.update(Event::Paste(format!("{WORDS}\n")));
    gate.update(Event::Key(key("x")));
    gate.update(Event::Key(key("backspace")));
    let Some(Wants::Open(typed)) = gate.update(Event::Key(key("enter"))) else {
        panic!()
    };
    assert!(typed.is(&passphrase()));
    assert!(matches!(
        gate.update(Event::Key(key("esc"))),
        Some(Wants::Leave(Ending::Left))
    ));
    assert!(matches!(
        gate.update(Event::Key(key("ctrl+c"))),
        Some(Wants::Leave(Ending::Interrupted))
    ));
}

#[test]
fn the_pages_of_the_lock_fit_any_window() {
    let mut t = Driver::fresh();
    t.press("l").type_text("some words here");
    for width in 1..=60 {
        for height in 1..=20 {
            t.resize(width, height);
            let gate = Gate::new(Theme::PROBE, Glyphs::UTF8, Size { width, height });
            gate_screen(&gate, width, height);
        }
    }
    t.resize(40, 12);
    t.press("ctrl+u")
        .type_text(WORDS)
        .press("enter")
        .type_text(WORDS)
        .press("enter y");
    t.expect("AGE-SECRET-KEY-1");
    for (width, height) in [(1, 1), (24, 6), (30, 9), (200, 60)] {
        t.resize(width, height);
    }
}
