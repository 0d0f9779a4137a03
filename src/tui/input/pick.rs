use crate::{
    deck::{Kind, Prompt},
    tui::{act::Act, sheet::moved},
};

/// A mark being set: a point of a scale, one option, or several.
#[derive(Debug)]
pub struct Pick {
    kind: Kind,
    pub(super) options: Vec<Picked>,
    /// Where the bar stands. On a scale nowhere until a mark is set, so that no point is
    /// suggested.
    pub(super) at: Option<usize>,
}

/// Something to choose.
#[derive(Debug)]
pub struct Picked {
    id: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

impl Pick {
    /// What a prompt offers; none where it has no mark.
    pub fn of(prompt: &Prompt, picked: &[String]) -> Option<Self> {
        let option = |id: String, text: String| {
            let chosen = picked.contains(&id);
            Picked { id, text, chosen }
        };
        let options: Vec<Picked> = match prompt.kind {
            Kind::Scale => {
                let ends = prompt.ends.as_ref();
                let text = |point: u8| match point {
                    1 => ends.map(|ends| ends.low.clone()),
                    7 => ends.map(|ends| ends.high.clone()),
                    _ => None,
                };
                let point = |point| option(point_id(point), text(point).unwrap_or_default());
                (1..=7).map(point).collect()
            }
            Kind::One | Kind::Many => {
                let options = prompt.options.iter();
                options
                    .map(|choice| option(choice.id.clone(), choice.text.clone()))
                    .collect()
            }
            Kind::Long | Kind::List | Kind::People | Kind::Commit | Kind::Predict => return None,
        };
        let at = options.iter().position(|option| option.chosen);
        let start = (prompt.kind != Kind::Scale).then_some(0);
        Some(Self {
            kind: prompt.kind,
            options,
            at: at.or(start),
        })
    }

    pub fn is_scale(&self) -> bool {
        self.kind == Kind::Scale
    }

    /// How many there are to choose from.
    pub fn count(&self) -> usize {
        self.options.len()
    }

    /// The ids of what is chosen.
    pub fn picked(&self) -> Vec<String> {
        let chosen = self.options.iter().filter(|option| option.chosen);
        chosen.map(|option| option.id.clone()).collect()
    }

    /// Whether the command was for it.
    pub fn act(&mut self, act: Act) -> bool {
        match act {
            Act::Digit(0) => self.choose(9),
            Act::Digit(digit) => self.choose(usize::from(digit) - 1),
            Act::Choose => self.at.into_iter().for_each(|at| self.choose(at)),
            Act::Up | Act::Down => {
                let last = self.options.len().saturating_sub(1);
                let at = match self.at {
                    Some(at) => moved(at, self.options.len(), 1, act),
                    None if act == Act::Up => last,
                    None => 0,
                };
                // On a scale the mark moves along.
                if self.is_scale() {
                    self.choose_only(at);
                }
                self.at = Some(at);
            }
            _ => return false,
        }
        true
    }

    fn choose(&mut self, at: usize) {
        let Some(option) = self.options.get_mut(at) else {
            return;
        };
        self.at = Some(at);
        if self.kind == Kind::Many {
            option.chosen = !option.chosen;
        } else if self.kind == Kind::One && option.chosen {
            option.chosen = false;
        } else {
            self.choose_only(at);
        }
    }

    fn choose_only(&mut self, at: usize) {
        for (here, option) in self.options.iter_mut().enumerate() {
            option.chosen = here == at;
        }
    }
}

fn point_id(point: u8) -> String {
    point.to_string()
}
