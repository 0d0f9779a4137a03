use super::{COACH_ASKS, Exit, Given, HAPPENED, REASON};
use crate::{
    journal::{Aside, Draft, Stop, Walk},
    store::DraftClaim,
    time::Moment,
};

/// Where somebody is writing: a question of a walk, and the draft that holds their words.
pub struct Place {
    pub walk: Walk,
    pub draft: String,
    /// The id the answer will have.
    pub entry: String,
    /// Words of questions that were passed over in this walk.
    pub aside: Vec<Aside>,
    /// When the words were put down, where that was before now.
    pub(super) written: Option<Moment>,
    /// Keeps other windows from offering this draft.
    pub(super) claim: Option<DraftClaim>,
}

/// The state of the fields, for a draft.
#[derive(Debug, Clone, Default)]
pub struct Writing {
    pub given: Given,
    pub focus: usize,
    pub cursor: usize,
    pub revises: Option<String>,
}

impl Place {
    /// Moves on after its answer was kept.
    pub fn advance(&mut self, next: (Walk, String)) {
        (self.walk, self.entry) = next;
    }

    /// Moves on without an answer; what was put down waits aside.
    pub fn pass(&mut self, exit: Exit, given: &Given) {
        if let Some(prompt) = self.walk.current().map(str::to_owned)
            && !given.is_empty()
        {
            let (texts, picked) = (given.texts.clone(), given.picked.clone());
            self.aside.push(Aside {
                prompt,
                about: about(&self.walk),
                texts,
                picked,
            });
        }
        self.walk.leave(exit);
    }

    /// Puts the words of a draft aside, whose question is not the one that comes now.
    pub fn set_aside(&mut self, draft: &Draft) {
        if !draft.is_empty() {
            self.aside.push(Aside {
                prompt: draft.prompt.clone(),
                about: about(&draft.walk),
                texts: draft.texts.clone(),
                picked: draft.picked.clone(),
            });
        }
    }

    /// What was put down at the current question when it was passed over.
    pub fn take_aside(&mut self) -> Option<Given> {
        let (prompt, about) = (self.walk.current()?, about(&self.walk));
        let here = |aside: &Aside| aside.prompt == prompt && aside.about == about;
        let at = self.aside.iter().position(here)?;
        let aside = self.aside.remove(at);
        Some(Given {
            texts: aside.texts,
            picked: aside.picked,
        })
    }

    /// Whether no other window is writing here.
    pub fn is_mine(&self) -> bool {
        self.claim.is_some()
    }
}

impl Aside {
    /// Where its question is asked again.
    pub fn stop(&self) -> Stop {
        match (self.prompt.as_str(), &self.about) {
            (COACH_ASKS, Some(entry)) => Stop::Coach(entry.clone()),
            (HAPPENED, Some(entry)) => Stop::Happened(entry.clone()),
            (REASON, Some(entry)) => Stop::Reason(entry.clone()),
            (prompt, _) => Stop::Ask(prompt.to_owned()),
        }
    }
}

/// The entry that the stop of a walk is about.
fn about(walk: &Walk) -> Option<String> {
    walk.stop().and_then(Stop::entry).map(str::to_owned)
}
