//! A coach's reading line by line: all of it is read out, and notes are taken by lines.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use super::ears::{Ears, Heard};
use crate::{
    cli::{
        environment::Edge,
        failure::{Failure, Kind},
        print,
        review::{self as verb, Where},
        talk::say,
    },
    share::{Consent, reply::NoteKind},
    store::Store,
    workbook::review::{MANY, READ_ONLY, Review, WHICH},
};

/// A note is on its way to the disk so long after the first line that it does not hold.
const SAVE_AFTER: Duration = Duration::from_millis(300);

const HELP: &str = "\
h3          a question on the answer h3; h3.2 is on its second paragraph, all on the whole
noticed h3, offer h3, next-time h3          the same, of another kind
connects h3 h5          a note that connects two answers
A note is as many lines as you like; a line with a single dot ends it, two dots stand for one.
mine        your own notes, which no reply contains
notes       what you have written; show h3 reads an answer again
remove n2   removes a note
sign NAME   the name under which you sign
pack FILE   writes the reply into a new file; text FILE the same as plain text, for a mail
leave       leaves; everything is kept";

/// Reads a hand-off out and hears what the coach says to it.
pub(super) fn review(
    review: Review,
    store: &Store,
    edge: &Edge,
    file: &Path,
) -> Result<(), Failure> {
    for said in &review.said {
        say(said);
    }
    say(&verb::extent(&review));
    print::out(|out| verb::read_out(out, &review))?;
    say(&format!("\n{READ_ONLY} {}.", review.standing()));
    say("help says what can be done here.");
    let ears = super::listen()?;
    let mut hearing = Hearing {
        review,
        store,
        edge,
        ears,
        due: None,
        warned: false,
    };
    hearing.run(file)
}

struct Hearing<'a> {
    review: Review,
    store: &'a Store,
    edge: &'a Edge,
    ears: Ears,
    /// When what came last is due on the disk.
    due: Option<Instant>,
    /// Whether it was said that something could not be saved.
    warned: bool,
}

/// How a text came to its end.
#[derive(PartialEq, Eq)]
enum End {
    Dot,
    Input,
    Interrupted,
}

