use super::{
    answer,
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
    let shelf = personal::shelf(&folders.config);
    if edge.full_screen() {
        let mut workbook = open::open(edge, &folders, shelf.decks)?;
        workbook.notices.extend(shelf.problems);
        return run(workbook, edge, &folders, None);
    }
    let workbook = open::to_write(edge, &folders, shelf)?;
    let start = answer::where_they_were(&workbook)?;
    linear::answer(workbook, edge, start)
}

/// Opens the workbook, at a question if one is named.
pub(super) fn run(
    mut workbook: Workbook,
    edge: &Edge,
    folders: &Folders,
    start: Option<Start>,
) -> Result<(), Failure> {
    let config = read_config(folders, &mut workbook);
    let clock = edge.clock;
    let setup = tui::Setup {
        theme: theme(edge, config),
        glyphs: glyphs(config.glyphs, edge.utf8, &edge.term),
        clock: Box::new(move || clock.now()),
        start,
    };
    match tui::run(workbook, setup) {
        Ok(Ending::Left) => Ok(()),
        Ok(Ending::Interrupted | Ending::Ended) => Err(Failure::new(
            Kind::Interrupted,
            "Rolebook was ended from outside. What you typed is on the disk.",
        )),
        Err(error) => Err(Failure::failed(format!(
            "The terminal cannot be used: {error}. What you typed is on the disk."
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

/// The theme; the terminal is asked for its colors only where many can be used.
fn theme(edge: &Edge, config: Config) -> Theme {
    let depth = edge.depth();
    let colors = match depth {
        Depth::None | Depth::Sixteen => None,
        Depth::Indexed256 | Depth::True => terminal::ask_colors(&edge.term),
    };
    let rgb = |(r, g, b)| Rgb::new(r, g, b);
    Theme::of(&Terminal {
        colors: colors.map(|(text, background)| (rgb(text), rgb(background))),
        depth,
        hue: f32::from(config.accent_hue),
    })
}
