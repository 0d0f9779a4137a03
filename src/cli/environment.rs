//! The edge: the one place that reads the clock, the environment, chance, and what the standard
//! streams are. Everything else is handed what it says.
#![expect(clippy::disallowed_methods, reason = "this is the edge")]

use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{Local, Timelike};
use directories::{ProjectDirs, UserDirs};
use rustix::time::{ClockId, clock_gettime};

use super::{args::Common, failure::Failure};
use crate::{
    time::Moment,
    tui::palette::{ColorEnv, Depth, Wanted, depth},
};

/// Everything that comes from outside, read once at the start.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something the system says"
)]
pub(super) struct Edge {
    pub(super) clock: Clock,
    /// Where ids begin.
    pub(super) seed: u64,
    /// Empty where it is not set.
    pub(super) term: String,
    /// Whether the person asks programs for plain lines.
    pub(super) accessible: bool,
    /// Whether the locale writes UTF-8.
    pub(super) utf8: bool,
    pub(super) input_is_terminal: bool,
    output_is_terminal: bool,
    colorterm: String,
    no_color: bool,
    color: Wanted,
    /// The descriptor whose first line is the passphrase.
    pub(super) passphrase_fd: Option<u32>,
    home: Option<PathBuf>,
    /// Where the system keeps temporary files.
    pub(super) temporary: PathBuf,
}

/// The clock of this machine, or one that stands still.
#[derive(Debug, Clone, Copy)]
pub(super) enum Clock {
    System,
    Still(Moment),
}

/// Where things are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folders {
    pub(super) journal: PathBuf,
    /// Of `config.toml` and `decks/`.
    pub(super) config: PathBuf,
}

impl Clock {
    /// Now, in whole seconds.
    pub(super) fn now(self) -> Moment {
        match self {
            Self::System => {
                let now = Local::now().fixed_offset();
                now.with_nanosecond(0).unwrap_or(now)
            }
            Self::Still(moment) => moment,
        }
    }
}

impl Edge {
    /// Reads what comes from outside.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(super) fn read(common: &Common) -> Result<Self, Failure> {
        let home = || env::var_os("ROLEBOOK_HOME").filter(|home| !home.is_empty());
        Ok(Self {
            clock: common.now.map_or(Clock::System, Clock::Still),
            seed: common.seed.map_or_else(chance, Ok)?,
            term: text("TERM"),
            accessible: !text("ACCESSIBLE").is_empty(),
            utf8: locale_is_utf8(),
            input_is_terminal: io::stdin().is_terminal(),
            output_is_terminal: io::stdout().is_terminal(),
            colorterm: text("COLORTERM"),
            no_color: !text("NO_COLOR").is_empty(),
            color: common.color.into(),
            passphrase_fd: common.passphrase_fd,
            home: common.home.clone().or_else(|| home().map(PathBuf::from)),
            temporary: env::temp_dir(),
        })
    }

    /// The moment at which the clock stands still, if it does.
    pub(super) fn still(&self) -> Option<Moment> {
        match self.clock {
            Clock::System => None,
            Clock::Still(moment) => Some(moment),
        }
    }

    /// Whether both ends are at a terminal.
    pub(super) fn at_terminal(&self) -> bool {
        self.input_is_terminal && self.output_is_terminal
    }

    /// Whether there is a terminal that takes a full screen, and a person who wants one.
    pub(super) fn full_screen(&self) -> bool {
        self.at_terminal() && !self.accessible && !matches!(self.term.as_str(), "" | "dumb")
    }

    /// How many colors the full screen may use.
    pub(super) fn depth(&self) -> Depth {
        depth(&ColorEnv {
            term: &self.term,
            colorterm: &self.colorterm,
            no_color: self.no_color,
            wanted: self.color,
            tty: self.output_is_terminal,
        })
    }

    /// Replaces this process by a fresh one that was started the same way, but for the
    /// passphrase, which is asked for again. Returns only where that cannot be done.
    #[cfg(unix)]
    pub(super) fn again() -> io::Error {
        use std::os::unix::process::CommandExt;
        let mut args = env::args_os();
        let name = args.next().unwrap_or_default();
        let args = without_descriptor(args);
        let path = env::current_exe().unwrap_or_else(|_| PathBuf::from(&name));
        std::process::Command::new(path)
            .arg0(&name)
            .args(args)
            .exec()
    }

    #[cfg(not(unix))]
    pub(super) fn again() -> io::Error {
        io::ErrorKind::Unsupported.into()
    }

    /// The person's own folder, where the system says which it is.
    pub(super) fn person() -> Option<PathBuf> {
        let home = UserDirs::new()?.home_dir().to_owned();
        home.is_absolute().then_some(home)
    }

    /// Where the journal and the configuration lie.
    ///
    /// # Errors
    /// When nothing says where a person's files belong.
    pub(super) fn folders(&self) -> Result<Folders, Failure> {
        if let Some(home) = &self.home {
            let (journal, config) = (home.clone(), home.clone());
            return Ok(Folders { journal, config });
        }
        let placed = cfg!(not(unix)) || Path::new(&text("HOME")).is_absolute();
        let folders = ProjectDirs::from("", "", "rolebook").filter(|_| placed);
        let folders = folders.ok_or_else(|| {
            Failure::failed("HOME is not set, so nothing says where your journal belongs.")
                .hint("Name its folder with --home DIR or in ROLEBOOK_HOME.")
        })?;
        Ok(Folders {
            journal: folders.data_local_dir().to_owned(),
            config: folders.config_dir().to_owned(),
        })
    }
}

/// The arguments but `--passphrase-fd` and its value, in either form.
fn without_descriptor(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    const FLAG: &str = "--passphrase-fd";
    let mut value = false;
    let mut kept = Vec::new();
    for arg in args {
        let text = arg.to_string_lossy();
        let joined = text
            .strip_prefix(FLAG)
            .is_some_and(|more| more.starts_with('='));
        if std::mem::replace(&mut value, text == FLAG) || text == FLAG || joined {
            continue;
        }
        kept.push(arg);
    }
    kept
}

/// How long this machine has run, the time that it slept included; only differences of it mean
/// something.
pub(super) fn uptime() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const CLOCK: ClockId = ClockId::Boottime;
    // Elsewhere this one goes on while the machine sleeps, as on macOS, or there is none that does.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const CLOCK: ClockId = ClockId::Monotonic;
    Duration::try_from(clock_gettime(CLOCK)).unwrap_or_default()
}

/// Whether what is said is said to a terminal.
pub(super) fn talks_to_terminal() -> bool {
    io::stderr().is_terminal()
}

/// A variable as text; empty where it is not set.
fn text(name: &str) -> String {
    let value = env::var_os(name).unwrap_or_default();
    value.to_string_lossy().into_owned()
}

/// What the locale says of the letters it writes, as POSIX has it: the first that is set counts.
fn locale_is_utf8() -> bool {
    let locales = ["LC_ALL", "LC_CTYPE", "LANG"].map(text);
    let locale = locales.iter().find(|locale| !locale.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

fn chance() -> Result<u64, Failure> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::failed(format!("The system gives no random numbers: {error}."))
            .hint("Nothing was read or changed.")
    })?;
    Ok(u64::from_le_bytes(bytes))
}
