use super::{Exit, Given};
use crate::{
    journal::{Aside, Walk},
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
            let about = self.spoken_about();
            let (texts, picked) = (given.texts.clone(), given.picked.clone());
            self.aside.push(Aside {
                prompt,
                about,
                texts,
                picked,
            });
        }
        self.walk.leave(exit);
    }

    /// What was put down at the current question when it was passed over.
    pub fn take_aside(&mut self) -> Option<Given> {
        let prompt = self.walk.current()?;
        let about = self.spoken_about();
        let here = |aside: &Aside| aside.prompt == prompt && aside.about == about;
        let at = self.aside.iter().position(here)?;
        let aside = self.aside.remove(at);
        Some(Given {
            texts: aside.texts,
            picked: aside.picked,
        })
    }

    /// The entry that this stop of a ritual asks about: the next one may ask the same of another.
    fn spoken_about(&self) -> Option<String> {
        let entry = self.walk.stop()?.entry()?;
        Some(entry.to_owned())
    }

    /// Whether no other window is writing here.
    pub fn is_mine(&self) -> bool {
        self.claim.is_some()
    }
}
