//! Everything of one's own as a page.

use super::{Mine, Own, Written};
use crate::{
    insight::said::say_mark,
    journal::Mark,
    share::handoff::Block,
    time::say::{clock, plain},
};

pub(super) fn page<'a>(mine: &'a Mine<'a>) -> Vec<Block<'a>> {
    let mut page = vec![
        Block::Title("Everything I wrote"),
        Block::Pair("Date", plain(mine.date).into()),
    ];
    page.extend(
        mine.roles
            .iter()
            .map(|role| Block::Pair("Role", (*role).into())),
    );
    for one in &mine.roundtables {
        let said = format!("{}, {}", one.name, plain(one.date));
        page.push(Block::Pair("Roundtable", said.into()));
    }
    for (name, role) in &mine.names {
        page.push(Block::Pair(
            "Name",
            format!("{name}, swapped for {role}").into(),
        ));
    }
    page.push(Block::Say(
        "Private answers are among these, and names stand as they were written. This page is for you.".into(),
    ));
    for own in &mine.entries {
        entry(&mut page, own);
    }
    page
}

fn entry<'a>(page: &mut Vec<Block<'a>>, own: &'a Own<'a>) {
    let Some(first) = own.forms.first() else {
        return;
    };
    let mut date = format!("{}, {}", plain(own.day), clock(&first.entry.at));
    if own.private {
        date.push_str("   private");
    }
    page.push(Block::Item { id: "", date });
    if let Some(asked) = own.asked {
        page.push(Block::Question(&asked.question));
        page.push(Block::About(format!(
            "{}, revision {}.",
            asked.prompt, asked.rev
        )));
    }
    forms(page, own);
    for later in &own.later {
        let Some(said) = later.forms.last() else {
            continue;
        };
        let on = plain(later.day);
        let what = match &said.entry.mark {
            Some(Mark::Verdict(_)) => "my verdict",
            Some(Mark::Outcome(_)) => "what became of it",
            Some(Mark::Rating(_)) => "the mark for then, from now",
            None if later.asked.is_some() => "what I wrote of it",
            _ => "a note",
        };
        page.push(Block::Say(format!("On {on}, {what}:").into()));
        forms(page, later);
    }
}

/// What was written and how it was corrected, the form that holds first.
fn forms<'a>(page: &mut Vec<Block<'a>>, own: &'a Own<'a>) {
    if let Some(hidden) = &own.hidden {
        page.push(Block::Say(hidden.as_str().into()));
        return;
    }
    let mut forms = own.forms.iter();
    if let Some(last) = forms.next_back() {
        written(page, last);
    }
    for earlier in forms {
        let on = plain(earlier.entry.at.date_naive());
        page.push(Block::Say(
            format!("Before it was corrected, as written on {on}:").into(),
        ));
        written(page, earlier);
    }
}

fn written<'a>(page: &mut Vec<Block<'a>>, form: &'a Written<'a>) {
    let words = (!form.words.is_empty()).then(|| Block::Words(form.words.into()));
    let mark = match &form.mark {
        Some(Mark::Lines(lines)) => Some(Block::List(lines.iter().map(Into::into).collect())),
        Some(_) => Some(Block::Words(say_mark(form.entry).into())),
        None => None,
    };
    // What was promised or forecast comes first, and the mark says more of it.
    if matches!(form.mark, Some(Mark::Promise(_) | Mark::Forecast(_))) {
        page.extend(words.into_iter().chain(mark));
    } else {
        page.extend(mark.into_iter().chain(words));
    }
}
