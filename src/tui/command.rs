//! One row per command: keys, hints, the help page, the palette and `docs/keys.md` come from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    act::{Act, Group, Scope},
    rows::{ANY, COMMANDS},
};

/// A command: what it does, where, and by which keys.
#[derive(Debug)]
pub struct Command {
    pub act: Act,
    pub scope: Scope,
    /// Names as [`key_name`] gives them; `1-9` stands for any digit of that range.
    pub keys: &'static [&'static str],
    /// Its meaning in the last row of a page.
    pub hint: &'static str,
    /// What it does, as a sentence without its full stop.
    pub does: &'static str,
    pub group: Group,
}

/// The command a key means, where these scopes hold, nearest first.
pub fn resolve(scopes: &[Scope], key: KeyEvent) -> Option<Act> {
    let name = key_name(key)?;
    let all = || scopes.iter().chain([&Scope::Anywhere]);
    let meant = |name: &str| {
        all().find_map(|scope| {
            COMMANDS
                .iter()
                .filter(|row| row.scope == *scope)
                .find_map(|row| row.meant_by(name))
        })
    };
    meant(&name).or_else(|| meant(ANY))
}

/// The rows that act where these scopes hold.
pub fn rows(scopes: &[Scope]) -> impl Iterator<Item = &'static Command> {
    let scopes = scopes.to_vec();
    COMMANDS
        .iter()
        .filter(move |row| row.scope == Scope::Anywhere || scopes.contains(&row.scope))
}

/// The row of a command, the nearest scope first.
pub fn row(scopes: &[Scope], act: Act) -> Option<&'static Command> {
    let scopes = scopes.iter().chain([&Scope::Anywhere]);
    scopes.into_iter().find_map(|scope| {
        COMMANDS
            .iter()
            .find(|row| row.scope == *scope && row.act == act)
    })
}

/// The rows that a key leads to where these scopes hold, each with the keys that do: without those
/// that mean something nearer. No key stands at two of them.
pub fn live(scopes: &[Scope]) -> Vec<(&'static Command, Vec<&'static str>)> {
    let near: Vec<Scope> = scopes.iter().copied().chain([Scope::Anywhere]).collect();
    let meant = |key: &str| {
        near.iter().find_map(|scope| {
            let mut all = COMMANDS.iter().filter(|row| row.scope == *scope);
            all.find(|row| row.keys.iter().any(|known| held(known, key)))
        })
    };
    let leads = |row: &'static Command, key: &'static str| {
        digits(key).all(|key| meant(&key).is_some_and(|meant| std::ptr::eq(meant, row)))
    };
    let keys = |row: &'static Command| {
        let keys = row.keys.iter().copied().filter(|key| leads(row, key));
        (row, keys.collect::<Vec<_>>())
    };
    // Where two answers are to be given there is nothing to choose or to open.
    let asked = scopes.contains(&Scope::Ask);
    let chooses = |act| {
        matches!(
            act,
            Act::Up | Act::Down | Act::First | Act::Last | Act::Open
        )
    };
    rows(scopes)
        .filter(|row| !(asked && row.scope == Scope::List && chooses(row.act)))
        .map(keys)
        .filter(|(_, keys)| !keys.is_empty())
        .collect()
}

/// The keys that a name stands for: the digits of a range, or itself.
fn digits(key: &str) -> impl Iterator<Item = String> {
    let range = range(key).map(|range| range.map(|digit| digit.to_string()).collect());
    let keys: Vec<String> = range.unwrap_or_else(|| vec![key.to_owned()]);
    keys.into_iter()
}

/// The digits that a name such as `1-7` stands for.
fn range(key: &str) -> Option<std::ops::RangeInclusive<u8>> {
    let (from, to) = key.split_once('-')?;
    Some(from.parse().ok()?..=to.parse().ok()?)
}

/// Whether a key is the one of this name, or one that it stands for.
fn held(name: &str, key: &str) -> bool {
    let digit = || key.parse().ok();
    name == key || range(name).is_some_and(|range| digit().is_some_and(|key| range.contains(&key)))
}

/// Keys as they are said, one after another: `1 to 7`, `ctrl+s`.
pub fn say_keys(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| say_key(key)).collect();
    keys.join(", ")
}

impl Command {
    fn meant_by(&self, name: &str) -> Option<Act> {
        self.keys.iter().find_map(|key| {
            if *key == name {
                return Some(self.act);
            }
            let digit: u8 = name.parse().ok()?;
            let held = range(key)?.contains(&digit);
            held.then_some(Act::Digit(digit))
        })
    }

    /// Its first key as it is said.
    pub fn key(&self) -> String {
        self.keys
            .first()
            .map(|key| say_key(key))
            .unwrap_or_default()
    }
}

fn say_key(key: &str) -> String {
    match key.split_once('-') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && from.len() == 1 => {
            format!("{from} to {to}")
        }
        _ => key.to_owned(),
    }
}

