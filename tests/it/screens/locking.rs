//! The page of the lock: what it asks, what it hands on, and that nothing is changed before.

use std::path::{Path, PathBuf};

use ratatui::layout::Size;
use rolebook::{
    journal::Ids,
    seal::{Key, Paper, Passphrase, Seal},
    store::{
        Identity, Keys, Protection,
        memory::{Cut, Failure, Fault, MemoryDisk},
        protection,
    },
    tui::{
        door::Refused,
        event::{Ending, Event},
        gate::{Gate, Wants, at_work},
        palette::{Glyphs, Theme},
        route::Route,
    },
    workbook::locking::{self, Opened, Wish},
};

use crate::{
    driver::{Driver, HOME, key, workbook_with},
    inbox::item,
    locked::{MARKER, holding, marked},
    locking::{
        LATER, WORDS, gate_screen, identities, keys, lock, locked_driver, now, opened, site,
    },
};

const NEW: &str = "four words nobody guesses";

/// What the passphrase opens on this disk, without the time that takes.
fn open(disk: &MemoryDisk) -> Opened {
    let known = opened(disk).unwrap();
    Opened {
        keys: Protection::keys(&known),
        known,
        elsewhere: false,
    }
}

/// The passphrase that was asked to be tried is the right one.
fn right(t: &mut Driver) {
    let (number, typed) = t.tried.take().unwrap();
    assert!(typed.is(&Passphrase::new(WORDS.to_owned())));
    let opened = open(&t.disk);
    t.event(Event::Tried(number, Ok(opened)));
}

fn wrong(t: &mut Driver) {
    let (number, _) = t.tried.take().unwrap();
    t.event(Event::Tried(number, Err(Refused::Wrong)));
}

/// Up to where the passphrase so far was taken.
fn passed(choice: &str) -> Driver {
    let mut t = locked_driver();
    t.press("l").press(choice).type_text(WORDS).press("enter");
    right(&mut t);
    t
}

fn types_new(t: &mut Driver) {
    t.type_text(NEW)
        .press("enter")
        .type_text(NEW)
        .press("enter");
}

/// Every file and what it holds.
fn files(disk: &MemoryDisk) -> Vec<(PathBuf, Vec<u8>)> {
    let bytes = |path: PathBuf| disk.bytes(&path).map(|bytes| (path, bytes));
    disk.paths().into_iter().filter_map(bytes).collect()
}

/// Carries a wish out as the program does, with the journal closed, and starts again.
fn carry_out(t: Driver, wish: &Wish) -> Driver {
    let disk = t.disk.clone();
    drop(t);
    let (site, mut ids) = (site(&disk), Ids::new(11));
    let ready = wish.prepare(&site.protection().unwrap(), &mut ids).unwrap();
    let done = ready.run(&site, &mut ids, now()).unwrap();
    let mut t = Driver::on_with(disk, LATER, ready.keys(&site).unwrap());
    t.go(Route::LockDone(Ok(wish.sentences(&done))));
    t
}

#[test]
fn another_passphrase_is_asked_for_twice_after_the_one_so_far() {
    let mut t = locked_driver();
    let before = files(&t.disk);
    t.press("l p").type_text("a guess").press("enter");
    t.expect("Opening\u{2026}").press("x enter q");
    wrong(&mut t);
    t.expect("That is not the passphrase. Nothing was changed.");
    t.type_text(WORDS).press("enter");
    right(&mut t);
    t.expect("neither can we").type_text(NEW);
    t.expect("Guessed in").expect_not(NEW).press("enter");
    t.type_text("not the same").press("enter");
    t.expect("The two were not the same.");
    types_new(&mut t);
    assert_eq!(t.quit, Some(Ending::Lock));
    assert_eq!(files(&t.disk), before, "nothing is changed before the end");
    let wish = t.wish().unwrap();
    assert!(matches!(&wish, Wish::Passphrase { new, .. }
        if new.is(&Passphrase::new(NEW.to_owned()))));
    let mut t = carry_out(t, &wish);
    t.expect("Locked with a passphrase.")
        .expect("The passphrase is changed. Older copies of identities/");
    let found = protection(&t.disk, Path::new(HOME)).unwrap();
    assert!(found.open(&Passphrase::new(WORDS.to_owned())).is_err());
    assert_eq!(
        found.open(&Passphrase::new(NEW.to_owned())).unwrap().len(),
        1
    );
    t.press("enter").expect("answered");
}

