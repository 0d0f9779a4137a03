//! One suite for both disks, then what only one of them can show.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use rolebook::seal::{Seal, SealError};
use rolebook::store::disk::{Disk, Fresh, Guard, Hold, Item, Look, RealDisk};
use rolebook::store::memory::{Cut, Failure, Fault, MemoryDisk, Op};
use rolebook::store::{Doing, Keys, Notice, SessionFile, SessionName, Store, Why};
use tempfile::TempDir;

/// Bytes of a made-up kind: a line per record and a last line `end`.
pub(crate) fn whole(bytes: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.strip_suffix("end\n")?.lines().count())
}

pub(crate) fn session(id: &str) -> SessionName {
    let started = DateTime::parse_from_rfc3339("2026-11-20T10:12:33+01:00").unwrap();
    SessionName::new(started, id)
}

pub(crate) fn open(disk: &MemoryDisk) -> (Store, Vec<Notice>) {
    Store::open(
        Arc::new(disk.clone()),
        "/home/journal",
        "fresh1",
        &whole,
        Keys::default(),
    )
    .unwrap()
}

fn as_text(file: &SessionFile, bytes: &[u8]) -> (String, String) {
    (
        file.path.display().to_string(),
        String::from_utf8_lossy(bytes).into_owned(),
    )
}

pub(crate) fn sessions(store: &Store) -> Vec<(String, String)> {
    store.read_sessions(as_text).0
}

/// A home on one of the disks.
struct Place {
    disk: Arc<dyn Disk>,
    home: PathBuf,
    memory: Option<MemoryDisk>,
    _folder: Option<TempDir>,
}

impl Place {
    fn both() -> [Self; 2] {
        let folder = TempDir::new().unwrap();
        let memory = MemoryDisk::new();
        memory.put_folder("/home").unwrap();
        [
            Self {
                disk: Arc::new(memory.clone()),
                home: "/home/deep/journal".into(),
                memory: Some(memory),
                _folder: None,
            },
            Self {
                disk: Arc::new(RealDisk),
                home: folder.path().join("deep/journal"),
                memory: None,
                _folder: Some(folder),
            },
        ]
    }

    fn open(&self) -> (Store, Vec<Notice>) {
        Store::open(
            self.disk.clone(),
            &self.home,
            "fresh1",
            &whole,
            Keys::default(),
        )
        .unwrap()
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        self.put_at(&self.home.join(path), bytes);
    }

