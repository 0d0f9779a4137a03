use super::when;
use crate::{
    deck::{Deck, Prompt},
    journal::Form,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Number, Sheet, View, moved},
    },
    workbook::{Workbook, again, begin_at},
};

/// A track and its questions, to be looked at first.
#[derive(Debug)]
pub struct DeckPage {
    id: String,
    at: usize,
    number: Number,
}

impl DeckPage {
    /// Opens the page at the first question that has no answer yet.
    pub fn open(workbook: &Workbook, id: String) -> Self {
        let prompts = workbook.decks.get(&id).map(|deck| deck.prompts.as_slice());
        let new =
            |prompt: &Prompt| !prompt.repeats && workbook.journal.latest(&prompt.id).is_none();
        let begun = |prompt: &Prompt| workbook.journal.latest(&prompt.id).is_some();
        let prompts = prompts.unwrap_or_default();
        let first = prompts
            .iter()
            .position(|prompt| !prompt.repeats)
            .unwrap_or(0);
        let at = if prompts.iter().any(begun) {
            prompts.iter().position(new).unwrap_or(first)
        } else {
            first
        };
        Self {
            id,
            at,
            number: Number::default(),
        }
    }
}

impl Screen for DeckPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Deck, Scope::Numbered, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "One track and its questions. Enter begins at the question chosen and goes on from there."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let Some(deck) = cx.workbook.decks.get(&self.id) else {
            return;
        };
        let minutes = match deck.minutes.as_str() {
            "" => String::new(),
            minutes if minutes.contains(' ') => format!("minutes: {minutes}"),
            minutes => format!("{minutes} minutes"),
        };
        paper.head(&deck.title, &minutes, false);
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        sheet.text(page, &deck.purpose, theme.text);
        let mut section = "";
        for (item, prompt) in deck.prompts.iter().enumerate() {
            if prompt.section != section {
                section = &prompt.section;
                sheet.blank();
                sheet.text(page, section, theme.muted);
            }
            let style = if prompt.repeats {
                theme.muted
            } else {
                theme.text
            };
            let last = cx
                .workbook
                .journal
                .latest(&prompt.id)
                .map(|entry| format!("   ({})", when(entry.at.date_naive(), cx.today())));
            let last = if prompt.repeats {
                Some("   (inside the ritual)".to_owned())
            } else {
                last
            };
            let text = format!("{}{}", prompt.text, last.unwrap_or_default());
            let number = format!("{:>2}  ", item + 1);
            sheet.item(page, item, &number, &text, style);
        }
        if has_care(&self.id) {
            sheet.pause(page);
            sheet.text(page, crate::deck::care(), theme.muted);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(deck) = cx.workbook.decks.get(&self.id) else {
            return Next::Back;
        };
        if let Act::Digit(digit) = act {
            self.at = self
                .number
                .digit(digit, deck.prompts.len())
                .unwrap_or(self.at);
            return Next::Stay;
        }
        self.number.end();
        match act {
            Act::Open | Act::Thread | Act::Revisit => match deck.prompts.get(self.at) {
                Some(prompt) => asked(cx, deck, prompt, act),
                None => Next::Stay,
            },
            Act::Short => walk(cx, deck, Form::Short),
            Act::Full => walk(cx, deck, Form::Full),
            Act::About => Next::Go(Route::About(self.id.clone())),

            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, deck.prompts.len(), 6, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Short, Act::Full, Act::About, Act::Help]
    }
}

/// What a key asks of one question: to be answered from there on, seen over time, or asked again.
fn asked(cx: &Cx<'_>, deck: &Deck, prompt: &Prompt, act: Act) -> Next {
    if prompt.repeats {
        return Next::Say(
            "This one asks about other answers, inside its ritual; it is not answered by itself."
                .to_owned(),
        );
    }
    let id = prompt.id.clone();
    Next::Go(match act {
        Act::Thread => Route::Thread(id, None),
        Act::Revisit => Route::Walk(again(&deck.id, vec![id])),
        _ => Route::Walk(begin_at(deck, &id, cx.workbook.put_off())),
    })
}

fn walk(cx: &Cx<'_>, deck: &Deck, form: Form) -> Next {
    Next::Go(Route::Walk(cx.workbook.begin(&deck.id, form, cx.now)))
}

/// The tracks at whose foot the care line stands, whatever is written there.
pub fn has_care(deck: &str) -> bool {
    ["temper", "knot", "session"].contains(&deck)
}
