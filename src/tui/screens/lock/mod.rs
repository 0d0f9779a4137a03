//! The lock of the journal: how it stands, and what can be done about it, step by step. Nothing
//! is changed before the last step, which hands a wish on.

mod done;
mod view;

use super::about::scrolled;
use crate::{
    seal::{Paper as PaperKey, Passphrase, Strength},
    store::LockState,
    tui::{
        act::{Act, Scope},
        door::Tried,
        paper::Paper,
        screen::{Cx, Next, Screen},
        secret::Secret,
        sheet::moved,
    },
    workbook::{
        Workbook,
        locking::{Opened, Wish, strength_line},
    },
};

pub use done::LockDone;

/// The lock of the journal.
pub struct LockPage {
    locked: bool,
    /// A job that was cut off.
    cut_off: Option<LockState>,
    aim: Aim,
    step: Step,
    /// The line chosen among what can be done.
    at: usize,
    /// The first row in view, where one reads on.
    top: Option<usize>,
    field: Secret,
    opened: Option<Opened>,
    first: Option<Passphrase>,
    paper: Option<PaperKey>,
    wrong: Option<String>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    Lock,
    Passphrase,
    NewKey,
    Unlock,
    GoOn,
    /// To take the key away that is left beside a journal that is not locked.
    Clear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// How it stands, and what can be done.
    Choose,
    /// The passphrase so far.
    Present,
    /// It is being tried.
    Opening,
    /// The passphrase of a further key.
    Other,
    First,
    Again,
    /// Whether a key on paper is wanted.
    Ask,
    Show,
    Check,
    /// Whether the lock is to be taken off.
    Confirm,
}

impl LockPage {
    pub fn open(workbook: &Workbook) -> Self {
        let mut page = Self {
            locked: workbook.is_sealed(),
            cut_off: workbook.cut_off(),
            aim: Aim::Lock,
            step: Step::Choose,
            at: 0,
            top: None,
            field: Secret::default(),
            opened: None,
            first: None,
            paper: None,
            wrong: None,
        };
        page.forget();
        page
    }

    /// Back to the first step, without anything that was typed.
    fn forget(&mut self) {
        self.field = Secret::default();
        (self.opened, self.first, self.paper) = (None, None, None);
        (self.wrong, self.top) = (None, None);
        self.aim = Aim::Lock;
        self.step = if self.aims().is_empty() {
            Step::First
        } else {
            Step::Choose
        };
    }

    /// What can be done; none where there is one thing only, and the page begins with it.
    fn aims(&self) -> Vec<Aim> {
        match (self.locked, self.cut_off.is_some()) {
            (true, true) => vec![Aim::GoOn, Aim::Passphrase, Aim::NewKey, Aim::Unlock],
            (true, false) => vec![Aim::Passphrase, Aim::NewKey, Aim::Unlock],
            (false, true) => vec![Aim::Clear, Aim::Lock],
            (false, false) => Vec::new(),
        }
    }

    /// Whether something is typed that is not shown.
    fn types(&self) -> bool {
        use Step::{Again, Check, First, Other, Present};
        matches!(self.step, Present | Other | First | Again | Check)
    }

    fn begin(&mut self, aim: Aim) -> Next {
        (self.aim, self.top, self.wrong) = (aim, None, None);
        match aim {
            Aim::Lock => self.step = Step::First,
            Aim::Clear => return self.wish(),
            Aim::Passphrase | Aim::NewKey | Aim::Unlock | Aim::GoOn => self.step = Step::Present,
        }
        Next::Stay
    }

    /// Enter in the field of this step.
    fn done(&mut self) -> Next {
        if self.field.is_empty() {
            if self.step == Step::Other {
                self.step = Step::First;
            }
            return Next::Stay;
        }
        self.wrong = None;
        let typed = self.field.take();
        match self.step {
            Step::Present | Step::Other => {
                self.step = Step::Opening;
                return Next::Try(typed);
            }
            Step::First if typed.strength() == Strength::TooShort => {
                self.wrong = Some(strength_line(Strength::TooShort));
            }
            Step::First => {
                self.first = Some(typed);
                self.step = Step::Again;
            }
            Step::Again if self.first.as_ref().is_some_and(|first| first.is(&typed)) => {
                if self.aim == Aim::Passphrase {
                    return self.wish();
                }
                self.step = Step::Ask;
            }
            Step::Again => {
                self.first = None;
                self.step = Step::First;
                let wrong = "The two were not the same. Once more from the start.";
                self.wrong = Some(wrong.to_owned());
            }
            Step::Check if self.is_its_end(&typed) => return self.wish(),
            Step::Check => {
                self.step = Step::Show;
                let wrong = "Those were not its last six characters. Look once more.";
                self.wrong = Some(wrong.to_owned());
            }
            Step::Choose | Step::Opening | Step::Ask | Step::Show | Step::Confirm => {}
        }
        Next::Stay
    }

    fn is_its_end(&self, typed: &Passphrase) -> bool {
        self.paper.as_ref().is_some_and(|paper| typed.ends(paper))
    }

    /// Hands on what was chosen, with what was typed for it.
    fn wish(&mut self) -> Next {
        let (opened, first, paper) = (self.opened.take(), self.first.take(), self.paper.take());
        let wish = match (self.aim, opened, first) {
            (Aim::Clear, ..) => Wish::Clear,
            (Aim::Lock, _, Some(passphrase)) => Wish::Lock { passphrase, paper },
            (Aim::GoOn, Some(opened), _) => Wish::GoOn(opened),
            (Aim::Unlock, Some(opened), _) => Wish::Unlock(opened),
            (Aim::Passphrase | Aim::NewKey, Some(opened), Some(new)) => {
                Wish::passphrase(opened, new, self.aim == Aim::NewKey, paper)
            }
            _ => {
                self.forget();
                return Next::Stay;
            }
        };
        Next::Lock(Box::new(wish))
    }