impl Hearing<'_> {
    fn run(&mut self, file: &Path) -> Result<(), Failure> {
        loop {
            let line = match self.ears.next() {
                Heard::Line(line) => line,
                Heard::End => return Ok(()),
                Heard::Interrupted => return Err(interrupted()),
                Heard::NotText(offset) => return Err(not_text(offset)),
                Heard::Failed(error) => return Err(Failure::failed(error.to_string())),
            };
            let mut words = line.split_whitespace();
            let (first, rest) = (words.next().unwrap_or_default(), words.next());
            match (first, rest) {
                ("", _) => {}
                ("leave", None) => return Ok(()),
                ("help", None) => say(HELP),
                ("notes", None) => self.say_notes()?,
                ("mine", None) => {
                    if self.hear_mine()? {
                        return Ok(());
                    }
                }
                ("show", Some(id)) => self.show(id)?,
                ("remove", Some(id)) => self.drop_note(id)?,
                ("sign", Some(_)) => {
                    self.review
                        .sign(line.trim_start().trim_start_matches("sign"));
                    verb::save(&self.review, self.store)?;
                }
                ("pack" | "text", Some(_)) => {
                    let to = line
                        .trim_start()
                        .split_at_checked(4)
                        .map_or("", |(_, to)| to);
                    self.pack(Path::new(to.trim()), first == "text");
                }
                ("pack" | "text", None) => {
                    let path = crate::workbook::review::suggested(file, verb::is_there);
                    say(&format!("A name is needed, such as {}", path.display()));
                }
                _ => {
                    if self.hear_note(&line)? {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// A note that begins with this line: its kind, where it stands, and the other answer. True
    /// where the input ended with it.
    fn hear_note(&mut self, line: &str) -> Result<bool, Failure> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let named = words.first().and_then(|word| verb::kind(word));
        let places = words
            .get(usize::from(named.is_some())..)
            .unwrap_or_default();
        let kind = named.unwrap_or_default();
        let (on, with) = match (kind, places) {
            (NoteKind::Connects, [on, with]) => (*on, *with),
            (NoteKind::Connects, _) | (_, [] | [_, _, ..]) => {
                say("That is nothing that can be done here; help lists what is.");
                return Ok(false);
            }
            (_, [on]) => (*on, ""),
        };
        let place = match Where::find(&self.review, on) {
            Ok(place) => place,
            Err(why) => {
                say(&why);
                return Ok(false);
            }
        };
        if !with.is_empty() && (self.review.item(with).is_none() || with == place.on) {
            say(&format!(
                "There is no other answer {with} in this hand-off."
            ));
            return Ok(false);
        }
        if !place.quote.is_empty() {
            say(&format!("On: {}", place.quote));
        }
        say("Write; a line with a single dot ends it.");
        let id = self.review.begin(kind, &place.on, &place.quote);
        self.review.turn(&id, kind, with);
        let end = self.hear("", &mut |review, words| review.say(&id, words))?;
        let empty = self
            .review
            .note(&id)
            .is_none_or(|note| note.words.trim().is_empty());
        if empty {
            self.review.drop_note(&id);
            say("Nothing was written, so there is no note.");
        } else {
            verb::save(&self.review, self.store)?;
            say(&format!("Kept as {id}. {}.", self.review.standing()));
            if self.review.count() >= MANY {
                say(WHICH);
            }
        }
        ended(&end)
    }

    /// The coach's own notes. True where the input ended with them.
    fn hear_mine(&mut self) -> Result<bool, Failure> {
        let so_far = self.review.mine().to_owned();
        if !so_far.is_empty() {
            say(&format!("So far:\n{so_far}"));
        }
        say("Write; a line with a single dot ends it.");
        let end = self.hear(&so_far, &mut |review, words| review.set_mine(words))?;
        verb::save(&self.review, self.store)?;
        say("Kept, on this machine alone.");
        ended(&end)
    }

    /// Hears lines up to a single dot, behind what is there; they are on the disk within a second.
    fn hear(
        &mut self,
        so_far: &str,
        put: &mut dyn FnMut(&mut Review, &str),
    ) -> Result<End, Failure> {
        let mut text = so_far.to_owned();
        loop {
            let mut heard = None;
            if let Some(due) = self.due {
                heard = self.ears.next_before(due);
                if heard.is_none() {
                    self.save_meanwhile();
                }
            }
            let line = match heard.unwrap_or_else(|| self.ears.next()) {
                Heard::Line(line) => line,
                Heard::End => return Ok(End::Input),
                Heard::Interrupted => return Ok(End::Interrupted),
                Heard::NotText(offset) => {
                    verb::save(&self.review, self.store)?;
                    return Err(not_text(offset));
                }
                Heard::Failed(error) => {
                    verb::save(&self.review, self.store)?;
                    return Err(Failure::failed(error.to_string()));
                }
            };
            let bare = line.strip_suffix('\r').unwrap_or(&line);
            if bare == "." {
                return Ok(End::Dot);
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(if bare == ".." { "." } else { bare });
            put(&mut self.review, &text);
            let due = Instant::now() + SAVE_AFTER;
            self.due.get_or_insert(due);
        }
    }

    fn save_meanwhile(&mut self) {
        self.due = None;
        if let Err(failure) = verb::save(&self.review, self.store)
            && !std::mem::replace(&mut self.warned, true)
        {
            say(&failure.said());
        }
    }

    fn say_notes(&self) -> Result<(), Failure> {
        say(&format!("{}.", self.review.standing()));
        let notes = self.review.notes();
        print::out(|out| notes.iter().try_for_each(|note| verb::say_note(out, note)))
    }

    fn show(&self, id: &str) -> Result<(), Failure> {
        let Some(item) = self.review.item(id) else {
            say(&format!("There is no answer {id} in this hand-off."));
            return Ok(());
        };
        print::out(|out| verb::answer(out, &self.review, item))
    }

    fn drop_note(&mut self, id: &str) -> Result<(), Failure> {
        if self.review.note(id).is_none() {
            say(&format!("There is no note {id}."));
            return Ok(());
        }
        self.review.drop_note(id);
        verb::save(&self.review, self.store)?;
        say(&format!("Removed. {}.", self.review.standing()));
        Ok(())
    }

    /// Packs the reply, or says what is missing; nobody has to begin anew for that.
    fn pack(&mut self, to: &Path, plain: bool) {
        let today = self.edge.clock.now().date_naive();
        let bytes = if plain {
            self.review.mail(today, Consent::given()).map(Into::into)
        } else {
            self.review.pack(today, Consent::given())
        };
        let sent = match bytes {
            Ok(bytes) => verb::send(&bytes, to),
            Err(lack) => return say(&lack.to_string()),
        };
        let packed = sent.and_then(|()| {
            self.review.was_packed(today);
            verb::save(&self.review, self.store)
        });
        if let Err(failure) = packed {
            say(&failure.said());
        }
    }
}

/// Whether the input has ended. Whoever was interrupted has kept what was heard.
fn ended(end: &End) -> Result<bool, Failure> {
    match end {
        End::Dot => Ok(false),
        End::Input => Ok(true),
        End::Interrupted => Err(interrupted()),
    }
}

fn interrupted() -> Failure {
    Failure::new(Kind::Interrupted, "Interrupted. What you wrote is kept.")
}

fn not_text(offset: usize) -> Failure {
    let cause = format!("Standard input is not UTF-8 from byte {offset} on; that was not taken.");
    Failure::failed(cause).hint("What came before is kept.")
}
