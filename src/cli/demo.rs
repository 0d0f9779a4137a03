use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::Parser;

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
    let home = make(edge)?;
    home.path().clone_into(&mut folders.journal);
    let decks = personal::shelf(&folders.config).decks;
    let workbook = fill(edge, home.path(), decks)?;
    talk::say(&format!(
        "A made-up journal, in {}; it is removed at the end.",
        home.path().display()
    ));
    let ended = screen::run(workbook, edge, &folders, colors, None);
    remove(home)?;
    ended
}

/// Does one command with the made-up journal in the place of one's own.
fn command(command: &[String], edge: &Edge) -> Result<(), Failure> {
    let home = make(edge)?;
    let words = ["rolebook", "--home"].map(OsString::from).into_iter();
    let words = words.chain([home.path().into()]);
    let words = words.chain(command.iter().map(OsString::from));
    let mut args = Args::try_parse_from(words).map_err(|error| {
        let said = error.to_string();
        Failure::usage(said.trim_end().trim_start_matches("error: ").to_owned())
    })?;
    if matches!(args.verb, Some(Verb::Demo(_)) | None) {
        return Err(Failure::usage(
            "Name a command for the made-up journal, such as log.",
        ));
    }
    // The clock and the ids are those of the whole command.
    args.common.now = args.common.now.or(edge.still());
    args.common.seed = args.common.seed.or(Some(edge.seed));
    drop(fill(
        &Edge::read(&args.common)?,
        home.path(),
        deck::builtin(),
    )?);
    let done = super::run(args);
    remove(home)?;
    done
}

fn make(edge: &Edge) -> Result<Temporary, Failure> {
    Temporary::make(&edge.temporary).map_err(|error| {
        let place = edge.temporary.display();
        Failure::failed(format!(
            "No temporary folder can be made in {place}: {error}."
        ))
    })
}

fn remove(home: Temporary) -> Result<(), Failure> {
    let path = home.path().to_path_buf();
    home.remove().map_err(|error| {
        let path = path.display();
        Failure::failed(format!(
            "The made-up journal in {path} was not removed: {error}."
        ))
    })
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
        let home = make(&self.edge).map_err(|failure| failure.said())?;
        let workbook = fill(&self.edge, home.path(), deck::builtin());
        self.home = Some(home);
        workbook.map_err(|failure| failure.said())
    }

    fn end(&mut self) {
        // What cannot be removed now is removed the next time.
        self.home = None;
    }
}