#[test]
fn a_new_key_can_have_a_key_on_paper_that_is_checked() {
    let mut t = passed("k");
    types_new(&mut t);
    t.expect("A key on paper?").press("y");
    let screen = t.screen();
    let row = screen.lines().rfind(|row| {
        let row = row.trim();
        row.len() > 12
            && row
                .chars()
                .all(|c| c == ' ' || c.is_ascii_digit() || c.is_ascii_uppercase())
    });
    let last = row.unwrap().split_whitespace().last().unwrap().to_owned();
    t.press("enter").expect_not("AGE-SECRET-KEY-1");
    t.type_text("qqqqqq")
        .press("enter")
        .expect("Look once more.");
    t.press("enter").type_text(&last).press("enter");
    let wish = t.wish().unwrap();
    let Wish::NewKey {
        paper: Some(paper), ..
    } = &wish
    else {
        panic!()
    };
    let paper = paper.key().unwrap();
    let was = identities()[0].key.clone();
    let t = carry_out(t, &wish);
    let disk = t.disk.clone();
    drop(t);
    let sessions: Vec<_> = files(&disk)
        .into_iter()
        .filter(|(path, _)| path.starts_with(Path::new(HOME).join("sessions")))
        .collect();
    assert!(!sessions.is_empty());
    for (path, bytes) in sessions {
        assert!(paper.opens(&bytes) && !was.opens(&bytes), "{path:?}");
    }
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
}

#[test]
fn the_lock_is_taken_off_after_it_was_asked_once_more() {
    let mut t = passed("u");
    t.expect("Take the lock off for good?").press("n");
    t.expect("It stays locked.").expect("Change the passphrase");
    t.press("u").type_text(WORDS).press("enter");
    right(&mut t);
    t.press("y");
    let wish = t.wish().unwrap();
    assert!(matches!(wish, Wish::Unlock(_)));
    let mut t = carry_out(t, &wish);
    t.expect("Not locked any more").expect("the history of git");
    assert!(!protection(&t.disk, Path::new(HOME)).unwrap().locked);
    assert!(!holding(&t.disk, MARKER).is_empty());
    t.press("esc").expect("answered");
}

#[test]
fn with_the_key_on_paper_another_passphrase_comes_with_a_new_key() {
    let mut t = locked_driver();
    t.press("l p").type_text("a key on paper").press("enter");
    let (number, _) = t.tried.take().unwrap();
    let paper = Paper::make().key().unwrap();
    let found = protection(&t.disk, Path::new(HOME)).unwrap();
    let by_paper = Opened {
        keys: found.unlock_with(paper.clone()),
        known: Vec::new(),
        elsewhere: false,
    };
    t.event(Event::Tried(number, Ok(by_paper)));
    t.expect("so everything is sealed to a new key");
    types_new(&mut t);
    t.expect("A key on paper?")
        .expect("goes on opening the journal");
    t.press("n");
    let Some(Wish::NewKey {
        opened,
        paper: None,
        ..
    }) = t.wish()
    else {
        panic!()
    };
    assert!(opened.keys.by_paper && opened.paper() == Some(paper.public()));
}

