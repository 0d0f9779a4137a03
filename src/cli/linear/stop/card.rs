use super::{Asks, Step};
use crate::{
    cli::{
        failure::Failure,
        linear::walker::{Turn, Walker},
        print,
        talk::{say, say_apart},
    },
    journal::Fact,
    share::{
        Cleared, Consent,
        card::{Card, Form, Line, Recipe, compose},
    },
    store::{Why, disk::real_path},
    time::{Moment, say::plain},
    workbook::{Deed, DraftChange, Save},
};

const KEYS: &str = "1 three-minute update, 2 case card, 3 two-line ask. x N leaves line N out, or \
    takes it in again; r swaps the next listed name for its role, R N puts the names of line N \
    back. p prints the card on standard output, e FILE writes it into a file. An empty line keeps \
    it and goes on.";

const WHY: &str = "What you bring to the room, on one page: the page is the card.";

const NOTHING: &str = "There is nothing to put on the card yet. A card takes your question, what \
    they have to know, and what would help, from the answers of this ritual; an empty line goes on \
    without one.";

/// A card being made.
struct Making {
    began: Moment,
    recipe: Recipe,
    card: Card,
    /// What was told that a listed name is there: said again, it keeps it so.
    warned: Option<Leaves>,
}

/// What a card is let go by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    Kept,
    Printed,
    Written,
}

/// What you bring to the room, on one page.
impl Walker {
    pub(super) fn card(&mut self) -> Result<Turn, Failure> {
        let began = self.place.walk.began.unwrap_or_else(|| self.clock.now());
        let (journal, today) = (&self.workbook.journal, self.today());
        let recipe = Recipe::of(journal, began, today);
        let card = compose(journal, &recipe, began, today);
        let mut making = Making {
            began,
            recipe,
            card,
            warned: None,
        };
        if making.card.is_empty() {
            let asks = Asks {
                keys: NOTHING.to_owned(),
                why: WHY.to_owned(),
            };
            return self.listen(&asks, |walker, line| match line {
                "" => walker.on(None),
                _ => Ok(Step::Unknown),
            });
        }
        say(&lines(&making.card));
        let asks = Asks {
            keys: KEYS.to_owned(),
            why: WHY.to_owned(),
        };
        self.listen(&asks, |walker, line| walker.make(&mut making, line))
    }

    /// Does what a line asks of the card.
    fn make(&mut self, making: &mut Making, line: &str) -> Result<Step, Failure> {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match (first, rest) {
            ("", _) => {
                if making.asks(Leaves::Kept, "an empty line keeps it so") {
                    return Ok(Step::Stay);
                }
                self.on(Some(&making.deed()))
            }
            ("p", "") => self.let_go(making, Leaves::Printed, rest),
            ("e", path) if !path.is_empty() => self.let_go(making, Leaves::Written, rest),
            ("r", "") => {
                let Some((_, swap)) = making.card.next_swap(0) else {
                    say("No listed name is left in the card.");
                    return Ok(Step::Stay);
                };
                let swap = swap.clone();
                making.recipe.swaps.push(swap);
                self.changed(making)
            }
            ("R", rest) => match making.line(rest) {
                Some((keys, ..)) => self.put_back(making, &keys),
                None => Ok(Step::Unknown),
            },
            ("x", rest) => match making.line(rest) {
                Some((keys, private, is_in)) => {
                    let keys = keys.iter().map(String::as_str);
                    making.recipe.turn(keys, private, is_in);
                    self.changed(making)
                }
                None => Ok(Step::Unknown),
            },
            (form, "") => {
                match super::numbered(&Form::ALL, form).and_then(|at| Form::ALL.get(at)) {
                    Some(form) => {
                        making.recipe.form = *form;
                        self.changed(making)
                    }
                    None => Ok(Step::Unknown),
                }
            }
            (_, _) => Ok(Step::Unknown),
        }
    }

    fn put_back(&mut self, making: &mut Making, keys: &[String]) -> Result<Step, Failure> {
        let before = making.recipe.swaps.len();
        making.recipe.swaps.retain(|swap| !keys.contains(&swap.at));
        if making.recipe.swaps.len() == before {
            say("No name is swapped in this line.");
            return Ok(Step::Stay);
        }
        self.changed(making)
    }

    /// What was changed is kept at once, and the card is said as it is now.
    fn changed(&mut self, making: &mut Making) -> Result<Step, Failure> {
        making.warned = None;
        self.compose(making);
        say_apart(&lines(&making.card));
        self.record(&making.deed())
    }

