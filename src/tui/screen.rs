use std::path::PathBuf;

use super::{
    act::{Act, Scope},
    door::Tried,
    page::Page,
    palette::{Glyphs, Theme},
    paper::Paper,
    route::Route,
};
use crate::{
    journal::Walk,
    seal::Passphrase,
    share::Cleared,
    store::Why,
    time::{Day, Moment},
    workbook::{
        Deed, DraftChange, Exit, Lack, Place, Workbook, Writing, handing::Sending, locking::Wish,
    },
};

/// What a screen may see of the world. It changes nothing in it.
pub struct Cx<'a> {
    pub workbook: &'a Workbook,
    pub now: Moment,
    pub page: Page,
    pub theme: &'a Theme,
    pub glyphs: &'a Glyphs,
    /// How the words being written stand with the disk.
    pub saved: &'a Saved,
}

impl Cx<'_> {
    pub fn today(&self) -> Day {
        self.now.date_naive()
    }
}

/// How the words on a screen stand with the disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Saved {
    /// Nothing to say: nothing was written yet.
    #[default]
    Nothing,
    /// On the disk since then.
    At(String),
    /// On the way.
    Saving,
    /// Not on the disk.
    Not,
}

/// What a screen asks for in answer to a key.
#[derive(Debug)]
pub enum Next {
    Stay,
    /// Something to say, until the next key.
    Say(String),
    Go(Route),
    /// The same, in place of this screen.
    Replace(Route),
    Back,
    /// To what lies beneath: the next question of a walk, or the page one came from.
    GoOn,
    /// Back to the first page.
    Home,
    Leave,
    /// To the made-up journal, and back.
    Visit,
    /// Keep what is written on this screen as an answer.
    Keep,
    /// Go to the next question without an answer.
    Pass(Exit),
    /// Keep what can be kept and close.
    Enough,
    /// The truth about privacy was said; this walk begins, or the one beneath goes on.
    PrivacySaid(Option<Walk>),
    /// Try a passphrase of this journal; what came of it comes to [`Screen::tried`].
    Try(Passphrase),
    /// Do this about the lock of the journal.
    Lock(Box<Wish>),
    /// Keep what was said with a single key; this screen stays, and is refreshed.
    Do(Deed),
    /// At a stop of a ritual: go on along this walk, and keep what was said here.
    Step(Option<Deed>, Walk),
    /// Record that this leaves, and write its file.
    HandOver(Box<Sending>),
    /// Print this once the program is left.
    Print(Cleared<String>),
    /// Hand this to the clipboard of the terminal.
    Copy(Cleared<String>),
    /// Write this into a new file outside the journal.
    Write(PathBuf, Cleared<Vec<u8>>),
    /// Remove the hand-off with this token from this machine, and leave.
    RemoveReview(String),
    /// Let the place with this draft go.
    LetGo(String),
    /// Do this on the screen below, as if its key had been pressed.
    Run(Act),
}

/// A screen: keys in, a page out. It changes nothing but itself.
pub trait Screen {
    /// The scopes whose commands act here, nearest first.
    fn scopes(&self) -> &'static [Scope];

    /// What the screen is for, in a sentence.
    fn purpose(&self) -> &'static str;

    /// How what is shown comes about, in sentences for the help page; most screens show it.
    fn explains(&self) -> &'static [&'static str] {
        &[]
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>);

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next;

    /// The commands of the last row.
    fn hints(&self, cx: &Cx<'_>) -> Vec<Act>;

    /// How many lines have a digit of their own.
    fn digits(&self) -> usize {
        9
    }

    /// The answer lacks something: brings it into view.
    fn lacks(&mut self, _lack: &Lack) {}

    /// A letter that is no command here. False where nothing is being written.
    fn typed(&mut self, _cx: &Cx<'_>, _letter: char) -> bool {
        false
    }

    /// A paste. False where nothing is being written.
    fn pasted(&mut self, _cx: &Cx<'_>, _text: &str) -> bool {
        false
    }

    /// The mouse was pressed, or drawn while pressed.
    fn pointed(&mut self, _cx: &Cx<'_>, _at: (u16, u16), _drag: bool) {}

    /// Fits what is being written to the page, before it is drawn.
    fn fit(&mut self, _cx: &Cx<'_>) {}

    /// Where something is being written, if anything is.
    fn place(&self) -> Option<&Place> {
        None
    }

    /// What is put down there.
    fn writing(&self) -> Writing {
        Writing::default()
    }

    /// Whether words are written here that lie in files of their own, beside any journal.
    fn is_apart(&self) -> bool {
        false
    }

    /// Those files as they are now.
    fn apart(&self) -> Option<DraftChange> {
        None
    }

    /// What it asked to be written into a file lies there now.
    fn written(&mut self, _cx: &Cx<'_>) {}

    /// Whether what stands there was put there by the program, and nothing was changed: leaving
    /// it leaves nothing behind.
    fn untouched(&self) -> bool {
        false
    }

    /// Grows with every change of what is written.
    fn revision(&self) -> u64 {
        0
    }

    /// Whether a question asked from here leads back here once it is answered, with nothing laid
    /// beside the answer.
    fn takes_back(&self) -> bool {
        false
    }

    /// The journal may have changed: reads afresh what the screen holds of it.
    fn refresh(&mut self, _cx: &Cx<'_>) {}

    /// What was to leave is in its file, or is not; then nothing of it was written.
    fn left(&mut self, _cx: &Cx<'_>, _left: &Result<(), Why>) {}

    /// What was said is on the disk; this is the walk that follows, and the id of the next entry.
    fn kept(&mut self, _cx: &Cx<'_>, _next: (Walk, String)) {}

    /// Its answer is on the disk, and its words were changed meanwhile: they correct that entry,
    /// under the id given second.
    fn correct(&mut self, _entry: String, _id: String) {}

    /// What came of a passphrase that it asked to be tried.
    fn tried(&mut self, _tried: &Tried) -> Next {
        Next::Stay
    }

    /// Gives its place up, for the screen of the next stop.
    fn into_place(self: Box<Self>) -> Option<Place> {
        None
    }

    /// The question was left without an answer.
    fn passed(&mut self, _cx: &Cx<'_>, _exit: Exit) {}
}