    fn put_at(&self, path: &Path, bytes: impl AsRef<[u8]>) {
        if let Some(memory) = &self.memory {
            memory.put(path, bytes).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    fn put_folder(&self, path: &str) {
        let path = self.home.join(path);
        match &self.memory {
            Some(memory) => memory.put_folder(path).unwrap(),
            None => fs::create_dir_all(path).unwrap(),
        }
    }

    fn put_link(&self, path: &str) {
        let path = self.home.join(path);
        match &self.memory {
            Some(memory) => memory.put_link(path).unwrap(),
            None => symlink("/nowhere", path).unwrap(),
        }
    }

    fn remove_folder(&self, path: &str) {
        let path = self.home.join(path);
        match &self.memory {
            Some(memory) => memory.remove_folder(path),
            None => fs::remove_dir_all(path).unwrap(),
        }
    }

    fn text(&self, path: &str) -> Option<String> {
        let bytes = self.disk.read(&self.home.join(path), Vec::new()).ok()?;
        Some(String::from_utf8(bytes).unwrap())
    }

    /// The names in a folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let Ok(items) = self.disk.list(&self.home.join(folder)) else {
            return Vec::new();
        };
        let mut names: Vec<String> = items
            .into_iter()
            .map(|item| item.name.into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn a_fresh_home_is_made_once_and_keeps_its_id() {
    for place in Place::both() {
        let (store, notices) = place.open();
        assert!(store.writable());
        assert_eq!(notices, []);
        assert_eq!(store.id(), "fresh1");
        let label = place.text("journal.json").unwrap();
        let value: serde_json::Value = serde_json::from_str(&label).unwrap();
        let expected = serde_json::json!({"format": 1, "id": "fresh1", "protection": "none"});
        assert_eq!(value, expected);
        drop(store);
        let again = Store::open(
            place.disk.clone(),
            &place.home,
            "other2",
            &whole,
            Keys::default(),
        )
        .unwrap()
        .0;
        assert_eq!(again.id(), "fresh1");
        assert_eq!(place.names(""), ["journal.json", "lock"]);
    }
}

#[test]
fn a_session_is_saved_replaced_and_read() {
    for place in Place::both() {
        let (store, _) = place.open();
        let name = session("k7f3q2");
        store.save_session(&name, b"one\nend\n".to_vec()).unwrap();
        store
            .save_session(&name, b"one\ntwo\nend\n".to_vec())
            .unwrap();
        store
            .save_session(&name.next_part(), b"three\nend\n".to_vec())
            .unwrap();
        let first = "sessions/2026/2026-11-20T091233Z-k7f3q2.json";
        let second = "sessions/2026/2026-11-20T091233Z-k7f3q2.2.json";
        let expected = [(second, "three\nend\n"), (first, "one\ntwo\nend\n")];
        let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
        assert_eq!(sessions(&store), expected);
        assert_eq!(
            place.names("sessions/2026").len(),
            2,
            "no temporary file stays"
        );
    }
}

#[test]
fn the_year_of_a_session_is_that_of_utc() {
    let started = DateTime::parse_from_rfc3339("2027-01-01T00:30:00+01:00").unwrap();
    let path = SessionName::new(started, "a").path();
    assert_eq!(path, Path::new("sessions/2026/2026-12-31T233000Z-a.json"));
}

#[test]
fn a_session_file_of_another_is_never_replaced() {
    for place in Place::both() {
        let name = session("same");
        place
            .open()
            .0
            .save_session(&name, b"first\nend\n".to_vec())
            .unwrap();
        let (store, _) = place.open();
        let error = store
            .save_session(&name, b"second\nend\n".to_vec())
            .unwrap_err();
        assert_eq!(error.why, Why::Taken);
        assert!(error.distrust());
        store
            .save_session(&name.next_part(), b"second\nend\n".to_vec())
            .unwrap();
        assert_eq!(sessions(&store).len(), 2);
    }
}

#[test]
fn no_id_leads_out_of_its_folder() {
    for place in Place::both() {
        let (store, _) = place.open();
        for id in [
            "", ".", "..", "../x", "a/b", "/etc/x", ".hidden", "a\0b", "a/",
        ] {
            let error = store.save_draft(id, b"x".to_vec()).unwrap_err();
            assert_eq!(error.why, Why::BadName, "draft {id:?}");
            let error = store.save_session(&session(id), b"x".to_vec()).unwrap_err();
            assert_eq!(error.why, Why::BadName, "session {id:?}");
            assert!(store.remove_draft(id).is_err());
            assert!(store.claim_draft(id).is_err());
        }
        assert!(
            store
                .set_aside(Path::new("../journal/journal.json"))
                .is_err()
        );
        assert!(store.set_aside(&place.home.join("journal.json")).is_err());
        assert_eq!(place.names(""), ["journal.json", "lock"]);
    }
}

#[test]
fn drafts_are_saved_replaced_and_removed() {
    for place in Place::both() {
        let (store, _) = place.open();
        store.save_draft("b", b"bee".to_vec()).unwrap();
        store.save_draft("a", b"first".to_vec()).unwrap();
        store.save_draft("a", b"second".to_vec()).unwrap();
        place.put("drafts/a (conflicted copy 2026-11-20).json", "elsewhere");
        let (drafts, notices) = store.read_drafts();
        let seen: Vec<_> = drafts
            .iter()
            .map(|draft| (draft.id.as_str(), draft.bytes.as_slice()))
            .collect();
        let copy = "a (conflicted copy 2026-11-20)";
        assert_eq!(
            seen,
            [("a", &b"second"[..]), (copy, b"elsewhere"), ("b", b"bee")]
        );
        assert_eq!(notices, []);
        store.remove_draft("a").unwrap();
        store.remove_draft(copy).unwrap();
        store.remove_draft("never there").unwrap();
        assert_eq!(place.names("drafts"), ["b.json"]);
    }
}

#[test]
fn two_windows_share_and_a_job_shuts_both_out() {
    for place in Place::both() {
        let (one, _) = place.open();
        let (two, _) = place.open();
        one.save_session(&session("one"), b"1\nend\n".to_vec())
            .unwrap();
        two.save_session(&session("two"), b"2\nend\n".to_vec())
            .unwrap();
        assert_eq!(sessions(&one), sessions(&two));
        let lock = place.home.join("lock");
        assert!(place.disk.lock(&lock, Hold::Exclusive).unwrap().is_none());
        drop((one, two));
        let job = place.disk.lock(&lock, Hold::Exclusive).unwrap().unwrap();
        let error = Store::open(
            place.disk.clone(),
            &place.home,
            "x",
            &whole,
            Keys::default(),
        )
        .err()
        .unwrap();
        assert_eq!((error.doing, &error.why), (Doing::Opening, &Why::Busy));
        assert_eq!(
            error.to_string(),
            "the journal is in use by a job on the whole of it"
        );
        drop(job);
        place.open();
    }
}

#[test]
fn a_draft_belongs_to_the_window_that_claimed_it() {
    for place in Place::both() {
        let (one, _) = place.open();
        let (two, _) = place.open();
        let claim = one.claim_draft("a").unwrap();
        one.save_draft("a", b"words".to_vec()).unwrap();
        one.save_draft("b", b"more".to_vec()).unwrap();
        let in_use = |store: &Store| -> Vec<bool> {
            store
                .read_drafts()
                .0
                .iter()
                .map(|draft| draft.in_use)
                .collect()
        };
        assert_eq!(in_use(&two), [true, false]);
        let error = two.claim_draft("a").err().unwrap();
        assert_eq!(error.why, Why::InUse);
        drop(claim);
        assert_eq!(in_use(&two), [false, false]);
        let _claim = two.claim_draft("a").unwrap();
        assert_eq!(in_use(&one), [true, false]);
    }
}

#[test]
fn stale_draft_locks_are_swept_and_only_those() {
    for place in Place::both() {
        let (store, _) = place.open();
        drop(store.claim_draft("a").unwrap());
        place.put("drafts/notes.lock", "mine");
        let (beside, _) = place.open();
        assert_eq!(
            place.names("drafts"),
            ["a.lock", "notes.lock"],
            "another window is open"
        );
        drop((store, beside));
        place.open();
        assert_eq!(place.names("drafts"), ["notes.lock"]);
    }
}

/// A leftover, the file beside it, and what then is in that file and in set-aside.
struct Leftover(
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    &'static [&'static str],
);

#[test]
fn leftovers_are_adopted_removed_or_set_aside() {
    let (one, two, other, torn) = ("1\nend\n", "1\n2\nend\n", "2\nend\n", "1\n3");
    let cases = [
        Leftover(one, None, Some(one), &[]),
        Leftover("1\ne", None, None, &["1\ne"]),
        Leftover("", None, None, &[]),
        Leftover("1\n", Some(one), Some(one), &[]),
        Leftover(one, Some(one), Some(one), &[]),
        Leftover(two, Some(one), Some(two), &[]),
        Leftover(other, Some(one), Some(one), &["2\nend\n"]),
        Leftover(one, Some(torn), Some(one), &["1\n3"]),
        Leftover("x", Some(torn), Some(torn), &["x"]),
    ];
    for Leftover(left, file, then, expected) in cases {
        for place in Place::both() {
            drop(place.open());
            if let Some(file) = file {
                place.put("sessions/2026/s.json", file);
            }
            place.put("sessions/2026/.s.json.7.tmp", left);
            let (_, notices) = place.open();
            let context = (left, file, &notices);
            assert_eq!(
                place.text("sessions/2026/s.json").as_deref(),
                then,
                "{context:?}"
            );
            assert!(
                place.text("sessions/2026/.s.json.7.tmp").is_none(),
                "{context:?}"
            );
            let aside: Vec<_> = place
                .names("set-aside")
                .iter()
                .map(|name| place.text(&format!("set-aside/{name}")).unwrap())
                .collect();
            assert_eq!(aside, expected, "{context:?}");
            let silent = file.is_some_and(|file| file.starts_with(left)) || left.is_empty();
            assert_eq!(notices.is_empty(), silent, "{context:?}");
            assert_eq!(place.open().1, [], "told once");
        }
    }
}

#[test]
fn a_draft_named_journal_is_a_draft() {
    for place in Place::both() {
        drop(place.open());
        place.put("drafts/.journal.json.0.tmp", "1\nend\n");
        place.put(".journal.json.0.tmp", "{");
        let (store, notices) = place.open();
        assert_eq!(
            notices,
            [Notice::Adopted {
                path: "drafts/journal.json".into()
            }]
        );
        assert_eq!(store.read_drafts().0[0].bytes, b"1\nend\n");
        assert_eq!(place.names(""), ["drafts", "journal.json", "lock"]);
    }
}

#[test]
fn leftovers_wait_while_another_window_is_open() {
    for place in Place::both() {
        let (store, _) = place.open();
        place.put("drafts/.a.json.0.tmp", "1\nend\n");
        store.save_draft("a", b"x".to_vec()).unwrap();
        assert_eq!(store.read_drafts().0.len(), 1);
        let (_beside, notices) = place.open();
        assert_eq!(notices, []);
        assert_eq!(place.names("drafts"), [".a.json.0.tmp", "a.json"]);
    }
}

#[test]
fn conflict_copies_are_read_like_the_rest() {
    for place in Place::both() {
        let (store, _) = place.open();
        let names = [
            "2026-11-20T091233Z-a (Ana's conflicted copy 2026-11-20).json",
            "2026-11-20T091233Z-a (conflicted copy 2026-11-20 101010).json",
            "2026-11-20T091233Z-a.json",
            "2026-11-20T091233Z-a.sync-conflict-20261120-101010-ABCDEFG.json",
        ];
        for name in names {
            place.put(&format!("sessions/2026/{name}"), name);
        }
        let (files, notices) = store.read_sessions(|file, bytes| {
            assert_eq!(file.name.as_bytes(), bytes);
            (file.name.clone(), file.is_conflict_copy())
        });
        assert_eq!(notices, []);
        let flags: Vec<bool> = files.iter().map(|(_, conflict)| *conflict).collect();
        assert_eq!(flags, [true, true, false, true]);
        assert!(files.iter().map(|(name, _)| name).eq(names));
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    for place in Place::both() {
        let (store, _) = place.open();
        place.put("sessions/2026/good.json", "good");
        place.put("sessions/2026/bad.json", b"ok\xff\xfe");
        place.put(
            "sessions/2026/sealed.json",
            "age-encryption.org/v1\n-> X25519",
        );
        place.put(
            "sessions/2026/other.json.age",
            "age-encryption.org/v1\n-> X25519",
        );
        place.put("sessions/2026/shopping.txt", "milk");
        place.put("sessions/2026/.DS_Store", "");
        place.put("sessions/2026/.stversions/old.json", "old");
        place.put_folder("sessions/2026/folder.json");
        place.put_link("sessions/2026/link.json");
        place.put_link("sessions/2025");
        let (read, notices) = store.read_sessions(as_text);
        let paths: Vec<_> = read.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["sessions/2026/bad.json", "sessions/2026/good.json"]);
        let sealed = || Why::Sealed(SealError::Sealed);
        let path = |name: &str| Path::new("sessions").join(name);
        let expected = [
            Notice::Unreadable {
                path: path("2025"),
                why: Why::Link,
            },
            Notice::Unreadable {
                path: path("2026/folder.json"),
                why: Why::NotAFile,
            },
            Notice::Unreadable {
                path: path("2026/link.json"),
                why: Why::Link,
            },
            Notice::Unreadable {
                path: path("2026/other.json.age"),
                why: sealed(),
            },
            Notice::Unreadable {
                path: path("2026/sealed.json"),
                why: sealed(),
            },
            Notice::Unknown {
                path: path("2026/shopping.txt"),
            },
            Notice::NotText {
                path: path("2026/bad.json"),
                offset: 2,
            },
        ];
        assert_eq!(notices.len(), expected.len(), "{notices:#?}");
        for notice in &expected {
            assert!(
                notices.contains(notice),
                "{notice:?} is not in {notices:#?}"
            );
        }
        assert_eq!(place.text("sessions/2026/shopping.txt").unwrap(), "milk");
    }
}

#[test]
fn a_year_that_is_a_link_is_not_written_through() {
    for place in Place::both() {
        let (store, _) = place.open();
        place.put_folder("sessions");
        place.put_link("sessions/2026");
        let error = store
            .save_session(&session("a"), b"x".to_vec())
            .unwrap_err();
        assert_eq!(error.why, Why::Link, "{error:?}");
    }
}

#[test]
fn many_files_come_in_the_order_of_their_paths() {
    for place in Place::both() {
        let (store, _) = place.open();
        for number in 0..150 {
            place.put(
                &format!("sessions/{}/{number:03}.json", 2020 + number % 3),
                [b'a'; 3],
            );
        }
        place.put("sessions/2022/000.json", [0xff]);
        let (read, notices) = store.read_sessions(as_text);
        assert_eq!(read.len(), 151);
        assert!(read.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!(notices.len(), 1);
    }
}

#[test]
fn folders_taken_away_meanwhile_are_made_again() {
    for place in Place::both() {
        let (store, _) = place.open();
        store
            .save_session(&session("a"), b"1\nend\n".to_vec())
            .unwrap();
        store.save_draft("d", b"draft".to_vec()).unwrap();
        place.remove_folder("sessions");
        place.remove_folder("drafts");
        assert_eq!(store.read_sessions(as_text), (vec![], vec![]));
        store.remove_draft("d").unwrap();
        store
            .save_session(&session("a"), b"1\n2\nend\n".to_vec())
            .unwrap();
        store.save_draft("d", b"draft".to_vec()).unwrap();
        assert_eq!(sessions(&store).len(), 1);
        place.remove_folder("");
        let error = store.save_draft("d", b"draft".to_vec()).unwrap_err();
        assert_eq!(
            error.why,
            Why::Missing,
            "a home that went away is not made up again"
        );
    }
}

#[test]
fn a_file_where_the_home_belongs_is_said() {
    for place in Place::both() {
        place.put_at(&place.home, "a file");
        for home in [place.home.clone(), place.home.join("below")] {
            let error = Store::open(place.disk.clone(), home, "x", &whole, Keys::default())
                .err()
                .unwrap();
            assert_eq!(error.why, Why::NotAFolder);
            assert_eq!(
                error.to_string(),
                "a folder is needed there (the journal's folder)"
            );
        }
    }
}

#[test]
fn a_file_where_sessions_belong_leaves_the_rest_readable() {
    for place in Place::both() {
        place.put("drafts/a.json", "draft");
        place.put("sessions", "a file");
        let (store, notices) = place.open();
        assert!(!store.writable());
        let expected = Notice::ReadOnly {
            path: "sessions".into(),
            why: Why::NotAFolder,
        };
        assert_eq!(notices.last(), Some(&expected));
        assert_eq!(store.read_drafts().0.len(), 1);
        assert_eq!(store.read_sessions(as_text).1.len(), 1);
    }
}

#[test]
fn a_damaged_label_is_kept_and_made_again() {
    for damaged in [
        "",
        "{",
        "[]",
        "{\"format\": 0}",
        "{\"format\": 1}",
        "\u{0}\u{0}",
    ] {
        for place in Place::both() {
            place.put("journal.json", damaged);
            let (store, notices) = place.open();
            assert!(store.writable());
            let kept = Some(PathBuf::from("set-aside/journal.json.1"));
            let same_id = false;
            assert!(
                notices.contains(&Notice::LabelRebuilt { kept, same_id }),
                "{notices:?}"
            );
            assert_eq!(place.text("set-aside/journal.json.1").unwrap(), damaged);
            drop(store);
            place.put("journal.json", damaged);
            place.open();
            assert_eq!(
                place.names("set-aside"),
                ["journal.json.1", "journal.json.2"]
            );
        }
    }
}

#[test]
fn newer_and_locked_journals_are_only_read() {
    let newer = (
        r#"{"format": 2, "else": 1}"#,
        Notice::NewerFormat { format: 2 },
    );
    let locked = (
        r#"{"format": 1, "id": "a", "protection": "age"}"#,
        Notice::Locked,
    );
    for (label, expected) in [newer, locked] {
        for place in Place::both() {
            place.put("journal.json", label);
            place.put("sessions/2026/s.json", "words");
            place.put("sessions/2026/.s.json.1.tmp", "more");
            let (store, notices) = place.open();
            assert!(notices.contains(&expected), "{notices:?}");
            assert!(!store.writable());
            assert_eq!(sessions(&store).len(), 1);
            let error = store.save_draft("a", b"x".to_vec()).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the journal can only be read, not written"
            );
            assert!(store.save_session(&session("a"), b"x".to_vec()).is_err());
            assert!(store.remove_draft("a").is_err());
            assert!(store.claim_draft("a").is_err());
            assert!(store.set_aside(Path::new("journal.json")).is_err());
            assert_eq!(place.names("sessions/2026"), [".s.json.1.tmp", "s.json"]);
            assert_eq!(place.text("journal.json").unwrap(), label);
        }
    }
}

#[test]
fn a_locked_journal_without_its_label_is_not_taken_for_a_plain_one() {
    for place in Place::both() {
        place.put("identities/a.age", "age-encryption.org/v1");
        let (store, notices) = place.open();
        assert!(notices.contains(&Notice::Locked));
        assert!(!store.writable());
        assert!(place.text("journal.json").is_none());
    }
}

#[test]
fn a_read_only_home_is_read() {
    let disk = MemoryDisk::new();
    let (store, _) = open(&disk);
    store
        .save_session(&session("a"), b"1\nend\n".to_vec())
        .unwrap();
    store.save_draft("d", b"draft".to_vec()).unwrap();
    drop(store);
    disk.set_read_only(true);
    let before = disk.paths();
    let (store, notices) = open(&disk);
    assert_eq!(
        notices,
        [Notice::ReadOnly {
            path: "".into(),
            why: Why::ReadOnly
        }]
    );
    assert!(!store.writable());
    assert_eq!(store.id(), "fresh1");
    assert_eq!(
        (sessions(&store).len(), store.read_drafts().0.len()),
        (1, 1)
    );
    assert_eq!(
        store.save_draft("d", b"x".to_vec()).unwrap_err().why,
        Why::ReadOnly
    );
    assert_eq!(disk.paths(), before);
}

#[test]
fn an_unreadable_session_costs_only_itself() {
    let disk = MemoryDisk::new();
    let (store, _) = open(&disk);
    for id in ["a", "b", "c"] {
        store
            .save_session(&session(id), b"1\nend\n".to_vec())
            .unwrap();
    }
    disk.put_pipe("/home/journal/sessions/2026/pipe.json")
        .unwrap();
    disk.fail(Fault {
        op: Some(Op::Read),
        nth: 2,
        failure: Failure::Io,
        lasting: false,
    });
    let (read, notices) = store.read_sessions(as_text);
    assert_eq!(read.len(), 2);
    assert_eq!(notices.len(), 2);
    let said = notices
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        said.contains("T091233Z-b.json was not read: the disk reports:"),
        "{said}"
    );
    assert!(
        said.contains("pipe.json was not read: it is neither a file nor a folder."),
        "{said}"
    );
}

#[test]
fn without_file_locks_the_journal_still_works() {
    struct Lockless(MemoryDisk);
    impl Disk for Lockless {
        fn look(&self, path: &Path) -> io::Result<Look> {
            self.0.look(path)
        }
        fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
            self.0.list(folder)
        }
        fn read(&self, path: &Path, room: Vec<u8>) -> io::Result<Vec<u8>> {
            self.0.read(path, room)
        }
        fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>> {
            self.0.create(path, bytes)
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.0.rename(from, to)
        }
        fn sync_folder(&self, folder: &Path) -> io::Result<()> {
            self.0.sync_folder(folder)
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            self.0.remove(path)
        }
        fn make_folder(&self, path: &Path) -> io::Result<()> {
            self.0.make_folder(path)
        }
        fn restrict(&self, path: &Path) -> io::Result<()> {
            self.0.restrict(path)
        }
        fn can_write(&self, folder: &Path) -> io::Result<()> {
            self.0.can_write(folder)
        }
        fn lock(&self, _: &Path, _: Hold) -> io::Result<Option<Guard>> {
            Err(io::ErrorKind::Unsupported.into())
        }
        fn wait(&self) {}
    }
    let disk = Arc::new(Lockless(MemoryDisk::new()));
    let (store, notices) =
        Store::open(disk, "/home/journal", "a", &whole, Keys::default()).unwrap();
    assert_eq!(notices, [Notice::NoLocks]);
    let _claim = store.claim_draft("d").unwrap();
    store.save_draft("d", b"x".to_vec()).unwrap();
    assert!(!store.read_drafts().0[0].in_use);
}

