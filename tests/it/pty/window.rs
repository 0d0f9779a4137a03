//! A terminal window with the program in it.

use std::{
    fs::File,
    io::{Read, Write},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak},
    thread,
    time::Instant,
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::{
    fs::{Mode, OFlags},
    process::{Pid, Signal, kill_process},
    termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr},
};

use super::home::{Home, LIMIT, PROGRAM, TEMPORARY, until};

pub(super) const ENTER: &str = "\r";
pub(super) const ESC: &str = "\x1b";
pub(super) const KEEP: &str = "\x13";
pub(super) const SLEEP: &str = "\x1a";
pub(super) const UNDO: &str = "\x1f";

/// What a terminal says when it is asked for its colors, and what it is.
pub(super) const TEXT_COLOR: &str = "\x1b]10;rgb:cdcd/d6d6/f4f4\x1b\\";
pub(super) const PAPER_COLOR: &str = "\x1b]11;rgb:1e1e/1e1e/2e2e\x07";
pub(super) const KIND: &str = "\x1b[?62;22c";

/// What a window is opened with.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) term: &'static str,
    /// Whether the terminal answers what it is asked.
    pub(super) answers: bool,
    /// What a shell runs, where `"$0" "$@"` is the program; the program alone where it is empty.
    pub(super) script: &'static str,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            columns: 80,
            rows: 24,
            term: "xterm-256color",
            answers: true,
            script: "",
        }
    }
}

/// A terminal, what is on its screen, and the program in it, which ends with it.
pub(super) struct Window {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Arc<Mutex<Box<dyn Write + Send>>>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    reader: Option<thread::JoinHandle<()>>,
}

#[derive(Default)]
struct Seen {
    face: Mutex<Face>,
    changed: Condvar,
}

struct Face {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Nobody looks any more.
    closing: bool,
}

impl Default for Face {
    fn default() -> Self {
        Self {
            parser: vt100::Parser::new(24, 80, 0),
            raw: Vec::new(),
            closing: false,
        }
    }
}

impl Window {
    /// The workbook, opened as people open it.
    pub(super) fn open(home: &Home) -> Self {
        Self::with(Setting::default(), home, &[])
    }

    /// The workbook at the first question of a fresh home.
    pub(super) fn at_first_question(setting: Setting, home: &Home) -> Self {
        let mut window = Self::with(setting, home, &[]);
        window.expect("It asks; it does not judge");
        window.send(ENTER).expect("what is your job really for?");
        window.expect("1 of 13");
        window
    }