    fn compose(&self, making: &mut Making) {
        let (journal, today) = (&self.workbook.journal, self.today());
        making.card = compose(journal, &making.recipe, making.began, today);
    }

    /// Prints the card, or writes it into a file.
    fn let_go(&mut self, making: &mut Making, how: Leaves, path: &str) -> Result<Step, Failure> {
        if making.card.lines.is_empty() {
            say("There is nothing on the card.");
            return Ok(Step::Stay);
        }
        let does = match how {
            Leaves::Kept | Leaves::Printed => "p prints it so",
            Leaves::Written => "the same line writes it so",
        };
        if making.asks(how, does) {
            return Ok(Step::Stay);
        }
        self.compose(making);
        let Some(card) = making.card.cleared(Consent::given()) else {
            return Ok(Step::Stay);
        };
        let text = card.text();
        if how == Leaves::Written {
            self.write(path, text);
        } else {
            print::out(|out| out.write_all(text.packet().as_bytes()))?;
        }
        Ok(Step::Stay)
    }

    fn write(&self, path: &str, text: Cleared<String>) {
        let path = self.workbook.path_of(path);
        let save = Save {
            session: None,
            leaves: None,
            before: None,
            draft: DraftChange::Outside(path.clone(), text.into()),
        };
        match save.run(&self.workbook.store()).draft {
            Ok(()) => say(&format!(
                "Written: {}. Anybody can read it who gets it, and it cannot be called back.",
                real_path(&path).display()
            )),
            Err(error) if error.why == Why::Taken => say(&format!(
                "Not written: {error}. What is there is as it was. Give another name."
            )),
            Err(error) => say(&format!("Not written: {error}. Another name may do.")),
        }
    }
}

impl Making {
    fn deed(&self) -> Deed {
        Deed::State {
            fact: Fact::Card,
            key: Recipe::key(&self.began),
            value: self.recipe.value(),
        }
    }

    /// The words of the line with this number, whether it is private, and whether it is in.
    fn line(&self, number: &str) -> Option<(Vec<String>, bool, bool)> {
        let all: Vec<&Line> = self.card.lines.iter().chain(&self.card.out).collect();
        let at = super::numbered(&all, number)?;
        let line = all.get(at)?;
        let keys = line.keys().map(str::to_owned).collect();
        Some((keys, line.private, at < self.card.lines.len()))
    }

    /// Whether a listed name is in the card that nobody has said is there on purpose: the first
    /// time it is asked about, and said again the line keeps it.
    fn asks(&mut self, how: Leaves, does: &str) -> bool {
        let unsettled = self.card.unsettled();
        if unsettled.is_empty() {
            return false;
        }
        if self.warned == Some(how) {
            let names = self.card.names().into_iter().map(str::to_owned).collect();
            self.recipe.kept = names;
            return false;
        }
        say(&format!("{} Or {does}.", names_in(&unsettled)));
        self.warned = Some(how);
        true
    }
}

fn names_in(names: &[&str]) -> String {
    let is = match names {
        [_] => "A listed name is in it",
        _ => "Listed names are in it",
    };
    format!("{is}: {}; r swaps the next one.", names.join(", "))
}

/// The card as lines with numbers, the listed names in it, and what is left out; of private words
/// that are not in it what they are.
fn lines(card: &Card) -> String {
    let mut said = vec![format!("{}, {}", card.form.title(), plain(card.day))];
    for (number, line) in (1..).zip(&card.lines) {
        // Of two lines each says what it is.
        said.push(match card.form {
            Form::Ask => format!("{number}  {}", words(line)),
            Form::Update | Form::Case => {
                format!("{number}  {}: {}", line.part.label(), words(line))
            }
        });
    }
    for (number, line) in (card.lines.len() + 1..).zip(&card.out) {
        let title = line.part.title();
        said.push(if line.private {
            format!("{number}  Private, not in it: {title}. x {number} takes it in.")
        } else {
            format!("{number}  Left out: {}", words(line))
        });
    }
    let names = card.names();
    if !names.is_empty() {
        said.push(if card.unsettled().is_empty() {
            format!("Listed names, kept on purpose: {}.", names.join(", "))
        } else {
            names_in(&names)
        });
    }
    said.join("\n")
}

/// A line as it would be.
fn words(line: &Line) -> String {
    let spans = line.pieces.iter().flat_map(|piece| &piece.spans);
    spans.map(|span| span.text.as_str()).collect()
}
