use std::path::{Path, PathBuf};

use clap::Parser;

mod home;

use self::home::Home;
use super::{
    args::{Args, Demo, Verb},
    environment::{Edge, Folders},
    failure::Failure,
    open, personal,
    screen::{self, Colors},
    talk,
};
use crate::{
    deck::{self, Decks},
    store::{SessionName, temporary::Temporary},
    tui::Visit,
    workbook::{Workbook, demo},
};

/// Opens the made-up journal in a temporary folder, or does a command with it, and removes it at
/// the end.
pub(super) fn run(demo: &Demo, edge: &Edge) -> Result<(), Failure> {
    if !demo.command.is_empty() {
        return command(&demo.command, edge);
    }
    if !edge.full_screen() {
        return Err(Failure::usage(
            "The made-up journal opens on a full screen, and this is none.",
        )
        .hint("Name a command for it instead: `rolebook demo log`, `rolebook demo changes`."));
    }
    let mut folders = edge.folders()?;
    let colors = Colors::ask(edge);
    let home = Home::make(edge)?;
    home.path().clone_into(&mut folders.journal);
    let decks = personal::shelf(&folders.config).decks;
    let workbook = fill(edge, home.path(), decks)?;
    talk::say(&format!(
        "A made-up journal, in {}; it is removed at the end.",
        home.path().display()
    ));
    home.leave_signals();
    let ended = screen::run(Some(workbook), edge, &folders, colors, Box::new(|_| None));
    home.after(ended)
}

/// Does one command with the made-up journal in the place of one's own.
fn command(command: &[String], edge: &Edge) -> Result<(), Failure> {
    let words = ["rolebook"].into_iter();
    let words = words.chain(command.iter().map(String::as_str));
    let mut args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(error) if !error.use_stderr() => {
            // Help was asked for; where nobody reads it to its end it is help all the same.
            let _ = error.print();
            return Ok(());
        }
        Err(error) => {
            let said = error.to_string();
            let said = said.trim_end().trim_start_matches("error: ");
            return Err(Failure::usage(said));
        }
    };
    if matches!(args.verb, Some(Verb::Demo(_)) | None) {
        return Err(Failure::usage(
            "`rolebook demo` takes one command for the made-up journal, such as log; demo is none.",
        ));
    }
    let home = Home::make(edge)?;
    // Whatever folder was named, nothing of one's own is read or written. The clock and the ids
    // are those of the whole command.
    args.common.home = Some(home.path().to_owned());
    args.common.now = args.common.now.or(edge.still());
    args.common.seed = args.common.seed.or(Some(edge.seed));
    drop(fill(
        &Edge::read(&args.common)?,
        home.path(),
        deck::builtin(),
    )?);
    home.after(super::run(args))
}

/// Writes the made-up journal into a home, and opens it.
fn fill(edge: &Edge, home: &Path, decks: Decks) -> Result<Workbook, Failure> {
    let folders = Folders {
        journal: home.to_path_buf(),
        config: PathBuf::new(),
    };
    let told = demo::demo(&deck::builtin(), edge.clock.now())
        .map_err(|error| Failure::failed(format!("It cannot be told: {error}.")))?;
    let workbook = open::open(edge, &folders, deck::builtin())?;
    let store = workbook.store();
    for session in told {
        let name = SessionName::new(session.session.started, &session.session.id);
        let bytes = session.to_bytes().unwrap_or_default();
        store
            .save_session(&name, bytes)
            .map_err(|error| Failure::store("The made-up journal is not written", &error))?;
    }
    drop((workbook, store));
    let mut workbook = open::open(edge, &folders, decks)?;
    workbook.made_up = true;
    Ok(workbook)
}

/// The made-up journal, looked at from the first page.
pub(super) struct Guest {
    edge: Edge,
    home: Option<Temporary>,
}

impl Guest {
    pub(super) fn new(edge: &Edge) -> Self {
        let (edge, home) = (edge.clone(), None);
        Self { edge, home }
    }
}

impl Visit for Guest {
    fn begin(&mut self) -> Result<Workbook, String> {
        let home = home::make(&self.edge).map_err(|failure| failure.said())?;
        let workbook = fill(&self.edge, home.path(), deck::builtin());
        self.home = Some(home);
        workbook.map_err(|failure| failure.said())
    }

    fn end(&mut self) {
        // What cannot be removed now is removed the next time.
        self.home = None;
    }
}
