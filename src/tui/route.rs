use std::path::PathBuf;

use super::{
    act::Scope,
    screen::Screen,
    screens::{
        about::About, agree::AgreePage, answer::Answer, beside::BesidePage, brief::BriefPage,
        came::CamePage, card::CardPage, changes::ChangesPage, choose::ChoosePage, closing::Closing,
        commands::Commands, deck::DeckPage, find::FindPage, forecasts::ForecastsPage, found::Found,
        from_now::FromNowPage, handoffs::HandoffsPage, help::Help, home::Home, inbox::Inbox,
        lens::LensPage, letter::Letter, lock::LockDone, lock::LockPage,
        look_through::LookThroughPage, names::NamesPage, notes::NotesPage, passage::PassagePage,
        pin::PinPage, privacy::Privacy, privacy_page::PrivacyPage, promise::PromisePage,
        promises::PromisesPage, reading::Reading, recurs::RecursPage, reply::ReplyPage,
        review::ReviewPage, revisit::RevisitPage, ritual::RitualPage, roundtables::RoundtablesPage,
        say_and_hold::SayAndHold, send::SendPage, shelf::ShelfPage, shelves::Shelves,
        shifts::ShiftsPage, thread::ThreadPage, tracks::Tracks, welcome::Welcome, why::WhyPage,
        year::YearPage,
    },
};
use crate::{
    deck::{Dimension, Prompt},
    journal::{Draft, Stop, Walk},
    time::Moment,
    workbook::{Passage, Place, Workbook, review::Review},
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
    /// The first page of a ritual.
    Ritual(String),
    Roundtables,
    /// The names to be swapped for roles.
    Names,
    /// The page to read before a roundtable.
    Brief,
    Handoffs,
    /// A hand-off that went, by its token, and the notes that came back.
    Notes(String),
    /// A hand-off that a coach reads, and the file it came in.
    Review(Box<Review>, PathBuf),
    /// A reply that is in a file, to be named there, before it is taken in.
    Reply,
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
    /// What is true of the lock now, or why it is as it was.
    LockDone(Result<Vec<String>, String>),
    /// What was added while the journal was locked.
    Inbox,
    /// What is protected from whom, and how to check it.
    PrivacyPage,
    /// Why this question is asked, where it has no room beneath it.
    Why(Box<Prompt>),
    /// The keys of these scopes, what a page is for, and how what it shows comes about.
    Help(&'static [Scope], &'static str, &'static [&'static str]),
    Commands(&'static [Scope]),
    /// The end of a walk: how many of its questions hold words that were not kept, and what there
    /// is to say of a ritual that waits to be gone on with.
    Closing {
        waiting: usize,
        later: Option<String>,
    },
}

/// The screen of the stop at which a place is, with what a draft holds of it.
pub fn stop(
    workbook: &Workbook,
    mut place: Place,
    draft: Option<&Draft>,
    now: Moment,
) -> Box<dyn Screen> {
    if place.walk.is_ritual() {
        let here = place.walk.stop().cloned();
        workbook.arrive(&mut place.walk, now.date_naive());
        let was_here = draft.filter(|draft| draft.walk.stop() == here.as_ref());
        if let Some(draft) = was_here.filter(|_| place.walk.stop() != here.as_ref()) {
            // Its question is not asked any more; its words are not thrown away.
            place.set_aside(draft);
        }
    }
    let draft = draft.filter(|draft| draft.walk.stop() == place.walk.stop());
    match place.walk.stop() {
        Some(Stop::Revisit(_)) => Box::new(RevisitPage::open(workbook, place, now)),
        Some(Stop::Promise(_)) => Box::new(PromisePage::open(workbook, place, now)),
        Some(Stop::Came(_)) => Box::new(CamePage::open(workbook, place, now)),
        Some(Stop::Recurs(_)) => Box::new(RecursPage::open(workbook, place, now)),
        Some(Stop::FromNow) => Box::new(FromNowPage::open(workbook, place, now)),
        Some(Stop::Pin) => Box::new(PinPage::open(workbook, place, now)),
        Some(Stop::Card) => Box::new(CardPage::open(workbook, place, now)),
        Some(Stop::Shifts) => Box::new(ShiftsPage::open(workbook, place, now)),
        Some(Stop::Choose) => Box::new(ChoosePage::open(workbook, place, now)),
        Some(Stop::LookThrough) => Box::new(LookThroughPage::open(workbook, place, now)),
        Some(Stop::Agree) => Box::new(AgreePage::open(workbook, place, now)),
        Some(Stop::Send) => Box::new(SendPage::open(workbook, place, now)),
        Some(
            Stop::Ask(_)
            | Stop::Anew(_)
            | Stop::Reason(_)
            | Stop::Happened(_)
            | Stop::Coach(_)
            | Stop::Close,
        )
        | None => Box::new(match draft {
            Some(draft) => Answer::resume(workbook, place, draft),
            None => Answer::arrive(workbook, place, now.date_naive()),
        }),
    }
}

/// Opens a screen. The one list of them.
pub fn open(route: Route, workbook: &mut Workbook, now: Moment) -> Box<dyn Screen> {
    match route {
        Route::Welcome => Box::new(Welcome::default()),
        Route::Home => Box::new(Home::open(workbook, now)),
        Route::Tracks => Box::new(Tracks::open(workbook, now)),
        Route::Deck(id) => Box::new(DeckPage::open(workbook, id)),
        Route::About(id) => Box::new(About::new(id)),
        Route::Walk(walk) => {
            let place = workbook.place(walk);
            stop(workbook, place, None, now)
        }
        Route::Resume(draft) => {
            let place = workbook.resume(&draft);
            stop(workbook, place, Some(&draft), now)
        }
        Route::Ritual(deck) => Box::new(RitualPage::open(workbook, deck, now)),
        Route::Roundtables => Box::new(RoundtablesPage::open(workbook, now)),
        Route::Names => Box::new(NamesPage::open(workbook)),
        Route::Brief => Box::new(BriefPage::open(workbook, now)),
        Route::Handoffs => Box::new(HandoffsPage::open(workbook)),
        Route::Notes(token) => Box::new(NotesPage::open(workbook, token)),
        Route::Review(review, file) => Box::new(ReviewPage::open(*review, file)),
        Route::Reply => Box::new(ReplyPage::default()),
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
        Route::LockDone(said) => Box::new(LockDone::new(said)),
        Route::Find => Box::new(FindPage::open(workbook)),
        Route::Inbox => Box::new(Inbox::default()),
        Route::PrivacyPage => Box::new(PrivacyPage::default()),
        Route::Why(prompt) => Box::new(WhyPage::new(*prompt)),
        Route::Help(scopes, purpose, explains) => {
            let help = Help::open(workbook, now, scopes, purpose);
            Box::new(help.explaining(explains))
        }
        Route::Commands(scopes) => Box::new(Commands::new(workbook, scopes)),
        Route::Closing { waiting, later } => Box::new(Closing::new(waiting, later)),
    }
}