    /// The journal was opened with what was typed.
    fn passed(&mut self, opened: &Opened) -> Next {
        if let Some(own) = &mut self.opened {
            own.take_in(opened.known.clone());
            self.step = Step::First;
            return Next::Stay;
        }
        let by_paper = opened.keys.by_paper;
        if by_paper && self.aim == Aim::GoOn {
            let wrong = "Finishing takes the passphrase. With the key on paper a new passphrase \
                 can be set.";
            self.wrong = Some(wrong.to_owned());
            self.step = Step::Present;
            return Next::Stay;
        }
        if by_paper && self.aim == Aim::Passphrase {
            // Behind the passphrase that is lost nothing can be changed.
            self.aim = Aim::NewKey;
        }
        self.opened = Some(opened.clone());
        self.step = match self.aim {
            Aim::Unlock => Step::Confirm,
            Aim::GoOn => return self.wish(),
            Aim::Passphrase | Aim::NewKey if opened.elsewhere => Step::Other,
            Aim::Passphrase | Aim::NewKey | Aim::Lock | Aim::Clear => Step::First,
        };
        Next::Stay
    }

    /// Esc: back to the first step where something was done since, or else to the page before.
    /// That nothing came of a passphrase or of a key on paper stays on the page.
    fn back(&mut self) -> Next {
        let untouched = self.aims().is_empty() && self.first.is_none();
        if self.step == Step::Choose || untouched {
            return Next::Back;
        }
        let shown = self.paper.is_some();
        self.forget();
        if !shown && self.step == Step::Choose {
            return Next::Say("Nothing was changed.".to_owned());
        }
        self.wrong = Some(view::nothing_done(self.locked, shown).to_owned());
        Next::Stay
    }

    /// A command among what can be done.
    fn choose(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let aims = self.aims();
        let meant = match act {
            Act::Open => aims.get(self.at).copied(),
            act => aims.iter().copied().find(|aim| view::act(*aim) == act),
        };
        if let Some(aim) = meant {
            return self.begin(aim);
        }
        match act {
            Act::Finish => return Next::Say("Nothing was cut off.".to_owned()),
            Act::NewKey | Act::Unlock => {
                return Next::Say("The journal is not locked.".to_owned());
            }
            Act::PageDown | Act::PageUp => self.scroll(cx, act),
            _ => {
                self.top = None;
                self.at = moved(self.at, aims.len(), aims.len(), act);
            }
        }
        Next::Stay
    }

    fn scroll(&mut self, cx: &Cx<'_>, act: Act) {
        self.top = Some(scrolled(self.top.unwrap_or(0), &self.sheet(cx), cx, act));
    }
}

impl Screen for LockPage {
    fn scopes(&self) -> &'static [Scope] {
        match self.step {
            Step::Choose => &[Scope::Lock, Scope::List, Scope::Still],
            Step::Present | Step::Other | Step::First | Step::Again | Step::Check => {
                &[Scope::Secret]
            }
            Step::Opening => &[],
            Step::Ask | Step::Confirm => &[Scope::Ask, Scope::List, Scope::Still],
            Step::Show => &[Scope::Once, Scope::List, Scope::Still],
        }
    }

    fn purpose(&self) -> &'static str {
        "The lock of the journal. Locked, its files open with your passphrase and with nothing \
         else but a key on paper, where you made one."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        self.draw(cx, paper);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match (act, self.step) {
            (Act::Back, _) => return self.back(),
            (act, Step::Choose) => return self.choose(cx, act),
            (Act::Done, _) => return self.done(),
            (Act::Yes, Step::Confirm) | (Act::No, Step::Ask) => return self.wish(),
            (Act::No, Step::Confirm) => {
                self.forget();
                return Next::Say("It stays locked. Nothing was changed.".to_owned());
            }
            (Act::Yes, Step::Ask) => {
                self.paper = Some(PaperKey::make());
                (self.step, self.top) = (Step::Show, None);
            }
            (Act::Open, Step::Show) => {
                self.wrong = None;
                (self.step, self.top) = (Step::Check, None);
            }
            (act, _) if self.types() => self.field.act(act),
            (act, _) => self.scroll(cx, act),
        }
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        match self.step {
            Step::Choose | Step::Show => self.with_more(cx, &[Act::Open]),
            Step::Present | Step::Other | Step::First | Step::Again | Step::Check => {
                vec![Act::Done, Act::Back, Act::Help]
            }
            Step::Opening => vec![Act::Back, Act::Help],
            Step::Ask | Step::Confirm => self.with_more(cx, &[Act::Yes, Act::No]),
        }
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let types = self.types();
        if types {
            self.wrong = None;
            self.field.typed(letter);
        }
        types
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        self.types() && self.field.pasted(text)
    }

    fn tried(&mut self, tried: &Tried) -> Next {
        if self.step != Step::Opening {
            return Next::Stay;
        }
        match tried {
            Ok(opened) => self.passed(opened),
            Err(why) => {
                self.wrong = Some(why.said());
                self.step = match self.opened {
                    Some(_) => Step::Other,
                    None => Step::Present,
                };
                Next::Stay
            }
        }
    }
}
