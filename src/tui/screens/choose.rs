mod rows;

use std::collections::HashSet;

use super::{around, saved};
use crate::{
    journal::{Selection, Walk, With},
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{
        Place, Workbook,
        handing::{May, chosen, may_go, take},
    },
};
use rows::{By, Listed};

/// The revisions of a page begin here, so that they never meet those of a note written over it.
pub(super) const FIRST_REVISION: u64 = 1 << 32;

/// What goes to a coach: but for the answers before a session with one, nothing is chosen before
/// you choose it.
pub struct ChoosePage {
    place: Place,
    by: By,
    listed: Listed,
    at: usize,
    /// The private answers that may be taken in, by their ids: that was said of each by itself.
    opened: HashSet<String>,
    changes: u64,
    /// Whether some of it is chosen that was so to begin with.
    begun: bool,
}

const BEGUN: &str = "Chosen to begin with: your answers before a session with a coach.";

impl ChoosePage {
    pub fn open(workbook: &Workbook, place: Place, _now: Moment) -> Self {
        let by = By::Date;
        let before = workbook.session_answers();
        let selection = place.walk.selection.iter();
        let mut all = selection.flat_map(|selection| &selection.chosen);
        Self {
            begun: all.any(|chosen| before.contains(&chosen.entry)),
            place,
            by,
            listed: Listed::of(workbook, by),
            at: 0,
            opened: HashSet::new(),
            changes: FIRST_REVISION,
        }
    }

    /// The id of the answer under the bar.
    fn here<'a>(&self, cx: &'a Cx<'_>) -> Option<&'a crate::journal::Entry> {
        cx.workbook.journal.at(self.listed.position(self.at)?)
    }

    fn selection(&self) -> Option<&Selection> {
        self.place.walk.selection.as_deref()
    }

    fn change(&mut self, change: impl FnOnce(&mut Selection)) {
        let selection = self.place.walk.selection.get_or_insert_default();
        change(selection);
        self.changes += 1;
    }

    fn include(&mut self, cx: &Cx<'_>) -> Next {
        let Some(entry) = self.here(cx) else {
            return Next::Say("Nothing is written yet that could go.".to_owned());
        };
        let id = entry.id.clone();
        if self
            .selection()
            .is_some_and(|selection| chosen(selection, &id).is_some())
        {
            self.change(|selection| selection.chosen.retain(|chosen| chosen.entry != id));
            // Whoever takes a private answer in again says so again.
            self.opened.remove(&id);
            return Next::Stay;
        }
        match may_go(&cx.workbook.journal, entry, cx.today()) {
            May::Go => self.change(|selection| take(selection, &id, false)),
            May::Private if self.opened.contains(&id) => {
                self.change(|selection| take(selection, &id, true));
            }
            May::Private => {
                return Next::Say("This one is private. P lets it be taken in; then space.".into());
            }
            May::Not(why) => return Next::Say(format!("{why} It cannot be chosen.")),
        }
        Next::Stay
    }

    fn open_private(&mut self, cx: &Cx<'_>) -> Next {
        let Some(entry) = self.here(cx) else {
            return Next::Stay;
        };
        match may_go(&cx.workbook.journal, entry, cx.today()) {
            May::Private => {
                self.opened.insert(entry.id.clone());
                Next::Say("Space takes this one in, and no other.".to_owned())
            }
            May::Go => Next::Say("This one is not private; space takes it in.".to_owned()),
            May::Not(why) => Next::Say(format!("{why} It cannot be chosen.")),
        }
    }

    /// How much of its thread goes with the answer under the bar.
    fn whole(&mut self, cx: &Cx<'_>) -> Next {
        let Some(entry) = self.here(cx) else {
            return Next::Stay;
        };
        let id = entry.id.clone();
        let stays = |selection: &Selection| chosen(selection, &id).is_none();
        if self.selection().is_none_or(stays) {
            return Next::Say("Take it in first, with space.".to_owned());
        }
        if entry.asked.is_none() || cx.workbook.before(&id).is_none() {
            return Next::Say("Nothing was answered here before it.".to_owned());
        }
        self.change(|selection| {
            let mut all = selection.chosen.iter_mut();
            if let Some(chosen) = all.find(|chosen| chosen.entry == id) {
                chosen.with = match chosen.with {
                    With::Alone => With::Before,
                    With::Before => With::Thread,
                    With::Thread => With::Alone,
                };
            }
        });
        Next::Stay
    }

    fn go_on(&self) -> Next {
        if self
            .selection()
            .is_none_or(|selection| selection.chosen.is_empty())
        {
            return Next::Say("Nothing is chosen yet. Space takes an answer in.".to_owned());
        }
        let mut walk = self.place.walk.clone();
        walk.pass(false);
        Next::Step(None, walk)
    }

    fn count(&self) -> usize {
        self.selection()
            .map_or(0, |selection| selection.chosen.len())
    }
}

impl Screen for ChoosePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Choose, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What goes to a coach: your last answers before a session with one are chosen to begin \
         with, and nothing else before you choose it."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let head = format!(
            "For your coach   {}   {} chosen",
            self.by.says(),
            self.count()
        );
        paper.head(&head, &saved(cx, ""), false);
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        if self.listed.count() == 0 {
            sheet.text(
                page,
                "Nothing is written yet that could go to a coach.",
                theme.text,
            );
            sheet.blank();
            sheet.text(
                page,
                "Answer a question first; esc leads back.",
                theme.muted,
            );
            return sheet.draw(paper, page.top, View::From(0));
        }
        if self.begun {
            sheet.text(page, BEGUN, theme.muted);
            // A heading stands apart by itself.
            if self.by == By::Date {
                sheet.blank();
            }
        }
        for item in around(self.at, self.listed.count(), page) {
            self.row(cx, &mut sheet, item);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Include => self.include(cx),
            Act::PrivateToo => self.open_private(cx),
            Act::Whole => self.whole(cx),
            Act::Turn => {
                let here = self.listed.position(self.at);
                self.by = self.by.next();
                self.listed = Listed::of(cx.workbook, self.by);
                self.at = here.and_then(|here| self.listed.find(here)).unwrap_or(0);
                Next::Stay
            }
            Act::Open => self.go_on(),
            Act::Back => Next::Back,
            _ => {
                let room = usize::from(cx.page.rows).saturating_sub(2);
                self.at = moved(self.at, self.listed.count(), room, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Include, Act::Open, Act::Whole, Act::Turn, Act::Help]
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn revision(&self) -> u64 {
        self.changes
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }
}
