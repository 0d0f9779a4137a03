mod view;

use std::{path::PathBuf, sync::Arc};

use super::typing::{Typed, Typing};
use crate::{
    journal::{Stop, Walk},
    seal::{Passphrase, Public, Strength},
    share::Consent,
    store::Why,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        secret::Secret,
        sheet::moved,
    },
    workbook::{
        Place, Workbook,
        handing::{FORMS, Packed, SEALED, Sealing, Sending, Written},
        locking::strength_line,
    },
};

/// In which form it goes, how it is sealed, and where to; and then it is written.
pub struct SendPage {
    /// None once it is written.
    place: Option<Place>,
    packed: Packed,
    step: Step,
    /// The line under the bar, where one is chosen.
    at: usize,
    form: Written,
    sealing: Sealing,
    typing: Typing,
    path: String,
    secret: Secret,
    first: Option<Passphrase>,
    /// What went wrong, until the next step.
    wrong: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Form,
    Seal,
    Key,
    First,
    Again,
    Path,
    Ready,
    Done,
}

/// In which ways a hand-off file is closed, in the order of their numbers.
const SEALS: [(&str, &str); 3] = [
    (
        "to the coach's public key",
        "they gave you a line that begins with age1",
    ),
    ("with a passphrase", "told by another way than the file"),
    ("open", "anybody who has the file can read it"),
];

impl SendPage {
    pub fn open(workbook: &Workbook, place: Place, now: Moment) -> Self {
        let packed = workbook.packed(&place.walk, now.date_naive());
        Self {
            place: Some(place),
            packed,
            step: Step::Form,
            at: 0,
            form: FORMS[0],
            sealing: Sealing::Open,
            typing: Typing::new("", ""),
            path: String::new(),
            secret: Secret::default(),
            first: None,
            wrong: None,
        }
    }

    fn lines(&self) -> usize {
        match self.step {
            Step::Form => FORMS.len(),
            Step::Seal => SEALS.len(),
            _ => 0,
        }
    }

    fn turn_to(&mut self, step: Step) {
        (self.step, self.at, self.wrong) = (step, 0, None);
        self.typing = match step {
            Step::Key => Typing::new("Key", ""),
            Step::Path => Typing::new("File", &self.path),
            _ => Typing::new("", ""),
        };
    }

    /// What is chosen on a list.
    fn choose(&mut self, cx: &Cx<'_>, at: usize) {
        match self.step {
            Step::Form => {
                self.form = FORMS.get(at).copied().unwrap_or(FORMS[0]);
                self.sealing = Sealing::Open;
                self.path = suggested(cx, self.form);
                let seals = self.form.id == SEALED;
                self.turn_to(if seals { Step::Seal } else { Step::Path });
            }
            Step::Seal => {
                self.sealing = Sealing::Open;
                self.turn_to(
                    [Step::Key, Step::First]
                        .get(at)
                        .copied()
                        .unwrap_or(Step::Path),
                );
            }
            _ => {}
        }
    }

    fn go_back(&mut self) -> Next {
        let step = match self.step {
            Step::Form => {
                let Some(place) = &self.place else {
                    return Next::Home;
                };
                let mut walk = place.walk.clone();
                walk.left.insert(0, Stop::Agree);
                return Next::Step(None, walk);
            }
            Step::Key | Step::First | Step::Again => Step::Seal,
            Step::Path if self.form.id == SEALED => Step::Seal,
            Step::Seal | Step::Path => Step::Form,
            Step::Ready => Step::Path,
            Step::Done => return Next::Home,
        };
        self.secret = Secret::default();
        self.turn_to(step);
        Next::Stay
    }

    fn typed_line(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match self.typing.act(act) {
            Typed::More => Next::Stay,
            Typed::Left => self.go_back(),
            Typed::Done(text) if self.step == Step::Key => match text.parse::<Public>() {
                Ok(key) => {
                    self.sealing = Sealing::To(key);
                    self.turn_to(Step::Path);
                    Next::Stay
                }
                Err(_) => Next::Say(
                    "That is no public key. It is one line that begins with age1; look whether \
                     all of it is there."
                        .to_owned(),
                ),
            },
            Typed::Done(text) => match path(cx, &text) {
                Ok(path) => {
                    // Where it really lies is what is shown.
                    let shown = path.to_str().unwrap_or(text.trim());
                    shown.clone_into(&mut self.path);
                    self.turn_to(Step::Ready);
                    Next::Stay
                }
                Err(why) => Next::Say(why),
            },
        }
    }

