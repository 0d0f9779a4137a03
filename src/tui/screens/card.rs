mod leaving;

use super::{
    around_section, saved,
    typing::{Typed, Typing},
};
use crate::{
    journal::{Fact, Walk},
    share::card::{Card, Form, Line, Recipe, Tone, compose, rows},
    time::{Day, Moment},
    tui::{
        act::{Act, Scope},
        page::Page,
        paper::{Paper, Run},
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Place, Workbook, section},
};

/// What you bring to the room, on one page.
pub struct CardPage {
    place: Place,
    began: Moment,
    recipe: Recipe,
    card: Card,
    /// The line chosen: those of the card, and after them those that are left out.
    at: usize,
    /// Which key was told that a listed name is still there: pressed again, it keeps it so.
    warned: Option<Act>,
    /// The path being typed of the file to be written.
    typing: Option<Typing>,
    /// What was typed last.
    path: Option<String>,
    /// The card laid out, and for which page.
    laid: Option<(Page, usize, Sheet)>,
}

impl CardPage {
    pub fn open(workbook: &Workbook, place: Place, now: Moment) -> Self {
        let (began, today) = (place.walk.began.unwrap_or(now), now.date_naive());
        let recipe = Recipe::of(&workbook.journal, began, today);
        let card = compose(&workbook.journal, &recipe, began, today);
        Self {
            place,
            began,
            recipe,
            card,
            at: 0,
            warned: None,
            typing: None,
            path: None,
            laid: None,
        }
    }

    fn compose(&mut self, workbook: &Workbook, today: Day) {
        self.card = compose(&workbook.journal, &self.recipe, self.began, today);
        self.at = self.at.min(self.count().saturating_sub(1));
        self.laid = None;
    }

    fn count(&self) -> usize {
        self.card.lines.len() + self.card.out.len()
    }

    /// The line chosen, and whether it is in the card.
    fn chosen(&self) -> Option<(&Line, bool)> {
        let mine = self.card.lines.get(self.at).map(|line| (line, true));
        let out = self.at.checked_sub(self.card.lines.len());
        mine.or_else(|| Some((self.card.out.get(out?)?, false)))
    }

    /// What was changed is kept at once: whoever leaves finds the card as it was.
    fn changed(&mut self, cx: &Cx<'_>) -> Next {
        self.compose(cx.workbook, cx.today());
        Next::Do(self.deed())
    }

    fn deed(&self) -> Deed {
        Deed::State {
            fact: Fact::Card,
            key: Recipe::key(&self.began),
            value: self.recipe.value(),
        }
    }

    fn take_form(&mut self, cx: &Cx<'_>, digit: u8) -> Next {
        let form = usize::from(digit).checked_sub(1);
        let Some(form) = form.and_then(|at| Form::ALL.get(at)) else {
            return Next::Stay;
        };
        if self.recipe.form == *form {
            return Next::Stay;
        }
        (self.recipe.form, self.at) = (*form, 0);
        self.changed(cx)
    }

    /// Leaves the chosen line out, or takes it in again.
    fn turn(&mut self, cx: &Cx<'_>) -> Next {
        let Some((line, is_in)) = self.chosen() else {
            return Next::Stay;
        };
        let (keys, private): (Vec<String>, bool) =
            (line.keys().map(str::to_owned).collect(), line.private);
        let keys = keys.iter().map(String::as_str);
        self.recipe.turn(keys, private, is_in);
        self.changed(cx)
    }

    /// Swaps the next listed name, from the chosen line on.
    fn swap(&mut self, cx: &Cx<'_>) -> Next {
        let Some((line, swap)) = self.card.next_swap(self.at) else {
            return Next::Say("No listed name is left in the card.".to_owned());
        };
        let swap = swap.clone();
        self.at = line;
        self.recipe.swaps.push(swap);
        self.changed(cx)
    }

