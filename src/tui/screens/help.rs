use super::about::scrolled;
use crate::tui::{
    act::{Act, Group, Scope},
    command::{Command, live, say_keys},
    paper::Paper,
    screen::{Cx, Next, Screen},
    sheet::{Sheet, View},
};
use crate::{
    time::Moment,
    workbook::{Workbook, keeping::state, privacy},
};

/// The keys of a page, what it is for, and what holds everywhere.
#[derive(Debug)]
pub struct Help {
    scopes: &'static [Scope],
    purpose: &'static str,
    explains: &'static [&'static str],
    /// How the journal is kept, in words.
    state: String,
    top: usize,
}

const GROUPS: [Group; 5] = [
    Group::Write,
    Group::Move,
    Group::LookBack,
    Group::Edit,
    Group::Leave,
];

/// The column in which it is said what keys do.
const KEYS: usize = 23;

/// What leaving does in the made-up journal.
const THROWN_AWAY: &str = "leave; what you wrote here is thrown away";

const RULES: [&str; 2] = [
    "Everything you type is on the disk within a second; nothing is ever overwritten.",
    "No question has to be answered. What is skipped is not counted.",
];

impl Help {
    pub fn open(
        workbook: &Workbook,
        now: Moment,
        scopes: &'static [Scope],
        purpose: &'static str,
    ) -> Self {
        Self {
            scopes,
            purpose,
            explains: &[],
            state: state(workbook.is_sealed(), &workbook.store(), now),
            top: 0,
        }
    }

    /// With how what the page shows comes about.
    #[must_use]
    pub fn explaining(self, explains: &'static [&'static str]) -> Self {
        Self { explains, ..self }
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        sheet.text(page, self.purpose, theme.text);
        for sentence in self.explains {
            sheet.blank();
            sheet.text(page, sentence, theme.text);
        }
        let live = live(self.scopes);
        for group in GROUPS {
            let of_group = |(row, _): &&(&Command, _)| row.group == group;
            let here: Vec<_> = live.iter().filter(of_group).collect();
            if here.is_empty() {
                continue;
            }
            sheet.blank();
            sheet.text(page, group.title(), theme.strong);
            for (row, keys) in here {
                key_rows(&mut sheet, cx, row, keys);
            }
        }
        sheet.blank();
        sheet.text(page, "Everywhere", theme.strong);
        for rule in RULES {
            sheet.text(page, rule, theme.text);
        }
        sheet.text(page, &self.state, theme.text);
        sheet.blank();
        sheet.text(page, privacy(cx.workbook), theme.text);
        sheet.blank();
        sheet.text(page, crate::deck::care(), theme.muted);
        sheet
    }
}

/// The keys of a command and what it does, beside each other where there is room.
fn key_rows(sheet: &mut Sheet, cx: &Cx<'_>, row: &Command, keys: &[&str]) {
    let (keys, measure) = (say_keys(keys), usize::from(cx.page.measure));
    let (beside, column) = if measure < 56 {
        (false, 2)
    } else {
        (true, KEYS)
    };
    // Keys that need more room than their column stand on a row of their own.
    let beside = beside && crate::tui::paper::width(&keys) < column;
    if !beside {
        sheet.text(&cx.page, &keys, cx.theme.text);
    }
    let does = if cx.workbook.made_up && row.act == Act::Leave {
        THROWN_AWAY
    } else {
        row.does
    };
    let does = crate::text::wrapped(does, measure.saturating_sub(column).max(1));
    for (at, part) in does.into_iter().enumerate() {
        let lead = if beside && at == 0 {
            format!("{keys:<column$}")
        } else {
            " ".repeat(column)
        };
        sheet.runs(vec![
            (lead, cx.theme.text),
            (part.to_owned(), cx.theme.muted),
        ]);
    }
}

impl Screen for Help {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Help, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The keys of a page."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Keys", "", false);
        self.sheet(cx)
            .draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Up | Act::Down | Act::PageUp | Act::PageDown | Act::First | Act::Last => {
                self.top = scrolled(self.top, &self.sheet(cx), cx, act);
                Next::Stay
            }
            _ => Next::Back,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Back, Act::PageDown, Act::PageUp]
    }
}
