//! No word that was not to leave is in the bytes of any format.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rolebook::{
    deck::{self, Kind},
    insight::search::fold,
    journal::{
        Asked, Became, Chosen, Entry, Fact, Forecast, Forgot, Judged, LeftOut, Mark, Offered,
        Outcome, Person, Promise, Record, Selection, Verdict, With, Withdrew,
    },
    share::handoff::{Details, compose},
};
use serde_json::Map;
use std::sync::Arc;

use super::made::{about, day, entry, everywhere, journal, stated, today};

const PROMPTS: [&str; 9] = [
    "ground.1",
    "authority.2",
    "ground.2",
    "ground.4",
    "week.7",
    "after.6",
    "session.1",
    "anna.1",
    "",
];

/// How names stand in texts; none of it may be left.
const NAMED: [&str; 4] = [
    "ZOE\u{301} LINDQVIST's",
    "so Mbeki, they",
    "zoé-LINDQVIST",
    "mail mbeki@example.org",
];

#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice")]
struct Spec {
    prompt: usize,
    private: bool,
    foreign: bool,
    sealed: bool,
    due: bool,
    /// 0 to 7 stays, 8 forgotten, 9 withdrawn.
    gone: u8,
    revises: Option<usize>,
    /// What it speaks about, and whether as a verdict, an outcome, a line or a note.
    about: Option<(usize, u8)>,
}

#[derive(Debug, Clone)]
struct Picked {
    entry: usize,
    with: With,
    private: bool,
    side_note: Option<usize>,
    left_out: Vec<(usize, usize, bool, bool)>,
}

fn spec() -> impl Strategy<Value = Spec> {
    let rare = || prop::bool::weighted(0.2);
    let target = || prop::option::weighted(0.3, 0..14_usize);
    let about = prop::option::weighted(0.4, (0..14_usize, 0..4_u8));
    (
        0..9_usize,
        rare(),
        rare(),
        rare(),
        any::<bool>(),
        0..10_u8,
        target(),
        about,
    )
        .prop_map(
            |(prompt, private, foreign, sealed, due, gone, revises, about)| Spec {
                prompt,
                private,
                foreign,
                sealed,
                due,
                gone,
                revises,
                about,
            },
        )
}

fn picked() -> impl Strategy<Value = Picked> {
    let with = prop_oneof![Just(With::Alone), Just(With::Before), Just(With::Thread)];
    let left_out = (0..14_usize, 0..3_usize, any::<bool>(), any::<bool>());
    let left_out = prop::collection::vec(left_out, 0..3);
    let note = prop::option::of(0..14_usize);
    (0..14_usize, with, any::<bool>(), note, left_out).prop_map(
        |(entry, with, private, side_note, left_out)| Picked {
            entry,
            with,
            private,
            side_note,
            left_out,
        },
    )
}

fn id(at: usize) -> String {
    format!("idq{at}z")
}

/// A word that stands in one line of one entry only.
fn token(at: usize, line: usize, of_mark: bool) -> String {
    format!("qw{at}{}{line}w", if of_mark { 'm' } else { 'l' })
}

/// Specs made such as a journal can hold them: what points, points back.
fn sound(mut specs: Vec<Spec>) -> Vec<Spec> {
    for at in 0..specs.len() {
        let about = specs[at]
            .about
            .filter(|(to, _)| *to < at && specs[*to].about.is_none());
        let revises = specs[at].revises.filter(|to| {
            *to < at
                && specs[*to].about.is_none()
                && about.is_none()
                && specs[*to].foreign == specs[at].foreign
        });
        if let Some(to) = revises {
            specs[at].prompt = specs[to].prompt;
        }
        if let Some((to, _)) = about {
            specs[at].prompt = specs[to].prompt;
            specs[at].sealed = false;
        }
        (specs[at].about, specs[at].revises) = (about, revises);
    }
    specs
}

fn mark(at: usize, spec: &Spec) -> Option<Mark> {
    let say = |line| format!("{} {}", token(at, line, true), NAMED[(at + line) % 4]);
    Some(match PROMPTS[spec.prompt] {
        "authority.2" => Mark::Rating(u8::try_from(at % 7).unwrap() + 1),
        "ground.2" => Mark::Lines((0..3).map(say).collect()),
        "ground.4" => Mark::People(
            (0..3)
                .map(|line| Person {
                    role: say(line),
                    line: token(at, line, true),
                })
                .collect(),
        ),
        "week.7" => Mark::Promise(Promise {
            by: None,
            obstacle: say(1),
            then: say(2),
        }),
        "after.6" => Mark::Forecast(Forecast {
            check: Some(day(if spec.due { "2026-03-01" } else { "2026-09-01" })),
            percent: Some(60),
            yes: say(2),
        }),
        "anna.1" => Mark::Choices(vec!["mbeki".to_owned(), "other".to_owned()]),
        _ => return None,
    })
}