    pub(super) fn with(setting: Setting, home: &Home, args: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(&setting)).unwrap();
        let mut command = if setting.script.is_empty() {
            CommandBuilder::new(PROGRAM)
        } else {
            let mut shell = CommandBuilder::new("/bin/sh");
            shell.args(["-c", setting.script, PROGRAM]);
            shell
        };
        command.args(args);
        command.arg("--home");
        command.arg(home.path());
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        command.env("HOME", home.around());
        command.env("TMPDIR", home.around().join(TEMPORARY));
        command.env("TERM", setting.term);
        command.env("LC_ALL", "C.UTF-8");
        command.cwd(home.around());
        forget_end_of_file(&*pair.master);

        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let seen = Arc::new(Seen::default());
        show(&mut seen.face().parser, setting.columns, setting.rows);
        let screen = pair.master.try_clone_reader().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let answers = setting.answers.then(|| Arc::downgrade(&keyboard));
        let answer = move |answer: &str| {
            let keyboard = answers.as_ref().and_then(Weak::upgrade);
            if let Some(keyboard) = keyboard {
                let _ = keyboard.lock().unwrap().write_all(answer.as_bytes());
            }
        };
        let looking = Arc::clone(&seen);
        let reader = thread::spawn(move || look(screen, &looking, answer));
        Self {
            master: Some(pair.master),
            keyboard: Some(keyboard),
            child,
            seen,
            reader: Some(reader),
        }
    }

    /// Types, or sends whatever a terminal sends.
    pub(super) fn send(&mut self, keys: &str) -> &mut Self {
        let keyboard = self.keyboard.as_ref().unwrap();
        keyboard.lock().unwrap().write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits until this is on the screen, however it is broken into rows.
    #[track_caller]
    pub(super) fn expect(&mut self, text: &str) -> &mut Self {
        let begun = Instant::now();
        let mut face = self.seen.face();
        while !sees(&face.parser, text) {
            let left = LIMIT.saturating_sub(begun.elapsed());
            let screen = || face.parser.screen().contents();
            assert!(!left.is_zero(), "not on screen: {text}\n{}", screen());
            face = self.seen.changed.wait_timeout(face, left).unwrap().0;
        }
        drop(face);
        self
    }

    pub(super) fn sees(&self, text: &str) -> bool {
        sees(&self.seen.face().parser, text)
    }

    pub(super) fn screen(&self) -> vt100::Screen {
        self.seen.face().parser.screen().clone()
    }

    /// All that was ever written to the terminal.
    pub(super) fn written(&self) -> Vec<u8> {
        self.seen.face().raw.clone()
    }

    pub(super) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        show(&mut self.seen.face().parser, columns, rows);
        let setting = Setting {
            columns,
            rows,
            ..Setting::default()
        };
        let master = self.master.as_ref().unwrap();
        master.resize(size(&setting)).unwrap();
        self
    }

    /// The modes of the terminal, as the next program would find them.
    pub(super) fn modes(&self) -> Termios {
        tcgetattr(tty(self.master.as_deref().unwrap()).unwrap()).unwrap()
    }

    /// The program, or the shell where one was asked for.
    pub(super) fn pid(&self) -> Pid {
        pid(self.child.process_id().unwrap())
    }

    /// Whoever has the terminal now.
    pub(super) fn front(&self) -> Option<Pid> {
        let leader = self.master.as_ref()?.process_group_leader()?;
        Pid::from_raw(leader)
    }

    pub(super) fn signal(&self, signal: Signal) -> &Self {
        kill_process(self.pid(), signal).unwrap();
        self
    }

    /// The terminal is closed; the program is left alone.
    pub(super) fn vanish(&mut self) -> &mut Self {
        self.keyboard = None;
        self.seen.face().closing = true;
        // The reader wakes up by something to read.
        if let Some(mut tty) = self.master.as_deref().and_then(|master| tty(master)) {
            let _ = tty.write_all(b"\0");
        }
        self.master = None;
        if let Some(reader) = self.reader.take() {
            let looked = reader.join();
            assert!(looked.is_ok() || thread::panicking(), "the screen broke");
        }
        self
    }

    /// Waits for the end, and gives the exit code; none after a signal that killed.
    #[track_caller]
    pub(super) fn ended(&mut self) -> Option<u32> {
        let mut status = None;
        until(
            || {
                status = self.child.try_wait().unwrap();
                status.is_some()
            },
            || format!("it does not end\n{}", self.seen.contents()),
        );
        let status = status?;
        status.signal().is_none().then(|| status.exit_code())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let front = self.front();
            for process in front.into_iter().chain([self.pid()]) {
                let _ = kill_process(process, Signal::KILL);
            }
            let _ = self.child.wait();
        }
        self.vanish();
    }
}

impl Seen {
    fn face(&self) -> MutexGuard<'_, Face> {
        // A test that failed while it looked still has to clean up.
        self.face.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn contents(&self) -> String {
        self.face().parser.screen().contents()
    }
}

/// Reads what the program writes, shows it, and answers the questions in it.
fn look(mut screen: Box<dyn Read + Send>, seen: &Seen, answer: impl Fn(&str)) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(read @ 1..) = screen.read(&mut buffer) {
        let mut face = seen.face();
        if face.closing {
            return;
        }
        // A question may come in two reads.
        let before = face.raw.len();
        face.raw.extend_from_slice(&buffer[..read]);
        face.parser.process(&buffer[..read]);
        let answers: String = [
            ("\x1b]10;?", TEXT_COLOR),
            ("\x1b]11;?", PAPER_COLOR),
            ("\x1b[c", KIND),
        ]
        .into_iter()
        .filter(|(question, _)| {
            let from = before.saturating_sub(question.len() - 1);
            let mut places = face.raw[from..].windows(question.len());
            places.any(|place| place == question.as_bytes())
        })
        .map(|(_, answer)| answer)
        .collect();
        drop(face);
        seen.changed.notify_all();
        if !answers.is_empty() {
            answer(&answers);
        }
    }
}

fn sees(parser: &vt100::Parser, text: &str) -> bool {
    let screen = parser.screen().contents();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    flat(&screen).contains(&flat(text))
}

/// The screen has a size where the window has none.
fn show(parser: &mut vt100::Parser, columns: u16, rows: u16) {
    parser.screen_mut().set_size(rows.max(2), columns.max(2));
}

fn size(setting: &Setting) -> PtySize {
    PtySize {
        rows: setting.rows,
        cols: setting.columns,
        ..PtySize::default()
    }
}

/// The other side of the terminal; none where it is hung up.
fn tty(master: &dyn MasterPty) -> Option<File> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let tty = rustix::fs::open(master.tty_name()?, flags, Mode::empty());
    tty.ok().map(File::from)
}

/// A keyboard that goes would else press enter and ctrl+d first.
fn forget_end_of_file(master: &dyn MasterPty) {
    let tty = tty(master).unwrap();
    let mut modes = tcgetattr(&tty).unwrap();
    modes.special_codes[SpecialCodeIndex::VEOF] = 0;
    tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
}

pub(super) fn pid(raw: u32) -> Pid {
    Pid::from_raw(raw.try_into().unwrap()).unwrap()
}
