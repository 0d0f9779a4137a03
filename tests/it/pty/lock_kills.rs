//! Killed at any moment of a job on the whole journal, while another process goes on writing.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fmt, fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rolebook::{
    journal::{Draft, Journal, Record, read_session},
    seal::{Key, Passphrase, Seal, is_sealed, open_key},
    store::{Keys, Protection, Store, disk::RealDisk, protection},
    workbook::keeping::check_journal,
};
use rustix::process::Signal;

use super::{
    home::{Home, LIMIT, PROGRAM, TEMPORARY, files},
    kills::{Chance, MORE},
    window::{KEEP, Setting, Window},
};

const WORDS: &str = "a wet evening in the annex";
/// In everything that is written here, and in nothing else.
const MARK: &str = "Quagmire-of-the-ninth-floor";
/// So many kills belong to one home, so that a journal stays one that is quick to look through.
const IN_A_HOME: usize = 24;
/// At most about so many answers are removed, for a backup to bring them back.
const MOST_AWAY: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    Lock,
    NewKey,
    /// The passphrase alone, which stays the same words.
    Passphrase,
    Backup,
    /// Beside what is there.
    Restore,
    /// Into a home of its own.
    Fresh,
    Forget,
    Unlock,
}

/// In this order each is killed once, and then they come as it happens. Without the variable that
/// says more, that is all.
const ALL: [Work; 8] = [
    Work::Lock,
    Work::NewKey,
    Work::Passphrase,
    Work::Backup,
    Work::Restore,
    Work::Fresh,
    Work::Forget,
    Work::Unlock,
];

/// Where chance begins, so that several runs differ.
const SEED: &str = "ROLEBOOK_KILLS_SEED";

/// What takes longest comes less often.
const OFTEN: [Work; 12] = [
    Work::Lock,
    Work::Lock,
    Work::NewKey,
    Work::Passphrase,
    Work::Backup,
    Work::Restore,
    Work::Restore,
    Work::Fresh,
    Work::Forget,
    Work::Forget,
    Work::Unlock,
    Work::Unlock,
];

#[test]
fn killed_at_any_moment_of_a_job_nothing_is_lost_and_nothing_stays_plain() {
    let kills = env::var(MORE).map_or(ALL.len(), |kills| kills.parse().unwrap());
    let mut story = Story::default();
    let seed = env::var(SEED).map_or(0x10c4, |seed| seed.parse().unwrap());
    let mut chance = Chance(seed);
    while story.kills < kills {
        let mut place = Place::new();
        let end = kills.min(story.kills + IN_A_HOME);
        for _ in 0..IN_A_HOME * 4 {
            if story.kills == end {
                break;
            }
            let work = match ALL.get(story.kills) {
                Some(work) => *work,
                None => OFTEN[chance.pick(OFTEN.len())],
            };
            let work = place.possible(work);
            let finish = story.kills < ALL.len() || chance.below(3) == 0;
            place.kill(work, &mut chance, &mut story);
            if finish {
                let work = place.possible(work);
                place.finish(work, &mut story);
            }
        }
        place.finish(Work::Lock, &mut story);
        place.read_by_the_program();
        story.say_so_far();
    }
    println!("{story}");
}

/// A journal, and what has to be in it.
struct Place {
    home: Home,
    /// The words of everything that was kept, by the id it was given.
    kept: BTreeMap<String, String>,
    /// Words elsewhere: in a draft, set aside, on a hand-off.
    beside: Vec<String>,
    /// An entry that is being forgotten, and those that are.
    leaving: Option<String>,
    gone: BTreeSet<String>,
    /// The backups that were asked for, and the ids of what is in each.
    backups: Vec<(PathBuf, BTreeSet<String>)>,
    /// Which of them is brought back: the same until that is done.
    brought: usize,
    /// What there was when the job began that is under way.
    before: BTreeSet<String>,
    /// What somebody removed, and a backup is about to bring back.
    away: BTreeSet<String>,
    /// What the passphrase opens of files of keys, which takes a while to find out.
    opened: BTreeMap<Vec<u8>, Key>,
    said: usize,
}

