use crate::workbook::Exit;

/// What can be said instead of an answer, on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Pass(Exit),
    Enough,
    Why,
    Earlier,
    Help,
    Leave,
}

/// Each with its line, and what it does.
const COMMANDS: [(&str, Command, &str); 7] = [
    (
        ":skip",
        Command::Pass(Exit::Skip),
        "the next question; this one comes once more",
    ),
    (
        ":not today",
        Command::Pass(Exit::NotToday),
        "the next question; this one another day",
    ),
    (
        ":enough",
        Command::Enough,
        "enough for today: keeps what is there, and ends",
    ),
    (
        ":why",
        Command::Why,
        "why it is asked, and questions that may help",
    ),
    (":earlier", Command::Earlier, "what you wrote here before"),
    (":help", Command::Help, "this list"),
    (
        ":leave",
        Command::Leave,
        "leaves; what is there waits as a draft",
    ),
];

impl Command {
    /// The command that a line is.
    pub(super) fn of(line: &str) -> Option<Self> {
        let line = line.trim_end();
        let of = |(said, command, _): &(&str, Self, &str)| (*said == line).then_some(*command);
        COMMANDS.iter().find_map(of)
    }

    /// All of them, and how lines are taken that could be mistaken for them.
    pub(super) fn help() -> String {
        let mut help = "On a line of its own, where an answer or a part of it begins:".to_owned();
        for (said, _, does) in COMMANDS {
            help.extend(["\n", said, "   ", does]);
        }
        help.push_str(
            "\nA longer answer ends at a line with a single dot. Two dots stand for a line with \
             one, and two colons at the beginning for one.\
             \nThe end of the input ends the answer too, and keeps it. A terminal cuts lines of \
             more than 4,095 bytes; longer ones can come from a file: rolebook answer ID --from \
             FILE.",
        );
        help
    }
}
