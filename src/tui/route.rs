use super::{
    act::Scope,
    screen::Screen,
    screens::{
        about::About, answer::Answer, beside::BesidePage, changes::ChangesPage, closing::Closing,
        commands::Commands, deck::DeckPage, find::FindPage, forecasts::ForecastsPage, found::Found,
        help::Help, home::Home, inbox::Inbox, lens::LensPage, letter::Letter, lock::LockPage,
        passage::PassagePage, privacy::Privacy, privacy_page::PrivacyPage, promises::PromisesPage,
        reading::Reading, say_and_hold::SayAndHold, shelf::ShelfPage, shelves::Shelves,
        thread::ThreadPage, tracks::Tracks, welcome::Welcome, year::YearPage,
    },
};
use crate::{
    deck::Dimension,
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
    /// Why a verdict was given, or a line on what became of a promise: the entry that says so,
    /// with this id, is taken in to be corrected.
    Because(String),
    /// What must be said once before the first sensitive question, and then the walk.
    Privacy(Option<Walk>),
    Reading,
    Passage(Passage),
    Found,
    /// Two answers side by side, by their ids: the older, and the newer where there is one.
    Beside(String, Option<String>),
    /// A question over time, the answer with this id chosen.
    Thread(String, Option<String>),
    Shelves,
    Shelf(Dimension),
    SayAndHold,
    Changes,
    Promises,
    Forecasts,
    /// A letter that is still sealed.
    Letter(String),
    Year,
    /// The words of two answers, counted.
    Lens(String, String),
    Find,
    /// The lock of the journal.
    Lock,
    /// What was added while the journal was locked.
    Inbox,
    /// What is protected from whom, and how to check it.
    PrivacyPage,
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
        Route::Home => Box::new(Home::open(workbook, now)),
        Route::Tracks => Box::new(Tracks::open(workbook, now)),
        Route::Deck(id) => Box::new(DeckPage::open(workbook, id)),
        Route::About(id) => Box::new(About::new(id)),
        Route::Walk(walk) => Box::new(Answer::begin(workbook, walk)),
        Route::Resume(draft) => Box::new(Answer::resume(workbook, &draft)),
        Route::Because(entry) => Box::new(Answer::because(workbook, &entry)),
        Route::Privacy(walk) => Box::new(Privacy::new(walk)),
        Route::Reading => Box::new(Reading::open(workbook)),
        Route::Passage(passage) => Box::new(PassagePage::new(passage)),
        Route::Found => Box::new(Found::default()),
        Route::Beside(then, now) => Box::new(BesidePage::open(workbook, then, now)),
        Route::Thread(prompt, entry) => Box::new(ThreadPage::open(workbook, prompt, entry)),
        Route::Shelves => Box::new(Shelves::open(workbook, now)),
        Route::Shelf(dimension) => Box::new(ShelfPage::open(workbook, dimension, now)),
        Route::SayAndHold => Box::new(SayAndHold::open(workbook)),
        Route::Changes => Box::new(ChangesPage::open(workbook, now)),
        Route::Promises => Box::new(PromisesPage::open(workbook, now)),
        Route::Forecasts => Box::new(ForecastsPage::open(workbook, now)),
        Route::Letter(entry) => Box::new(Letter::new(entry)),
        Route::Year => Box::new(YearPage::open(workbook, now)),
        Route::Lens(then, now) => Box::new(LensPage::open(workbook, then, now)),
        Route::Lock => Box::new(LockPage::open(workbook)),
        Route::Find => Box::new(FindPage::open(workbook)),
        Route::Inbox => Box::new(Inbox::default()),
        Route::PrivacyPage => Box::new(PrivacyPage::default()),
        Route::Help(scopes, purpose) => Box::new(Help::open(workbook, now, scopes, purpose)),
        Route::Commands(scopes) => Box::new(Commands::new(workbook, scopes)),
        Route::Closing { waiting } => Box::new(Closing::new(waiting)),
    }
}
