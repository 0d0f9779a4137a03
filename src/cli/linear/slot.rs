use crate::{
    deck::{Kind, Prompt},
    time::{Day, parse_day, say::full},
    workbook::{Field, Given, Lack, Shape, fields, lacks},
};

/// A part of an answer that is asked for by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// A point of the scale, or options.
    Mark,
    /// A field, by its position.
    Text(usize, Field),
}

/// What became of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It was added; more may come.
    More,
    /// The slot is done; there may be something to say about it.
    Done(Option<String>),
    /// It cannot be taken there, and why.
    Refused(String),
}

/// The parts of an answer to a prompt, in the order they are asked for.
pub(super) fn slots(prompt: &Prompt) -> Vec<Slot> {
    let mark = matches!(prompt.kind, Kind::Scale | Kind::One | Kind::Many);
    let fields = fields(prompt).into_iter().enumerate();
    let fields = fields.map(|(at, field)| Slot::Text(at, field));
    mark.then_some(Slot::Mark)
        .into_iter()
        .chain(fields)
        .collect()
}

impl Slot {
    /// What is asked for.
    pub(super) fn ask(&self, prompt: &Prompt) -> String {
        match self {
            Self::Mark => match prompt.kind {
                Kind::Scale => "A number from 1 to 7; an empty line for no mark.",
                Kind::Many => "Numbers, or the words in brackets; an empty line for none.",
                Kind::Long
                | Kind::One
                | Kind::List
                | Kind::People
                | Kind::Commit
                | Kind::Predict => "A number, or the word in brackets; an empty line for none.",
            }
            .to_owned(),
            Self::Text(_, field) => match field.shape {
                Shape::Prose => "Write; a line with a single dot ends it.".to_owned(),
                Shape::Items => "A line each; a line with a single dot ends it.".to_owned(),
                Shape::Date => format!("{}: friday, in 3 weeks, 2026-Q1, 31 March.", field.label),
                Shape::Line | Shape::Percent => format!("{}:", field.label),
            },
        }
    }

    /// The field it fills; a mark stands before the first.
    pub(super) fn focus(&self) -> usize {
        match self {
            Self::Mark => 0,
            Self::Text(at, _) => *at,
        }
    }

    /// What is in it already.
    pub(super) fn so_far(&self, given: &Given) -> String {
        match self {
            Self::Mark => given.picked.join(", "),
            Self::Text(at, _) => given.texts.get(*at).cloned().unwrap_or_default(),
        }
    }

    /// Whether it takes line upon line until it is ended.
    pub(super) fn is_long(&self) -> bool {
        matches!(&self, Self::Text(_, field) if matches!(field.shape, Shape::Prose | Shape::Items))
    }

    /// Puts a line into what is given. An empty line leaves a short part as it is. `first` says
    /// that no line of it came before.
    pub(super) fn take(
        &self,
        prompt: &Prompt,
        given: &mut Given,
        line: String,
        first: bool,
        today: Day,
    ) -> Taken {
        if self.is_long() {
            return self.take_long(given, line, first);
        }
        if line.trim().is_empty() {
            return self.leave(prompt, given);
        }
        let before = given.clone();
        match self {
            Self::Mark => given.picked = picked(prompt, &line),
            Self::Text(at, _) => {
                if let Some(text) = given.texts.get_mut(*at) {
                    line.strip_suffix('\r').unwrap_or(&line).clone_into(text);
                }
            }
        }
        let refused = lacks(prompt, given, today).filter(Lack::is_wrong);
        if let Some(why) = refused {
            *given = before;
            return Taken::Refused(why.to_string());
        }
        Taken::Done(self.say_day(&line, today))
    }

    fn take_long(&self, given: &mut Given, line: String, first: bool) -> Taken {
        let bare = line.strip_suffix('\r').unwrap_or(&line);
        let Self::Text(at, _) = self else {
            return Taken::More;
        };
        let Some(text) = given.texts.get_mut(*at) else {
            return Taken::More;
        };
        if bare == "." {
            return Taken::Done(None);
        }
        let line = if bare == ".." { ".".to_owned() } else { line };
        if !first || !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
        Taken::More
    }

    /// An empty line: what has to be there is asked for again.
    fn leave(&self, prompt: &Prompt, given: &Given) -> Taken {
        let stated = matches!(prompt.kind, Kind::Commit | Kind::Predict);
        let needed = stated && matches!(&self, Self::Text(0, _));
        if needed && self.so_far(given).is_empty() {
            return Taken::Refused("A few words are needed here; :skip passes it over.".to_owned());
        }
        Taken::Done(None)
    }

    fn say_day(&self, said: &str, today: Day) -> Option<String> {
        let Self::Text(_, field) = self else {
            return None;
        };
        let day = parse_day(said, today).ok()?;
        (field.shape == Shape::Date).then(|| format!("That is {}.", full(day)))
    }
}

/// The mark that a line names: a point as it is said, options by number or id.
fn picked(prompt: &Prompt, line: &str) -> Vec<String> {
    if prompt.kind == Kind::Scale {
        return vec![line.trim().to_owned()];
    }
    let names = line
        .split([' ', ',', ';', '\t', '\r'])
        .filter(|name| !name.is_empty());
    let id = |name: &str| {
        let number = name
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let option = number.and_then(|at| prompt.options.get(at));
        option.map_or_else(|| name.to_owned(), |option| option.id.clone())
    };
    names.map(id).collect()
}
