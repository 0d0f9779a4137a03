//! What keeps two answers apart before a word of them is read.

use crate::{deck::Ends, insight::thread::Point};

/// What differs in the question as it was asked, its kind, its scale, its options, and in the role
/// that was held: a sentence each.
pub fn differs(then: Point<'_>, now: Point<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let (Some(old), Some(new)) = (&then.now.asked, &now.now.asked) {
        if old.question != new.question {
            let question = &old.question;
            said.push(format!(
                "The question was asked in other words then: {question}"
            ));
        }
        if old.kind != new.kind {
            said.push("It was answered in another way then.".to_owned());
        } else if old.ends != new.ends {
            let ends = old.ends.as_ref().map(Ends::said).unwrap_or_default();
            said.push(format!("The scale had other ends then: {ends}."));
        }
        if old.options != new.options && old.kind == new.kind {
            said.push("Other options were offered then.".to_owned());
        }
    } else if then.now.asked.is_some() != now.now.asked.is_some() {
        said.push("One of the two answers no question.".to_owned());
    }
    // A correction is written in whatever role is held by then; the answer keeps its own.
    if then.first.role != now.first.role {
        said.push("Another role was held then.".to_owned());
    }
    said
}
