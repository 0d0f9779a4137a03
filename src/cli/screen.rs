use std::thread::{self, JoinHandle};

use super::{
    demo::Guest,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    linear, open, outside, personal,
};
use crate::{
    config::Config,
    tui::{
        self,
        event::Ending,
        palette::{Depth, Rgb, Terminal, Theme, glyphs},
        terminal,
    },
    workbook::{Start, Workbook},
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
        let mut workbook = open::open(edge, &folders, shelf.decks)?;
        workbook.notices.extend(shelf.problems);
        return run(workbook, edge, &folders, colors, None);
    }
    let workbook = open::to_write(edge, &folders, shelf)?;
    linear::go_on(workbook, edge)
}

/// Opens the workbook, at a question if one is named.
pub(super) fn run(
    mut workbook: Workbook,
    edge: &Edge,
    folders: &Folders,
    colors: Colors,
    start: Option<Start>,
) -> Result<(), Failure> {
    let config = read_config(folders, &mut workbook);
    let clock = edge.clock;
    let setup = tui::Setup {
        theme: colors.theme(config),
        glyphs: glyphs(config.glyphs, edge.utf8, &edge.term),
        clock: Box::new(move || clock.now()),
        start,
        visit: Box::new(Guest::new(edge)),
    };
    match tui::run(workbook, setup) {
        Ok(Ending::Left | Ending::Visit) => Ok(()),
        Ok(Ending::Unsaved) => Err(Failure::failed(
            "The last words on the screen could not be saved. What was kept before is intact.",
        )),
        Ok(Ending::Interrupted | Ending::Ended) => {
            let failure = Failure::new(Kind::Interrupted, "Interrupted.");
            Err(failure.hint("`rolebook` goes on where you were."))
        }
        Err(error) => Err(Failure::failed(format!(
            "The terminal cannot be used: {error}. What was written is in the draft."
        ))),
    }
}

/// The settings; what is wrong with them is among what was found.
fn read_config(folders: &Folders, workbook: &mut Workbook) -> Config {
    let path = folders.config.join("config.toml");
    match outside::text(&path) {
        None => Config::default(),
        Some(Err(problem)) => {
            workbook.notices.push(problem);
            Config::default()
        }
        Some(Ok(text)) => {
            let (config, problems) = Config::read(&text);
            let problems = problems
                .iter()
                .map(|problem| format!("config.toml, {problem}"));
            workbook.notices.extend(problems);
            config
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