/// How long jobs take, and what came of killing them.
#[derive(Default)]
struct Story {
    kills: usize,
    /// Of these, so many while the journal was held.
    in_the_work: usize,
    by_work: BTreeMap<Work, usize>,
    finished: BTreeMap<Work, usize>,
    /// So often the other process was there first.
    busy: usize,
    added: usize,
    refused: usize,
    usual: BTreeMap<Work, Duration>,
    half_turned: usize,
}

/// Everything that lies in a home, opened.
struct Found {
    entries: BTreeMap<String, String>,
    waiting: BTreeMap<String, String>,
    /// All files that are no backup, as they read.
    texts: Vec<String>,
    /// Files in each form.
    forms: (usize, usize),
}

impl Found {
    fn has(&self, id: &str) -> bool {
        self.entries.contains_key(id) || self.waiting.contains_key(id)
    }
}

impl Place {
    fn new() -> Self {
        let mut place = Self {
            home: Home::new(),
            kept: BTreeMap::new(),
            beside: Vec::new(),
            leaving: None,
            gone: BTreeSet::new(),
            backups: Vec::new(),
            brought: 0,
            before: BTreeSet::new(),
            away: BTreeSet::new(),
            opened: BTreeMap::new(),
            said: 0,
        };
        let first = place.words();
        let typed = place.words();
        let mut window = Window::at_first_question(Setting::default(), &place.home);
        window.send(&first).send(KEEP).expect("2 of 13");
        window.send(&typed);
        place.home.until_draft(&typed);
        window.signal(Signal::KILL);
        window.ended();
        place.beside = vec![first, typed];
        for path in ["set-aside/torn.json.1", "reviews/h1/name.txt"] {
            let words = place.words();
            let path = place.home.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &words).unwrap();
            place.beside.push(words);
        }
        for _ in 0..8 {
            let words = place.words();
            let (code, id) = add(&place.home.path(), &words);
            assert_eq!(code, Some(0));
            place.kept.insert(id, words);
        }
        place
    }

    fn words(&mut self) -> String {
        self.said += 1;
        format!("{MARK} {}.", self.said)
    }

    /// The work, or what can be done in its place.
    fn possible(&mut self, work: Work) -> Work {
        match work {
            Work::NewKey | Work::Passphrase if !self.locked().locked => Work::Lock,
            // Each further key makes opening slower by a second.
            Work::NewKey if self.locked().identities.len() > 2 => Work::Unlock,
            Work::Restore | Work::Fresh if self.backups.is_empty() => Work::Backup,
            Work::Forget if self.kept.len() < 4 => Work::Backup,
            // Everything that is left may still wait in the inbox.
            Work::Forget if self.leaving.is_none() && self.one_to_forget().is_none() => {
                Work::Backup
            }
            possible => possible,
        }
    }

    fn locked(&self) -> Protection {
        protection(&RealDisk, &self.home.path()).unwrap()
    }

    /// Where a backup goes that does not go beside the journal.
    fn fresh(&self) -> PathBuf {
        self.home.around().join("fresh")
    }

    /// The backup that is brought back now.
    fn backup(&self) -> &(PathBuf, BTreeSet<String>) {
        &self.backups[self.brought % self.backups.len()]
    }

    /// Begins a job and kills it, while somebody adds to the journal; then everything is there.
    fn kill(&mut self, work: Work, chance: &mut Chance, story: &mut Story) {
        let mut job = self.begin(work);
        let usual = story.usual.get(&work).copied();
        let usual = usual.unwrap_or(Duration::from_millis(20));
        let anywhere = chance.below(8) == 0;
        let early = anywhere || chance.below(3) == 0;
        let writer = early.then(|| self.adding());
        let held = !anywhere && job.until_it_works();
        let writer = writer.unwrap_or_else(|| self.adding());
        let most = if anywhere { LIMIT / 30 } else { usual };
        let begun = Instant::now();
        let end = begun + chance.micros(u64::try_from(most.as_micros()).unwrap().max(1));
        while Instant::now() < end && job.runs() {
            thread::sleep(Duration::from_micros(200));
        }
        let killed = job.kill();
        self.take(writer, story);
        if killed {
            story.kills += 1;
            story.in_the_work += usize::from(held);
            *story.by_work.entry(work).or_default() += 1;
        } else {
            story.took(work, begun.elapsed());
            self.ended(work, &job, story);
        }
        self.look(story);
    }

    /// Does a job to its end; then everything is there, and nothing plain where it is locked.
    fn finish(&mut self, work: Work, story: &mut Story) {
        let mut job = self.begin(work);
        let held = job.until_it_works();
        let begun = Instant::now();
        job.wait();
        if held {
            story.took(work, begun.elapsed());
        }
        assert_eq!(job.code, Some(0), "{work:?}: {}", job.said);
        self.ended(work, &job, story);
        self.look(story);
    }

    fn begin(&mut self, work: Work) -> Job {
        let target = match work {
            Work::Forget => {
                let id = self.leaving.clone();
                let id = id.or_else(|| self.one_to_forget()).unwrap();
                self.leaving = Some(id.clone());
                id
            }
            Work::Restore | Work::Fresh => self.backup().0.display().to_string(),
            _ => String::new(),
        };
        let args: &[&str] = match work {
            Work::Lock => &["lock"],
            Work::NewKey => &["passphrase", "--new-key"],
            Work::Passphrase => &["passphrase"],
            Work::Unlock => &["unlock"],
            Work::Backup => &["backup"],
            Work::Restore | Work::Fresh => &["restore", &target],
            Work::Forget => &["forget", &target, "--yes"],
        };
        if work == Work::Restore {
            self.put_away();
        }
        let there = |id: &&String| self.is_sure(id);
        self.before = self.kept.keys().filter(there).cloned().collect();
        let locked = self.locked().locked;
        let (home, pace) = match work {
            Work::Fresh => (self.fresh(), Pace::AtOnce),
            Work::Backup => (self.home.path(), Pace::AtOnce),
            Work::Restore | Work::Forget => (self.home.path(), Pace::Holds),
            Work::Lock | Work::NewKey | Work::Passphrase | Work::Unlock => {
                (self.home.path(), Pace::LooksAndHolds)
            }
        };
        let asks = match work {
            Work::Lock | Work::Restore | Work::Fresh => true,
            _ => locked,
        };
        Job::begin(&home, args, asks, pace)
    }

    /// The oldest one that is an entry already.
    fn one_to_forget(&mut self) -> Option<String> {
        let entries = self.found(&self.home.path()).entries;
        let one = self.kept.keys().find(|id| entries.contains_key(*id));
        one.cloned()
    }

    /// Whether this has to be there now.
    fn is_sure(&self, id: &String) -> bool {
        self.leaving.as_ref() != Some(id) && !self.away.contains(id)
    }

    /// Removes some sessions that the backup holds, so that there is something to bring back.
    fn put_away(&mut self) {
        let protection = self.locked();
        let keys = self.opened(&protection);
        let seal = Protection::keys(&keys).seal;
        let (_, held) = self.backup().clone();
        let may_go = |id: &String| held.contains(id) && self.kept.contains_key(id);
        let mut away = Vec::new();
        for path in self.home.sessions() {
            let bytes = seal.open(fs::read(&path).unwrap());
            let (Some(file), _) = read_session(&bytes.unwrap_or_default()) else {
                continue;
            };
            let wrote = file.records.iter().filter_map(|record| match record {
                Record::Wrote(entry) => Some(entry.id.clone()),
                _ => None,
            });
            let wrote: Vec<String> = wrote.collect();
            let forgot = |record: &Record| matches!(record, Record::Forgot(_));
            let matters = wrote.is_empty() || file.records.iter().any(forgot);
            if !matters && wrote.iter().all(|id| may_go(id) && self.is_sure(id)) {
                fs::remove_file(path).unwrap();
                away.extend(wrote);
            }
            if away.len() > MOST_AWAY {
                break;
            }
        }
        self.away.extend(away);
    }

    /// A job came to its end by itself.
    fn ended(&mut self, work: Work, job: &Job, story: &mut Story) {
        if job.code == Some(5) {
            story.busy += 1;
            return;
        }
        assert_eq!(job.code, Some(0), "{work:?}: {}", job.said);
        *story.finished.entry(work).or_default() += 1;
        match work {
            Work::Passphrase => assert!(self.locked().locked),
            Work::Lock | Work::NewKey => {
                assert!(self.locked().locked);
                let mut plain = crate::shell::holding(self.home.around(), MARK);
                // Where a plain backup is being brought back is a journal of its own.
                plain.retain(|path| !path.starts_with(self.fresh()));
                assert_eq!(plain, Vec::<PathBuf>::new(), "after {work:?}: {}", job.said);
            }
            Work::Unlock => {
                assert!(!self.locked().locked);
                assert_eq!(
                    self.found(&self.home.path()).forms.1,
                    0,
                    "after {work:?}: {}",
                    job.said
                );
            }
            Work::Backup => {
                let path = PathBuf::from(job.printed.trim());
                self.backups.push((path, self.before.clone()));
            }
            Work::Restore => {
                self.away.clear();
                self.brought = self.backups.len() - 1;
            }
            Work::Fresh => {
                let found = self.found(&self.fresh());
                let ids = self.backup().1.iter();
                let mut lost = ids.filter(|id| !found.has(id));
                assert_eq!(lost.next(), None);
                assert!(
                    found
                        .texts
                        .iter()
                        .any(|text| text.contains(&self.beside[1]))
                );
                fs::remove_dir_all(self.fresh()).unwrap();
            }
            Work::Forget => {
                let id = self.leaving.take().unwrap();
                self.kept.remove(&id).unwrap();
                self.gone.insert(id);
            }
        }
    }

    /// Somebody adds to the journal, again and again, until told to stop.
    fn adding(&mut self) -> Writer {
        let words: Vec<String> = (0..6).map(|_| self.words()).collect();
        let home = self.home.path();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let mut added = Vec::new();
            for words in words {
                let last = stopped.load(Ordering::Relaxed);
                let (code, id) = add(&home, &words);
                added.push((code, id, words));
                if last {
                    break;
                }
                thread::sleep(Duration::from_millis(15));
            }
            added
        });
        Writer { stop, thread }
    }

    fn take(&mut self, writer: Writer, story: &mut Story) {
        writer.stop.store(true, Ordering::Relaxed);
        for (code, id, words) in writer.thread.join().unwrap() {
            match code {
                Some(0) => {
                    story.added += 1;
                    self.kept.insert(id, words);
                }
                // A job has the journal, or it was locked meanwhile; nothing was kept, and said.
                Some(4 | 5) => story.refused += 1,
                other => panic!("{other:?}"),
            }
        }
    }

    /// Reads everything, and compares it with what has to be there.
    fn look(&mut self, story: &mut Story) {
        let found = self.found(&self.home.path());
        story.half_turned += usize::from(found.forms.0 > 0 && found.forms.1 > 0);
        for (id, words) in &self.kept {
            if !self.is_sure(id) {
                continue;
            }
            let there = found.entries.get(id).or_else(|| found.waiting.get(id));
            assert_eq!(there, Some(words), "{id} after {} kills", story.kills);
        }
        for words in &self.beside {
            let is_there = found.texts.iter().any(|text| text.contains(words.as_str()));
            assert!(is_there, "{words} after {} kills", story.kills);
        }
        for id in self.gone.iter().filter(|_| self.away.is_empty()) {
            assert!(!found.entries.contains_key(id), "{id} came back");
        }
    }

    /// Opens every file of the journal, none of which may be unreadable.
    fn found(&mut self, home: &Path) -> Found {
        let protection = protection(&RealDisk, home).unwrap();
        let opened = self.opened(&protection);
        let keys = if protection.locked {
            Protection::keys(&opened)
        } else {
            Keys::default()
        };
        let (store, notices) = Store::inspect(Arc::new(RealDisk), home, keys).unwrap();
        let (sessions, _) = store.read_sessions(|_, bytes| read_session(bytes).0);
        let journal = Journal::fold(sessions.into_iter().flatten().collect());
        let (waiting, _) = store.read_inbox();
        let waiting = waiting.into_iter().map(|(_, bytes)| {
            let draft = Draft::read(&bytes).unwrap();
            (draft.entry, draft.texts[0].clone())
        });
        let entries = journal
            .entries()
            .map(|entry| (entry.id.clone(), entry.words.clone()));
        let checkup = check_journal(&store, notices);
        assert!(
            !checkup.is_damaged() && checkup.tally.sealed == 0,
            "{checkup:#?}"
        );
        // What a file says is asked of the keys alone, whatever the journal says of itself.
        let seal = Protection::keys(&opened).seal;
        let mut forms = (0, 0);
        let mut texts = Vec::new();
        for path in files(home) {
            let parts: Vec<_> = path.strip_prefix(home).unwrap().iter().collect();
            if ["identities", "backups"]
                .iter()
                .any(|folder| parts[0] == *folder)
            {
                continue;
            }
            let stored = fs::read(&path).unwrap();
            if parts.len() > 1 && parts[0] != "recipients" && !stored.is_empty() {
                let sealed = is_sealed(&stored);
                forms = (
                    forms.0 + usize::from(!sealed),
                    forms.1 + usize::from(sealed),
                );
            }
            texts.push(text(&seal, stored, &path));
        }
        Found {
            entries: entries.collect(),
            waiting: waiting.collect(),
            texts,
            forms,
        }
    }

    /// The keys behind the passphrase, the one that is written with first.
    fn opened(&mut self, protection: &Protection) -> Vec<(String, Key)> {
        let passphrase = Passphrase::new(WORDS.to_owned());
        let mut opened = Vec::new();
        for (id, stored) in &protection.identities {
            let key = self.opened.entry(stored.clone());
            let key = key.or_insert_with(|| open_key(stored, &passphrase).unwrap());
            opened.push((id.clone(), key.clone()));
        }
        opened.sort_by_key(|(id, _)| Some(id) != protection.key.as_ref());
        opened
    }

    /// The same as the program reads it, from the files alone, with the passphrase; and each
    /// backup.
    fn read_by_the_program(&self) {
        let line = format!("{WORDS}\n");
        let run = |args: &[&str]| {
            let args = [args, &["--passphrase-fd", "0"]].concat();
            let done = self.home.run(&args, line.as_bytes());
            let (out, err) = (
                done.stdout,
                String::from_utf8_lossy(&done.stderr).into_owned(),
            );
            assert_eq!(done.status.code(), Some(0), "{args:?}: {err}");
            String::from_utf8(out).unwrap()
        };
        run(&["verify"]);
        let log = run(&["log", "--json"]);
        let waiting = files(&self.home.path().join("inbox")).len();
        let sure = self.kept.iter().filter(|(id, _)| self.is_sure(id));
        let missing = sure.filter(|(_, words)| !log.contains(words.as_str()));
        assert!(missing.count() <= waiting);
        for (backup, _) in &self.backups {
            run(&["verify", backup.to_str().unwrap()]);
        }
    }
}