    fn typed_secret(&mut self) -> Next {
        if self.secret.is_empty() {
            return Next::Stay;
        }
        let typed = self.secret.take();
        if self.step == Step::First {
            if typed.strength() == Strength::TooShort {
                return Next::Say(strength_line(Strength::TooShort));
            }
            self.turn_to(Step::Again);
            self.first = Some(typed);
        } else if self.first.as_ref().is_some_and(|first| first.is(&typed)) {
            self.first = None;
            self.sealing = Sealing::With(Arc::new(typed));
            self.turn_to(Step::Path);
        } else {
            self.first = None;
            self.turn_to(Step::First);
            self.wrong = Some("The two were not the same. Once more from the start.".to_owned());
        }
        Next::Stay
    }

    /// Lets it leave: this is the key that says so.
    fn write(&self, cx: &Cx<'_>) -> Next {
        let path = match path(cx, &self.path) {
            Ok(path) => path,
            Err(why) => return Next::Say(why),
        };
        let sending = Sending {
            form: self.form,
            sealing: self.sealing.clone(),
            path,
            consent: Consent::given(),
        };
        Next::HandOver(Box::new(sending))
    }

    fn types(&self) -> bool {
        matches!(self.step, Step::Key | Step::Path)
    }

    fn hides(&self) -> bool {
        matches!(self.step, Step::First | Step::Again)
    }
}

/// A dated name in the person's own folder; never in whatever folder the program was started.
fn suggested(cx: &Cx<'_>, form: Written) -> String {
    let day = cx.now.format("%Y-%m-%d");
    let name = format!("hand-off-{day}.{}", form.extension);
    match &cx.workbook.person {
        Some(person) => person.join(name).to_string_lossy().into_owned(),
        None => String::new(),
    }
}

/// The path that was typed; what does not begin with / counts from the person's own folder.
fn path(cx: &Cx<'_>, typed: &str) -> Result<PathBuf, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("Type where to write it.".to_owned());
    }
    let inside = typed.strip_prefix("~/").unwrap_or(typed);
    let path = match &cx.workbook.person {
        Some(person) => person.join(inside),
        None => PathBuf::from(inside),
    };
    if !path.is_absolute() {
        return Err("Type the whole path, from / on.".to_owned());
    }
    Ok(path)
}

impl Screen for SendPage {
    fn scopes(&self) -> &'static [Scope] {
        match self.step {
            Step::Form | Step::Seal | Step::Ready => &[Scope::Send, Scope::List, Scope::Still],
            Step::Key | Step::Path => &[Scope::Find],
            Step::First | Step::Again => &[Scope::Secret],
            Step::Done => &[Scope::Closing, Scope::Still],
        }
    }

    fn purpose(&self) -> &'static str {
        "Writing it: in which form, how it is sealed, and where to."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        self.draw(cx, paper);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match (act, self.step) {
            (Act::Leave, Step::Done) => Next::Leave,
            (Act::Open | Act::Back, Step::Done) => Next::Home,
            _ if self.types() => self.typed_line(cx, act),
            (Act::Back, Step::Form) => Next::Back,
            (Act::Back | Act::AnswerBefore, _) => self.go_back(),
            (Act::Done, Step::First | Step::Again) => self.typed_secret(),
            (act, Step::First | Step::Again) => {
                self.secret.act(act);
                Next::Stay
            }
            (Act::Digit(digit), Step::Form | Step::Seal) => {
                let at = usize::from(digit).checked_sub(1);
                if let Some(at) = at.filter(|at| *at < self.lines()) {
                    self.at = at;
                }
                Next::Stay
            }
            (Act::Open, Step::Form | Step::Seal) => {
                self.choose(cx, self.at);
                Next::Stay
            }
            (Act::Open, Step::Ready) => self.write(cx),
            _ => {
                self.at = moved(self.at, self.lines(), 10, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match self.step {
            Step::Form | Step::Seal => vec![Act::Digit(0), Act::Open, Act::AnswerBefore, Act::Help],
            Step::Key | Step::Path | Step::Ready => vec![Act::Open, Act::Back, Act::Help],
            Step::First | Step::Again => vec![Act::Done, Act::Back, Act::Help],
            Step::Done => vec![Act::Open, Act::Leave, Act::Help],
        }
    }

    fn digits(&self) -> usize {
        self.lines()
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        if self.types() {
            self.typing.typed(letter);
        } else if self.hides() {
            self.secret.typed(letter);
        }
        self.types() || self.hides()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        if self.types() {
            self.typing.pasted(text);
            return true;
        }
        self.hides() && self.secret.pasted(text)
    }

    fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// The file is there and the walk is over; or it is not, and then nothing went.
    fn left(&mut self, _cx: &Cx<'_>, left: &Result<(), Why>) {
        let Err(why) = left else {
            self.place = None;
            return self.turn_to(Step::Done);
        };
        self.turn_to(Step::Path);
        self.wrong = Some(format!(
            "Not written: {why}. Nothing was changed, and nothing left. Name another file."
        ));
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        if let Some(place) = &mut self.place {
            place.advance(next);
        }
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        self.place
    }
}
