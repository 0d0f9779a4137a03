use std::cmp::Ordering;

use super::when;
use crate::{
    insight::{
        letters::{Letter, letters},
        roundtable, standing,
    },
    journal::{Entry, Form, Stop},
    time::{
        Day, Moment,
        say::{clock, full, plain, relative, short},
    },
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{
        Begun, GoOn, Remains, Shelf, WORDS_WAIT, Words, Workbook, again, begun, old_questions, one,
    },
};

/// The first page: titles, dates and counts, and never words of the journal.
#[derive(Debug)]
pub struct Home {
    at: usize,
    /// The draft of the place that is let go when its key is pressed once more.
    letting: Option<String>,
    /// What stands out on a day, read once: a journal may hold many promises.
    standing: (Day, Vec<standing::Line>),
    /// When the next roundtable is.
    table: Option<String>,
}

impl Screen for Home {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Home, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The first page: where you were, what you may want to look at again, what there is."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Rolebook", &full(cx.today()), false);
        let begun = begun(cx.workbook, cx.today());
        let sheet = sheet(cx, &begun, self.table.as_deref(), &self.standing.1);
        sheet.draw(paper, cx.page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let begun = begun(cx.workbook, cx.today());
        let letting = self.letting.take();
        match act {
            Act::Open => self.chosen(cx, &begun),
            Act::Drop => self.let_go(cx, &begun, letting.as_deref()),
            Act::Leave => Next::Leave,
            Act::Revisit => self.look_again(cx, &begun),
            _ => {
                if let Some(next) = shared(cx, act) {
                    return next;
                }
                self.at = moved(self.at, count(&begun), 10, act);
                Next::Stay
            }
        }
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        // After midnight it is another day.
        if self.standing.0 != cx.today() {
            let lines = standing::lines(&cx.workbook.journal, cx.today());
            self.standing = (cx.today(), lines);
            self.table = roundtable::line(&cx.workbook.journal, cx.today());
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let look = if cx.workbook.journal.is_empty() {
            Act::Tracks
        } else {
            Act::Find
        };
        let begun = begun(cx.workbook, cx.today());
        let (second, third) = if self.at < begun.places.len() {
            (Act::Drop, Act::Before)
        } else {
            (Act::Before, Act::Week)
        };
        vec![Act::Open, second, third, look, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let count = count(&begun(cx.workbook, cx.today()));
        self.at = self.at.min(count.saturating_sub(1));
    }
}

impl Home {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        let today = now.date_naive();
        Self {
            at: 0,
            letting: None,
            standing: (today, standing::lines(&workbook.journal, today)),
            table: roundtable::line(&workbook.journal, today),
        }
    }

    fn chosen(&self, cx: &Cx<'_>, begun: &Begun) -> Next {
        if let Some(place) = begun.places.get(self.at) {
            return match cx.workbook.drafts.get(place.draft) {
                Some(draft) => Next::Go(Route::Resume(Box::new(draft.clone()))),
                None => Next::Stay,
            };
        }
        let at = self.at - begun.places.len();
        let mut shelves = begun
            .look_again
            .iter()
            .chain(&begun.go_on)
            .chain(&begun.not_begun);
        match shelves.nth(at) {
            Some(found) => Next::Go(Route::Deck(found.deck.clone())),
            None => Next::Stay,
        }
    }
}

impl Home {
    /// Lets what was begun go, on the row chosen: the key asks once. Words are not let go.
    fn let_go(&mut self, cx: &Cx<'_>, begun: &Begun, letting: Option<&str>) -> Next {
        let place = begun.places.get(self.at);
        let Some(draft) = place.and_then(|place| cx.workbook.drafts.get(place.draft)) else {
            return Next::Say("On a row that goes on with something, d lets it go.".to_owned());
        };
        let goes = match cx.workbook.remains(draft) {
            Remains::All => return Next::Say(WORDS_WAIT.to_owned()),
            Remains::Words(_) => "The words that were not kept stay, at their question.",
            Remains::Nothing if draft.walk.selection.is_some() => {
                "What was chosen for it goes; your answers stay."
            }
            Remains::Nothing => "What you kept stays in the journal.",
        };
        if letting == Some(draft.id.as_str()) {
            return Next::LetGo(draft.id.clone());
        }
        self.letting = Some(draft.id.clone());
        Next::Say(format!("Press d once more to let this go. {goes}"))
    }

    /// Asks again what is older than a quarter on the track chosen, the oldest first.
    fn look_again(&self, cx: &Cx<'_>, begun: &Begun) -> Next {
        let at = self.at.checked_sub(begun.places.len());
        let shelves = begun
            .look_again
            .iter()
            .chain(&begun.go_on)
            .chain(&begun.not_begun);
        let chosen = at.and_then(|at| shelves.clone().nth(at));
        let Some(found) = chosen.or_else(|| begun.look_again.first()) else {
            return Next::Say("Nothing is older than a quarter.".to_owned());
        };
        let old = old_questions(cx.workbook, &found.deck, cx.today());
        if old.is_empty() {
            return Next::Say("Nothing on this track is older than a quarter.".to_owned());
        }
        Next::Go(Route::Walk(again(&found.deck, old)))
    }
}

