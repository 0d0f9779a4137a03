//! A locked journal opened file by file without Rolebook: with the library that reads its format,
//! and with the stock `age` and `rage` where they are installed.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Read,
    iter,
    path::{Path, PathBuf},
    process::Command,
};

use age::{
    secrecy::{ExposeSecret, SecretString},
    x25519,
};
use rustix::process::Signal;

use super::{
    home::{Home, files, until},
    window::{ENTER, KEEP, Setting, Window},
};
use crate::untried::untried;

const WORDS: &str = "a wet evening in the annex";
/// What was written, and the folder in which it lies once the journal is locked.
const WRITTEN: [(&str, &str); 8] = [
    ("Kept before the lock.", "sessions"),
    ("Typed before the lock.", "drafts"),
    ("Torn before the lock.", "set-aside"),
    ("Noted on a hand-off.", "reviews"),
    ("Kept behind the lock.", "sessions"),
    ("Typed behind the lock.", "drafts"),
    ("Added while it was locked.", "inbox"),
    ("Kept for a key that is new.", "sessions"),
];
/// What lies there in plain text, and holds no words.
const PLAIN: [&str; 4] = ["journal.json", "lock", "README.txt", "SHA256SUMS"];
/// What is plain in itself: keys to seal to, and tar files of what is sealed.
const FOR_ALL: [&str; 2] = ["recipients", "backups"];

/// A tool asks for the passphrase at the terminal; a window of its own for that is not wanted.
const DECRYPT: &str = r#"PINENTRY_PROGRAM= "$1" -d -o "$3" "$2"; echo "(ended $?)"; read -r line"#;
const DECRYPT_WITH_ITS_KEY: &str =
    r#"PINENTRY_PROGRAM= "$1" -d -i "$4" -o "$3" "$2"; echo "(ended $?)"; read -r line"#;
const OPENED: &str = "(ended 0)";

#[test]
fn every_file_of_a_locked_journal_is_opened_without_rolebook() {
    let home = Home::new();
    write(&home);
    let paper = lock_with_paper(&home);
    write_behind_the_lock(&home);
    let mut folders = unpacked(&home);
    folders.insert(0, home.path());

    // By passphrase: the key that lies beside the files, and with it all of them.
    let places: Vec<Place> = folders.iter().map(|folder| Place::open(folder)).collect();
    let everything = || places.iter().flat_map(|place| &place.opened);
    for (words, folder) in WRITTEN {
        let lies = |place: &Place| {
            let mut opened = place.opened.iter();
            opened.any(|(path, plain)| is_in(path, folder) && holds(plain, words))
        };
        assert!(lies(&places[0]), "{words}");
        assert!(places[1..].iter().any(lies), "{words} in a backup");
    }

    // By the key on paper: the same.
    for (path, plain) in everything() {
        let by_paper = with(paper.as_bytes(), path);
        assert_eq!(by_paper.as_ref(), Some(plain), "{}", path.display());
    }

    // A key that is not the journal's opens nothing.
    let foreign = x25519::Identity::generate().to_string();
    let foreign = foreign.expose_secret().as_bytes();
    assert!(everything().all(|(path, _)| with(foreign, path).is_none()));

    let tools = installed(["age", "rage"]);
    if tools.is_empty() {
        untried(
            "Neither age nor rage is installed, so the journal was opened with the library of \
             their format alone.",
        );
    }
    for path in tools {
        let tool = Tool { path, home: &home };
        for place in &places {
            tool.asks_for_the_passphrase(place);
            tool.opens_everything("key.txt", &all(&place.keys), place);
            tool.opens_everything("paper.txt", paper.as_bytes(), place);
        }
        let (files, tool) = (everything().count(), tool.path.display());
        println!("{tool} opened {files} files.");
    }
}

/// A journal, or a backup of it that was unpacked.
struct Place {
    /// The files of its keys, and what the passphrase opens them to: an earlier key is there too
    /// as long as something is sealed to it.
    keys: BTreeMap<PathBuf, Vec<u8>>,
    /// Everything else that is sealed, and what was in it.
    opened: BTreeMap<PathBuf, Vec<u8>>,
}