#[test]
fn a_key_behind_another_passphrase_is_asked_for_and_can_be_left() {
    let elsewhere = |t: &mut Driver| {
        let (number, _) = t.tried.take().unwrap();
        let opened = Opened {
            elsewhere: true,
            ..open(&t.disk)
        };
        t.event(Event::Tried(number, Ok(opened)));
    };
    let mut t = locked_driver();
    t.press("l p").type_text(WORDS).press("enter");
    elsewhere(&mut t);
    t.expect("There is a key behind another passphrase too");
    t.type_text("no such").press("enter");
    wrong(&mut t);
    t.expect("That is not the passphrase.")
        .type_text("theirs")
        .press("enter");
    let (number, _) = t.tried.take().unwrap();
    let known = vec![("k9".to_owned(), Key::make(None))];
    let theirs = Opened {
        keys: Protection::keys(&known),
        known,
        elsewhere: true,
    };
    t.event(Event::Tried(number, Ok(theirs)));
    types_new(&mut t);
    let Some(Wish::Passphrase { opened, .. }) = t.wish() else {
        panic!()
    };
    let ids: Vec<&str> = opened.known.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["k1", "k9"]);

    let mut t = locked_driver();
    t.press("l p").type_text(WORDS).press("enter");
    elsewhere(&mut t);
    t.press("enter");
    types_new(&mut t);
    assert!(matches!(t.wish(), Some(Wish::Passphrase { opened, .. }) if opened.known.len() == 1));
}

#[test]
fn esc_leaves_at_every_step_and_what_comes_late_does_nothing() {
    let mut t = locked_driver();
    let before = files(&t.disk);
    t.press("l u").type_text(WORDS).press("enter esc");
    t.expect("Nothing was changed.")
        .expect("Change the passphrase");
    right(&mut t);
    t.expect_not("for good")
        .press("u")
        .type_text("another")
        .press("enter");
    // What was asked first comes now, and is not taken for what was asked last.
    let (last, _) = t.tried.take().unwrap();
    let opened = open(&t.disk);
    t.event(Event::Tried(last - 1, Ok(opened)));
    t.expect("Opening\u{2026}");
    // Help may lie above.
    t.press("f1")
        .event(Event::Tried(last, Err(Refused::Wrong)))
        .press("x");
    t.expect("That is not the passphrase.");
    let typed = "u AGAIN enter";
    t.press("esc").press("p").type_text(typed).press("esc esc");
    t.expect("answered");
    for keys in ["esc", "n"] {
        let mut t = passed("u");
        t.press(keys).press("esc").expect("answered");
        assert_eq!(t.quit, None);
    }
    assert_eq!(files(&t.disk), before);
    assert!(t.wish().is_none());
}

#[test]
fn esc_at_the_key_on_paper_says_that_it_opens_nothing() {
    let worthless = "The key on paper that was shown opens nothing; throw it away.";
    for typed_back in [false, true] {
        let mut t = Driver::fresh();
        t.press("l");
        types_new(&mut t);
        t.press("y").expect("AGE-SECRET-KEY-1");
        if typed_back {
            t.press("enter").type_text("qqqqqq").press("enter");
            t.expect("Look once more.");
        }
        t.press("esc").expect("Not locked.").expect(worthless);
        t.expect("A passphrase for this journal");
        t.press("esc").expect("This is a workbook");
        assert!(!protection(&t.disk, Path::new(HOME)).unwrap().locked);
    }
    // Before it was shown, that nothing was changed is enough.
    let mut t = Driver::fresh();
    t.press("l");
    types_new(&mut t);
    t.press("esc").expect("Not locked. Nothing was changed.");
    t.expect_not("throw it away");
    // It stays until something else is begun.
    let mut t = passed("k");
    types_new(&mut t);
    t.press("y esc").expect(worthless).press("down");
    t.expect("Nothing was changed.").expect(worthless);
    t.press("k").expect_not(worthless);
}