#[test]
fn on_the_real_disk_everything_is_its_owners_alone() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("new/journal");
    let (store, _) = Store::open(Arc::new(RealDisk), &home, "a", &whole, Keys::default()).unwrap();
    store.save_session(&session("a"), b"x".to_vec()).unwrap();
    store.save_draft("d", b"x".to_vec()).unwrap();
    let _claim = store.claim_draft("d").unwrap();
    store.set_aside(Path::new("journal.json")).unwrap();
    let mut modes = Vec::new();
    let mut folders = vec![folder.path().join("new")];
    while let Some(folder) = folders.pop() {
        modes.push((0o700, folder.clone()));
        for item in fs::read_dir(folder).unwrap() {
            let item = item.unwrap();
            if item.file_type().unwrap().is_dir() {
                folders.push(item.path());
            } else {
                modes.push((0o600, item.path()));
            }
        }
    }
    assert_eq!(modes.len(), 12, "{modes:?}");
    for (mode, path) in modes {
        let found = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
}

#[test]
fn a_home_open_to_others_is_said_and_a_linked_home_is_used() {
    let folder = TempDir::new().unwrap();
    let wide = folder.path().join("wide");
    fs::create_dir(&wide).unwrap();
    fs::set_permissions(&wide, fs::Permissions::from_mode(0o755)).unwrap();
    let (_, notices) =
        Store::open(Arc::new(RealDisk), &wide, "a", &whole, Keys::default()).unwrap();
    assert_eq!(notices, [Notice::OpenToOthers { home: wide.clone() }]);
    let link = folder.path().join("link");
    symlink(&wide, &link).unwrap();
    let (store, _) = Store::open(Arc::new(RealDisk), &link, "b", &whole, Keys::default()).unwrap();
    assert_eq!(store.id(), "a");
    store.save_draft("d", b"x".to_vec()).unwrap();
    assert!(wide.join("drafts/d.json").exists());
}