impl Place {
    /// Opens every file of a folder that is not known to be plain.
    fn open(folder: &Path) -> Self {
        let plain = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            let of_ours = |part| is_in(path, part);
            PLAIN.contains(&name)
                || path.extension().is_some_and(|end| end == "lock")
                || FOR_ALL.into_iter().any(of_ours)
        };
        let (plain, sealed): (Vec<_>, Vec<_>) = files(folder).into_iter().partition(plain);
        for path in plain {
            let bytes = fs::read(&path).unwrap();
            let said = WRITTEN.iter().find(|(words, _)| holds(&bytes, words));
            assert_eq!(said, None, "{}", path.display());
        }
        let (keys, sealed): (Vec<_>, Vec<_>) = sealed
            .into_iter()
            .partition(|path| is_in(path, "identities"));
        let keys = keys.into_iter().map(|path| {
            let key = with_passphrase(&path).unwrap();
            (path, key)
        });
        let keys: BTreeMap<_, _> = keys.collect();
        let open = |path: PathBuf| {
            let opened = with(&all(&keys), &path);
            let opened = opened.unwrap_or_else(|| panic!("{}", path.display()));
            (path, opened)
        };
        Self {
            opened: sealed.into_iter().map(open).collect(),
            keys,
        }
    }
}

/// A journal with words everywhere, and an older backup of it.
fn write(home: &Home) {
    let [(kept, _), (typed, _), (torn, _), (noted, _), ..] = WRITTEN;
    let mut window = Window::at_first_question(Setting::default(), home);
    window.send(kept).send(KEEP).expect("2 of 13");
    window.send(typed);
    home.until_draft(typed);
    window.signal(Signal::KILL);
    assert_eq!(window.ended(), None);
    let session = home.sessions().pop().unwrap();
    let name = session.file_name().unwrap().to_str().unwrap();
    let left = session.with_file_name(format!(".{name}.7.tmp"));
    fs::write(left, format!("{{ {torn}")).unwrap();
    let review = home.path().join("reviews/h1");
    fs::create_dir_all(&review).unwrap();
    fs::write(review.join("notes.json"), noted).unwrap();
    let log = home.run(&["log"], b"");
    assert!(log.status.success());
    assert_eq!(files(&home.path().join("set-aside")).len(), 1);
    assert!(home.run(&["backup"], b"").status.success());
}

/// Locks it at the terminal, and gives the key that was shown for paper.
fn lock_with_paper(home: &Home) -> String {
    let mut window = Window::with(Setting::default(), home, &["lock", "--paper"]);
    window.expect("New passphrase:").send(WORDS).send(ENTER);
    window.expect("The same once more:").send(WORDS).send(ENTER);
    window.expect("Press enter when it is on paper.");
    let screen = window.screen().contents();
    let screen: Vec<&str> = screen.split_whitespace().collect();
    let screen = screen.join(" ");
    let (_, shown) = screen.split_once("Spaces do not matter.").unwrap();
    let (shown, _) = shown.split_once("Press enter").unwrap();
    let paper: String = shown.split_whitespace().collect();
    let last = paper[paper.len() - 6..].to_owned();
    window.send(ENTER).expect("Its last six characters:");
    window.send(&last).send(ENTER);
    assert_eq!(window.ended(), Some(0));
    paper
}

/// A locked journal that is written in further: a window that is killed, words for the inbox, a
/// new key for the same passphrase, and backups.
fn write_behind_the_lock(home: &Home) {
    let [.., (kept, _), (typed, _), (added, _), (anew, _)] = WRITTEN;
    let with_passphrase = |args: &[&str], words: &str, lines: &str| {
        let file = home.around().join("words");
        fs::write(&file, words).unwrap();
        let from = ["--from", file.to_str().unwrap()];
        let from = if words.is_empty() { &[][..] } else { &from[..] };
        let args = [args, from, &["--passphrase-fd", "0"]].concat();
        let done = home.run(&args, lines.as_bytes());
        assert!(done.status.success(), "{args:?}: {done:?}");
        fs::remove_file(file).unwrap_or_default();
    };
    let line = format!("{WORDS}\n");
    with_passphrase(&["answer", "ground.1"], kept, &line);
    let mut window = Window::with(Setting::default(), home, &["answer", "ground.2"]);
    window
        .expect("What you type is not shown.")
        .send(WORDS)
        .send(ENTER)
        .expect("ctrl+s keep");
    let drafts = home.path().join("drafts");
    let sealed = || {
        let drafts = files(&drafts).into_iter();
        let sealed = drafts.filter(|path| path.extension().is_some_and(|end| end == "age"));
        sealed.map(|path| fs::read(path).unwrap()).collect()
    };
    let before: Vec<Vec<u8>> = sealed();
    window.send(typed);
    until(
        || sealed().len() > before.len(),
        || "no draft is saved".to_owned(),
    );
    window.signal(Signal::KILL);
    assert_eq!(window.ended(), None);
    let twice = format!("{WORDS}\n{WORDS}\n");
    with_passphrase(&["passphrase", "--new-key"], "", &twice);
    with_passphrase(&["answer", "ground.3"], anew, &line);
    let added = home.run(&["note", "--from", "-"], added.as_bytes());
    assert!(added.status.success());
    assert!(home.run(&["backup"], b"").status.success());
}

