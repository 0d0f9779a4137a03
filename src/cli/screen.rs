use std::{
    io::ErrorKind,
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    demo::Guest,
    door::Way,
    environment::{Edge, Folders, uptime},
    failure::{Failure, Kind},
    key, linear, open, outside, personal,
};
use crate::{
    config::Config,
    tui::{
        self, Begin,
        event::Ending,
        palette::{Depth, Rgb, Terminal, Theme, glyphs},
        terminal,
    },
    workbook::Workbook,
};

/// Opens the workbook where there is a full screen for it.
pub(super) fn begin(edge: &Edge) -> Result<(), Failure> {
    if !edge.at_terminal() {
        return Err(Failure::usage(
            "The workbook opens on a terminal, and this is none. Nothing was read or changed.",
        )
        .hint(
            "In a pipe or a script use `rolebook answer --plain`, `rolebook log`, \
             `rolebook show ID` or `rolebook decks list`.",
        ));
    }
    let folders = edge.folders()?;
    // The terminal answers while the journal is read.
    let colors = edge.full_screen().then(|| Colors::ask(edge));
    let shelf = personal::shelf(&folders.config);
    if let Some(colors) = colors {
        if is_shut(edge, &folders)? {
            return run(None, edge, &folders, colors, Box::new(|_| None));
        }
        let mut workbook = open::open(edge, &folders, shelf.decks)?;
        workbook.notices.extend(shelf.problems);
        return run(Some(workbook), edge, &folders, colors, Box::new(|_| None));
    }
    let workbook = open::to_write(edge, &folders, shelf)?;
    linear::go_on(workbook, edge)
}

/// Whether the full screen has to ask for a passphrase first.
pub(super) fn is_shut(edge: &Edge, folders: &Folders) -> Result<bool, Failure> {
    Ok(edge.passphrase_fd.is_none() && key::protection(folders)?.locked)
}

/// Opens the workbook, at a question if one is named. Without one, its journal is locked.
pub(super) fn run(
    workbook: Option<Workbook>,
    edge: &Edge,
    folders: &Folders,
    colors: Colors,
    start: Begin,
) -> Result<(), Failure> {
    let (config, problems) = read_config(folders);
    let mut workbook = workbook;
    if let Some(workbook) = &mut workbook {
        workbook.notices.extend(problems);
    }
    let clock = edge.clock;
    let setup = tui::Setup {
        theme: colors.theme(config),
        glyphs: glyphs(config.glyphs, edge.utf8, &edge.term),
        clock: Box::new(move || clock.now()),
        start,
        visit: Box::new(Guest::new(edge)),
        door: Arc::new(Way::new(edge, folders)),
        idle: (config.idle_lock > 0).then(|| Duration::from_secs(60 * u64::from(config.idle_lock))),
        uptime: Box::new(uptime),
    };
    match tui::run(workbook, setup) {
        Ok(Ending::Left | Ending::Visit | Ending::Lock) => Ok(()),
        Ok(Ending::Shut) => {
            let error = Edge::again();
            let failure = Failure::new(Kind::Locked, format!("Locked; {error}."));
            Err(failure.hint("`rolebook` asks for the passphrase, and goes on where you were."))
        }
        Ok(Ending::Unsaved) => Err(Failure::failed(
            "The last words on the screen could not be saved. What was kept before is intact.",
        )),
        Ok(Ending::Interrupted | Ending::Ended) => {
            let failure = Failure::new(Kind::Interrupted, "Interrupted.");
            Err(failure.hint("`rolebook` goes on where you were."))
        }
        // The journal that was shut meanwhile; it comes with its sentences.
        Err(error) if error.kind() == ErrorKind::Other => Err(Failure::failed(error.to_string())),
        Err(error) => Err(Failure::failed(format!(
            "The terminal cannot be used: {error}. What was written is in the draft."
        ))),
    }
}

/// The settings, and what is wrong with them.
pub(super) fn read_config(folders: &Folders) -> (Config, Vec<String>) {
    let path = folders.config.join("config.toml");
    match outside::text(&path) {
        None => (Config::default(), Vec::new()),
        Some(Err(problem)) => (Config::default(), vec![problem]),
        Some(Ok(text)) => {
            let (config, problems) = Config::read(&text);
            let problems = problems
                .iter()
                .map(|problem| format!("config.toml, {problem}"));
            (config, problems.collect())
        }
    }
}

/// The terminal's own colors, being asked for.
pub(super) struct Colors {
    depth: Depth,
    /// Asked only where many colors can be used.
    answer: Option<JoinHandle<Option<(Rgb, Rgb)>>>,
}

impl Colors {
    pub(super) fn ask(edge: &Edge) -> Self {
        let depth = edge.depth();
        let term = edge.term.clone();
        let rgb = |(r, g, b)| Rgb::new(r, g, b);
        let ask = move || {
            let (text, background) = terminal::ask_colors(&term)?;
            Some((rgb(text), rgb(background)))
        };
        let answer = matches!(depth, Depth::Indexed256 | Depth::True).then(|| thread::spawn(ask));
        Self { depth, answer }
    }

    /// The theme, once the terminal has answered or the time for it is over.
    fn theme(self, config: Config) -> Theme {
        Theme::of(&Terminal {
            colors: self.answer.and_then(|answer| answer.join().ok().flatten()),
            depth: self.depth,
            hue: f32::from(config.accent_hue),
        })
    }
}
