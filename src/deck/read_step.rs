//! One step of a ritual.

use super::fields::Fields;
use super::model::{Act, Step};
use super::problem::Report;
use super::read::{Frame, section};

const ACTS: &[&str] = &[
    "ask",
    "rate",
    "revisit",
    "promises",
    "forecasts",
    "pin",
    "card",
    "shifts",
    "close",
];

const REVISIT: &str = "revisit = { least = 3, most = 5 }";

pub(super) fn step(fields: Fields, frame: &Frame, report: &mut Report) -> Option<Step> {
    fields.only(
        &[ACTS, &["section", "short", "due", "from_now"]].concat(),
        report,
    );
    let section = section(fields, frame, report);
    let short = fields.flag("short", report);
    let said: Vec<&str> = ACTS.iter().copied().filter(|act| fields.has(act)).collect();
    let [act] = said.as_slice() else {
        let what = if said.is_empty() {
            "This step does nothing.".to_owned()
        } else {
            format!("This step does several things: {}.", said.join(", "))
        };
        report.add(
            fields.at,
            what,
            format!("Write exactly one of {}.", ACTS.join(", ")),
        );
        return None;
    };
    act_of(act, fields, frame, report).map(|act| Step {
        act,
        section,
        short,
    })
}

fn act_of(act: &str, fields: Fields, frame: &Frame, report: &mut Report) -> Option<Act> {
    let plain = match act {
        "ask" => {
            let id = fields.text(act, report)?;
            return known(&id, fields.spot(act), frame, report).map(Act::Ask);
        }
        "rate" => return rate(fields, frame, report),
        "revisit" => return revisit(fields, report),
        "promises" => Act::Promises {
            due: fields.flag("due", report),
        },
        "forecasts" => Act::Forecasts,
        "pin" => Act::Pin,
        "card" => Act::Card,
        "shifts" => Act::Shifts,
        _ => Act::Close,
    };
    let on = fields.flag(act, report);
    if !on {
        let what = format!("`{act}` is not true, so this step does nothing.");
        report.add(
            fields.spot(act),
            what,
            format!("Write {act} = true, or leave the step out."),
        );
    }
    on.then_some(plain)
}

fn rate(fields: Fields, frame: &Frame, report: &mut Report) -> Option<Act> {
    let at = fields.spot("rate");
    let written = fields.texts("rate", report);
    if written.is_empty() {
        report.add(
            at,
            "`rate` names no prompt.",
            "Write rate = [\"authority.2\"].",
        );
        return None;
    }
    let ids: Vec<String> = written
        .iter()
        .filter_map(|id| known(id, at, frame, report))
        .collect();
    let from_now = fields.flag("from_now", report);
    (!ids.is_empty()).then_some(Act::Rate {
        prompts: ids,
        from_now,
    })
}

fn revisit(fields: Fields, report: &mut Report) -> Option<Act> {
    let range = fields.table("revisit", REVISIT, report)?;
    range.only(&["least", "most", "pairs"], report);
    for key in ["least", "most"] {
        if !range.has(key) {
            report.add(
                range.at,
                format!("`{key}` is missing."),
                format!("Write {REVISIT}."),
            );
        }
    }
    let (least, most) = (range.count("least", report), range.count("most", report));
    let pairs = range.flag("pairs", report);
    let (least, most) = (least?, most?);
    if least > most {
        let what = format!("`least` is {least} and `most` is {most}.");
        report.add(range.at, what, format!("Write {REVISIT}."));
        return None;
    }
    Some(Act::Revisit { least, most, pairs })
}

/// The full id of a prompt a step names: any of another deck, or one that this deck has.
fn known(written: &str, at: usize, frame: &Frame, report: &mut Report) -> Option<String> {
    let full = match written.split_once('.') {
        Some(_) => written.to_owned(),
        None => format!("{}.{written}", frame.id),
    };
    let own = full
        .split_once('.')
        .is_some_and(|(deck, _)| deck == frame.id);
    if own && !frame.prompts.contains(&full) {
        report.add(
            at,
            format!("This deck has no prompt `{full}`."),
            match frame.prompts.as_slice() {
                [] => "Name a prompt of another deck, such as ground.1.".to_owned(),
                ids => format!(
                    "Write one of {}, or a prompt of another deck.",
                    ids.join(", ")
                ),
            },
        );
        return None;
    }
    Some(full)
}