#[test]
fn how_long_guessing_takes_stands_there_before_it_is_typed_again() {
    let mut t = Driver::fresh();
    t.press("l").type_text("password").press("enter");
    t.expect("The same once more")
        .expect("Guessed in minutes or hours by somebody who has the files.");
    let mut t = passed("p").size(40, 12);
    t.type_text("password").press("enter");
    t.expect("The same once more").expect("Guessed in minutes");
}

#[test]
fn a_passphrase_may_be_as_long_as_one_from_a_descriptor() {
    let long = "long ".repeat(819);
    let mut t = locked_driver();
    t.press("l u").type_text(&long).press("enter");
    let (_, typed) = t.tried.take().unwrap();
    assert!(typed.is(&Passphrase::new(long)));
}

#[test]
fn opened_with_the_key_on_paper_it_says_so_once_and_takes_nothing() {
    let disk = marked();
    let paper = Paper::make();
    let known = identities()[0].key.clone();
    let key = known.with_paper(Some(paper.public().unwrap()));
    let words = Passphrase::new(WORDS.to_owned());
    let identity = Identity::behind("k1".to_owned(), key, &words).unwrap();
    locking::lock(&site(&disk), &identity, &mut Ids::new(3), now()).unwrap();
    let found = protection(&disk, Path::new(HOME)).unwrap();
    let keys = found.unlock_with(paper.key().unwrap());
    let mut t = Driver::on_with(disk, LATER, keys);
    t.expect("The key on paper opened this journal, for reading.");
    t.expect_not("needs a look").press("f");
    t.expect("Everything that was found could be read.");
    let refused = "You can read everything, and nothing can be written.";
    for keys in ["m a", "N a", "h i", "h n", "B a", "n"] {
        let before = files(&t.disk);
        t.press(keys).expect(refused).press("esc esc");
        t.expect("The key on paper opened this journal");
        assert_eq!(files(&t.disk), before, "{keys}");
    }
    // The page of the lock leaves it as it is.
    t.press("l")
        .expect("Locked with a passphrase.")
        .press("esc");
    t.expect("The key on paper opened this journal").press("n");
    t.expect(refused);
}

#[test]
fn an_inbox_that_is_empty_offers_nothing_to_take_in() {
    let disk = marked();
    let note = item("aaaa", "", &["Between two trains."], &[]);
    let path = Path::new(HOME).join("inbox/aaaa.json");
    disk.put(path, note.to_bytes().unwrap()).unwrap();
    let mut t = Driver::on(disk, LATER);
    t.press("i").expect("enter take in").press("enter");
    t.expect("Nothing waits here any more.");
    t.expect_not("take in")
        .expect_not("throw away")
        .expect("esc back");
}

/// A journal whose locking was cut off after some of its files.
fn half_locked() -> MemoryDisk {
    let disk = marked();
    let plain = files(&disk);
    assert!(lock(&disk));
    let (path, bytes) = plain
        .into_iter()
        .find(|(path, _)| path.starts_with(Path::new(HOME).join("drafts")))
        .unwrap();
    disk.put(path, bytes).unwrap();
    disk
}

#[test]
fn what_was_cut_off_is_offered_and_finished() {
    let disk = half_locked();
    let keys_now = keys(&disk);
    let mut t = Driver::on_with(disk, LATER, keys_now);
    t.press("l").expect("Locked in part: 3 sealed, 1 not.");
    t.press("f").type_text(WORDS).press("enter");
    right(&mut t);
    let wish = t.wish().unwrap();
    assert!(matches!(wish, Wish::GoOn(_)));
    let mut t = carry_out(t, &wish);
    assert_eq!(holding(&t.disk, MARKER), Vec::<PathBuf>::new());
    t.press("enter l").expect("Locked with a passphrase.");
    t.press("f").expect("Nothing was cut off.");
}

