use crate::journal::{Entry, Mark};

/// The texts of an entry that its author wrote or chose: each is searched by itself.
pub(super) fn parts(entry: &Entry) -> impl Iterator<Item = &str> {
    std::iter::once(entry.words.as_str()).chain(of_mark(entry))
}

fn of_mark(entry: &Entry) -> Vec<&str> {
    let option = |id: &'_ String| entry.asked.as_ref()?.option(id);
    match &entry.mark {
        None | Some(Mark::Rating(_) | Mark::Outcome(_) | Mark::Verdict(_) | Mark::Other(_)) => {
            Vec::new()
        }
        // What it quotes is found where it was written.
        Some(Mark::Note(_)) => Vec::new(),
        Some(Mark::Choice(id)) => option(id).into_iter().collect(),
        Some(Mark::Choices(ids)) => ids.iter().filter_map(option).collect(),
        Some(Mark::Lines(lines)) => lines.iter().map(String::as_str).collect(),
        Some(Mark::People(people)) => people
            .iter()
            .flat_map(|person| [person.role.as_str(), person.line.as_str()])
            .collect(),
        Some(Mark::Promise(promise)) => vec![&promise.obstacle, &promise.then],
        Some(Mark::Forecast(forecast)) => vec![&forecast.yes],
    }
}
