//! A hand-off as a page: what every form of it says, in one order.

mod drawn;
mod item;

use std::borrow::Cow;

use super::{HandOff, Item, Part, check_value, digest, sentences};
use crate::{share::form::form, text::diff::Run, time::say::plain};

pub use drawn::{Column, Drawn};
pub use item::item;

/// One piece of a page. Words of the client are never in a sentence of ours.
#[derive(Debug, Clone, PartialEq)]
pub enum Block<'a> {
    /// What the page is.
    Title(&'static str),
    /// A part begins.
    Part(&'static str),
    /// A part within a part.
    Sub(&'static str),
    /// A label, and what stands beside it.
    Pair(&'static str, Cow<'a, str>),
    /// A sentence of ours.
    Say(Cow<'a, str>),
    /// An answer begins: its id, empty where it has none, and its date.
    Item { id: &'a str, date: String },
    /// A question as it was asked.
    Question(&'a str),
    /// What belongs to a question, a line each: id, revision and why; the ends of its scale.
    About(String),
    /// Words of the client, verbatim.
    Words(Cow<'a, str>),
    /// Lines of a list of the client.
    List(Vec<Cow<'a, str>>),
    /// Then or now, and its day: what stands below, up to the next of these, was said there.
    Turn(&'static str, String),
    /// A rating on its day. A series is drawn where it has enough of them.
    Dot(Dot<'a>),
    /// A series for forms that can draw; its words stand below.
    Drawn(Drawn<'a>),
    /// Two texts of the client run together.
    Edited(Vec<Run<'a>>),
    /// The first words of an answer that stands further down.
    Glance { id: &'a str, line: Cow<'a, str> },
    /// What is to be filled in, as it is.
    Form(String),
}

/// A rating of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot<'a> {
    pub date: String,
    /// From 1 to 7; none where it was left out.
    pub mark: Option<u8>,
    /// The mark for that day, set from a later one.
    pub from_now: Option<u8>,
    /// The words beside it. May be empty.
    pub evidence: &'a str,
    /// Whether the series has marks enough to be drawn.
    pub drawn: bool,
}

/// The whole page, the digest first.
///
/// # Errors
/// The check value cannot be computed.
pub fn blocks(handoff: &HandOff) -> Result<Vec<Block<'_>>, serde_json::Error> {
    let mut page = first_page(handoff)?;
    for part in Part::ALL.into_iter().filter(|part| *part != Part::Want) {
        let mut items = of(handoff, part).peekable();
        if items.peek().is_none() {
            continue;
        }
        page.push(Block::Part(part.title()));
        if part == Part::Ratings {
            page.push(Block::Say(sentences::RATINGS.into()));
        }
        items.for_each(|one| item(&mut page, one));
    }
    context(&mut page, handoff);
    page.push(Block::Part("How to answer"));
    page.extend(sentences::ANSWER.map(|line| Block::Say(line.into())));
    page.push(Block::Part("Limits"));
    page.push(Block::Say(sentences::LIMITS.into()));
    page.push(Block::Part("The form for a reply"));
    page.push(Block::Form(form(handoff)));
    Ok(page)
}

/// How often a text stands in the answers, and in what the client typed for the cover.
pub fn times(handoff: &HandOff, text: &str) -> usize {
    let mut page = Vec::new();
    for one in &handoff.items {
        item(&mut page, one);
    }
    let lines = handoff.lines.iter().map(|line| Block::Words(line.into()));
    page.extend(lines);
    context(&mut page, handoff);
    let cover = &handoff.cover;
    let typed = [&cover.from, &cover.to, &cover.purpose];
    let on_cover = typed.into_iter().map(|line| line.matches(text).count());
    let on_page = page.iter().map(|block| block.times(text));
    on_cover.chain(on_page).sum()
}

impl Block<'_> {
    /// How often a text stands in what is the client's; what stands elsewhere too is not counted.
    fn times(&self, text: &str) -> usize {
        let count = |words: &str| words.matches(text).count();
        match self {
            Self::Question(words) => count(words),
            Self::About(words) => count(words),
            Self::List(lines) => lines.iter().map(|line| count(line)).sum(),
            Self::Dot(dot) => count(dot.evidence),
            // The list of roles is made of what is counted already.
            Self::Pair("Role names used", _)
            | Self::Title(_)
            | Self::Part(_)
            | Self::Sub(_)
            | Self::Item { .. }
            | Self::Turn(..)
            | Self::Drawn(_)
            | Self::Edited(_)
            | Self::Glance { .. }
            | Self::Form(_) => 0,
            Self::Pair(_, words) | Self::Say(words) | Self::Words(words) => count(words),
        }
    }
}

/// What is read in the first ninety seconds: the cover, the wish, and the first lines of the rest.
///
/// # Errors
/// The check value cannot be computed.
pub fn first_page(handoff: &HandOff) -> Result<Vec<Block<'_>>, serde_json::Error> {
    let mut page = cover(handoff, &check_value(handoff)?);
    want(&mut page, handoff);
    glances(&mut page, handoff);
    Ok(page)
}

fn of(handoff: &HandOff, part: Part) -> impl Iterator<Item = &Item> {
    handoff.items.iter().filter(move |item| item.part == part)
}

fn cover<'a>(handoff: &'a HandOff, check: &str) -> Vec<Block<'a>> {
    let cover = &handoff.cover;
    let agreed = &cover.agreement;
    let yes = |yes| if yes { "yes" } else { "no" };
    let mut page = vec![Block::Title("A hand-off to a coach")];
    let mut pair = |label, value: Cow<'static, str>| {
        if !value.trim().is_empty() {
            page.push(Block::Pair(label, value));
        }
    };
    pair("From", cover.from.clone().into());
    pair("For", cover.to.clone().into());
    pair("Date", plain(cover.date).into());
    let period = cover.period.map(|(first, last)| {
        if first == last {
            plain(first)
        } else {
            format!("{} to {}", plain(first), plain(last))
        }
    });
    pair("Period", period.unwrap_or_default().into());
    pair("Purpose", cover.purpose.clone().into());
    pair("May be quoted", yes(agreed.quote).into());
    pair(
        "May be discussed with a sponsor or a supervisor",
        yes(agreed.sponsor).into(),
    );
    let keep = agreed.keep_until.map(plain);
    pair("To be kept until", keep.unwrap_or_default().into());
    let format = format!("{}, check value {check}", handoff.format);
    pair("Format", format.into());
    page.push(Block::Say(sentences::SELECTION.into()));
    page
}

/// What is wanted from the session, and where things are.
fn want<'a>(page: &mut Vec<Block<'a>>, handoff: &'a HandOff) {
    let mut items = of(handoff, Part::Want).peekable();
    if items.peek().is_some() {
        page.push(Block::Part(Part::Want.title()));
        items.for_each(|one| item(page, one));
    }
    if !handoff.lines.is_empty() {
        page.push(Block::Part("Where things are"));
        let lines = handoff.lines.iter().map(|line| Block::Words(line.into()));
        page.extend(lines);
    }
}

/// The first lines of what follows.
fn glances<'a>(page: &mut Vec<Block<'a>>, handoff: &'a HandOff) {
    let glances = digest(handoff);
    if glances.is_empty() {
        return;
    }
    page.push(Block::Part("In short"));
    let mut last = None;
    for glance in glances {
        if last.replace(glance.part) != Some(glance.part) {
            page.push(Block::Sub(glance.part.title()));
        }
        page.push(Block::Glance {
            id: glance.id,
            line: glance.line,
        });
    }
}

fn context<'a>(page: &mut Vec<Block<'a>>, handoff: &'a HandOff) {
    let Some(context) = &handoff.context else {
        return;
    };
    page.push(Block::Part("The role"));
    let said = |label, words: &'a str| {
        let words = words.trim();
        (!words.is_empty()).then(|| Block::Pair(label, words.into()))
    };
    page.extend(said("Role", &context.role));
    page.extend(said("Since", &context.since));
    if !context.roles.is_empty() {
        let roles = context.roles.join(", ");
        page.push(Block::Pair("Role names used", roles.into()));
    }
}