#[test]
fn a_key_that_an_unlocking_left_is_taken_away() {
    // Cut off after the files, before the key was gone.
    let disk = marked();
    assert!(lock(&disk));
    let (known, whole) = (opened(&disk).unwrap(), disk.fork());
    let unlock = |disk: &MemoryDisk| {
        let keys = Protection::keys(&known);
        rolebook::workbook::locking::unlock(&site(disk), &keys, &known, now())
    };
    let before = whole.operations();
    unlock(&whole).unwrap();
    let left = (before..whole.operations()).find_map(|at| {
        let disk = disk.fork();
        disk.fail(Fault {
            op: None,
            nth: at - before + 1,
            failure: Failure::Io,
            lasting: true,
        });
        let _ = unlock(&disk);
        disk.fail(None);
        let found = protection(&disk, Path::new(HOME)).unwrap();
        (!found.locked && found.other.is_some()).then_some(disk)
    });
    let mut t = Driver::on(left.unwrap(), LATER);
    t.press("l")
        .expect("Not locked.")
        .expect("Finish what was cut off");
    t.press("u").expect("The journal is not locked.");
    t.press("f");
    let wish = t.wish().unwrap();
    let mut t = carry_out(t, &wish);
    assert!(
        protection(&t.disk, Path::new(HOME))
            .unwrap()
            .identities
            .is_empty()
    );
    t.expect("Not locked")
        .press("enter l")
        .expect("A passphrase for this journal");
}

#[test]
fn cut_off_anywhere_the_journal_opens_again_with_what_is_at_hand() {
    let ready = marked();
    assert!(lock(&ready));
    let wish = Wish::NewKey {
        opened: open(&ready),
        new: Passphrase::new(NEW.to_owned()),
        paper: None,
    };
    let prepared = wish
        .prepare(&site(&ready).protection().unwrap(), &mut Ids::new(11))
        .unwrap();
    let whole = ready.fork();
    let before = whole.operations();
    let done = prepared.run(&site(&whole), &mut Ids::new(12), now());
    assert_eq!(done.unwrap().left, []);
    for nth in 1..=whole.operations() - before {
        let disk = ready.fork();
        disk.fail(Fault {
            op: None,
            nth,
            failure: Failure::Io,
            lasting: true,
        });
        let _ = prepared.run(&site(&disk), &mut Ids::new(12), now());
        disk.fail(None);
        disk.cut(Cut::Power);
        let keys = prepared.keys(&site(&disk)).unwrap();
        assert!(matches!(keys.seal, Seal::Locked { .. }));
        let workbook = workbook_with(&disk, 5, keys);
        let kept = workbook.journal.latest("ground.1");
        assert_eq!(
            kept.map(|entry| entry.words.as_str()),
            Some(MARKER),
            "{nth}"
        );
        assert_eq!(
            (workbook.drafts.len(), &workbook.reading_only),
            (1, &None),
            "{nth}"
        );
    }
}

#[test]
fn the_first_page_offers_the_lock_in_a_small_window_too() {
    for (width, height) in [(40, 12), (60, 20), (80, 24)] {
        let mut t = Driver::fresh().size(width, height);
        t.expect("Lock it with a passphrase").expect("l lock");
        t.press("end enter").expect("neither can we").press("esc");
        t.press("l").expect("A passphrase for this journal");
    }
    let mut t = Driver::fresh().size(40, 12);
    t.expect("This is a workbook").press("pgdn");
    t.expect("It is not therapy, and it is not an assessment.")
        .expect("now or at any time.");
    t.press("pgup enter").expect("In a few sentences");
}

