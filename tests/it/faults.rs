//! A fault at every operation, one after another, of every kind; then the end of the process or of
//! the power; then a reopening that finds what was promised.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rolebook::store::memory::{Cut, Failure, Fault, MemoryDisk, Op};
use rolebook::store::{Doing, Keys, SessionName, Store, StoreError};

use crate::store::{open, session, sessions, whole};

const HOME: &str = "/home/journal";
const FAILURES: [Failure; 6] = [
    Failure::DiskFull,
    Failure::FileTooLarge,
    Failure::NoPermission,
    Failure::ReadOnly,
    Failure::Io,
    Failure::ShortWrite,
];
const CUTS: [Cut; 3] = [Cut::Process, Cut::Power, Cut::PowerKeepingNames];

/// What a path may hold after the end; `None` is no file.
type Allowed = BTreeMap<String, BTreeSet<Option<String>>>;

/// Someone at work, noting what the store has promised.
struct Writer {
    store: Store,
    name: SessionName,
    allowed: Allowed,
    /// What was last saved with success, under whatever part.
    saved: Option<String>,
}

impl Writer {
    fn note(&mut self, path: &str, now: Option<&str>, done: &Result<(), StoreError>) -> bool {
        let now = now.map(str::to_owned);
        let allowed = self
            .allowed
            .entry(path.to_owned())
            .or_insert_with(|| [None].into());
        if done.is_ok() {
            allowed.clear();
        }
        allowed.insert(now);
        done.is_ok()
    }

    /// Saves as the program would: once more, and under the next part after distrust.
    fn save(&mut self, text: &str) {
        for _ in 0..2 {
            let done = self.store.save_session(&self.name, text.into());
            let distrust = done.as_ref().is_err_and(StoreError::distrust);
            let path = self.name.path().display().to_string();
            if self.note(&path, Some(text), &done) {
                self.saved = Some(text.to_owned());
                return;
            }
            if distrust {
                self.name = self.name.next_part();
            }
        }
    }

    fn draft(&mut self, text: &str) {
        let done = self.store.save_draft("d", text.into());
        self.note("drafts/d.json", Some(text), &done);
    }

    fn remove(&mut self) {
        let done = self.store.remove_draft("d");
        self.note("drafts/d.json", None, &done);
    }
}

/// One sitting on a disk that may fail; `None` when the home could not even be opened.
fn sitting(disk: &MemoryDisk, texts: [&str; 2], id: &str) -> Option<Writer> {
    let open = || {
        Store::open(
            Arc::new(disk.clone()),
            HOME,
            "fresh1",
            &whole,
            Keys::default(),
        )
    };
    let (store, _) = match open() {
        Ok((store, _)) if !store.writable() => {
            drop(store);
            open().ok()?
        }
        Ok(opened) => opened,
        Err(_) => open().ok()?,
    };
    let claim = store.claim_draft("d");
    let name = session(id);
    let mut writer = Writer {
        store,
        name,
        allowed: Allowed::new(),
        saved: None,
    };
    writer.draft("dr\nend\n");
    writer.save(texts[0]);
    writer.draft("draft\nend\n");
    writer.save(texts[1]);
    writer.remove();
    drop(claim);
    Some(writer)
}

fn check(disk: &MemoryDisk, writer: &Writer, context: &str) {
    let at = |path: &str| {
        let bytes = disk.bytes(Path::new(HOME).join(path));
        bytes.map(|bytes| String::from_utf8(bytes).unwrap())
    };
    for (path, allowed) in &writer.allowed {
        let found = at(path);
        assert!(
            allowed.contains(&found),
            "{context}: {path} holds {found:?}, not {allowed:?}"
        );
    }
    let before = writer
        .allowed
        .keys()
        .filter_map(|path| at(path).map(|text| (path, text)));
    let before: Vec<_> = before.collect();
    let (store, _) = open(disk);
    assert!(store.writable(), "{context}");
    for (path, text) in before {
        let found = at(path).unwrap_or_else(|| panic!("{context}: {path} is gone"));
        let size = |text: &str| whole(text.as_bytes());
        assert!(
            size(&found) >= size(&text),
            "{context}: {path} held {text:?}, now {found:?}"
        );
    }
    if let Some(saved) = &writer.saved {
        // Perhaps with what was to be saved next, when only the last flush failed.
        let records = saved.strip_suffix("end\n").unwrap();
        let found = sessions(&store)
            .iter()
            .any(|(_, text)| text.starts_with(records));
        assert!(found, "{context}: {saved:?} is not read");
    }
    for (_, text) in sessions(&store) {
        assert!(
            whole(text.as_bytes()).is_some(),
            "{context}: {text:?} is torn"
        );
    }
}

