use super::{Asks, Step};
use crate::{
    cli::{
        beside,
        failure::Failure,
        linear::walker::{Turn, Walker},
        talk::say,
    },
    insight::{
        pins::is_pinned,
        revisit::{EXPLAINED, newer},
        thread::Point,
    },
    journal::{Entry, Judged},
    workbook::{Deed, follows},
};

/// An earlier answer, read again: a number gives the verdict.
impl Walker {
    pub(super) fn revisit(&mut self, entry: &str) -> Result<Turn, Failure> {
        let journal = &self.workbook.journal;
        let Some(then) = journal.entry(entry).map(|entry| journal.first(entry)) else {
            return Ok(Turn::Answered);
        };
        self.say_old(then);
        let then = then.id.clone();
        let verdicts = Judged::ALL.iter().enumerate();
        let verdicts = verdicts.map(|(at, is)| format!("{} {}", at + 1, is.words()));
        let verdicts: Vec<String> = verdicts.collect();
        let asks = Asks {
            keys: format!(
                "{}. An empty line goes on. + brings a further answer, * pins this one or takes \
                 the pin out.",
                verdicts.join(", ")
            ),
            why: EXPLAINED.join("\n"),
        };
        self.listen(&asks, |walker, line| match line {
            "" => walker.on(None),
            "+" => Ok(walker.one_more()),
            "*" => walker.turn_pin(&then),
            line => match verdict(line) {
                Some(is) => walker.judge(&then, is),
                None => Ok(Step::Unknown),
            },
        })
    }

    fn say_old(&self, then: &Entry) {
        let (workbook, today) = (&self.workbook, self.today());
        let now = newer(&workbook.journal, then);
        let point = Point::of(&workbook.journal, then);
        let why = workbook.why_again(&self.place.walk, then, today);
        let mut said: Vec<String> = why.map(|why| why.says(today)).into_iter().collect();
        if is_pinned(&workbook.journal, then) {
            said.push("It is pinned.".to_owned());
        }
        say(&beside::lines(workbook, today, point, now));
        // Beside a newer one they are said with the marks.
        if let Some(ends) = point.now.ends().filter(|_| now.is_none()) {
            say(&ends.said());
        }
        say(&said.join(" "));
    }

    fn judge(&mut self, then: &str, is: Judged) -> Result<Step, Failure> {
        let journal = &self.workbook.journal;
        let beside = journal.entry(then).and_then(|then| newer(journal, then));
        let beside = beside.map(|beside| beside.first.id.clone());
        let mut walk = self.place.walk.clone();
        let follow = walk.stop().map(|stop| follows(journal, stop, Some(&is)));
        walk.pass(true);
        walk.left.splice(0..0, follow.unwrap_or_default());
        let on = then.to_owned();
        self.step(Some(&Deed::Verdict { on, is, beside }), walk)
    }

    fn one_more(&mut self) -> Step {
        match self.workbook.one_more(&self.place.walk, self.today()) {
            Ok(walk) => {
                self.place.walk = walk;
                self.save_draft();
                say("A further answer comes after these.");
            }
            Err(why) => say(&why),
        }
        Step::Stay
    }

    fn turn_pin(&mut self, entry: &str) -> Result<Step, Failure> {
        match self.workbook.pin(entry, self.today()) {
            Ok(deed) => self.record(&deed),
            Err(why) => {
                say(&why);
                Ok(Step::Stay)
            }
        }
    }
}

/// The verdict that a line gives: by its number, its id, or its words.
fn verdict(line: &str) -> Option<Judged> {
    let number = super::numbered(&Judged::ALL, line);
    let said = |is: &&Judged| is.id() == line || is.words() == line;
    let named = || Judged::ALL.iter().find(said);
    let is = number.and_then(|at| Judged::ALL.get(at)).or_else(named);
    is.cloned()
}