/// Said on the first page of the made-up journal.
const MADE_UP: &str = "This is a made-up journal. Nobody in it exists; it lies in a temporary \
    folder, and what you write in it is thrown away when you leave.";

fn sheet(cx: &Cx<'_>, begun: &Begun, table: Option<&str>, standing: &[standing::Line]) -> Sheet {
    let (page, theme) = (&cx.page, cx.theme);
    let mut sheet = Sheet::default();
    let mut said = false;
    let mut say = |sheet: &mut Sheet, text: &str, style| {
        sheet.text(page, text, style);
        said = true;
    };
    if cx.workbook.made_up {
        say(&mut sheet, MADE_UP, theme.text);
    }
    if let Some(why) = &cx.workbook.reading_only {
        say(
            &mut sheet,
            &format!("{why} You can read; nothing can be written."),
            theme.attention,
        );
    }
    if !cx.workbook.notices.is_empty() {
        say(&mut sheet, &found_line(cx), theme.attention);
    }
    if let Some(line) = inbox_line(cx) {
        say(&mut sheet, &line, theme.text);
    }
    if let Some(table) = table {
        say(&mut sheet, table, theme.text);
    }
    if let Some(day) = cx.workbook.journal.look_again() {
        say(&mut sheet, &look_again(day, cx.today()), theme.text);
    }
    for line in standing {
        let style = if line.late {
            theme.attention
        } else {
            theme.text
        };
        let text = match line.letters {
            0 => line.text.clone(),
            1 => format!("{}; o opens it.", line.text.trim_end_matches('.')),
            _ => format!("{}; o opens the first.", line.text.trim_end_matches('.')),
        };
        say(&mut sheet, &text, style);
    }
    if said {
        sheet.pause(page);
    }
    let mut item = begun.places.len();
    place_rows(&mut sheet, cx, &begun.places);
    for (title, right, shelves) in [
        ("To look at again", "last answered", &begun.look_again),
        ("Go on", "last answered", &begun.go_on),
        ("Not begun", "", &begun.not_begun),
    ] {
        if shelves.is_empty() {
            continue;
        }
        heading(&mut sheet, cx, title, right);
        for shelf in shelves {
            shelf_row(&mut sheet, cx, item, shelf);
            item += 1;
        }
        sheet.blank();
    }
    sheet
}

fn count(begun: &Begun) -> usize {
    begun.places.len() + begun.look_again.len() + begun.go_on.len() + begun.not_begun.len()
}

fn heading(sheet: &mut Sheet, cx: &Cx<'_>, title: &str, right: &str) {
    let style = cx.theme.muted;
    let gap = usize::from(cx.page.width).saturating_sub(title.len() + right.len());
    let (gap, right) = if gap < 2 { (0, "") } else { (gap, right) };
    sheet.runs(vec![
        (title.to_owned(), style),
        (" ".repeat(gap) + right, style),
    ]);
}

/// The places to go on from; of those that look alike it is said when each was begun.
fn place_rows(sheet: &mut Sheet, cx: &Cx<'_>, places: &[GoOn]) {
    if places.is_empty() {
        return;
    }
    heading(sheet, cx, "Go on where you were", "left");
    for (item, place) in places.iter().enumerate() {
        place_row(sheet, cx, item, place);
        let like = |other: &&GoOn| other.title == place.title;
        if places.iter().filter(like).count() > 1 {
            begun_row(sheet, cx, item, place);
        }
    }
    sheet.blank();
}

/// When a place was begun, beneath its row; of a track when it was left.
fn begun_row(sheet: &mut Sheet, cx: &Cx<'_>, item: usize, place: &GoOn) {
    let (what, moment) = match place.begun {
        Some(begun) => ("begun", begun),
        None => ("left", place.left),
    };
    let day = match moment.date_naive() {
        day if day == cx.today() => "today".to_owned(),
        day => short(day, cx.today()),
    };
    let line = format!("{what} {day}, {}", clock(&moment));
    sheet.under(&cx.page, item, &line, cx.theme.muted);
}

fn place_row(sheet: &mut Sheet, cx: &Cx<'_>, item: usize, place: &GoOn) {
    let (number, of) = place.number;
    let note = match (place.form, place.words) {
        (_, Words::None) if !place.stands.is_empty() => place.stands.clone(),
        (_, _) if !place.stands.is_empty() => format!("{}, words waiting", place.stands),
        (Form::One | Form::Again, Words::Here) if of == 1 => {
            "one question, words waiting".to_owned()
        }
        (Form::One | Form::Again, _) if of == 1 => "one question".to_owned(),
        (_, Words::Here) => format!("question {number} of {of}, words waiting"),
        (_, Words::Elsewhere) => format!("question {number} of {of}, words further on"),
        (_, Words::None) => format!("question {number} of {of}"),
    };
    let left = when(place.left.date_naive(), cx.today());
    let styles = [cx.theme.text, cx.theme.muted];
    sheet.row(&cx.page, item, [&place.title, &note, &left], styles);
}