/// When the work of a job begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    AtOnce,
    /// When it holds the journal alone.
    Holds,
    /// The same, and before it asks it looks for a moment whether that can be had.
    LooksAndHolds,
}

/// A process that does a job.
struct Job {
    child: Child,
    stdin: Option<std::process::ChildStdin>,
    /// Whether it may ask for the passphrase.
    asks: bool,
    pace: Pace,
    code: Option<i32>,
    printed: String,
    said: String,
}

impl Job {
    /// Begins a job.
    fn begin(home: &Path, args: &[&str], asks: bool, pace: Pace) -> Self {
        let mut command = Command::new(PROGRAM);
        command.env_clear().env("TMPDIR", temporary(home));
        command.args(args).arg("--home").arg(home);
        if asks {
            command.args(["--passphrase-fd", "0"]);
        }
        let mut child = piped(&mut command);
        let stdin = child.stdin.take();
        Self {
            child,
            stdin,
            asks,
            pace,
            code: None,
            printed: String::new(),
            said: String::new(),
        }
    }

    /// Hands the passphrase over, and waits until the journal is held for the work; says no where
    /// that cannot be seen, or the job has ended before.
    fn until_it_works(&mut self) -> bool {
        if self.pace == Pace::LooksAndHolds {
            thread::sleep(Duration::from_millis(80));
            self.hand_over();
            // What it does with the passphrase takes longer than this.
            thread::sleep(Duration::from_millis(150));
        }
        self.hand_over();
        let holder = format!(" {} ", self.child.id());
        let begun = Instant::now();
        while self.runs() {
            let Ok(locks) = fs::read_to_string("/proc/locks") else {
                return false;
            };
            let mut locks = locks.lines();
            if locks.any(|lock| {
                lock.contains("FLOCK") && lock.contains("WRITE") && lock.contains(&holder)
            }) {
                return true;
            }
            if self.pace == Pace::AtOnce {
                // Quick work is killed from its first moment on.
                return true;
            }
            if begun.elapsed() > 3 * LIMIT {
                self.kill();
                panic!("it does not begin: {}{}", self.printed, self.said);
            }
            thread::sleep(Duration::from_micros(300));
        }
        false
    }

