//! The fields of one table, read with an eye on what is wrong with them.
//!
//! A field that is absent is nothing; one of the wrong type is a problem and then nothing.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Report;

/// One table of the file.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    /// Where the table begins, in bytes: the place of what is missing from it.
    pub(super) at: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn of(table: &'a DeTable<'a>, at: usize) -> Self {
        Self { table, at }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where the value of a field begins, or the table when there is none.
    pub(super) fn spot(&self, key: &str) -> usize {
        self.table
            .get(key)
            .map_or(self.at, |value| value.span().start)
    }

    /// Reports every field that is not among the known ones.
    pub(super) fn only(&self, known: &[&str], report: &mut Report) {
        for key in self.table.keys() {
            let name = key.get_ref();
            if !known.contains(&name.as_ref()) {
                report.add(
                    key.span().start,
                    format!("There is no field `{name}` here."),
                    format!("The fields here are {}.", known.join(", ")),
                );
            }
        }
    }

    /// Words that are not blank.
    pub(super) fn text(&self, key: &str, report: &mut Report) -> Option<String> {
        let value = self.table.get(key)?;
        let text = as_text(value, key, report)?;
        if text.trim().is_empty() {
            report.add(
                value.span().start,
                format!("`{key}` is empty."),
                "Write the words, or leave the line out if they are not needed.",
            );
            return None;
        }
        Some(text)
    }

    /// Words that must be there; `example` says how they would look.
    pub(super) fn needed(&self, key: &str, example: &str, report: &mut Report) -> Option<String> {
        if !self.has(key) {
            report.add(
                self.at,
                format!("`{key}` is missing."),
                format!("Add {example}."),
            );
        }
        self.text(key, report)
    }

    /// Words each of which is not blank.
    pub(super) fn texts(&self, key: &str, report: &mut Report) -> Vec<String> {
        self.items(key, report)
            .filter_map(|item| as_text(item, key, report))
            .filter(|text| !text.trim().is_empty())
            .collect()
    }

    /// Words of a closed set, each with its place.
    pub(super) fn named<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        name: fn(T) -> &'static str,
        report: &mut Report,
    ) -> Vec<T> {
        self.items(key, report)
            .filter_map(|item| {
                let word = as_text(item, key, report)?;
                one_of(&word, item.span().start, all, name, key, report)
            })
            .collect()
    }

    /// One word of a closed set.
    pub(super) fn word<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        name: fn(T) -> &'static str,
        report: &mut Report,
    ) -> Option<T> {
        let word = self.text(key, report)?;
        one_of(&word, self.spot(key), all, name, key, report)
    }

    /// A flag; absent is false.
    pub(super) fn flag(&self, key: &str, report: &mut Report) -> bool {
        let Some(value) = self.table.get(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            wrong(value, key, "true, or leave the line out", report);
            false
        })
    }

    /// A whole number, at least 1.
    pub(super) fn count(&self, key: &str, report: &mut Report) -> Option<u32> {
        let value = self.table.get(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            wrong(value, key, "a whole number, 1 or more", report);
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(0);
        if number == 0 {
            report.add(
                value.span().start,
                format!("`{key}` is {integer}."),
                "Write a whole number, 1 or more.",
            );
            return None;
        }
        Some(number)
    }

    /// A table in one line: `{ … }`.
    pub(super) fn table(&self, key: &str, like: &str, report: &mut Report) -> Option<Fields<'a>> {
        let value = self.table.get(key)?;
        as_table(value, key, like, report)
    }

    /// How long a list is: 0 where the field is absent, nothing where it is not a list.
    pub(super) fn length(&self, key: &str) -> Option<usize> {
        self.table.get(key).map_or(Some(0), |value| {
            value.get_ref().as_array().map(|list| list.len())
        })
    }

    /// Several tables; `like` says how they would look.
    pub(super) fn tables(&self, key: &str, like: &str, report: &mut Report) -> Vec<Fields<'a>> {
        self.items(key, report)
            .filter_map(|item| as_table(item, key, like, report))
            .collect()
    }

    /// The values of a list.
    fn items(
        &self,
        key: &str,
        report: &mut Report,
    ) -> impl Iterator<Item = &'a Spanned<DeValue<'a>>> + use<'a> {
        let value = self.table.get(key);
        let array = value.and_then(|value| value.get_ref().as_array());
        if let (Some(value), None) = (value, array) {
            wrong(value, key, "a list: [ … , … ]", report);
        }
        array.into_iter().flat_map(|array| array.iter())
    }
}

fn as_text(value: &Spanned<DeValue>, key: &str, report: &mut Report) -> Option<String> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        wrong(value, key, "words in quotation marks", report);
    }
    text.map(str::to_owned)
}

fn as_table<'a>(
    value: &'a Spanned<DeValue<'a>>,
    key: &str,
    like: &str,
    report: &mut Report,
) -> Option<Fields<'a>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        wrong(value, key, like, report);
    }
    table.map(|table| Fields::of(table, value.span().start))
}

fn one_of<T: Copy>(
    word: &str,
    at: usize,
    all: &[T],
    name: fn(T) -> &'static str,
    key: &str,
    report: &mut Report,
) -> Option<T> {
    let found = all.iter().copied().find(|one| name(*one) == word);
    if found.is_none() {
        let words: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        report.add(
            at,
            format!("`{word}` is not known as `{key}`."),
            format!("Write one of {}.", words.join(", ")),
        );
    }
    found
}

/// Reports a value of the wrong type.
fn wrong(value: &Spanned<DeValue>, key: &str, right: &str, report: &mut Report) {
    let is = match value.get_ref() {
        DeValue::String(_) => "words",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    report.add(
        value.span().start,
        format!("`{key}` holds {is}."),
        format!("Write {right}."),
    );
}
