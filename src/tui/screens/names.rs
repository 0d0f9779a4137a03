use super::typing::{Typed, Typing};
use crate::{
    journal::Fact,
    share::names::{Name, fit, listed},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Workbook},
};

/// Names to be swapped for roles before anything leaves.
#[derive(Debug)]
pub struct NamesPage {
    names: Vec<Name>,
    at: usize,
    typing: Option<Adding>,
    /// The name that one more key drops.
    dropping: Option<String>,
}

/// What is being added: the name first, and then its role.
#[derive(Debug)]
enum Adding {
    Name(Typing),
    Role(String, Typing),
}

impl Adding {
    fn name(text: &str) -> Self {
        Self::Name(Typing::new("Name", text))
    }

    fn typing(&mut self) -> &mut Typing {
        match self {
            Self::Name(typing) | Self::Role(_, typing) => typing,
        }
    }
}

impl NamesPage {
    pub fn open(workbook: &Workbook) -> Self {
        Self {
            names: listed(&workbook.journal),
            at: 0,
            typing: None,
            dropping: None,
        }
    }

    fn act_typing(&mut self, act: Act) -> Next {
        let Some(adding) = &mut self.typing else {
            return Next::Stay;
        };
        let act = match (act, &*adding) {
            (Act::NextField, Adding::Name(_)) => Act::Open,
            (Act::LastField, Adding::Role(..)) => Act::Back,
            (act, _) => act,
        };
        match (adding.typing().act(act), adding) {
            (Typed::More, _) => Next::Stay,
            (Typed::Left, Adding::Name(_)) => {
                self.typing = None;
                Next::Stay
            }
            (Typed::Left, Adding::Role(name, _)) => {
                self.typing = Some(Adding::name(name));
                Next::Stay
            }
            (Typed::Done(name), Adding::Name(_)) => {
                // Of a role only whether the name can be one is known yet.
                if let Err(why) = fit(&[], &name, "-") {
                    return Next::Say(why.to_string());
                }
                self.typing = Some(Adding::Role(name, Typing::new("Role", "")));
                Next::Stay
            }
            (Typed::Done(role), Adding::Role(name, _)) => match fit(&self.names, name, &role) {
                Err(why) => Next::Say(why.to_string()),
                Ok(name) => {
                    self.typing = None;
                    state(name.name, name.role.into())
                }
            },
        }
    }

    /// The first key says what it would drop; the second one drops it.
    fn drop_chosen(&mut self) -> Next {
        let Some(chosen) = self.names.get(self.at) else {
            return Next::Say("There is no name on the list.".to_owned());
        };
        if self.dropping.as_ref() == Some(&chosen.name) {
            return state(chosen.name.clone(), serde_json::Value::Null);
        }
        self.dropping = Some(chosen.name.clone());
        Next::Say(format!("Press x once more to drop {}.", chosen.name))
    }
}

fn state(key: String, value: serde_json::Value) -> Next {
    let fact = Fact::Name;
    Next::Do(Deed::State { fact, key, value })
}

impl Screen for NamesPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() {
            &[Scope::Fields, Scope::Field, Scope::Find]
        } else {
            &[Scope::Names, Scope::List, Scope::Still]
        }
    }

    fn purpose(&self) -> &'static str {
        "Names to be swapped for roles before anything leaves."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        paper.head("Names and their roles", &super::saved(cx, ""), false);
        match &self.typing {
            Some(Adding::Name(typing)) => {
                let below = "As you write it in your answers: a first name, a whole name. A name \
                             has one entry for each way you write it.";
                return typing.view(cx, paper, below);
            }
            Some(Adding::Role(name, typing)) => {
                let below = format!(
                    "What is to stand in place of {name}: my CFO, the founder, a peer. esc goes \
                     back to the name."
                );
                return typing.view(cx, paper, &below);
            }
            None => {}
        }
        let mut sheet = Sheet::default();
        if self.names.is_empty() {
            sheet.text(page, "No name is on the list.", theme.text);
            sheet.blank();
            sheet.text(page, PURPOSE, theme.muted);
            sheet.blank();
            sheet.text(page, "a adds a name and its role.", theme.muted);
        } else {
            sheet.text(page, STAYS, theme.muted);
            sheet.blank();
            for item in super::around(self.at, self.names.len(), page) {
                if let Some(name) = self.names.get(item) {
                    let cells = [name.name.as_str(), name.role.as_str(), ""];
                    sheet.cells(page, item, 24, cells, [theme.text, theme.muted]);
                }
            }
        }
        let view = match self.names.len() {
            0 => View::From(0),
            _ => View::Chosen(self.at),
        };
        sheet.draw(paper, page.top, view);
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let typing = self.typing.as_mut();
        typing.map(|adding| adding.typing().typed(letter)).is_some()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        let typing = self.typing.as_mut();
        typing.map(|adding| adding.typing().pasted(text)).is_some()
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        if self.typing.is_some() {
            return self.act_typing(act);
        }
        if act != Act::DropIt {
            self.dropping = None;
        }
        match act {
            Act::Back => return Next::Back,
            Act::Add => self.typing = Some(Adding::name("")),
            Act::DropIt => return self.drop_chosen(),
            _ => self.at = moved(self.at, self.names.len(), 10, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match (&self.typing, self.names.is_empty()) {
            (Some(_), _) => vec![Act::Open, Act::Back, Act::Help],
            (None, true) => vec![Act::Add, Act::Back, Act::Help],
            (None, false) => vec![Act::Add, Act::DropIt, Act::Back, Act::Help],
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.names = listed(&cx.workbook.journal);
        self.at = self.at.min(self.names.len().saturating_sub(1));
        self.dropping = None;
    }
}

/// What the list is for.
const PURPOSE: &str = "Where a name of this list stands in the card, it is underlined, and one \
    key puts the role in its place. Where you write about others, a line says that a name is there.";

/// What becomes of the list.
const STAYS: &str = "No hand-off, card or brief carries this list. A backup holds it, and so does \
    `rolebook export --mine`, which is for yourself.";
