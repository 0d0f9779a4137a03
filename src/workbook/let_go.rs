//! A place to go on from is let go: its way goes, and words that were not kept stay.

use super::{DraftChange, Save, Workbook};
use crate::{
    journal::{Aside, Draft, Form, Stop, Walk},
    store::DraftClaim,
    time::Moment,
};

/// What letting a place go leaves of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remains {
    /// Nothing: no words wait there.
    Nothing,
    /// The way to the questions whose words were not kept.
    Words(Walk),
    /// All of it: it holds words that are asked for nowhere else, or nothing but words.
    All,
}

/// A place that is being let go; nobody else writes there meanwhile.
pub struct LetGo {
    draft: String,
    /// What stays of it.
    pub stays: Option<Draft>,
    _claim: DraftClaim,
}

/// Said where letting go would take words with it.
pub const WORDS_WAIT: &str = "Words wait there that are not kept; enter leads to them. Once they \
    are kept, or deleted by you, it can be let go.";

const ELSEWHERE: &str = "Another window is writing there.";

const CHANGED: &str = "It was gone on with elsewhere since; it stays. Look at it once more.";

impl Workbook {
    /// What letting this place go would leave of it.
    pub fn remains(&self, draft: &Draft) -> Remains {
        let mut left: Vec<Stop> = Vec::new();
        if !draft.is_empty() {
            let walk = draft.walk.clone().known(&self.decks);
            let asks = |stop: &&Stop| stop.question() == Some(&draft.prompt);
            let Some(stop) = walk.stop().filter(asks) else {
                return Remains::All;
            };
            left.push(stop.clone());
        }
        for aside in draft.aside.iter().map(Aside::stop) {
            if !left.contains(&aside) {
                left.push(aside);
            }
        }
        if left.is_empty() {
            return Remains::Nothing;
        }
        let nothing_else = !draft.walk.is_ritual() && draft.walk.left == left;
        if nothing_else || draft.walk.selection.is_some() {
            return Remains::All;
        }
        Remains::Words(Walk::of(&draft.walk.deck, Form::One, left))
    }

    /// Lets the place with this draft go, to be saved; it is gone from the first page after
    /// [`Self::settle_let_go`].
    ///
    /// # Errors
    /// Why it stays, as a sentence: its words, or a window that writes there or did.
    pub fn let_go(&mut self, now: Moment, id: &str) -> Result<(Save, LetGo), &'static str> {
        let claim = self.store.claim_draft(id).map_err(|_| ELSEWHERE)?;
        let known = self.drafts.iter().find(|draft| draft.id == id);
        let known = known.ok_or(CHANGED)?.clone();
        // What this window knows of it may be old: its file tells.
        let (files, _) = self.store.read_drafts();
        if let Some(file) = files.iter().find(|file| file.id == id) {
            let there = Draft::read(&file.bytes).map_err(|_| CHANGED)?;
            let there = self.draft_of(there, id);
            if let Some(there) = there.filter(|there| !same(&known, there)) {
                self.drafts.retain(|draft| draft.id != id);
                self.drafts.insert(0, there);
                return Err(CHANGED);
            }
        }
        let (stays, change) = match self.remains(&known) {
            Remains::All => return Err(WORDS_WAIT),
            Remains::Nothing => (None, DraftChange::Remove(id.to_owned())),
            Remains::Words(walk) => {
                let draft = self.cut_down(now, known, walk);
                let bytes = draft.to_bytes().unwrap_or_default();
                (Some(draft), DraftChange::Write(id.to_owned(), bytes))
            }
        };
        let save = Save {
            before: None,
            session: None,
            leaves: None,
            draft: change,
        };
        let draft = id.to_owned();
        let gone = LetGo {
            draft,
            stays,
            _claim: claim,
        };
        Ok((save, gone))
    }

    /// The disk has let it go: so does the first page.
    pub fn settle_let_go(&mut self, gone: LetGo) {
        self.drafts.retain(|draft| draft.id != gone.draft);
        if let Some(stays) = gone.stays {
            self.set_down(stays);
        }
    }

    /// The draft with the way to its words and no other.
    fn cut_down(&self, now: Moment, draft: Draft, walk: Walk) -> Draft {
        let prompt = walk.current().unwrap_or_default().to_owned();
        let question = self.question(&walk).map(|prompt| prompt.text);
        Draft {
            at: now,
            prompt,
            question: question.unwrap_or_default(),
            walk,
            ..draft
        }
    }
}

/// Whether two forms of a draft hold the same words on the same way.
fn same(one: &Draft, other: &Draft) -> bool {
    one.texts == other.texts
        && one.picked == other.picked
        && one.aside == other.aside
        && one.walk == other.walk
}
