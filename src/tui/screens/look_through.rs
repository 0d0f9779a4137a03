mod lines;
mod page;

use super::{
    choose::FIRST_REVISION,
    saved,
    typing::{Typed, Typing},
};
use crate::{
    journal::{Draft, Selection, Stop, Walk},
    share::names::{Name, fit, listed, same},
    time::{Moment, say::count},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Place, Workbook, handing::Packed},
};
use page::{Row, Tone, rows};

/// What goes, a page at a time, as the coach will read it.
pub struct LookThroughPage {
    place: Place,
    packed: Packed,
    page: usize,
    rows: Vec<Row>,
    /// The row under the bar.
    at: usize,
    typing: Option<Asking>,
    /// The answer on which a note to the coach is being written.
    noting: Option<String>,
    changes: u64,
}

/// In how many places a name became its role; that it stands nowhere is no success.
fn swapped(name: &str, places: usize) -> String {
    if places == 0 {
        return format!(
            "{name} stands nowhere in it, so nothing is swapped. See how it is spelt in your words."
        );
    }
    let places = count(places, "place");
    format!("Swapped in {places} of this hand-off. N on the first page has names for all of them.")
}

/// What is being typed.
enum Asking {
    Name(Typing),
    Role(String, Typing),
}

impl LookThroughPage {
    pub fn open(workbook: &Workbook, place: Place, now: Moment) -> Self {
        let packed = workbook.packed(&place.walk, now.date_naive());
        let mut page = Self {
            place,
            packed,
            page: 0,
            rows: Vec::new(),
            at: 0,
            typing: None,
            noting: None,
            changes: FIRST_REVISION,
        };
        page.lay();
        page.at = page.first();
        page
    }

    /// Composes afresh what goes.
    fn pack(&mut self, cx: &Cx<'_>) {
        let main = self.entry().map(str::to_owned);
        self.packed = cx.workbook.packed(&self.place.walk, cx.today());
        // Leaving something out may move an answer to another part.
        let same = |(_, entry): &(String, String)| Some(entry) == main.as_ref();
        let last = self.packed.ids.len().saturating_sub(1);
        self.page = self
            .packed
            .ids
            .iter()
            .position(same)
            .unwrap_or(self.page.min(last));
        self.lay();
    }

    fn lay(&mut self) {
        let item = self.packed.handoff.items.get(self.page);
        self.rows = item.map(rows).unwrap_or_default();
        self.rows.extend(self.unseen());
        self.at = self.at.min(self.rows.len().saturating_sub(1));
    }

    /// The id of the entry of the page in view.
    fn entry(&self) -> Option<&str> {
        self.packed
            .ids
            .get(self.page)
            .map(|(_, entry)| entry.as_str())
    }

    fn selection(&self) -> Option<&Selection> {
        self.place.walk.selection.as_deref()
    }

    fn change(&mut self, cx: &Cx<'_>, change: impl FnOnce(&mut Selection)) {
        change(self.place.walk.selection.get_or_insert_default());
        self.changes += 1;
        self.pack(cx);
    }

    /// The first row on which something can be done.
    fn first(&self) -> usize {
        self.rows.iter().position(Row::is_line).unwrap_or(0)
    }

    fn turn_to(&mut self, page: usize) -> Next {
        self.page = page;
        self.at = 0;
        self.lay();
        self.at = self.first();
        Next::Stay
    }

    fn go_on(&mut self) -> Next {
        if self.packed.ids.is_empty() {
            return Next::Say(
                "Nothing of what was chosen can go. p leads back to choosing.".into(),
            );
        }
        if self.page + 1 < self.packed.ids.len() {
            return self.turn_to(self.page + 1);
        }
        let mut walk = self.place.walk.clone();
        walk.pass(false);
        Next::Step(None, walk)
    }

    /// The page before; before the first one stands choosing.
    fn go_back(&mut self) -> Next {
        if let Some(before) = self.page.checked_sub(1) {
            return self.turn_to(before);
        }
        let mut walk = self.place.walk.clone();
        walk.left.insert(0, Stop::Choose);
        Next::Step(None, walk)
    }

    fn act_typing(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(asking) = &mut self.typing else {
            return Next::Stay;
        };
        match asking {
            Asking::Name(typing) => match typing.act(act) {
                Typed::Done(name) => {
                    if let Err(why) = fit(&[], &name, "-") {
                        return Next::Say(why.to_string());
                    }
                    self.typing = Some(Asking::Role(name, Typing::new("Role", "")));
                }
                Typed::Left => self.typing = None,
                Typed::More => {}
            },
            Asking::Role(name, typing) => match typing.act(act) {
                Typed::Done(role) => {
                    let name = name.clone();
                    return self.swap(cx, &name, &role);
                }
                Typed::Left => self.typing = Some(Asking::Name(Typing::new("Name", name))),
                Typed::More => {}
            },
        }
        Next::Stay
    }

