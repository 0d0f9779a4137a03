use crate::{
    deck::Prompt,
    time::{Day, say::plain},
    workbook::{BLIND, Place, Workbook, quiet_lines, said, then_line},
};

/// A question as it is said: where it stands, its words, and what belongs to it.
pub(super) fn text(workbook: &Workbook, place: &Place, prompt: &Prompt, today: Day) -> String {
    let mut lines = Vec::new();
    if let Some(deck) = workbook.decks.get(&place.walk.deck) {
        let (number, of) = place.walk.number(&workbook.decks);
        lines.push(match of {
            1 => deck.title.clone(),
            of => format!("{}, question {number} of {of}", deck.title),
        });
    }
    lines.push(prompt.text.clone());
    lines.extend(quiet_lines(prompt).into_iter().map(str::to_owned));
    if let Some(ends) = &prompt.ends {
        lines.push(format!("1 is: {}", ends.low));
        lines.push(format!("7 is: {}", ends.high));
    }
    for (at, option) in prompt.options.iter().enumerate() {
        lines.push(format!("{}  {} ({})", at + 1, option.text, option.id));
    }
    // Of a question that is asked blind nothing is said before its answer is in.
    if let Some(then) = workbook
        .journal
        .latest(&prompt.id)
        .filter(|_| !prompt.blind)
    {
        lines.push(format!("{} :earlier reads it.", then_line(then, today)));
    }
    lines.join("\n")
}

/// Why it is asked, and what may help.
pub(super) fn why(prompt: &Prompt) -> String {
    let lines = [&prompt.why].into_iter().chain(&prompt.probes);
    let lines: Vec<&str> = lines
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return "There is no more to say about it.".to_owned();
    }
    lines.join("\n")
}

/// What was written here before.
pub(super) fn earlier(workbook: &Workbook, prompt: &Prompt) -> String {
    if prompt.blind {
        return BLIND.to_owned();
    }
    match workbook.journal.latest(&prompt.id) {
        None => "Nothing was written here before.".to_owned(),
        Some(then) => format!("{}:\n{}", plain(then.at.date_naive()), said(then)),
    }
}

/// The day that was set to look again, where it is still to come.
pub(super) fn look_again(workbook: &Workbook, today: Day) -> Option<String> {
    let day = workbook.journal.look_again().filter(|day| *day > today)?;
    Some(format!("You set {} to look again.", plain(day)))
}