fn shelf_row(sheet: &mut Sheet, cx: &Cx<'_>, item: usize, shelf: &Shelf) {
    let note = match (shelf.last, shelf.old, shelf.answered < shelf.questions) {
        (Some(_), 1, _) => "1 question older than a quarter".to_owned(),
        (Some(_), 2.., _) => format!("{} questions older than a quarter", shelf.old),
        (Some(_), 0, true) => format!("{} of {} answered", shelf.answered, shelf.questions),
        (None, _, _) | (Some(_), 0, false) => String::new(),
    };
    let last = shelf
        .last
        .map(|day| when(day, cx.today()))
        .unwrap_or_default();
    let styles = [cx.theme.muted, cx.theme.muted];
    sheet.row(&cx.page, item, [&shelf.title, &note, &last], styles);
}

fn look_again(day: Day, today: Day) -> String {
    let when = relative(day, today);
    match day.cmp(&today) {
        Ordering::Greater => format!("You set {} to look again, {when}.", plain(day)),
        Ordering::Equal => "You set today to look again.".to_owned(),
        Ordering::Less => format!("You set {} to look again.", plain(day)),
    }
}

/// That something waits which was added while the journal was locked.
fn inbox_line(cx: &Cx<'_>) -> Option<String> {
    let what = match cx.workbook.inbox.as_slice() {
        [] => return None,
        [one] if one.walk.is_nowhere() => "One note waits".to_owned(),
        [_] => "One answer waits".to_owned(),
        more => format!("{} notes and answers wait", more.len()),
    };
    Some(format!("{what} in the inbox. Press i to look."))
}

/// That something was found which could not be read as it should be.
pub fn found_line(cx: &Cx<'_>) -> String {
    match cx.workbook.notices.len() {
        1 => "One thing was found that needs a look; nothing is lost. Press f to read about it."
            .to_owned(),
        more => format!(
            "{more} things were found that need a look; nothing is lost. Press f to read about them."
        ),
    }
}

/// The commands that every first page has.
pub fn shared(cx: &Cx<'_>, act: Act) -> Option<Next> {
    let ritual = |id: &str| match cx.workbook.decks.get(id) {
        Some(deck) => Next::Go(Route::Ritual(deck.id.clone())),
        None => Next::Say("That ritual is in no deck.".to_owned()),
    };
    Some(match act {
        Act::Tracks => Next::Go(Route::Tracks),
        Act::Read if cx.workbook.journal.is_empty() => {
            Next::Say("Nothing is written yet.".to_owned())
        }
        Act::Read => Next::Go(Route::Reading),
        Act::NewRole => Next::Go(Route::Walk(new_role())),
        Act::Found if cx.workbook.notices.is_empty() => {
            Next::Say("Everything that was found could be read.".to_owned())
        }
        Act::Found => Next::Go(Route::Found),
        Act::Before => ritual("before"),
        Act::After => ritual("after"),
        Act::Week => ritual("week"),
        Act::Coach => ritual("session"),
        Act::Quarter => ritual("quarter"),
        Act::Roundtables => Next::Go(Route::Roundtables),
        Act::Names => Next::Go(Route::Names),
        Act::Brief => Next::Go(Route::Brief),
        Act::Handoffs => Next::Go(Route::Handoffs),
        Act::Find => Next::Go(Route::Find),
        Act::Changes => Next::Go(Route::Changes),
        Act::Shelves => Next::Go(Route::Shelves),
        Act::Promises => Next::Go(Route::Promises),
        Act::Forecasts => Next::Go(Route::Forecasts),
        Act::Year => Next::Go(Route::Year),
        Act::Lock if cx.workbook.made_up => Next::Say(
            "This journal is thrown away when you leave; there is nothing to lock.".into(),
        ),
        Act::Lock => match &cx.workbook.reading_only {
            Some(why) if !cx.workbook.is_sealed() => Next::Say(why.clone()),
            _ => Next::Go(Route::Lock),
        },
        Act::Letter => letter(cx),
        Act::Inbox if cx.workbook.inbox.is_empty() => {
            Next::Say("Nothing waits in the inbox.".to_owned())
        }
        Act::Inbox => Next::Go(Route::Inbox),
        Act::Privacy => Next::Go(Route::PrivacyPage),
        Act::Home => Next::Home,
        Act::Back => Next::Back,
        _ => return None,
    })
}

/// The letter whose day has come and that was not opened yet, the oldest first.
fn letter(cx: &Cx<'_>) -> Next {
    let journal = &cx.workbook.journal;
    let open = |entry: &&Entry| {
        matches!(
            Letter::of(journal, entry, cx.today()),
            Some(Letter::Open(_))
        )
    };
    match letters(journal).find(open) {
        Some(letter) => Next::Go(Route::Letter(letter.id.clone())),
        None => Next::Say("No letter waits to be opened; p, promises, lists them all.".to_owned()),
    }
}

/// The context card, which opens a new chapter.
fn new_role() -> crate::journal::Walk {
    let mut walk = one("first", "first.role");
    for more in ["first.since", "first.stage", "first.join"] {
        walk.left.push(Stop::Ask(more.to_owned()));
    }
    walk
}
