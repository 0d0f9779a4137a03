use serde_json::Value;

use super::{Asks, Step, numbered};
use crate::{
    cli::{
        failure::Failure,
        linear::walker::{Turn, Walker},
        talk::say,
    },
    insight::{
        snag::Snags,
        thread::{Point, last, points},
    },
    journal::Fact,
    time::say::{number, plain},
    workbook::Deed,
};

/// So many earlier answers are offered.
const FEW: usize = 6;

/// The track on what keeps coming back.
const KNOT: &str = "knot";

const YOURS: &str = "It is yours to say; nothing is read out of your words.";

/// Whether this was there before: only the writer can say so.
impl Walker {
    pub(super) fn recurs(&mut self, prompt: &str) -> Result<Turn, Failure> {
        let journal = &self.workbook.journal;
        let Some(new) = last(journal, prompt).map(|new| new.first.id.clone()) else {
            return Ok(Turn::Answered);
        };
        let snags = Snags::of(journal);
        if snags.is_marked(&new) && snags.offers(&new) {
            return self.offer_track(&new);
        }
        let earlier = points(journal, prompt).rev().skip(1).take(FEW);
        let earlier: Vec<Point<'_>> = earlier.collect();
        say("Is this one of these again?");
        say(YOURS);
        for (at, point) in earlier.iter().enumerate() {
            let said = self.workbook.glance(*point, self.today(), false);
            say(&format!("{}  {}: {said}", at + 1, plain(point.day())));
        }
        let items: Vec<String> = earlier.iter().map(|one| one.first.id.clone()).collect();
        let asks = Asks {
            keys: "A number marks it as that one again. An empty line goes on.".to_owned(),
            why: YOURS.to_owned(),
        };
        let mut offered = false;
        let turn = self.listen(&asks, |walker, line| {
            if line.is_empty() {
                return walker.on(None);
            }
            let Some(chosen) = numbered(&items, line).and_then(|at| items.get(at)) else {
                return Ok(Step::Unknown);
            };
            let deed = snag(&new, Value::String(chosen.clone()));
            if !Snags::of(&walker.workbook.journal).will_offer(&new, chosen) {
                return walker.on(Some(&deed));
            }
            // The track is offered before the ritual goes on.
            let step = walker.record(&deed)?;
            let snags = Snags::of(&walker.workbook.journal);
            offered = snags.is_marked(&new) && snags.offers(&new);
            Ok(if offered {
                Step::On(Turn::Answered)
            } else {
                step
            })
        })?;
        if offered {
            return self.offer_track(&new);
        }
        Ok(turn)
    }

    /// The line on the track, once a snag was marked often.
    fn offer_track(&mut self, new: &str) -> Result<Turn, Failure> {
        let snags = Snags::of(&self.workbook.journal);
        let (times, first) = (snags.times(new), snags.first(new).to_owned());
        say(&match times {
            3 => "You marked this as there again for the third time.".to_owned(),
            times => format!(
                "You marked this as there again, {} times by now.",
                number(times)
            ),
        });
        say(&match self.workbook.decks.get(KNOT) {
            Some(track) => format!(
                "`rolebook answer {KNOT}` walks the track {:?}; or bring it to somebody.",
                track.title
            ),
            None => "You may want to bring it to somebody.".to_owned(),
        });
        let asks = Asks {
            keys: "An empty line goes on. x puts this line away; it does not come again for this \
                   snag."
                .to_owned(),
            why: YOURS.to_owned(),
        };
        self.listen(&asks, |walker, line| match line {
            "" => walker.on(None),
            "x" => walker.on(Some(&snag(&first, Value::Bool(false)))),
            _ => Ok(Step::Unknown),
        })
    }
}

fn snag(key: &str, value: Value) -> Deed {
    let (fact, key) = (Fact::Snag, key.to_owned());
    Deed::State { fact, key, value }
}