/// Runs the sitting with the fault at 1, 2, 3 and so on until none happens; says how often.
fn everywhere(base: &MemoryDisk, fault: impl Fn(usize) -> Fault) -> usize {
    for nth in 1.. {
        let disk = base.fork();
        disk.fail(fault(nth));
        let writer = sitting(&disk, ["1\nend\n", "1\n2\nend\n"], "k7f3q2");
        let hit = disk.has_failed();
        if let Some(writer) = &writer {
            for cut in CUTS {
                let after = disk.fork();
                after.cut(cut);
                check(&after, writer, &format!("{:?}, {cut:?}", fault(nth)));
            }
        }
        // However it went, the disk can be opened again.
        disk.cut(Cut::Power);
        disk.fail(None);
        assert!(open(&disk).0.writable(), "{:?}", fault(nth));
        if !hit {
            assert!(writer.is_some_and(|writer| writer.saved.is_some()));
            return nth - 1;
        }
    }
    unreachable!()
}

/// A home with something to sweep.
fn untidy() -> MemoryDisk {
    let disk = MemoryDisk::new();
    drop(open(&disk));
    for (path, text) in [
        ("sessions/2026/.old.json.3.tmp", "1\n2\nend\n"),
        ("sessions/2026/old.json", "1\nend\n"),
        ("sessions/2026/.new.json.3.tmp", "1\nend\n"),
        ("drafts/.torn.json.9.tmp", "half"),
        ("drafts/x.lock", ""),
    ] {
        disk.put(Path::new(HOME).join(path), text).unwrap();
    }
    disk
}

#[test]
fn a_fault_at_any_operation_loses_nothing() {
    for base in [MemoryDisk::new(), untidy()] {
        for failure in FAILURES {
            for lasting in [false, true] {
                let points = everywhere(&base, |nth| Fault {
                    op: None,
                    nth,
                    failure,
                    lasting,
                });
                assert!(
                    points > 50,
                    "{points} faults are too few to have been everywhere"
                );
            }
        }
    }
}

#[test]
fn a_fault_at_each_kind_of_operation_is_met() {
    for op in [
        Op::Create,
        Op::SyncFile,
        Op::Rename,
        Op::SyncFolder,
        Op::Remove,
        Op::MakeFolder,
    ] {
        let base = untidy();
        let fault = |nth| Fault {
            op: Some(op),
            nth,
            failure: Failure::Io,
            lasting: false,
        };
        assert!(everywhere(&base, fault) > 0, "{op:?} never happened");
    }
}

#[test]
fn a_power_cut_in_the_middle_of_a_sweep_loses_no_words() {
    for cut in CUTS {
        for nth in 1..200 {
            let disk = untidy();
            let fault = Fault {
                op: None,
                nth,
                failure: Failure::Io,
                lasting: true,
            };
            disk.fail(fault);
            drop(Store::open(
                Arc::new(disk.clone()),
                HOME,
                "fresh1",
                &whole,
                Keys::default(),
            ));
            disk.cut(cut);
            disk.fail(None);
            let (store, _) = open(&disk);
            let mut texts: Vec<String> = sessions(&store).into_iter().map(|read| read.1).collect();
            texts.sort();
            assert_eq!(texts, ["1\n2\nend\n", "1\nend\n"], "{cut:?} {nth}");
            let aside = disk.paths().into_iter().filter(|path| {
                path.starts_with(Path::new(HOME).join("set-aside"))
                    && disk.bytes(path).as_deref() == Some(b"half")
            });
            assert!(aside.count() >= 1, "{cut:?} {nth}");
        }
    }
}

#[test]
fn after_a_failed_flush_the_session_goes_on_in_the_next_part() {
    for op in [Op::SyncFile, Op::SyncFolder] {
        let disk = MemoryDisk::new();
        let (store, _) = open(&disk);
        let name = session("a");
        store.save_session(&name, b"1\nend\n".to_vec()).unwrap();
        disk.fail(Fault {
            op: Some(op),
            nth: 1,
            failure: Failure::Io,
            lasting: false,
        });
        let error = store
            .save_session(&name, b"1\n2\nend\n".to_vec())
            .unwrap_err();
        assert_eq!(error.doing, Doing::Flushing);
        assert!(error.distrust());
        let again = store
            .save_session(&name, b"1\n2\nend\n".to_vec())
            .unwrap_err();
        assert!(again.distrust(), "the name stays distrusted");
        store
            .save_session(&name.next_part(), b"1\n2\nend\n".to_vec())
            .unwrap();
        drop(store);
        disk.cut(Cut::Power);
        let texts = sessions(&open(&disk).0);
        assert!(
            texts.iter().any(|(_, text)| text == "1\n2\nend\n"),
            "{texts:?}"
        );
    }
}

#[test]
fn a_full_disk_is_said_and_costs_only_the_new() {
    let disk = MemoryDisk::new();
    let (store, _) = open(&disk);
    store.save_draft("d", b"old".to_vec()).unwrap();
    let before = disk.paths();
    for failure in [Failure::DiskFull, Failure::ShortWrite] {
        disk.fail(Fault {
            op: Some(Op::Create),
            nth: 1,
            failure,
            lasting: false,
        });
        let error = store.save_draft("d", b"new words".to_vec()).unwrap_err();
        assert_eq!(error.to_string(), "the disk is full");
        assert!(!error.distrust());
        assert_eq!(store.read_drafts().0[0].bytes, b"old");
        assert_eq!(disk.paths(), before, "nothing half written stays");
    }
    store.save_draft("d", b"new words".to_vec()).unwrap();
    assert_eq!(store.read_drafts().0[0].bytes, b"new words");
}