    fn hand_over(&mut self) {
        if let Some(mut stdin) = self.stdin.take()
            && self.asks
        {
            // The same stays the new one.
            let _ = stdin.write_all(format!("{WORDS}\n{WORDS}\n").as_bytes());
        }
    }

    fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Kills it; says no where it had ended.
    fn kill(&mut self) -> bool {
        self.hand_over();
        let _ = self.child.kill();
        self.wait();
        self.code.is_none()
    }

    fn wait(&mut self) {
        self.hand_over();
        let (mut out, mut err) = (self.child.stdout.take(), self.child.stderr.take());
        let _ = out.as_mut().unwrap().read_to_string(&mut self.printed);
        let _ = err.as_mut().unwrap().read_to_string(&mut self.said);
        self.code = self.child.wait().unwrap().code();
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who adds to the journal meanwhile.
struct Writer {
    stop: Arc<AtomicBool>,
    thread: thread::JoinHandle<Vec<(Option<i32>, String, String)>>,
}

/// Where the children of this test put what is temporary: beside the journal, where it is looked
/// for words in plain text.
fn temporary(journal: &Path) -> PathBuf {
    journal.with_file_name(TEMPORARY)
}

/// Adds an answer without a passphrase, and gives the exit code and the id.
fn add(home: &Path, words: &str) -> (Option<i32>, String) {
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("TMPDIR", temporary(home));
    command
        .args(["answer", "ground.1", "--from", "-", "--home"])
        .arg(home);
    let mut child = piped(&mut command);
    // Who refuses at once does not read.
    let _ = child.stdin.take().unwrap().write_all(words.as_bytes());
    let done = child.wait_with_output().unwrap();
    let id = String::from_utf8(done.stdout).unwrap();
    (done.status.code(), id.trim().to_owned())
}

fn piped(command: &mut Command) -> Child {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn text(seal: &Seal, stored: Vec<u8>, path: &Path) -> String {
    let name = path.display();
    // What was being written when it was killed may be torn; it has a name of its own.
    let torn = path.extension().is_some_and(|end| end == "tmp");
    match seal.open(stored) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) if torn => String::new(),
        Err(error) => panic!("{name}: {error}"),
    }
}

impl Story {
    /// A job took so long; what is usual follows that slowly.
    fn took(&mut self, work: Work, time: Duration) {
        let usual = self.usual.entry(work).or_insert(time);
        *usual = (*usual * 3 + time) / 4;
    }

    fn say_so_far(&self) {
        if self.kills > ALL.len() {
            eprintln!("{self}");
        }
    }
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kills,
            in_the_work,
            half_turned,
            added,
            refused,
            busy,
            ..
        } = self;
        write!(
            f,
            "{kills} kills ({:?}), {in_the_work} of them in the work; {half_turned} times partly \
             plain and partly sealed; {:?} finished, {busy} found it busy; {added} answers added \
             meanwhile, {refused} refused",
            self.by_work, self.finished,
        )
    }
}