#[test]
fn a_power_cut_takes_what_was_not_synced() {
    let disk = MemoryDisk::new();
    disk.put_folder("/f").unwrap();
    let path = Path::new("/f/a");
    let mut fresh = disk.create(path, b"words").unwrap();
    let forks = || [disk.fork(), disk.fork()];
    let [power, names] = forks();
    power.cut(Cut::Power);
    names.cut(Cut::PowerKeepingNames);
    assert_eq!((power.bytes(path), names.bytes(path)), (None, Some(vec![])));
    fresh.sync().unwrap();
    let [power, names] = forks();
    power.cut(Cut::Power);
    names.cut(Cut::PowerKeepingNames);
    assert_eq!(
        (power.bytes(path), names.bytes(path)),
        (None, Some(b"words".to_vec()))
    );
    disk.sync_folder(Path::new("/f")).unwrap();
    disk.cut(Cut::Power);
    assert_eq!(disk.bytes(path), Some(b"words".to_vec()));
}

#[test]
fn a_plain_seal_changes_nothing_and_refuses_age() {
    let seal = Seal::default();
    let stored = seal.seal(b"words".to_vec()).unwrap();
    assert_eq!(seal.open(stored), Ok(b"words".to_vec()));
    for sealed in [
        "age-encryption.org/v1\n",
        "-----BEGIN AGE ENCRYPTED FILE-----\n",
    ] {
        assert_eq!(seal.open(sealed.into()), Err(SealError::Sealed));
    }
}