    /// Puts the names of the chosen line back.
    fn swap_back(&mut self, cx: &Cx<'_>) -> Next {
        let Some((line, _)) = self.chosen() else {
            return Next::Stay;
        };
        let keys: Vec<String> = line.keys().map(str::to_owned).collect();
        let before = self.recipe.swaps.len();
        self.recipe.swaps.retain(|swap| !keys.contains(&swap.at));
        if self.recipe.swaps.len() == before {
            return Next::Say("No name is swapped in this line.".to_owned());
        }
        self.changed(cx)
    }

    /// Whether a listed name is still in the card that nobody has said is there on purpose: the
    /// first time the key asks, and pressed again it keeps the name.
    fn asks(&mut self, cx: &Cx<'_>, act: Act, does: &str) -> Option<Next> {
        let unsettled = self.card.unsettled();
        if unsettled.is_empty() {
            return None;
        }
        if self.warned == Some(act) {
            let names = self.card.names().into_iter().map(str::to_owned).collect();
            self.recipe.kept = names;
            return None;
        }
        let (is, names) = match unsettled.as_slice() {
            [one] => ("A listed name is", (*one).to_owned()),
            more => ("Listed names are", more.join(", ")),
        };
        self.warned = Some(act);
        // Where room is short, what to press comes first.
        let short = cx.page.pause == 1;
        Some(Next::Say(if short {
            format!("{does}, r swaps: {names}")
        } else {
            format!("{is} still in it: {names}. {does}, r swaps the next one.")
        }))
    }

    fn go_on(&mut self, cx: &Cx<'_>) -> Next {
        let mut walk = self.place.walk.clone();
        if self.card.is_empty() {
            walk.pass(false);
            return Next::Step(None, walk);
        }
        if let Some(asks) = self.asks(cx, Act::Open, "enter keeps it so") {
            return asks;
        }
        walk.pass(true);
        Next::Step(Some(self.deed()), walk)
    }

    fn skip(&self) -> Next {
        let mut walk = self.place.walk.clone();
        walk.pass(false);
        Next::Step(None, walk)
    }

    fn lay(&self, cx: &Cx<'_>) -> (usize, Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        if self.card.is_empty() {
            sheet.text(page, "There is nothing to put on the card yet.", theme.text);
            sheet.blank();
            sheet.text(page, INVITES, theme.muted);
            return (0, sheet);
        }
        let card = rows(&self.card, usize::from(page.measure));
        let count = card.len();
        for row in card {
            let chosen = row.line == Some(self.at);
            let runs: Vec<Run> = row
                .runs
                .into_iter()
                .map(|(text, tone)| match tone {
                    Tone::Title | Tone::Question => (text, theme.strong),
                    Tone::Label if chosen => (text, theme.strong),
                    Tone::Label => (text, theme.muted),
                    Tone::Plain => (text, theme.text),
                    Tone::Name => (text, theme.underlined),
                })
                .collect();
            match row.line {
                Some(line) => sheet.below_runs(line, runs),
                None => sheet.runs(runs),
            }
        }
        sheet.pause(page);
        self.lay_names(cx, &mut sheet);
        self.lay_out(cx, &mut sheet);
        (count, sheet)
    }

    /// Which listed names are in it.
    fn lay_names(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        let names = self.card.names();
        if names.is_empty() {
            return;
        }
        let mut runs = vec![("Listed names in it: ".to_owned(), theme.muted)];
        for (at, name) in names.iter().enumerate() {
            let before = if at > 0 { ", " } else { "" };
            runs.push((before.to_owned(), theme.muted));
            runs.push(((*name).to_owned(), theme.underlined));
        }
        let says = if self.card.unsettled().is_empty() {
            ". They are kept on purpose."
        } else {
            ". r swaps the next one."
        };
        runs.push((says.to_owned(), theme.muted));
        sheet.flow(page, None, &(String::new(), theme.muted), &runs);
    }

    /// What is left out; of private words only what they are.
    fn lay_out(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        for (item, line) in (self.card.lines.len()..).zip(&self.card.out) {
            let title = line.part.title();
            let says = if line.private {
                format!("Private, not in it: {title}. x takes it in.")
            } else {
                format!("Left out: {}", words(line))
            };
            sheet.item(page, item, "", &says, theme.muted);
        }
    }
}

