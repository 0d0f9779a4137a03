use super::HandOff;
use crate::{
    deck::Decks,
    journal::{Journal, Selection},
    time::Day,
};

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
pub fn compose(
    _journal: &Journal,
    _decks: &Decks,
    selection: &Selection,
    details: &Details,
    today: Day,
) -> (HandOff, Vec<(String, String)>) {
    let handoff = HandOff {
        format: super::FORMAT,
        cover: super::Cover {
            from: details.from.clone(),
            to: details.to.clone(),
            date: today,
            period: None,
            purpose: details.purpose.clone(),
            agreement: super::Agreement {
                quote: selection.quote,
                sponsor: selection.sponsor,
                keep_until: selection.keep_until,
            },
        },
        lines: details.lines.clone(),
        items: Vec::new(),
        context: None,
        reply: super::ReplyTo {
            token: details.token.clone(),
            recipient: details.recipient.clone(),
        },
    };
    (handoff, Vec::new())
}
