use super::{
    act::Scope,
    screen::Screen,
    screens::{
        about::About, answer::Answer, closing::Closing, commands::Commands, deck::DeckPage,
        found::Found, help::Help, home::Home, passage::PassagePage, privacy::Privacy,
        reading::Reading, tracks::Tracks, welcome::Welcome,
    },
};
use crate::{
    journal::{Draft, Walk},
    time::Moment,
    workbook::{Passage, Workbook},
};

/// Where one can go.
#[derive(Debug)]
pub enum Route {
    Welcome,
    Home,
    Tracks,
    Deck(String),
    About(String),
    Walk(Walk),
    Resume(Box<Draft>),
    /// What must be said once before the first sensitive question, and then the walk.
    Privacy(Option<Walk>),
    Reading,
    Passage(Passage),
    Found,
    Help(&'static [Scope], &'static str),
    Commands(&'static [Scope]),
    /// The end of a walk, and how many of its questions hold words that were not kept.
    Closing {
        waiting: usize,
    },
}

/// Opens a screen. The one list of them.
pub fn open(route: Route, workbook: &mut Workbook, now: Moment) -> Box<dyn Screen> {
    match route {
        Route::Welcome => Box::new(Welcome::default()),
        Route::Home => Box::new(Home::default()),
        Route::Tracks => Box::new(Tracks::open(workbook, now)),
        Route::Deck(id) => Box::new(DeckPage::open(workbook, id)),
        Route::About(id) => Box::new(About::new(id)),
        Route::Walk(walk) => Box::new(Answer::begin(workbook, walk)),
        Route::Resume(draft) => Box::new(Answer::resume(workbook, &draft)),
        Route::Privacy(walk) => Box::new(Privacy::new(walk)),
        Route::Reading => Box::new(Reading::open(workbook)),
        Route::Passage(passage) => Box::new(PassagePage::new(passage)),
        Route::Found => Box::new(Found::default()),
        Route::Help(scopes, purpose) => Box::new(Help::new(scopes, purpose)),
        Route::Commands(scopes) => Box::new(Commands::new(workbook, scopes)),
        Route::Closing { waiting } => Box::new(Closing::new(waiting)),
    }
}
