use super::about::scrolled;
use crate::{
    time::say::full,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::PURPOSE,
};

/// The first start: three sentences, and the first question a key away.
#[derive(Debug, Default)]
pub struct Welcome {
    at: usize,
    /// The first row in view, where one reads on.
    top: Option<usize>,
}

const CHOICES: [(&str, &str); 4] = [
    ("Begin", "the first question, then a few more if you like"),
    ("Look at the questions first", ""),
    ("See a made-up journal of two years", ""),
    ("Lock it with a passphrase", ""),
];

const LOCK: &str = "Whoever opens the files can read them; l locks them with a passphrase, now or \
    at any time.";

/// Whether the lock is offered, as the last choice.
fn offers_lock(cx: &Cx<'_>) -> bool {
    !cx.workbook.is_sealed() && !cx.workbook.made_up
}

fn choices(cx: &Cx<'_>) -> &'static [(&'static str, &'static str)] {
    let all = CHOICES.as_slice();
    match all.split_last() {
        Some((_, rest)) if !offers_lock(cx) => rest,
        _ => all,
    }
}

fn sheet(cx: &Cx<'_>) -> Sheet {
    let page = &cx.page;
    let mut purpose = Sheet::default();
    purpose.text(page, PURPOSE, cx.theme.text);
    let count = choices(cx).len();
    // Where both have no room, what can be done comes first; the rest is read on.
    let short = purpose.rows() + usize::from(page.pause) + count > usize::from(page.rows);
    let mut sheet = if short { Sheet::default() } else { purpose };
    if !short {
        sheet.pause(page);
    }
    for (item, (title, note)) in choices(cx).iter().enumerate() {
        sheet.choice(page, item, title, note, [cx.theme.text, cx.theme.muted]);
    }
    if short {
        sheet.pause(page);
        sheet.text(page, PURPOSE, cx.theme.text);
    }
    if offers_lock(cx) {
        sheet.pause(page);
        sheet.text(page, LOCK, cx.theme.muted);
    }
    if let Some(line) = super::home::found_line(cx) {
        sheet.pause(page);
        sheet.text(page, &line, cx.theme.attention);
    }
    sheet
}

impl Screen for Welcome {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Home, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The first page of a workbook in which nothing is written yet."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Rolebook", &full(cx.today()), false);
        let view = self.top.map_or(View::Chosen(self.at), View::From);
        sheet(cx).draw(paper, cx.page.top, view);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open if self.at == 0 => match cx.workbook.decks.get("first") {
                Some(deck) => {
                    let form = crate::journal::Form::Short;
                    Next::Go(Route::Walk(cx.workbook.begin(&deck.id, form, cx.now)))
                }
                None => Next::Go(Route::Tracks),
            },
            Act::Open if self.at == 2 => Next::Visit,
            Act::Open if self.at == 3 => super::home::shared(cx, Act::Lock).unwrap_or(Next::Stay),
            Act::Open | Act::Tracks => Next::Go(Route::Tracks),
            Act::Leave => Next::Leave,
            Act::PageDown | Act::PageUp if sheet(cx).rows() > usize::from(cx.page.rows) => {
                let from = self.top.unwrap_or(0);
                self.top = Some(scrolled(from, &sheet(cx), cx, act));
                Next::Stay
            }
            _ => {
                if let Some(next) = super::home::shared(cx, act) {
                    return next;
                }
                self.top = None;
                let count = choices(cx).len();
                self.at = moved(self.at, count, count, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let mut hints = vec![Act::Open, Act::Tracks, Act::Leave, Act::Help];
        if offers_lock(cx) {
            hints.insert(1, Act::Lock);
        }
        hints
    }
}
