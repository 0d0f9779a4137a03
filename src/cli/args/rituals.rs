//! The arguments of rituals, of what leaves, and of what comes back.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(in crate::cli) struct Export {
    /// In which form
    #[arg(long, value_parser = ["text", "markdown", "html", "json", "handoff"], default_value = "text")]
    pub(in crate::cli) format: String,
    /// Answers to the questions of one deck
    #[arg(long, value_name = "DECK")]
    pub(in crate::cli) track: Option<String>,
    /// From this day on: monday, 3 months, 2026-Q1, 31 March
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// Single answers, by their ids
    #[arg(long, value_name = "ENTRY", num_args = 1..)]
    pub(in crate::cli) select: Vec<String>,
    /// Lets private answers among those selected leave
    #[arg(long, requires = "select")]
    pub(in crate::cli) private: bool,
    /// For whom it is
    #[arg(long = "for", value_name = "NAME")]
    pub(in crate::cli) to_whom: Option<String>,
    /// Seals a hand-off to the coach's public key (age1…); a passphrase is asked for without it
    #[arg(long, value_name = "KEY")]
    pub(in crate::cli) seal_to: Option<String>,
    /// Leaves a hand-off open: readable by anyone who has the file
    #[arg(long, conflicts_with = "seal_to")]
    pub(in crate::cli) open: bool,
    /// The file to write, or a folder
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) to: Option<PathBuf>,
    /// Writes it
    #[arg(long)]
    pub(in crate::cli) yes: bool,
    /// Everything, private answers among it, readable, for yourself
    #[arg(long, conflicts_with_all = ["track", "since", "select", "private", "to_whom", "seal_to", "open"])]
    pub(in crate::cli) mine: bool,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Import {
    /// A coach's reply, or its plain-text form
    pub(in crate::cli) file: PathBuf,
    /// Says what it would take in, and takes nothing in
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Takes only these notes in, by their numbers in the preview
    #[arg(long, value_name = "N", num_args = 1..)]
    pub(in crate::cli) take: Vec<usize>,
    /// Takes all of them in without asking
    #[arg(long, conflicts_with = "take")]
    pub(in crate::cli) yes: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Names {
    /// Lists the names and their roles
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Adds a name and its role, a line each from standard input: name, then role
    Add,
    /// Drops the name on a line of standard input
    Drop,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Roundtable {
    /// Lists the roundtables, the next one first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Writes the days of one into a calendar file: no words of the journal but the title
        #[arg(long, value_name = "FILE", conflicts_with = "json")]
        ics: Option<PathBuf>,
        /// The title in the calendar file; Roundtable without one
        #[arg(long, value_name = "TITLE", requires = "ics")]
        title: Option<String>,
        /// Which one, by its id or its name, where there are several
        #[arg(long)]
        name: Option<String>,
    },
    /// States a roundtable
    Add {
        #[arg(long)]
        name: String,
        /// A day on which it takes place: 9 April, in 3 weeks, 2026-04-09
        #[arg(long)]
        date: String,
        /// quarterly, monthly or none
        #[arg(long, value_parser = ["quarterly", "monthly", "none"], default_value = "quarterly")]
        cadence: String,
        /// Who sits there, by role names
        #[arg(long, num_args = 1.., value_name = "ROLE")]
        who: Vec<String>,
    },
    /// Moves a roundtable to another day; its cadence counts from there
    Move {
        /// Its id or its name; none where there is one
        roundtable: Option<String>,
        #[arg(long)]
        date: String,
        /// quarterly, monthly or none
        #[arg(long, value_parser = ["quarterly", "monthly", "none"])]
        cadence: Option<String>,
    },
    /// Drops a roundtable
    Drop {
        /// Its id or its name
        roundtable: String,
    },
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Brief {
    /// As JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Ritual {
    /// Line by line, for screen readers and pipes
    #[arg(long)]
    pub(in crate::cli) plain: bool,
    /// The longer form
    #[arg(long)]
    pub(in crate::cli) full: bool,
}