#[test]
fn no_size_makes_a_step_of_it_panic() {
    let everywhere = |t: &mut Driver| {
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(0, 0), (120, 40), (200, 60), (300, 100)] {
            t.resize(width, height);
        }
        t.resize(80, 24);
    };
    let mut t = locked_driver();
    everywhere(t.press("l"));
    everywhere(t.press("k").type_text("x"));
    everywhere(t.press("ctrl+u").type_text(WORDS).press("enter"));
    wrong(&mut t);
    everywhere(&mut t);
    t.type_text(WORDS).press("enter");
    right(&mut t);
    everywhere(t.type_text("short"));
    t.press("ctrl+u");
    types_new(&mut t);
    everywhere(&mut t);
    everywhere(t.press("y"));
    everywhere(t.press("enter"));
    everywhere(&mut passed("u"));
    let said = vec!["Locked: 12 files are sealed.".to_owned(); 9];
    everywhere(locked_driver().go(Route::LockDone(Ok(said))));
    everywhere(locked_driver().go(Route::LockDone(Err("Not changed: no.".to_owned()))));
}

#[test]
fn while_files_are_turned_no_slip_of_the_hand_cuts_it_off() {
    let wish = Wish::Unlock(open(&locked_driver().disk));
    for (width, height) in [(80, 24), (40, 12), (1, 1), (10, 3)] {
        let gate = Gate::new(Theme::PROBE, Glyphs::UTF8, Size { width, height });
        let mut gate = gate.at_work(at_work(&wish));
        for name in ["esc", "q", "enter", "x"] {
            assert!(gate.update(Event::Key(key(name))).is_none(), "{name}");
        }
        let screen = gate_screen(&gate, width, height);
        if width == 80 {
            insta::assert_snapshot!("lock_at_work", screen);
        }
        assert!(matches!(
            gate.update(Event::Key(key("ctrl+c"))),
            Some(Wants::Leave(Ending::Interrupted))
        ));
        assert!(matches!(gate.update(Event::Worked), Some(Wants::GoOn)));
    }
}

macro_rules! looks {
    ($name:ident, $driver:expr) => {
        #[test]
        fn $name() {
            let t = $driver;
            insta::assert_snapshot!(stringify!($name), t.screen());
        }
    };
}

fn at(keys: &str) -> Driver {
    let mut t = locked_driver();
    t.press(keys);
    t
}

fn said(said: Result<Vec<String>, String>) -> Driver {
    let mut t = locked_driver();
    t.go(Route::LockDone(said));
    t
}

looks!(lock_choices, at("l"));
looks!(lock_choices_at_40_by_12, at("l").size(40, 12));
looks!(lock_passphrase, at("l p"));
looks!(lock_new_key, at("l k"));
looks!(lock_unlock, at("l u"));
looks!(lock_unlock_at_40_by_12, at("l u").size(40, 12));
looks!(lock_opening, {
    let mut t = at("l p");
    t.type_text("any").press("enter");
    t
});
looks!(lock_wrong, {
    let mut t = at("l p");
    t.type_text("any").press("enter");
    wrong(&mut t);
    t
});
looks!(lock_new_passphrase, {
    let mut t = passed("p");
    t.type_text("some new words");
    t
});
looks!(lock_new_passphrase_at_40_by_12, {
    let mut t = passed("k").size(40, 12);
    t.type_text("new words");
    t
});
looks!(lock_key_on_paper, {
    let mut t = passed("k");
    types_new(&mut t);
    t
});
looks!(lock_for_good, passed("u"));
looks!(lock_cut_off, {
    let disk = half_locked();
    let keys: Keys = keys(&disk);
    let mut t = Driver::on_with(disk, LATER, keys);
    t.press("l");
    t
});
looks!(lock_not_done, {
    let why = "Not changed: another window or command has the journal open. Close it and do this \
         again. Nothing was changed.";
    said(Err(why.to_owned()))
});
looks!(lock_done, {
    let done = rolebook::workbook::locking::Done {
        files: 12,
        notices: vec!["A backup was made before, and read back: backups/2026.".to_owned()],
        ..Default::default()
    };
    let wish = Wish::GoOn(open(&locked_driver().disk));
    said(Ok(wish.sentences(&done)))
});
looks!(welcome_at_40_by_12, Driver::fresh().size(40, 12));
looks!(welcome_at_60_by_20, Driver::fresh().size(60, 20));
