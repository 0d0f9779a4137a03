//! Killed at any moment of typing and saving.

use std::{
    env, fmt, fs, thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use super::{
    home::{Home, LIMIT, text},
    window::{KEEP, Setting, Window},
};

/// So many rounds, unless the variable says how many.
const ROUNDS: usize = 25;
pub(super) const MORE: &str = "ROLEBOOK_KILLS";

/// What may be missing from a draft.
const LAST: Duration = Duration::from_secs(1);

/// The questions of the walk that is begun again and again.
const QUESTIONS: usize = 12;

#[test]
fn killed_at_any_moment_it_loses_no_answer_and_at_most_the_last_second() {
    let rounds = env::var(MORE).map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let home = Home::new();
    add_deck(&home);
    let mut story = Story::default();
    let mut chance = Chance(0x5eed);
    for _ in 0..rounds {
        story.round(&home, &mut chance);
    }
    println!("{story}");
    assert!(!story.kept.is_empty());
}

#[test]
fn killed_while_it_makes_its_home_it_starts_again() {
    let mut chance = Chance(0xf1257);
    for _ in 0..ROUNDS {
        let home = Home::new();
        let mut window = Window::open(&home);
        thread::sleep(chance.micros(6_000));
        window.signal(Signal::KILL);
        window.ended();
        if home.path().exists() {
            assert!(home.words().is_empty());
        }
        let mut window = Window::at_first_question(Setting::default(), &home);
        window.send("One.").send(KEEP).expect("2 of 13");
        assert_eq!(home.words(), ["One."]);
    }
}

/// What was written and what is known to be on the disk, over all rounds.
#[derive(Default)]
struct Story {
    /// The answers seen as kept, and those found kept after a kill.
    kept: Vec<String>,
    /// The words that the next round finds in its draft.
    draft: String,
    words: usize,
    rounds: usize,
    killed_while_keeping: usize,
    of_these_kept: usize,
    drafts_cut: usize,
    most_missing: Duration,
    /// How often the next start found a save that had been cut off.
    saves_cut: usize,
}

/// One answer while it is being typed.
#[derive(Default)]
struct Typing {
    text: String,
    /// How much of it was there from the start.
    found: usize,
    /// When each word was typed, and where it ended.
    words: Vec<(Instant, usize)>,
    /// ctrl+s was pressed, and the next question is not there yet.
    keeping: bool,
}

/// When a round is killed.
enum Moment {
    /// So long after its first key; one answer, which is not kept.
    Writing(Duration),
    /// So long after its first key; answers are kept now and then.
    Typing(Duration),
    /// So long after the ctrl+s that follows so many words.
    Keeping(usize, Duration),
}

impl Story {
    fn round(&mut self, home: &Home, chance: &mut Chance) {
        self.rounds += 1;
        let mut window = Window::with(Setting::default(), home, &["answer", "kills"]);
        window.expect(&format!("of {QUESTIONS}"));
        window.expect(self.draft.split(' ').next_back().unwrap_or_default());
        let mut number = number(&window).unwrap();
        let moment = chance.moment(self.rounds);
        let begun = Instant::now();
        let mut typing = Typing {
            text: self.draft.clone(),
            found: self.draft.len(),
            ..Typing::default()
        };
        let end = match moment {
            Moment::Writing(after) | Moment::Typing(after) => Some(begun + after),
            Moment::Keeping(..) => None,
        };
        let over = |more: Duration| end.is_some_and(|end| Instant::now() + more >= end);
        for typed in 1.. {
            typing.word(&mut window, &mut self.words);
            let pause = chance.micros(16_000);
            if over(pause) {
                break;
            }
            thread::sleep(pause);
            if let Moment::Keeping(words, after) = moment
                && typed >= words
            {
                window.send(KEEP);
                typing.keeping = true;
                thread::sleep(after);
                break;
            }
            if matches!(moment, Moment::Typing(_)) && chance.below(20) == 0 {
                window.send(KEEP);
                typing.keeping = true;
                let kept = wait_for_the_next(&window, number, || over(Duration::ZERO));
                if !kept {
                    break;
                }
                number += 1;
                self.kept.push(std::mem::take(&mut typing).text);
                if is_over(&window) {
                    break;
                }
            }
        }
        window.signal(Signal::KILL);
        let killed = Instant::now();
        assert_eq!(window.ended(), None);
        self.look(home, &typing, killed);
    }

    /// Compares what is on the disk with what has to be there.
    fn look(&mut self, home: &Home, typing: &Typing, killed: Instant) {
        let (entries, said) = home.log();
        for said in said.lines() {
            // What a kill leaves of a save is completed or put by; anything else is damage.
            assert!(said.starts_with("A save "), "round {}: {said}", self.rounds);
            self.saves_cut += 1;
        }
        let words = entries.iter().map(|entry| entry["words"].as_str().unwrap());
        let words: Vec<&str> = words.collect();
        let all = self.kept.len().min(words.len());
        assert_eq!(words[..all], self.kept, "round {}", self.rounds);
        let more = &words[all..];
        self.killed_while_keeping += usize::from(typing.keeping);
        if !more.is_empty() {
            assert!(typing.keeping, "round {}: {more:?}", self.rounds);
            assert_eq!(more, [typing.text.as_str()], "round {}", self.rounds);
            self.kept.push(typing.text.clone());
            self.of_these_kept += 1;
            self.draft.clear();
            return;
        }
        let ids: Vec<&str> = entries
            .iter()
            .filter_map(|entry| entry["id"].as_str())
            .collect();
        let mut drafts = home.drafts();
        drafts.retain(|draft| !ids.contains(&draft.entry.as_str()));
        assert!(drafts.len() <= 1, "round {}: {drafts:?}", self.rounds);
        let draft = drafts
            .pop()
            .map_or(String::new(), |draft| text(&draft).to_owned());
        let whole = &typing.text;
        assert!(
            whole.starts_with(&draft),
            "round {}: {draft:?} of {whole:?}",
            self.rounds
        );
        // Of what earlier rounds have found on the disk nothing may be missing.
        assert!(
            draft.len() >= typing.found,
            "round {}: {draft:?}",
            self.rounds
        );
        let missing = typing.words.iter().find(|(_, end)| *end > draft.len());
        if let Some((typed, _)) = missing {
            let since = killed.duration_since(*typed);
            assert!(
                since <= LAST,
                "round {}: {since:?} are missing",
                self.rounds
            );
            self.drafts_cut += 1;
            self.most_missing = self.most_missing.max(since);
        }
        self.draft = draft;
    }
}

impl Typing {
    fn word(&mut self, window: &mut Window, words: &mut usize) {
        *words += 1;
        let blank = if self.text.is_empty() { "" } else { " " };
        let word = format!("{blank}w{words}");
        window.send(&word);
        self.text.push_str(&word);
        self.words.push((Instant::now(), self.text.len()));
    }
}

/// The number of the question on the screen; none while a page is half drawn, or another is there.
fn number(window: &Window) -> Option<usize> {
    let screen = window.screen().contents();
    let head: Vec<&str> = screen.split_whitespace().take(3).collect();
    match head[..] {
        ["Kills", number, "of"] => number.parse().ok(),
        _ => None,
    }
}

fn is_over(window: &Window) -> bool {
    window.sees("Kept. Nothing left this machine.")
}

/// Waits until the next question is there, or the end of the walk; says no where time is up first.
fn wait_for_the_next(window: &Window, before: usize, over: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while !is_over(window) && number(window) != Some(before + 1) {
        if over() {
            return false;
        }
        let screen = || window.screen().contents();
        assert!(begun.elapsed() < LIMIT, "it does not go on\n{}", screen());
        thread::sleep(Duration::from_micros(500));
    }
    true
}

/// A deck of long answers only.
fn add_deck(home: &Home) {
    let head = "id = \"kills\"\ntitle = \"Kills\"\npurpose = \"To be killed at.\"\n\
                when = \"Often.\"\nminutes = \"5\"\nkind = \"track\"\nsections = [\"All\"]\n";
    let prompts = (1..=QUESTIONS).map(|number| {
        format!(
            "\n[[prompts]]\nid = \"kills.{number}\"\nrev = 1\nsection = \"All\"\n\
             kind = \"long\"\ntext = \"What is there?\"\nwhy = \"To see.\"\n"
        )
    });
    let deck: String = [head.to_owned()].into_iter().chain(prompts).collect();
    let decks = home.path().join("decks");
    fs::create_dir_all(&decks).unwrap();
    fs::write(decks.join("kills.toml"), deck).unwrap();
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    fs::set_permissions(home.path(), closed).unwrap();
}

/// Numbers that look like chance and are the same each time (xorshift).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    pub(super) fn micros(&mut self, most: u64) -> Duration {
        Duration::from_micros(self.below(most))
    }

    /// A place in a list.
    pub(super) fn pick(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap();
        usize::try_from(self.below(end)).unwrap()
    }

    /// Some anywhere, most of them early; some about when a draft is saved, some in a save; and
    /// now and then one so late that a draft must have been saved.
    fn moment(&mut self, round: usize) -> Moment {
        if round % 8 == 1 {
            return Moment::Writing(LAST + self.micros(400_000));
        }
        match self.below(3) {
            0 => {
                let part = self.below(1_000);
                Moment::Typing(Duration::from_micros(part * part * 14 / 10))
            }
            1 => Moment::Writing(Duration::from_millis(395) + self.micros(20_000)),
            _ => {
                let words = usize::try_from(self.below(30)).unwrap();
                Moment::Keeping(words, self.micros(8_000))
            }
        }
    }
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} kills, {} words typed, {} answers kept; {} while keeping, of which {} were kept; \
             {} drafts without the last words, at most {:?} of them; {} saves cut off and settled",
            self.rounds,
            self.words,
            self.kept.len(),
            self.killed_while_keeping,
            self.of_these_kept,
            self.drafts_cut,
            self.most_missing,
            self.saves_cut,
        )
    }
}