    /// A name becomes a role, in the whole hand-off and nowhere else.
    fn swap(&mut self, cx: &Cx<'_>, name: &str, role: &str) -> Next {
        let mut known = listed(&cx.workbook.journal);
        let own = self
            .selection()
            .into_iter()
            .flat_map(|selection| &selection.roles);
        known.extend(own.map(|(name, role)| Name {
            name: name.clone(),
            role: role.clone(),
        }));
        let new = match fit(&known, name, role) {
            Ok(new) => new,
            Err(why) => return Next::Say(why.to_string()),
        };
        self.typing = None;
        self.change(cx, |selection| {
            selection.roles.retain(|(known, _)| !same(known, &new.name));
            selection.roles.push((new.name, new.role));
        });
        let places = cx.workbook.places(&self.place.walk, name, cx.today());
        Next::Say(swapped(name, places))
    }

    /// A note on this answer, which goes to the coach beside it.
    fn note(&mut self, cx: &Cx<'_>) -> Next {
        let Some(entry) = self.entry().map(str::to_owned) else {
            return Next::Stay;
        };
        // One that was begun on this answer is gone on with.
        let begun = |draft: &&Draft| {
            draft.walk.is_side_note() && draft.walk.about() == Some(entry.as_str())
        };
        let route = match cx.workbook.drafts.iter().find(begun) {
            Some(draft) => Route::Resume(Box::new(draft.clone())),
            None => Route::Walk(Walk::side_note_on(&entry)),
        };
        self.noting = Some(entry);
        Next::Go(route)
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        if self.rows.is_empty() {
            sheet.text(
                page,
                "Nothing of what was chosen can go to a coach today.",
                theme.text,
            );
            sheet.blank();
            sheet.text(page, "p leads back to choosing.", theme.muted);
        }
        let item = self.packed.handoff.items.get(self.page);
        if let Some(item) = item {
            sheet.text(page, item.part.title(), theme.muted);
            sheet.blank();
        }
        for (at, row) in self.rows.iter().enumerate() {
            let style = match row.tone {
                Tone::Question => theme.question,
                Tone::Words => theme.text,
                Tone::Said | Tone::Aside => theme.muted,
            };
            if row.apart {
                sheet.blank();
            }
            match (&*row.text, &row.tone) {
                ("", _) => sheet.blank(),
                (text, Tone::Words) => sheet.item(page, at, "  ", text, style),
                (text, _) => sheet.item(page, at, "", text, style),
            }
        }
        sheet
    }
}

impl Screen for LookThroughPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() {
            &[Scope::Find]
        } else {
            &[Scope::LookThrough, Scope::List, Scope::Still]
        }
    }

    fn purpose(&self) -> &'static str {
        "What goes, a page at a time, exactly as your coach will read it."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let of = self.packed.ids.len().max(1);
        let head = format!("As your coach will read it   {} of {of}", self.page + 1);
        paper.head(&head, &saved(cx, ""), false);
        match &self.typing {
            Some(Asking::Name(typing)) => {
                let below = "The name as it stands in your words. It becomes a role wherever it \
                             stands in this hand-off; your own answers stay as they are.";
                typing.view(cx, paper, below);
            }
            Some(Asking::Role(name, typing)) => {
                let below = format!("What is to stand in place of {name}: my CFO, a peer.");
                typing.view(cx, paper, &below);
            }
            None => self
                .sheet(cx)
                .draw(paper, cx.page.top, View::Chosen(self.at)),
        }
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.typing.is_some() {
            return self.act_typing(cx, act);
        }
        match act {
            Act::NextAnswer if self.page + 1 < self.packed.ids.len() => self.turn_to(self.page + 1),
            Act::NextAnswer => Next::Say("This is the last page; enter goes on.".to_owned()),
            Act::AnswerBefore => self.go_back(),
            Act::Open => self.go_on(),
            Act::Swap => {
                let name = self
                    .rows
                    .get(self.at)
                    .and_then(|row| page::a_name(&row.text));
                self.typing = Some(Asking::Name(Typing::new("Name", name.unwrap_or_default())));
                Next::Stay
            }
            Act::LeaveOut => self.leave_out(cx),
            Act::SideNote => self.note(cx),
            Act::Back => Next::Back,
            _ => {
                let room = usize::from(cx.page.rows).saturating_sub(2);
                self.at = self.skip(moved(self.at, self.rows.len(), room, act), act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.typing.is_some() {
            return vec![Act::Open, Act::Back, Act::Help];
        }
        vec![
            Act::Open,
            Act::Swap,
            Act::LeaveOut,
            Act::SideNote,
            Act::Help,
        ]
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        match &mut self.typing {
            Some(Asking::Name(typing) | Asking::Role(_, typing)) => typing.typed(letter),
            None => return false,
        }
        true
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        match &mut self.typing {
            Some(Asking::Name(typing) | Asking::Role(_, typing)) => typing.pasted(text),
            None => return false,
        }
        true
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn revision(&self) -> u64 {
        self.changes
    }

    /// A note to the coach may have been kept meanwhile.
    fn refresh(&mut self, cx: &Cx<'_>) {
        let Some(on) = self.noting.take() else {
            return self.pack(cx);
        };
        let journal = &cx.workbook.journal;
        let last = cx.workbook.last_kept().and_then(|id| journal.entry(id));
        let note = last.filter(|note| note.answers.as_ref() == Some(&on) && note.mark.is_none());
        match note.map(|note| note.id.clone()) {
            Some(note) => self.change(cx, |selection| {
                if let Some(chosen) = lines::holder(selection, journal, &on) {
                    chosen.side_note = Some(note);
                }
            }),
            None => self.pack(cx),
        }
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }
}
