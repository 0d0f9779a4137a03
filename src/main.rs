//! The binary: hands over to the library's command line.

fn main() {
    use rolebook::{
        deck,
        journal::Ids,
        store::disk::RealDisk,
        tui,
        workbook::{Opening, Workbook},
    };
    let home = std::env::args().nth(1).expect("home");
    let _ = tui::terminal::quiet_signals();
    tui::terminal::install_panic_hook();
    let colors = tui::terminal::ask_colors("xterm-256color");
    let rgb = |c: (u8, u8, u8)| tui::palette::Rgb::new(c.0, c.1, c.2);
    let theme = tui::palette::Theme::of(&tui::palette::Terminal {
        colors: colors.map(|(f, b)| (rgb(f), rgb(b))),
        depth: tui::palette::Depth::True,
        hue: 200.0,
    });
    let wb = Workbook::open(Opening {
        disk: std::sync::Arc::new(RealDisk),
        home: home.into(),
        decks: deck::builtin(),
        ids: Ids::new(std::process::id().into()),
    })
    .expect("opens");
    tui::run(
        wb,
        tui::Setup {
            theme,
            glyphs: tui::palette::Glyphs::UTF8,
            clock: Box::new(|| chrono::Local::now().fixed_offset()),
        },
    )
    .expect("runs");
}
