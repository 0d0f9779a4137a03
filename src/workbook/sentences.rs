use crate::{
    deck::{Kind, Prompt},
    insight::thread::Point,
    journal::Mark,
    text,
    time::{Day, say::short},
};

use super::{Workbook, said};

/// What this is, said at the first start.
pub const PURPOSE: &str = "This is a workbook for thinking about your role. What you write stays in \
    files on this machine; the program has no network. It asks; it does not judge, score or advise. \
    It is not therapy, and it is not an assessment.";

const UNLOCKED: &str = "These files are not locked. They do not make a journal privileged: courts \
    can ask for diaries and work calendars. If your employer owns this machine, its rules may apply. \
    Write with role names where others are concerned.";

const LOCKED: &str = "Locked files keep out people who pick up your computer. They do not make a \
    journal privileged: courts can ask for diaries and work calendars. If your employer owns this \
    machine, its rules may apply. Write with role names where others are concerned.";

/// The truth about privacy.
pub fn privacy(workbook: &Workbook) -> &'static str {
    if workbook.is_sealed() {
        LOCKED
    } else {
        UNLOCKED
    }
}

/// The end of a walk, where something was kept, and where nothing was.
pub fn closing(workbook: &Workbook) -> &'static str {
    match (workbook.has_kept(), workbook.has_let_out()) {
        (true, false) => "Kept. Nothing left this machine.",
        (false, false) => "Nothing new was kept. Nothing left this machine.",
        (true, true) => "Kept. What you copied, printed or wrote out is outside the journal.",
        (false, true) => {
            "Nothing new was kept. What you copied, printed or wrote out is outside the journal."
        }
    }
}

/// What is said where one writes about others.
pub const ROLE_NAMES: &str = "Role names are enough.";

/// The quiet lines under a question, and how people are written down.
pub fn quiet_lines(prompt: &Prompt) -> Vec<&'static str> {
    let lines = [
        (
            prompt.private,
            "Stays here unless you choose otherwise. Skip it if it is not the day for it.",
        ),
        (prompt.others, ROLE_NAMES),
        (
            prompt.kind == Kind::People,
            "A line each: the role, a colon, and a line on them.",
        ),
        (prompt.kind == Kind::Scale, "A mark for yourself, today."),
    ];
    lines
        .into_iter()
        .filter(|(so, _)| *so)
        .map(|(_, line)| line)
        .collect()
}

/// What is said where a question is asked blind and its past is asked for.
pub const BLIND: &str =
    "This question is asked blind: anything earlier can be read once this answer is kept.";

/// That something was answered before, and when; none of its words.
pub fn then_line(then: Point<'_>, today: Day) -> String {
    let (day, then) = (short(then.day(), today), then.now);
    let count = |count: usize, one: &str, more: &str| match count {
        1 => format!("one {one}"),
        count => format!("{count} {more}"),
    };
    match &then.mark {
        Some(Mark::Rating(_)) => format!("On {day} you set a mark."),
        Some(Mark::Choice(_)) => format!("On {day} you chose one option."),
        Some(Mark::Choices(ids)) => {
            let options = count(ids.len(), "option", "options");
            format!("On {day} you chose {options}.")
        }
        Some(Mark::Lines(lines)) => {
            let lines = count(lines.len(), "line", "lines");
            format!("On {day} you wrote {lines}.")
        }
        Some(Mark::People(people)) => {
            let roles = count(people.len(), "role", "roles");
            format!("On {day} you named {roles}.")
        }
        Some(Mark::Promise(_)) => format!("On {day} you promised something."),
        Some(Mark::Forecast(_)) => format!("On {day} you made a forecast."),
        None if then.sealed.is_some() => format!("On {day} you wrote a letter to yourself."),
        Some(Mark::Other(_) | Mark::Outcome(_) | Mark::Verdict(_) | Mark::Note(_)) | None => {
            let words = count(text::words(&then.words), "word", "words");
            format!("On {day} you wrote {words}.")
        }
    }
}

/// The last line the person kept since the start, as they wrote it, and its question; of an
/// answer without words, its mark.
pub fn last_line(workbook: &Workbook) -> Option<(String, String)> {
    let entry = workbook.last_entry()?;
    let last = |text: &str| {
        let line = text.lines().rfind(|line| !line.trim().is_empty());
        line.map(str::to_owned)
    };
    let question = entry.asked.as_ref().map(|asked| asked.question.clone());
    let line = last(&entry.words).or_else(|| last(&said(entry)))?;
    Some((question.unwrap_or_default(), line))
}

/// That words of so many questions of a walk were put down and not kept; none at all has none.
pub fn waiting_line(questions: usize) -> Option<&'static str> {
    match questions {
        0 => None,
        1 => Some("One question holds words that you did not keep. They wait as a draft."),
        _ => Some("Some questions hold words that you did not keep. They wait as a draft."),
    }
}
