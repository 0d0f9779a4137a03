//! From a selection to what goes: chosen, held back, grouped, cleared of names, in its parts.

mod context;
mod fit;
mod gather;
mod item;
mod part;
mod redact;

use super::{Agreement, Cover, HandOff, Item, ReplyTo};
use crate::{
    deck::Decks,
    journal::{Journal, Selection},
    time::Day,
};
use gather::Gathered;
use item::Writer;

pub use fit::{Fit, fit};

/// What the client typed for the cover, and whose reply is expected.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// The name the client chose for themselves, and for whom and for what it is.
    pub from: String,
    pub to: String,
    pub purpose: String,
    /// Where things are, in three lines at most.
    pub lines: Vec<String>,
    /// See [`super::ReplyTo`].
    pub token: String,
    pub recipient: Option<String>,
}

/// What would go to the coach, and for each of its ids (h1, h2, …) the id of the entry, which
/// stays here.
///
/// `docs/handoff.md` says what goes and what never does. Each entry stands in it once.
pub fn compose(
    journal: &Journal,
    decks: &Decks,
    selection: &Selection,
    details: &Details,
    today: Day,
) -> (HandOff, Vec<(String, String)>) {
    let gathered = Gathered::of(journal, selection, today);
    let mut writer = Writer::new(&gathered, decks);
    let mut items = writer.items(&gathered.groups);
    loop {
        // Where an answer is left out in silence, what was chosen besides stands without it.
        let further = gathered.further(&writer.done);
        if further.is_empty() {
            break;
        }
        items.extend(writer.items(&further));
    }
    items.sort_by_key(|(at, _, item)| (item.part, *at));
    let mut ids = Vec::with_capacity(items.len());
    for (number, (_, entry, item)) in items.iter_mut().enumerate() {
        item.id = format!("h{}", number + 1);
        ids.push((item.id.clone(), (*entry).to_owned()));
    }
    let items: Vec<Item> = items.into_iter().map(|(_, _, item)| item).collect();
    let redact = &mut writer.redact;
    let said = |line: &String| !line.trim().is_empty();
    let lines = details.lines.iter().filter(|line| said(line));
    let lines = lines.map(|line| redact.text(line)).collect();
    let cover = Cover {
        from: redact.text(&details.from),
        to: redact.text(&details.to),
        date: today,
        period: period(&items),
        purpose: redact.text(&details.purpose),
        agreement: Agreement {
            quote: selection.quote,
            sponsor: selection.sponsor,
            keep_until: selection.keep_until,
        },
    };
    let handoff = HandOff {
        format: super::FORMAT,
        cover,
        lines,
        context: selection
            .context
            .then(|| context::context(journal, redact, today))
            .flatten(),
        items,
        reply: ReplyTo {
            token: details.token.clone(),
            recipient: details.recipient.clone(),
        },
    };
    (handoff, ids)
}

/// The first and the last day of the answers that go.
fn period(items: &[Item]) -> Option<(Day, Day)> {
    let said = items
        .iter()
        .flat_map(|item| item.earlier.iter().chain([&item.said]));
    let days = said.map(|said| said.date);
    days.clone().min().zip(days.max())
}
