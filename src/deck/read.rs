//! From text to a deck and everything wrong with it.

use toml::de::DeTable;

use super::fields::Fields;
use super::model::{Deck, Prompt};
use super::problem::{Problem, Report};
use super::read_prompt::prompt;
use super::read_step::step;
use super::words::DeckKind;

const FIELDS: &[&str] = &[
    "id", "title", "purpose", "when", "minutes", "kind", "sections", "credits", "steps", "prompts",
];

/// What the parts of a deck need to know of the whole.
pub(super) struct Frame {
    /// Empty where the deck has no usable id.
    pub(super) id: String,
    pub(super) sections: Vec<String>,
    /// The full ids of all prompts, the faulty ones too.
    pub(super) prompts: Vec<String>,
}

/// Reads a deck from TOML and names every problem at once, in the order of the text.
///
/// What cannot be used is left out and the rest stands; there is no deck only where it has no
/// usable id. A deck with a problem is still a deck: whether to use it is the caller's choice.
pub fn read(text: &str) -> (Option<Deck>, Vec<Problem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut report = Report::on(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        report.add(
            error.span().map_or(0, |span| span.start),
            format!("This is not TOML: {}.", error.message()),
            "Look here and on the line before for a quotation mark, bracket or equals sign.",
        );
    }
    let deck = deck(Fields::of(table.get_ref(), 0), &mut report);
    (deck, report.finish())
}

fn deck(fields: Fields, report: &mut Report) -> Option<Deck> {
    fields.only(FIELDS, report);
    let id = fields.needed("id", "an id, such as id = \"handover\"", report);
    let id = id
        .filter(|id| well_formed(id, fields.spot("id"), report))
        .unwrap_or_default();
    let sections = fields.texts("sections", report);
    let mut frame = Frame {
        id,
        sections,
        prompts: Vec::new(),
    };
    let title = fields.needed("title", "a title, such as title = \"Handing over\"", report);
    let prompts = prompts(fields, &mut frame, report);
    let steps = fields
        .tables(
            "steps",
            "each step below a line of its own: [[steps]]",
            report,
        )
        .into_iter()
        .filter_map(|fields| step(fields, &frame, report))
        .collect();
    let deck = Deck {
        title: title.unwrap_or_else(|| frame.id.clone()),
        purpose: fields.text("purpose", report).unwrap_or_default(),
        when: fields.text("when", report).unwrap_or_default(),
        minutes: fields.text("minutes", report).unwrap_or_default(),
        kind: fields
            .word("kind", DeckKind::ALL, DeckKind::as_str, report)
            .unwrap_or(DeckKind::Track),
        credits: fields.texts("credits", report),
        id: frame.id,
        sections: frame.sections,
        steps,
        prompts,
    };
    (!deck.id.is_empty()).then_some(deck)
}

fn prompts(fields: Fields, frame: &mut Frame, report: &mut Report) -> Vec<Prompt> {
    if !fields.has("prompts") {
        report.add(
            fields.at,
            "There is no prompt.",
            "Add one below a line of its own: [[prompts]].",
        );
    }
    let mut prompts = Vec::new();
    for fields in fields.tables(
        "prompts",
        "each prompt below a line of its own: [[prompts]]",
        report,
    ) {
        let read = prompt(fields, frame, report);
        let Some(id) = read.id else { continue };
        if frame.prompts.contains(&id) {
            report.add(
                fields.spot("id"),
                format!("A prompt above has the id `{id}` already."),
                "Give each prompt an id of its own.",
            );
            continue;
        }
        frame.prompts.push(id);
        prompts.extend(read.prompt);
    }
    prompts
}

/// Whether an id is of lower-case letters, digits and hyphens; reports it if not.
pub(super) fn well_formed(id: &str, at: usize, report: &mut Report) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let well = !id.is_empty() && id.chars().all(good);
    if !well {
        report.add(
            at,
            format!("`{id}` cannot be an id."),
            "Use lower-case letters from a to z, digits and hyphens.",
        );
    }
    well
}

/// The section a prompt or step names, if the deck lists it; reports it if not.
pub(super) fn section(fields: Fields, frame: &Frame, report: &mut Report) -> Option<String> {
    let section = fields.text("section", report)?;
    if !frame.sections.contains(&section) {
        report.add(
            fields.spot("section"),
            format!("The deck lists no section `{section}`."),
            match frame.sections.as_slice() {
                [] => {
                    format!("Add sections = [\"{section}\"] to the deck, or leave this line out.")
                }
                listed => format!("Write one of {}, or add it to sections.", listed.join(", ")),
            },
        );
        return None;
    }
    Some(section)
}
