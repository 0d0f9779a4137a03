use crate::workbook::Exit;

/// What can be said instead of an answer, on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Pass(Exit),
    Enough,
    Why,
    Earlier,
    /// A ritual from its beginning.
    Anew,
    Help,
    Leave,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// At a question of a walk.
    Walk,
    /// At a question of a ritual.
    Ritual,
    /// At a stop of a ritual that asks in another way.
    Stop,
}

/// Each with its line, and what it does in a walk and in a ritual; where that is empty, it is
/// none there.
const COMMANDS: [(&str, Command, &str, &str); 8] = [
    (
        ":skip",
        Command::Pass(Exit::Skip),
        "the next question; this one comes once more",
        "goes on; what is skipped does not come again",
    ),
    (
        ":not today",
        Command::Pass(Exit::NotToday),
        "the next question; this one another day",
        "goes on; this one another day",
    ),
    (
        ":enough",
        Command::Enough,
        "enough for today: keeps what is there, and ends",
        "enough for today: keeps what is there, and the ritual waits where you are",
    ),
    (
        ":why",
        Command::Why,
        "why it is asked, and questions that may help",
        "why it is asked, and questions that may help",
    ),
    (
        ":earlier",
        Command::Earlier,
        "what you wrote here before",
        "what you wrote here before",
    ),
    (
        ":new",
        Command::Anew,
        "",
        "begins the ritual anew; what was begun waits where you are",
    ),
    (":help", Command::Help, "this list", "this list"),
    (
        ":leave",
        Command::Leave,
        "leaves; what is there waits as a draft",
        "leaves; the ritual waits where you are, with what is there",
    ),
];

const LONG: &str = "A longer answer ends at a line with a single dot. Two dots stand for a line \
    with one, and two colons at the beginning for one.";

const END: &str = "The end of the input ends the answer too, and keeps it. A terminal cuts lines of \
    more than 4,095 bytes; longer ones can come from a file: rolebook answer ID --from FILE.";

impl Where {
    fn does(self, row: &(&'static str, Command, &'static str, &'static str)) -> &'static str {
        match self {
            Self::Walk => row.2,
            Self::Stop if row.1 == Command::Earlier => "",
            Self::Ritual | Self::Stop => row.3,
        }
    }
}

impl Command {
    /// The command that a line is there.
    pub(super) fn of(line: &str, at: Where) -> Option<Self> {
        let line = line.trim_end();
        let mut there = COMMANDS.iter().filter(|row| !at.does(row).is_empty());
        there.find(|row| row.0 == line).map(|row| row.1)
    }

    /// All of them, and how lines are taken that could be mistaken for them.
    pub(super) fn help(at: Where) -> String {
        let begins = match at {
            Where::Walk | Where::Ritual => {
                "On a line of its own, where an answer or a part of it begins:"
            }
            Where::Stop => "Beside that, on a line of its own:",
        };
        let mut help = begins.to_owned();
        for row in &COMMANDS {
            let does = at.does(row);
            if !does.is_empty() {
                help.extend(["\n", row.0, "   ", does]);
            }
        }
        if at != Where::Stop {
            help.extend(["\n", LONG]);
        }
        help.extend(match at {
            Where::Walk => ["\n", END],
            Where::Ritual | Where::Stop => [
                "\n",
                "Where the input ends, the ritual waits; either way of going through it goes on \
                 there.",
            ],
        });
        help
    }
}
