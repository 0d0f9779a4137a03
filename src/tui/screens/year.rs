use chrono::{Datelike, Months};

use crate::{
    insight::calendar::Calendar,
    text::wrapped,
    time::{
        Day, Moment,
        say::{full, plain},
    },
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
    },
    workbook::{Passage, Workbook, on_day},
};

/// How wide the name of a month is, with the space behind it.
const LABEL: u16 = 4;

/// The longest month.
const DAYS: u16 = 31;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A year of sessions: a mark where something was written, and nothing where not. Each day opens
/// what was written on it.
#[derive(Debug)]
pub struct YearPage {
    calendar: Calendar,
    year: i32,
    /// The day chosen, and what was written on it; none in a year without sessions.
    chosen: Option<(Day, Passage)>,
}

impl YearPage {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        let today = now.date_naive();
        let calendar = Calendar::of(&workbook.journal);
        let day = calendar.up_to(today);
        let mut page = Self {
            year: day.unwrap_or(today).year(),
            chosen: None,
            calendar,
        };
        page.choose(workbook, day);
        page
    }

    fn choose(&mut self, workbook: &Workbook, day: Option<Day>) {
        if let Some(day) = day {
            let passage = on_day(workbook, day, self.calendar.on(day));
            self.chosen = Some((day, passage));
        }
    }

    fn day(&self) -> Option<Day> {
        self.chosen.as_ref().map(|(day, _)| *day)
    }

    /// Another year, with sessions or without.
    fn turn(&mut self, cx: &Cx<'_>, by: i32) {
        let year = self.year.saturating_add(by);
        if Day::from_ymd_opt(year, 1, 1).is_none() {
            return;
        }
        let from = self.day().unwrap_or(cx.today());
        self.year = year;
        self.chosen = None;
        self.choose(cx.workbook, self.calendar.in_year(year, from));
    }

    /// What was written around the day chosen, a year before it.
    fn year_ago(&self, cx: &Cx<'_>) -> Next {
        let day = self.day().unwrap_or(cx.today());
        let then = day.checked_sub_months(Months::new(12)).unwrap_or(day);
        let Some(near) = self.calendar.near(then) else {
            let then = plain(then);
            return Next::Say(format!("Nothing is written within a week of {then}."));
        };
        let passage = on_day(cx.workbook, near, self.calendar.on(near));
        Next::Go(Route::Passage(passage))
    }

    fn view_months(&self, cx: &Cx<'_>, paper: &mut Paper<'_>, months: u16) -> u16 {
        let (page, theme) = (cx.page, cx.theme);
        let step = page.step(LABEL, DAYS);
        let column = |day: u16| page.left + LABEL + (day - 1) * step + step - 1;
        for day in [1, 5, 10, 15, 20, 25, 30] {
            // The last digit stands above the day.
            let x = column(day) - u16::from(day > 9);
            paper.put(x, page.top, &day.to_string(), theme.muted);
        }
        let chosen = self.day();
        let here = chosen.map_or(1, |day| u16::try_from(day.month()).unwrap_or(1));
        let first = here.saturating_sub(months / 2).clamp(1, 13 - months);
        let rows = MONTHS.iter().zip(1_u16..).skip(usize::from(first) - 1);
        for ((name, month), y) in rows.take(usize::from(months)).zip(page.top + 1..) {
            let style = if chosen.is_some() && month == here {
                theme.strong
            } else {
                theme.muted
            };
            paper.put(page.left, y, name, style);
            let days = self.calendar.year(self.year);
            for day in days.filter(|day| day.month() == u32::from(month)) {
                let x = column(u16::try_from(day.day()).unwrap_or(1));
                if Some(day) != chosen {
                    paper.put(x, y, paper.glyphs.on, theme.text);
                } else if step > 1 {
                    paper.put(x - 1, y, paper.glyphs.bar, theme.accent);
                    paper.put(x, y, paper.glyphs.on, theme.strong);
                } else {
                    // Between two days there is no room for the bar; it stands for the mark.
                    paper.put(x, y, paper.glyphs.bar, theme.accent);
                }
            }
        }
        page.top + 1 + months
    }
}

impl Screen for YearPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Year, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "A year at a glance: a mark on each day you wrote something, which opens it."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let page = cx.page;
        paper.head("A year at a glance", &self.year.to_string(), false);
        let mut y = page.top;
        if !page.is_bare() {
            // The day and its titles have a row each at least.
            let months = page.rows.saturating_sub(4).clamp(1, 12);
            y = self.view_months(cx, paper, months) + 1;
        }
        let (day, titles) = match &self.chosen {
            Some((day, passage)) => (full(*day), passage.note.clone()),
            None if cx.workbook.journal.is_empty() => (
                "Nothing is written yet.".to_owned(),
                "A day on which you write bears a mark here, and opens what you wrote.".to_owned(),
            ),
            None => (
                format!("Nothing is written in {}.", self.year),
                String::new(),
            ),
        };
        for (text, style) in [(day, cx.theme.strong), (titles, cx.theme.text)] {
            for row in wrapped(&text, usize::from(page.measure)) {
                if y >= page.bottom() {
                    return;
                }
                paper.line(page.left, y, &[(row.to_owned(), style)]);
                y += 1;
            }
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.calendar = Calendar::of(&cx.workbook.journal);
        let day = self.day().filter(|day| !self.calendar.on(*day).is_empty());
        self.choose(cx.workbook, day);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let calendar = &self.calendar;
        let day = self.day();
        let to = match act {
            Act::Back => return Next::Back,
            Act::Open => {
                let passage = self.chosen.as_ref().map(|(_, passage)| passage.clone());
                let go = |passage| Next::Go(Route::Passage(passage));
                return passage.map_or(Next::Stay, go);
            }
            Act::YearAgo => return self.year_ago(cx),
            Act::YearBefore | Act::PageUp => {
                self.turn(cx, -1);
                None
            }
            Act::YearAfter | Act::PageDown => {
                self.turn(cx, 1);
                None
            }
            Act::DayBefore => day.and_then(|day| calendar.beside(day, false)),
            Act::DayAfter => day.and_then(|day| calendar.beside(day, true)),
            Act::Up => day.and_then(|day| calendar.across(day, false)),
            Act::Down => day.and_then(|day| calendar.across(day, true)),
            Act::First => calendar.year(self.year).next(),
            Act::Last => calendar.year(self.year).next_back(),
            _ => None,
        };
        self.choose(cx.workbook, to);
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        let mut hints = vec![Act::YearBefore, Act::YearAfter, Act::YearAgo, Act::Help];
        if self.chosen.is_some() {
            hints.insert(0, Act::Open);
        }
        hints
    }
}
