mod review;
mod rituals;

use std::path::PathBuf;

use clap::{
    ArgGroup, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

pub(super) use self::{
    review::Review,
    rituals::{Brief, Export, Import, Names, Ritual, Roundtable},
};
use crate::{
    deck::Dimension,
    time::{Moment, moment_from},
    tui::palette::Wanted,
};

/// A private coaching workbook in the terminal, for people who lead.
///
/// Without a command it opens the workbook. What you write stays in files on this machine; the
/// program has no network.
#[derive(Debug, Parser)]
#[command(name = "rolebook", version, after_help = EXIT_CODES)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 usage, 3 nothing found, 4 locked, \
    5 in use by a job on the whole journal, 6 damaged but readable, 130 interrupted.";

const HOME: &str = "The folder of the journal, its config.toml and its decks [env: ROLEBOOK_HOME]";

/// What every command takes.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "DIR", help = HOME)]
    pub(super) home: Option<PathBuf>,
    /// When to use color on the full screen
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Reads the passphrase of a locked journal from this descriptor, as its first line
    #[arg(long, global = true, value_name = "N")]
    pub(super) passphrase_fd: Option<u32>,
    /// A clock that stands still
    #[arg(long, global = true, hide = true, value_name = "RFC3339", value_parser = moment_from)]
    pub(super) now: Option<Moment>,
    /// Where ids begin
    #[arg(long, global = true, hide = true, value_name = "N")]
    pub(super) seed: Option<u64>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for Wanted {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Answers a track or one question, says something about an earlier answer, or goes on where
    /// you were
    ///
    /// With words or a mark given it keeps them as one answer and prints its id. Otherwise it
    /// asks, on the full screen or line by line. The id of an entry, which log and show print,
    /// says what is answered: what became of a promise (--choose), what happened to a forecast
    /// (--from, then --choose), a verdict on any other answer (--choose), or where you would put
    /// a mark of then, knowing what you know now (--rate).
    Answer(Answer),
    /// Keeps a note, on no question or on an answer
    Note(Note),
    /// Prints what you wrote, the newest last
    Log(Log),
    /// Prints one question over time, one answer, two side by side, or a page
    ///
    /// Pages: shelves, the name of a shelf (such as reach), say-and-hold, promises, forecasts,
    /// letters, due (what stands out today), year, year-ago.
    Show(Show),
    /// Finds words in what you wrote
    Search(Search),
    /// Prints what changed since a day, or since the last roundtable
    Changes(Changes),
    /// The weekly check-in
    Week(Ritual),
    /// Before the roundtable, in under ten minutes
    Before(Ritual),
    /// After the roundtable, in five minutes
    After(Ritual),
    /// Before a session with your coach, and after it
    Coach(Ritual),
    /// Then and now: a quarter, in half an hour
    Quarter(Ritual),
    /// Prints the page to read before the next roundtable
    Brief(Brief),
    /// Your roundtables: when they are, and who sits there
    #[command(subcommand)]
    Roundtable(Roundtable),
    /// The names list: names to be swapped for roles before anything leaves
    #[command(subcommand)]
    Names(Names),
    /// Prints what would leave, and writes it only with --yes
    ///
    /// Ranges (--track, --since) never take private answers in; those need --select and --private.
    Export(Export),
    /// Opens a hand-off to be read, and makes the reply
    Review(Review),
    /// Takes a coach's reply in
    Import(Import),
    /// Locks the journal with a passphrase, or goes on with that
    ///
    /// On the full screen a locked journal is shut after ten minutes without a key; `idle_lock` in
    /// config.toml sets another time, in minutes, or 0 for never.
    Lock(Lock),
    /// Takes the lock off for good
    Unlock,
    /// Changes the passphrase of a locked journal
    ///
    /// The key on paper is taken in place of a passphrase that is lost. With --passphrase-fd the
    /// first line is the passphrase so far, the second one the new one, and a third one that of
    /// a key behind another passphrase, where there is one.
    Passphrase(Passphrase),
    /// Forgets an entry: its words go from every file of the journal
    ///
    /// Shows what goes and where it lies, and asks. An answer and what corrects it go together.
    Forget(Forget),
    /// Makes a backup: one file, sealed where the journal is, read back and checked
    ///
    /// Without DIR it goes into the journal's own folder, backups/. A tar file: any tar opens it.
    Backup {
        /// A folder that is there, such as that of another disk
        dir: Option<PathBuf>,
    },
    /// Reads every file of the journal, or of a backup, and says what is not well
    Verify {
        /// A backup
        file: Option<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Brings a backup back, into a fresh home or beside what is there; never over it
    Restore {
        /// A backup
        file: PathBuf,
        /// Says what it would do, and does nothing
        #[arg(long)]
        dry_run: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Looks the journal and its surroundings through, and prints no word of it
    Doctor {
        /// Mends permissions, and settles what cut-off saves have left
        #[arg(long)]
        mend: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Opens a made-up journal of two years, thrown away at the end
    ///
    /// With a command after it, such as `demo log`, it does that with the made-up journal.
    Demo(Demo),
    /// Lists the decks, or shows one
    #[command(subcommand)]
    Decks(Decks),
    /// Prints the keys of the full screen
    Keys,
    /// Prints completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Prints the manual page, or writes all of them into a folder
    Man {
        /// The folder to write into
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("given").multiple(true).requires("id")
    .args(["from", "rate", "choose", "by", "percent"]).conflicts_with_all(["plain", "short"]))]
pub(super) struct Answer {
    /// A deck such as ground, a question such as ground.1, or the id of an earlier answer
    #[arg(value_name = "DECK|QUESTION|ENTRY")]
    pub(super) id: Option<String>,
    /// Line by line, for screen readers and pipes
    #[arg(long)]
    pub(super) plain: bool,
    /// The short form of a track
    #[arg(long, requires = "id")]
    pub(super) short: bool,
    /// Takes the words from a file, or from standard input for -, as they are.
    ///
    /// For a list or people a line each; for a commitment three lines: what, what might get in
    /// the way, and then what; for a forecast two: what you expect, and what would count as yes.
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// The mark, from 1 to 7; on an earlier mark, where you would put it from now
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=7))]
    pub(super) rate: Option<u8>,
    /// The options, by their ids; on an earlier answer the verdict, or what became of it
    #[arg(long, value_name = "OPTION", num_args = 1..)]
    pub(super) choose: Vec<String>,
    /// The day: friday, in 3 weeks, 2026-Q1, 31 March
    #[arg(long, value_name = "DATE")]
    pub(super) by: Option<String>,
    /// The likelihood, from 0 to 100
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(super) percent: Option<u8>,
    /// The newer answer that a verdict was read against; the latest one if none is named
    #[arg(long, value_name = "ENTRY", requires = "choose")]
    pub(super) beside: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Note {
    /// The answer that the note is attached to, by its id
    #[arg(long, value_name = "ENTRY")]
    pub(super) on: Option<String>,
    /// Takes the words from a file, or from standard input for -, as they are
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Log {
    /// From this day on: monday, 3 weeks, 2026-Q1, 31 March
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    /// Up to this day, and on it
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
    /// Answers to the questions of one deck
    #[arg(long, value_name = "DECK")]
    pub(super) track: Option<String>,
    /// Answers to the questions on one shelf
    #[arg(long, value_name = "DIMENSION", value_parser = dimension())]
    pub(super) dim: Option<Dimension>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

fn dimension() -> impl TypedValueParser<Value = Dimension> {
    let words = Dimension::ALL.iter().map(|dimension| dimension.as_str());
    PossibleValuesParser::new(words)
        .try_map(|word| Dimension::named(&word).ok_or("There is no such dimension."))
}

#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// Words to find, and filters: track:, dim:, before:, since:, mark:; - takes them from
    /// standard input
    #[arg(required = true, value_name = "WORDS|-")]
    pub(super) words: Vec<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Changes {
    /// Since this day: monday, 3 months, 2026-Q1, 31 March; roundtable, quarter
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Lock {
    /// Makes a key on paper too, without asking whether it is wanted
    #[arg(long)]
    pub(super) paper: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Passphrase {
    /// Makes a new key too, and seals every file to it
    #[arg(long)]
    pub(super) new_key: bool,
    /// Makes a new key on paper; the one so far opens nothing that is sealed from then on
    #[arg(long, requires = "new_key")]
    pub(super) paper: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Forget {
    /// The id of an entry, as `log` prints it
    pub(super) entry: String,
    /// Without asking
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Demo {
    /// A command for the made-up journal, with its arguments
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "COMMAND"
    )]
    pub(super) command: Vec<String>,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Show {
    /// The id of a question, such as ground.1, or of an answer, or a page
    pub(super) id: String,
    /// A second answer to the same question: the two side by side
    pub(super) with: Option<String>,
    /// The answer beside the latest one; of a question the last two
    #[arg(long)]
    pub(super) beside: bool,
    /// With the word lens, for this once; on the full screen, two answers side by side, l leads
    /// to it and y switches it on for a journal
    #[arg(long)]
    pub(super) lens: bool,
    /// A year, for the page of that name
    #[arg(long, value_name = "YEAR")]
    pub(super) year: Option<i32>,
    /// Opens a letter before its day, which is recorded
    #[arg(long)]
    pub(super) open: bool,
    /// Of a promise: writes its day into a calendar file, with no words of the journal
    #[arg(long, value_name = "FILE")]
    pub(super) ics: Option<PathBuf>,
    /// The title in the calendar file; A date without one
    #[arg(long, value_name = "TITLE", requires = "ics")]
    pub(super) title: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Decks {
    /// Lists the decks, and how much of each is answered
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Prints a deck with all its questions
    Show {
        /// The id of a deck, such as ground
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}