/// The name of a key: `a`, `?`, `ctrl+s`, `alt+x`, `shift+up`, `f1`, `pgdn`.
pub fn key_name(key: KeyEvent) -> Option<String> {
    let base = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
            c.to_ascii_lowercase().to_string()
        }
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => return Some("shift+tab".to_owned()),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        KeyCode::F(number) => format!("f{number}"),
        _ => return None,
    };
    let shifted = key.modifiers.contains(KeyModifiers::SHIFT)
        && !matches!(key.code, KeyCode::Char(c) if c != ' ');
    let mut name = String::new();
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        name.push_str("ctrl+");
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        name.push_str("alt+");
    }
    if shifted && key.code != KeyCode::Char(' ') {
        name.push_str("shift+");
    }
    name.push_str(&base);
    Some(name)
}

/// The table as a page of Markdown, for `docs/keys.md` and `rolebook keys`.
pub fn keys_page() -> String {
    let mut page = String::from(
        "# Keys\n\nMade from the table of commands by `rolebook keys`.\n\
         Where one writes, letters are letters; elsewhere they are commands.\n",
    );
    for (scope, title) in SCOPES {
        page.push_str("\n## ");
        page.push_str(title);
        page.push_str("\n\n| keys | what they do |\n|---|---|\n");
        for row in COMMANDS.iter().filter(|row| row.scope == *scope) {
            let key = |key: &&str| format!("`{}`", say_key(key).replace('|', "\\|"));
            let keys: Vec<String> = row.keys.iter().map(key).collect();
            page.extend(["| ", &keys.join(" "), " | ", row.does, " |\n"]);
        }
    }
    page
}

/// Every scope and how it is said, in the order of the page.
pub const SCOPES: &[(Scope, &str)] = &[
    (Scope::Anywhere, "Everywhere"),
    (Scope::Still, "Wherever nothing is being written"),
    (Scope::List, "In lists and pages"),
    (Scope::Numbered, "In a list with numbers"),
    (Scope::Home, "On the first page"),
    (Scope::Deck, "On the page of a track"),
    (Scope::Reading, "Reading what was written"),
    (Scope::Passage, "Reading a passage"),
    (Scope::Beside, "Two answers side by side"),
    (Scope::Thread, "One question over time"),
    (Scope::Shelves, "On the shelves"),
    (Scope::Changes, "What changed"),
    (Scope::Promises, "Promises"),
    (Scope::Forecasts, "Forecasts"),
    (Scope::Letter, "A sealed letter"),
    (Scope::Year, "A year at a glance"),
    (Scope::Inbox, "The inbox"),
    (Scope::Lens, "The word lens"),
    (Scope::Ritual, "Before a ritual"),
    (Scope::Begun, "Before a ritual that was begun"),
    (Scope::Step, "At a step of a ritual"),
    (Scope::Again, "An earlier answer, read again"),
    (Scope::FromNow, "Marks of then, set from now"),
    (Scope::Shifts, "Changes that you mark as shifts"),
    (Scope::Promise, "A promise, in a ritual"),
    (Scope::Came, "A forecast, in a ritual"),
    (Scope::Recurs, "Whether it was there before, in a ritual"),
    (Scope::Pin, "What to look at first next time, in a ritual"),
    (Scope::Card, "The card"),
    (Scope::Brief, "The brief"),
    (Scope::Roundtables, "Roundtables"),
    (Scope::Names, "The names list"),
    (Scope::Choose, "Choosing what goes to a coach"),
    (Scope::LookThrough, "Looking through it, as the coach will"),
    (Scope::Agree, "The agreement"),
    (Scope::Send, "Writing a hand-off"),
    (Scope::Handoffs, "Hand-offs"),
    (Scope::Notes, "A hand-off, and the notes that came back"),
    (Scope::Reply, "A reply, before it is taken in"),
    (Scope::Review, "A coach's reading"),
    (Scope::CoachNote, "Writing a coach's note"),
    (Scope::NoteKind, "The kind of a coach's note"),
    (Scope::Pack, "A reply, before it is written"),
    (Scope::Answer, "At a question"),
    (Scope::Mark, "Setting a mark or choosing"),
    (Scope::Scale, "On a scale"),
    (Scope::Choice, "Among options"),
    (Scope::Write, "Writing"),
    (Scope::Line, "In a field of one line"),
    (Scope::Prose, "In a longer answer"),
    (Scope::Closing, "At the end of a walk"),
    (Scope::Once, "On a page that is said once"),
    (
        Scope::Field,
        "Typing a name, a day, or where to write a file",
    ),
    (Scope::Fields, "Among several such lines"),
    (Scope::Find, "Finding words, or a command"),
    (Scope::Lock, "The lock"),
    (Scope::Secret, "Typing a passphrase"),
    (Scope::Gate, "Before a locked journal"),
    (Scope::Ask, "At a question with two answers"),
    (Scope::Help, "On a help page"),
];