fn make(at: usize, spec: &Spec, made: &[Entry]) -> Entry {
    let line = |line| format!("{} {}", token(at, line, false), NAMED[(at + line) % 4]);
    // A name may run over the end of a line.
    let words = match at % 3 {
        0 => format!(
            "{} Zoé\nLindqvist {}",
            token(at, 0, false),
            token(at, 1, false)
        ),
        _ => format!("{}\n{}", line(0), line(1)),
    };
    let on = format!("2025-{:02}-10", at % 12 + 1);
    let mut one = match spec.about {
        None => Entry {
            mark: mark(at, spec),
            ..entry(&id(at), &on, PROMPTS[spec.prompt], &words)
        },
        Some((to, how)) => {
            let mark = match how {
                0 => Some(Mark::Verdict(Verdict {
                    is: Judged::Changed,
                    beside: Some(id(to)),
                })),
                1 => Some(Mark::Outcome(Outcome {
                    is: Became::Done,
                    by: None,
                })),
                _ => None,
            };
            let mut said = about(&id(at), &on, &made[to], &words, mark);
            if how == 3 {
                said.asked = None;
            }
            said
        }
    };
    if PROMPTS[spec.prompt] == "anna.1" && spec.about.is_none_or(|(_, how)| how != 3) {
        let option = |id: &str, text: &str| Offered {
            id: id.to_owned(),
            text: text.to_owned(),
        };
        one.asked = Some(Arc::new(Asked {
            prompt: "mbeki.1".to_owned(),
            rev: 1,
            kind: Kind::Many,
            question: "What would Zoé Lindqvist say?".to_owned(),
            ends: None,
            options: vec![
                option("mbeki", "Ask Mbeki"),
                option("other", "Somebody else"),
            ],
        }));
    }
    one.private = spec.private;
    one.sealed = spec.sealed.then(|| day("2026-12-01"));
    one.revises = spec.revises.map(id);
    if spec.foreign {
        "Coach".clone_into(&mut one.author);
    }
    one
}

/// What may leave, told once more and in another way.
struct Oracle<'a> {
    specs: &'a [Spec],
    picked: &'a [Picked],
}

impl Oracle<'_> {
    fn is_there(&self, at: usize) -> bool {
        at < self.specs.len() && self.specs[at].gone < 8
    }

    fn first(&self, at: usize) -> usize {
        match self.specs[at].revises {
            Some(to) if self.is_there(to) => self.first(to),
            _ => at,
        }
    }

    fn forms(&self, first: usize) -> Vec<usize> {
        (0..self.specs.len())
            .filter(|at| self.is_there(*at) && self.first(*at) == first)
            .collect()
    }

    fn sayings(&self, first: usize) -> Vec<usize> {
        let about = |at: &usize| {
            self.specs[*at]
                .about
                .is_some_and(|(to, _)| self.is_there(to) && self.first(to) == first)
        };
        (0..self.specs.len())
            .filter(|at| self.is_there(*at) && !self.specs[*at].foreign)
            .filter(about)
            .collect()
    }

    fn may_go(&self, first: usize) -> bool {
        let forms = self.forms(first);
        let allowed = |picked: &Picked| {
            picked.private && self.is_there(picked.entry) && self.first(picked.entry) == first
        };
        let private = forms.iter().any(|at| self.specs[*at].private);
        let last = *forms.last().unwrap();
        let waits = PROMPTS[self.specs[first].prompt] == "after.6"
            && self.specs[first].about.is_none()
            && self.specs[last].due
            && !self.sayings(first).iter().any(|at| {
                self.specs[*at].about.unwrap().1 != 0 && self.specs[*at].about.unwrap().1 != 3
            });
        !self.specs[first].foreign
            && !forms.iter().any(|at| self.specs[*at].sealed)
            && !waits
            && (!private || self.picked.iter().any(allowed))
    }

    /// The first forms of what was chosen and may go, and of what goes with it at most.
    fn leaves(&self) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let mut chosen = BTreeSet::new();
        let mut all = BTreeSet::new();
        for picked in self
            .picked
            .iter()
            .filter(|picked| self.is_there(picked.entry))
        {
            let first = self.first(picked.entry);
            if !self.may_go(first) {
                continue;
            }
            chosen.insert(first);
            all.insert(first);
            let before = (0..first).rev().filter(|at| {
                let same = PROMPTS[self.specs[*at].prompt] == PROMPTS[self.specs[first].prompt];
                let spec = &self.specs[*at];
                same && self.is_there(*at)
                    && self.first(*at) == *at
                    && spec.about.is_none()
                    && !spec.foreign
            });
            let most = match picked.with {
                With::Alone => 0,
                With::Before => 1,
                With::Thread => usize::MAX,
            };
            all.extend(before.take(most).filter(|at| self.may_go(*at)));
        }
        for first in all.clone() {
            let said = self.sayings(first).into_iter();
            all.extend(said.filter(|at| self.may_go(*at) && self.specs[*at].about.unwrap().1 != 3));
        }
        for picked in self
            .picked
            .iter()
            .filter(|picked| self.is_there(picked.entry))
        {
            let on = self.first(picked.entry);
            let is_on = |note: &usize| chosen.contains(&on) && self.sayings(on).contains(note);
            let note = picked
                .side_note
                .filter(|note| self.is_there(*note))
                .filter(is_on);
            let goes = |note: &usize| {
                self.specs[*note].about.unwrap().1 >= 2
                    && (!self.specs[*note].private || picked.private)
            };
            all.extend(note.filter(goes));
        }
        (chosen, all)
    }

    fn left_out(&self, form: usize) -> impl Iterator<Item = &(usize, usize, bool, bool)> {
        let all = self.picked.iter().flat_map(|picked| &picked.left_out);
        all.filter(move |(of, ..)| *of == form)
    }

    /// The words of an entry that may leave.
    fn tokens(&self, first: usize) -> BTreeSet<String> {
        let forms = self.forms(first);
        let (last, older) = forms.split_last().unwrap();
        if older
            .iter()
            .any(|form| self.left_out(*form).next().is_some())
        {
            return BTreeSet::new();
        }
        let held: BTreeSet<(usize, bool)> = self
            .left_out(*last)
            .map(|(_, line, of_mark, _)| (*line, *of_mark))
            .collect();
        let all = [(0, false), (1, false), (0, true), (1, true), (2, true)];
        all.into_iter()
            .filter(|at| !held.contains(at))
            .map(|(line, of_mark)| token(*last, line, of_mark))
            .collect()
    }
}

