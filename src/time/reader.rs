//! What each order of words means, as one table.

use chrono::Datelike;

use super::Day;
use super::steps::{day_first, full_year, in_year, of_quarter, within_years, ymd};
use super::words::{Unit, Word};

pub(super) enum Miss {
    NotUnderstood,
    NoSuchDay,
    OutOfRange,
}

/// Which way a phrase without a direction of its own points.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    Ahead,
    Back,
}

/// Which day stands for a whole month, quarter or year.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    First,
    Last,
}

#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) today: Day,
    pub(super) lean: Lean,
    pub(super) edge: Edge,
}

impl Reader {
    pub(super) fn read(self, words: &[Word]) -> Result<Day, Miss> {
        if words.contains(&Word::OutOfRange) {
            return Err(Miss::OutOfRange);
        }
        self.phrase(words).and_then(within_years)
    }

    fn phrase(self, words: &[Word]) -> Result<Day, Miss> {
        use Word::{Ago, Count, From, In, Last, Next, Number, This, Today, Year};
        let (ahead, back) = (Lean::Ahead, Lean::Back);
        match *words {
            [Today] => Ok(self.today),
            [Word::Tomorrow] => self.moved(ahead, 1, Unit::Day),
            [Word::Yesterday] => self.moved(back, 1, Unit::Day),
            [Word::Unit(Unit::Day), Word::After, Word::Tomorrow] => self.moved(ahead, 2, Unit::Day),
            [Word::Unit(Unit::Day), Word::Before, Word::Yesterday] => {
                self.moved(back, 2, Unit::Day)
            }

            [Word::Weekday(weekday)] => self.nearest_weekday(self.lean, weekday),
            [Next | This, Word::Weekday(weekday)] => self.nearest_weekday(ahead, weekday),
            [Last, Word::Weekday(weekday)] => self.nearest_weekday(back, weekday),
            [Word::Weekday(weekday), Next, Word::Unit(Unit::Week)]
            | [Next, Word::Unit(Unit::Week), Word::Weekday(weekday)] => self.next_week(weekday),

            [Next, Word::Unit(unit)] => self.moved(ahead, 1, unit),
            // What is looked at since last quarter begins with its first day.
            [Last, Word::Unit(unit)] if self.lean == back => {
                self.edge(self.moved(back, 1, unit)?, unit)
            }
            [Last, Word::Unit(unit)] => self.moved(back, 1, unit),
            [Count(n) | Number(n) | Year(n), Word::Unit(unit)] => self.moved(self.lean, n, unit),
            [In, Count(n) | Number(n) | Year(n), Word::Unit(unit)]
            | [
                Count(n) | Number(n) | Year(n),
                Word::Unit(unit),
                From,
                Today,
            ] => self.moved(ahead, n, unit),
            [Count(n) | Number(n) | Year(n), Word::Unit(unit), Ago] => self.moved(back, n, unit),

            [Word::Weekday(weekday), ref date @ ..] => match self.date(date)? {
                day if day.weekday() == weekday => Ok(day),
                _ => Err(Miss::NoSuchDay),
            },
            [Word::End, ref period @ ..] | [Last, Word::Unit(Unit::Day), ref period @ ..] => {
                self.end(period)
            }
            [In, ref period @ ..] => self.period(period),
            _ => self.date(words),
        }
    }

    fn date(self, words: &[Word]) -> Result<Day, Miss> {
        use Word::{Month, Number, Ordinal, Year};
        match *words {
            [Number(day) | Ordinal(day), Month(month)]
            | [Month(month), Number(day) | Ordinal(day)] => {
                self.nearest(|year| ymd(year, month, day))
            }
            [
                Number(day) | Ordinal(day),
                Month(month),
                Year(year) | Number(year),
            ]
            | [
                Month(month),
                Number(day) | Ordinal(day),
                Year(year) | Number(year),
            ]
            | [Year(year), Month(month) | Number(month), Number(day)] => in_year(year, month, day),
            [Number(first), Number(second)] => {
                let (day, month) = day_first(first, second);
                self.nearest(|year| ymd(year, month, day))
            }
            [Number(first), Number(second), Year(year) | Number(year)] => {
                let (day, month) = day_first(first, second);
                in_year(year, month, day)
            }
            [Ordinal(day)] => self.nearest_month_with(day),
            _ => self.period(words),
        }
    }

    fn end(self, period: &[Word]) -> Result<Day, Miss> {
        let edge = Edge::Last;
        let reader = Self { edge, ..self };
        match *period {
            [Word::Unit(unit)] => reader.edge(self.today, unit),
            [Word::Next, Word::Unit(unit)] => reader.edge(self.moved(Lean::Ahead, 1, unit)?, unit),
            [Word::Last, Word::Unit(unit)] => reader.edge(self.moved(Lean::Back, 1, unit)?, unit),
            _ => reader.period(period),
        }
    }

    fn period(self, words: &[Word]) -> Result<Day, Miss> {
        use Word::{Month, Number, Quarter, This, Year};
        match *words {
            [This, Word::Unit(unit)] => self.edge(self.today, unit),
            [Quarter(n)] => {
                self.nearest(|year| self.edge(of_quarter(year, n)?, Unit::Quarter).ok())
            }
            [Quarter(n), Year(year)] | [Year(year), Quarter(n)] => {
                let first = of_quarter(full_year(year)?, n).ok_or(Miss::NoSuchDay)?;
                self.edge(first, Unit::Quarter)
            }
            [Month(n)] => self.nearest(|year| self.edge(ymd(year, n, 1)?, Unit::Month).ok()),
            [Month(n), Year(year)] | [Year(year), Month(n) | Number(n)] => {
                self.edge(in_year(year, n, 1)?, Unit::Month)
            }
            [Year(year)] => self.edge(in_year(year, 1, 1)?, Unit::Year),
            _ => Err(Miss::NotUnderstood),
        }
    }
}