/// A line as it would be.
fn words(line: &Line) -> String {
    let spans = line.pieces.iter().flat_map(|piece| &piece.spans);
    spans.map(|span| span.text.as_str()).collect()
}

/// What a card is for.
const INVITES: &str = "A card takes your question, what they need to know, and what would help, from \
    the answers of this ritual. None is given yet; enter goes on without a card.";

impl Screen for CardPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() {
            &[Scope::Find]
        } else {
            &[Scope::Card, Scope::Step, Scope::List, Scope::Still]
        }
    }

    fn purpose(&self) -> &'static str {
        "What you bring to the room, on one page: the page is the card."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let deck = cx.workbook.decks.get(&self.place.walk.deck);
        let title = deck.map_or("", |deck| deck.title.as_str());
        let section = deck.map_or("", |deck| section(deck, &self.place.walk));
        let head = around_section(title, section, cx.page.pause > 1);
        let Some((_, count, sheet)) = &self.laid else {
            return;
        };
        let long = *count > usize::from(cx.page.rows);
        let right = if long { "longer than a page" } else { "" };
        let right = if long {
            right.to_owned()
        } else {
            saved(cx, right)
        };
        paper.head(&head, &right, false);
        if let Some(typing) = &self.typing {
            return typing.view(cx, paper, leaving::BELOW);
        }
        let view = match self.count() {
            0 => View::From(0),
            _ => View::Chosen(self.at),
        };
        sheet.draw(paper, cx.page.top, view);
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self.laid.as_ref().is_none_or(|(page, ..)| *page != cx.page) {
            let (count, sheet) = self.lay(cx);
            self.laid = Some((cx.page, count, sheet));
        }
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.typing.is_some() {
            return self.act_typing(cx, act);
        }
        if self.warned != Some(act) {
            self.warned = None;
        }
        match act {
            Act::Open => self.go_on(cx),
            Act::Skip | Act::NotToday => self.skip(),
            Act::Enough => Next::Enough,
            Act::Back => Next::Back,
            Act::Digit(digit) => self.take_form(cx, digit),
            Act::LeaveOut => self.turn(cx),
            Act::Swap => self.swap(cx),
            Act::SwapBack => self.swap_back(cx),
            Act::CopyOut | Act::WriteFile | Act::Print => self.leaves(cx, act),
            _ => {
                self.at = moved(self.at, self.count(), 5, act);
                // The label of the chosen line stands out.
                self.laid = None;
                Next::Stay
            }
        }
    }

    fn digits(&self) -> usize {
        Form::ALL.len()
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.typing.is_some() {
            return vec![Act::Open, Act::Back, Act::Help];
        }
        if self.card.is_empty() {
            return vec![Act::Open, Act::Back, Act::Help];
        }
        let third = if self.card.unsettled().is_empty() {
            Act::LeaveOut
        } else {
            Act::Swap
        };
        vec![Act::Open, Act::Digit(0), third, Act::CopyOut, Act::Help]
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let typing = self.typing.as_mut();
        typing.map(|typing| typing.typed(letter)).is_some()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        let typing = self.typing.as_mut();
        typing.map(|typing| typing.pasted(text)).is_some()
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.compose(cx.workbook, cx.today());
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }
}

impl CardPage {
    fn act_typing(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(typing) = &mut self.typing else {
            return Next::Stay;
        };
        match typing.act(act) {
            Typed::More => Next::Stay,
            Typed::Left => {
                self.typing = None;
                Next::Stay
            }
            Typed::Done(path) => self.write(cx, &path),
        }
    }
}