fn selection(picked: &[Picked]) -> Selection {
    let chosen = picked.iter().map(|picked| Chosen {
        entry: id(picked.entry),
        with: picked.with,
        private: picked.private,
        left_out: picked
            .left_out
            .iter()
            .map(|(of, line, of_mark, silent)| LeftOut {
                entry: id(*of),
                line: *line,
                of_mark: *of_mark,
                silent: *silent,
            })
            .collect(),
        side_note: picked.side_note.map(id),
    });
    Selection {
        chosen: chosen.collect(),
        roles: vec![("Mbeki".to_owned(), "the CFO".to_owned())],
        context: true,
        ..Selection::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]
    #[test]
    fn no_withheld_word_is_in_any_format(
        specs in prop::collection::vec(spec(), 1..14).prop_map(sound),
        picked in prop::collection::vec(picked(), 0..6),
    ) {
        let mut made: Vec<Entry> = Vec::new();
        for (at, spec) in specs.iter().enumerate() {
            made.push(make(at, spec, &made));
        }
        let words: BTreeSet<String> = made.iter().flat_map(|entry| {
            let json = serde_json::to_string(entry).unwrap();
            let all = json.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with("qw") || word.contains("nqw"));
            all.map(|word| word.trim_start_matches('n').to_owned()).collect::<Vec<_>>()
        }).collect();
        let mut records = vec![
            stated(Fact::Role, "role-1", "CTO under Mbeki"),
            stated(Fact::Name, "Zoé Lindqvist", "the sponsor"),
        ];
        records.extend(super::made::wrote(made));
        let at = today().and_hms_opt(9, 0, 0).unwrap().and_utc().fixed_offset();
        for (gone, spec) in specs.iter().enumerate() {
            match spec.gone {
                8 => records.push(Record::Forgot(Forgot { id: id(gone), forgotten_at: at, more: Map::new() })),
                9 => records.push(Record::Withdrew(Withdrew { entry: id(gone), at, more: Map::new() })),
                _ => {}
            }
        }
        let journal = journal(records);
        let details = Details {
            from: "Mbeki".to_owned(),
            to: "zoé lindqvist".to_owned(),
            purpose: "For MBEKI.".to_owned(),
            lines: vec!["Zoé  Lindqvist left".to_owned()],
            token: "k7f3q2".to_owned(),
            recipient: None,
        };
        let selection = selection(&picked);
        let (handoff, ids) = compose(&journal, &deck::builtin(), &selection, &details, today());
        let oracle = Oracle { specs: &specs, picked: &picked };
        let (chosen, all) = oracle.leaves();
        let may: BTreeSet<String> = all.iter().flat_map(|at| oracle.tokens(*at)).collect();
        for (format, text) in everywhere(&handoff) {
            for word in words.difference(&may) {
                prop_assert!(!text.contains(word), "{format} holds {word}:\n{text}");
            }
            let folded = fold(&text);
            for name in ["mbeki", "lindqvist"] {
                prop_assert!(!folded.contains(name), "{format} names {name}:\n{text}");
            }
            for trace in ["idq", "sessionid", "role-1", "09:17"] {
                prop_assert!(!text.contains(trace), "{format} tells {trace}:\n{text}");
            }
            // And what was chosen is there.
            for word in chosen.iter().flat_map(|at| oracle.tokens(*at)) {
                prop_assert!(!words.contains(&word) || text.contains(&word), "{format} lacks {word}:\n{text}");
            }
        }
        super::machine::by_the_schema(&handoff);
        // Each id leads to one entry, and no entry has two.
        let known: BTreeSet<&str> = ids.iter().map(|(_, entry)| entry.as_str()).collect();
        prop_assert_eq!(known.len(), handoff.items.len());
        for (at, item) in handoff.items.iter().enumerate() {
            prop_assert_eq!(&item.id, &format!("h{}", at + 1));
        }
    }
}
