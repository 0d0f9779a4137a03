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
}

const CHOICES: [(&str, &str); 3] = [
    ("Begin", "the first question, then a few more if you like"),
    ("Look at the questions first", ""),
    ("See a made-up journal of two years", ""),
];

const LOCK: &str = "Whoever opens the files can read them; l locks them with a passphrase, now or \
    at any time.";

impl Screen for Welcome {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Home, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The first page of a workbook in which nothing is written yet."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Rolebook", &full(cx.today()), false);
        let mut sheet = Sheet::default();
        sheet.text(&cx.page, PURPOSE, cx.theme.text);
        sheet.pause(&cx.page);
        for (item, (title, note)) in CHOICES.into_iter().enumerate() {
            let styles = [cx.theme.text, cx.theme.muted];
            sheet.choice(&cx.page, item, title, note, styles);
        }
        if !cx.workbook.is_sealed() && !cx.workbook.made_up {
            sheet.pause(&cx.page);
            sheet.text(&cx.page, LOCK, cx.theme.muted);
        }
        if !cx.workbook.notices.is_empty() {
            sheet.pause(&cx.page);
            sheet.text(&cx.page, &super::home::found_line(cx), cx.theme.attention);
        }
        sheet.draw(paper, cx.page.top, View::Chosen(self.at));
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
            Act::Open | Act::Tracks => Next::Go(Route::Tracks),

            Act::Leave => Next::Leave,
            _ => {
                if let Some(next) = super::home::shared(cx, act) {
                    return next;
                }
                self.at = moved(self.at, CHOICES.len(), CHOICES.len(), act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Tracks, Act::Leave, Act::Help]
    }
}