/// The backups of the journal, each in a folder of its own.
fn unpacked(home: &Home) -> Vec<PathBuf> {
    let backups = files(&home.path().join("backups"));
    assert_eq!(
        backups.len(),
        4,
        "two were asked for, two were made by themselves"
    );
    let unpack = |backup: PathBuf| {
        let to = home
            .around()
            .join("unpacked")
            .join(backup.file_name().unwrap());
        let tar = fs::File::open(backup).unwrap();
        tar::Archive::new(tar).unpack(&to).unwrap();
        to
    };
    backups.into_iter().map(unpack).collect()
}

/// A tool from elsewhere.
struct Tool<'a> {
    path: PathBuf,
    home: &'a Home,
}

impl Tool<'_> {
    /// The passphrase is typed at a terminal: for the key, and straight for a file.
    fn asks_for_the_passphrase(&self, place: &Place) {
        for (path, key) in &place.keys {
            assert_eq!(self.typed(DECRYPT, path, path), *key);
        }
        let (file, plain) = place
            .opened
            .iter()
            .find(|(path, _)| is_in(path, "sessions"))
            .unwrap();
        let fits = |(_, key): &(&PathBuf, &Vec<u8>)| with(key, file).is_some();
        let (identity, _) = place.keys.iter().find(fits).unwrap();
        assert_eq!(self.typed(DECRYPT_WITH_ITS_KEY, file, identity), *plain);
    }

    fn typed(&self, script: &'static str, file: &Path, identity: &Path) -> Vec<u8> {
        let setting = Setting {
            script,
            ..Setting::default()
        };
        let to = self.home.around().join("opened");
        let args = [&self.path, file, &to, identity].map(|path| path.to_str().unwrap());
        let mut window = Window::with(setting, self.home, &args);
        window
            .expect("assphrase")
            .send(WORDS)
            .send(ENTER)
            .expect(OPENED);
        let plain = fs::read(&to).unwrap();
        fs::remove_file(to).unwrap();
        plain
    }

    /// With a key in a file, the one on paper among them.
    fn opens_everything(&self, name: &str, key: &[u8], place: &Place) {
        let from = self.home.around().join(name);
        fs::write(&from, key).unwrap();
        for (path, plain) in &place.opened {
            let mut tool = Command::new(&self.path);
            let done = tool.arg("-d").arg("-i").arg(&from).arg(path).output();
            let done = done.unwrap();
            let at = path.display();
            assert!(done.status.success(), "{at} by {name}: {done:?}");
            assert!(done.stdout == *plain, "{at} by {name}");
        }
        fs::remove_file(from).unwrap();
    }
}

/// Several keys as one file of keys.
fn all(keys: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<u8> {
    keys.values().flatten().copied().collect()
}

/// What the library of the format opens with the passphrase.
fn with_passphrase(path: &Path) -> Option<Vec<u8>> {
    let identity = age::scrypt::Identity::new(SecretString::from(WORDS.to_owned()));
    decrypt(&identity, path)
}

/// What it opens with a file that holds a key.
fn with(key: &[u8], path: &Path) -> Option<Vec<u8>> {
    let lines = str::from_utf8(key).unwrap().lines();
    let secrets = lines.filter(|line| line.starts_with("AGE-SECRET-KEY-1"));
    secrets.into_iter().find_map(|secret| {
        let identity: x25519::Identity = secret.parse().unwrap();
        decrypt(&identity, path)
    })
}

fn decrypt(identity: &dyn age::Identity, path: &Path) -> Option<Vec<u8>> {
    let sealed = fs::read(path).unwrap();
    let file = age::Decryptor::new(sealed.as_slice());
    let file = file.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut plain = Vec::new();
    let mut opened = file.decrypt(iter::once(identity)).ok()?;
    opened.read_to_end(&mut plain).unwrap();
    Some(plain)
}

/// The tools that lie on the path of this process.
fn installed<const N: usize>(names: [&str; N]) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = env::split_paths(&path).collect();
    let find = |name| {
        places
            .iter()
            .map(|place| place.join(name))
            .find(|tool| tool.is_file())
    };
    names.into_iter().filter_map(find).collect()
}

fn is_in(path: &Path, folder: &str) -> bool {
    path.iter().any(|part| part == folder)
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|part| part == words.as_bytes())
}
