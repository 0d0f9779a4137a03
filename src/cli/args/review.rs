use std::path::PathBuf;

use clap::ArgGroup;

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("review").args(
    ["plain", "key", "note", "mine", "list", "drop", "pack", "remove"]))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(in crate::cli) struct Review {
    /// A hand-off (.rolebook), or the copy of one in reviews/
    #[arg(required_unless_present = "key")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// Line by line, for screen readers and pipes
    #[arg(long)]
    pub(in crate::cli) plain: bool,
    /// Prints the key that hand-offs to you can be sealed to; it is made the first time
    #[arg(long, conflicts_with = "file")]
    pub(in crate::cli) key: bool,
    /// Keeps a note on an answer (h3), a paragraph of it (h3.2) or the whole (all); prints its id
    #[arg(long, value_name = "ANSWER", requires = "from")]
    pub(in crate::cli) note: Option<String>,
    /// The kind of the note
    #[arg(long, requires = "note", default_value = "question",
        value_parser = ["question", "noticed", "connects", "offer", "next-time", "next"])]
    pub(in crate::cli) kind: String,
    /// The other answer that a note connects with
    #[arg(long, value_name = "ANSWER", requires = "note")]
    pub(in crate::cli) with: Option<String>,
    /// Takes the words from a file, or from standard input for -, as they are
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Option<PathBuf>,
    /// Adds to your own notes, which no reply contains
    #[arg(long, requires = "from")]
    pub(in crate::cli) mine: bool,
    /// Prints your notes for the reply
    #[arg(long)]
    pub(in crate::cli) list: bool,
    /// As JSON
    #[arg(long, requires = "list")]
    pub(in crate::cli) json: bool,
    /// Drops a note, by its id
    #[arg(long, value_name = "NOTE")]
    pub(in crate::cli) drop: Option<String>,
    /// Packs the reply into a new file, or onto standard output for -
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) pack: Option<PathBuf>,
    /// The name under which you sign; it is kept
    #[arg(long, value_name = "NAME", requires = "pack")]
    pub(in crate::cli) sign: Option<String>,
    /// Packs it as plain text, for a mail: anybody who sees it can read it
    #[arg(long, requires = "pack")]
    pub(in crate::cli) text: bool,
    /// Removes the copy and your notes on it from this machine
    #[arg(long)]
    pub(in crate::cli) remove: bool,
    /// Removes them without asking
    #[arg(long, requires = "remove")]
    pub(in crate::cli) yes: bool,
}
