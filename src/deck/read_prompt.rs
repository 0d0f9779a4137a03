//! One prompt of a deck.

use super::fields::Fields;
use super::model::{Choice, Ends, Prompt};
use super::problem::Report;
use super::read::{Frame, section, well_formed};
use super::words::{Dimension, Kind, States};

const FIELDS: &[&str] = &[
    "id",
    "rev",
    "section",
    "kind",
    "text",
    "why",
    "probes",
    "dimensions",
    "options",
    "scale",
    "note",
    "anchor",
    "short",
    "blind",
    "private",
    "others",
    "repeats",
    "recurs",
    "sealed",
    "states",
];

const SCALE: &str = "scale = { low = \"…\", high = \"…\" }";
const OPTION: &str = "{ id = \"…\", text = \"…\" }";

/// What came of reading a prompt. A faulty one still has its id, so that a step may name it.
pub(super) struct Read {
    pub(super) id: Option<String>,
    pub(super) prompt: Option<Prompt>,
}

pub(super) fn prompt(fields: Fields, frame: &Frame, report: &mut Report) -> Read {
    fields.only(FIELDS, report);
    let id = id(fields, frame, report);
    Read {
        prompt: body(fields, id.clone().unwrap_or_default(), frame, report),
        id,
    }
}

fn id(fields: Fields, frame: &Frame, report: &mut Report) -> Option<String> {
    let written = fields.needed("id", "an id, such as id = \"1\"", report)?;
    let at = fields.spot("id");
    let own = match written.split_once('.') {
        Some((deck, own)) if deck == frame.id || frame.id.is_empty() => own,
        Some((_, own)) => {
            report.add(
                at,
                format!("`{written}` does not begin with the id of this deck."),
                format!("Write `{own}` or `{}.{own}`.", frame.id),
            );
            return None;
        }
        None => &written,
    };
    well_formed(own, at, report).then(|| format!("{}.{own}", frame.id))
}

fn body(fields: Fields, id: String, frame: &Frame, report: &mut Report) -> Option<Prompt> {
    let kind = fields
        .needed("kind", "a kind, such as kind = \"long\"", report)
        .and_then(|_| fields.word("kind", Kind::ALL, Kind::as_str, report));
    let text = fields.needed("text", "the question: text = \"…\"", report);
    let ends = ends(fields, kind, report);
    let options = options(fields, kind, report);
    let prompt = Prompt {
        id,
        rev: fields.count("rev", report).unwrap_or(1),
        section: section(fields, frame, report).unwrap_or_default(),
        why: fields.text("why", report).unwrap_or_default(),
        probes: fields.texts("probes", report),
        dimensions: fields.named("dimensions", Dimension::ALL, Dimension::as_str, report),
        note: fields.text("note", report),
        anchor: fields.flag("anchor", report),
        short: fields.flag("short", report),
        blind: fields.flag("blind", report),
        private: fields.flag("private", report),
        others: fields.flag("others", report),
        repeats: fields.flag("repeats", report),
        recurs: fields.flag("recurs", report),
        sealed: fields.flag("sealed", report),
        states: fields.word("states", States::ALL, States::as_str, report),
        kind: kind?,
        text: text?,
        options: options?,
        ends: ends?,
    };
    Some(prompt)
}

/// The ends of a scale, none for another kind, or nothing where they are at fault.
#[expect(
    clippy::option_option,
    reason = "the outer one is whether the prompt can be used"
)]
fn ends(fields: Fields, kind: Option<Kind>, report: &mut Report) -> Option<Option<Ends>> {
    let at = fields.spot("scale");
    if kind != Some(Kind::Scale) {
        if let Some(kind) = kind.filter(|_| fields.has("scale")) {
            let what = format!("A prompt of kind `{}` has no scale.", kind.as_str());
            report.add(at, what, "Write kind = \"scale\", or leave this line out.");
        }
        return Some(None);
    }
    if !fields.has("scale") {
        report.add(at, "The scale has no ends.", format!("Add {SCALE}."));
    }
    let scale = fields.table("scale", SCALE, report)?;
    scale.only(&["low", "high"], report);
    let low = scale.needed("low", "what 1 means: low = \"…\"", report);
    let high = scale.needed("high", "what 7 means: high = \"…\"", report);
    Some(Some(Ends {
        low: low?,
        high: high?,
    }))
}

/// The options of a choice, none for another kind, or nothing where they are at fault.
fn options(fields: Fields, kind: Option<Kind>, report: &mut Report) -> Option<Vec<Choice>> {
    let at = fields.spot("options");
    if !matches!(kind, Some(Kind::One | Kind::Many)) {
        if let Some(kind) = kind.filter(|_| fields.has("options")) {
            let what = format!("A prompt of kind `{}` has no options.", kind.as_str());
            report.add(
                at,
                what,
                "Write kind = \"one\" or \"many\", or leave the options out.",
            );
        }
        return Some(Vec::new());
    }
    let written = fields.tables("options", OPTION, report);
    if fields.length("options").is_some_and(|length| length < 2) {
        report.add(
            at,
            "One chooses between two options or more.",
            format!("Write each option as {OPTION}."),
        );
        return None;
    }
    let mut options: Vec<Choice> = Vec::new();
    for fields in written {
        if let Some(option) = option(fields, &options, report) {
            options.push(option);
        }
    }
    (options.len() > 1).then_some(options)
}

fn option(fields: Fields, before: &[Choice], report: &mut Report) -> Option<Choice> {
    fields.only(&["id", "text"], report);
    let id = fields.needed("id", "an id, such as id = \"not-yet\"", report);
    let text = fields.needed("text", "the words: text = \"…\"", report);
    let (id, text, at) = (id?, text?, fields.spot("id"));
    if !well_formed(&id, at, report) {
        return None;
    }
    if before.iter().any(|option| option.id == id) {
        let what = format!("An option above has the id `{id}` already.");
        report.add(at, what, "Give each option of a prompt an id of its own.");
        return None;
    }
    Some(Choice { id, text })
}
