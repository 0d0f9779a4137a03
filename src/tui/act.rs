use super::editor::Op;

/// What a key can ask for. One row of [`super::command::COMMANDS`] each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Help,
    Palette,
    Back,
    /// Leave the program; everything is kept.
    Leave,
    /// Leave as an interrupted program does.
    Interrupt,
    Suspend,
    /// Makes the page blank at once; of a locked journal, locks it.
    Blank,
    Redraw,

    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Open,
    /// A digit: a mark, an option, the number of a row.
    Digit(u8),

    Tracks,
    Read,
    NewRole,
    Found,
    Before,
    After,
    Week,
    Coach,
    Quarter,
    Roundtables,
    /// The names list.
    Names,
    Brief,
    /// One more of what is gone through.
    More,
    /// Pin, until the next roundtable closes, or take the pin out.
    Pin,
    /// Copy to the clipboard of the terminal.
    CopyOut,
    /// Write a file.
    WriteFile,
    Print,
    /// Swap a name for a role.
    Swap,
    /// Put swapped names back.
    SwapBack,
    /// Leave a line out, or take it in again.
    LeaveOut,
    Add,
    /// State a date, or another one.
    Date,
    /// Drop what is chosen.
    DropIt,
    /// What went to coaches, and what came back.
    Handoffs,
    /// Take something into a hand-off, or leave it out.
    Include,
    /// Let a private answer be taken in.
    PrivateToo,
    /// The answer by itself, as then and now, or with its whole thread.
    Whole,
    /// A note to the coach on this answer.
    SideNote,
    Quote,
    Sponsor,
    KeepUntil,
    Times,
    Context,
    /// Take a reply in.
    TakeReply,
    /// Turn a coach's question into one of the next check-in, or take it out again.
    AskMe,
    /// Hide a note, or show it again.
    HideIt,
    /// The coach's note on a paragraph.
    ReviewNote,
    NextAnswer,
    AnswerBefore,
    /// Finish a reply and pack it.
    Pack,
    /// Notes of one's own, which no reply contains.
    MyNotes,
    /// Remove this copy.
    RemoveCopy,
    /// The track on what keeps coming back.
    Knot,
    /// Switch the clock of a ritual on or off.
    Clock,
    Home,
    /// Search, from anywhere that nothing is written.
    Find,
    Changes,
    Shelves,
    Promises,
    Forecasts,
    Year,
    /// The lock of the journal.
    Lock,
    NewPassphrase,
    NewKey,
    Unlock,
    /// Go on with a job that was cut off.
    Finish,
    Yes,
    No,
    /// Ask again what was answered, and lay the two side by side.
    Revisit,
    /// One question over time.
    Thread,
    /// The older and the newer answer side by side.
    Beside,
    /// Say why, in words of one's own.
    Because,
    /// Attach a note.
    Note,
    Mark,
    Compare,
    NextThread,
    LastThread,
    ThenBefore,
    ThenAfter,
    NowBefore,
    NowAfter,
    /// Where one would put the old mark, knowing what one knows now.
    FromNow,
    Lens,
    SayAndHold,
    /// What became of a promise or a forecast.
    Became(u8),
    Unseal,
    /// The letter whose day has come.
    Letter,
    /// Since when changes are shown.
    Since,
    SinceDay,
    /// The day with something written before the one chosen.
    DayBefore,
    DayAfter,
    YearAgo,
    YearBefore,
    YearAfter,

    /// What was added while the journal was locked.
    Inbox,
    TakeAll,
    Drop,
    DropAll,
    /// What is protected from whom.
    Privacy,

    Short,
    Full,
    About,
    Turn,

    Keep,
    Earlier,
    /// Take the last answer in, to correct it.
    Correct,
    Why,
    Skip,
    NotToday,
    Enough,
    Count,
    NextField,
    LastField,
    Choose,
    /// Enter in a field of one line: the next field, or keep.
    Done,

    Edit(Op),
    Cut,
    /// Cut what is selected, or else the word to the left.
    CutWord,
    Copy,
}

/// Where a command acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Anywhere,
    /// Wherever nothing is being written.
    Still,
    /// Where lines are chosen or moved over.
    List,
    /// A list whose lines have numbers.
    Numbered,
    Home,
    Deck,
    Reading,
    /// Two answers side by side.
    Beside,
    /// One question over time.
    Thread,
    Shelves,
    Changes,
    Promises,
    Forecasts,
    Letter,
    Year,
    Inbox,
    Lens,
    /// The first page of a ritual.
    Ritual,
    /// It is so of a ritual that was begun.
    Begun,
    /// A stop of a ritual that asks no question of its own.
    Step,
    /// An earlier answer, read again.
    Again,
    /// Marks of then, set from now.
    FromNow,
    /// The changes that one marks oneself.
    Shifts,
    /// A promise, at a stop of a ritual.
    Promise,
    /// A forecast, at a stop of a ritual.
    Came,
    /// Whether something was there before.
    Recurs,
    /// What to look at first next time.
    Pin,
    /// A passage of the journal.
    Passage,
    Card,
    Roundtables,
    Names,
    Brief,
    /// What goes to a coach is chosen.
    Choose,
    /// It is looked through, as the coach will.
    LookThrough,
    /// What the coach may do with it.
    Agree,
    /// It is written.
    Send,
    /// What went to coaches.
    Handoffs,
    /// One hand-off that went, and the notes that came back.
    Notes,
    /// A reply, before it is taken in.
    Reply,
    /// A hand-off, as the coach reads it.
    Review,
    /// A coach's note is being written.
    CoachNote,
    /// What kind of note it is.
    NoteKind,
    /// A reply, before it is written.
    Pack,
    /// A question is being answered.
    Answer,
    /// A mark is being set, and letters are commands.
    Mark,
    /// The mark is a point of a scale.
    Scale,
    /// The mark is an option, or several.
    Choice,
    /// Words are being written, and letters are letters.
    Write,
    /// A field of one line is being written.
    Line,
    /// A longer text is being written.
    Prose,
    Closing,
    /// A page that is read once, on the way to a question.
    Once,
    /// A line is typed that is no answer: a name, a day, the path of a file.
    Field,
    /// It is one of several.
    Fields,
    /// A command is being looked for by its name.
    Find,
    /// The page of the lock.
    Lock,
    /// A passphrase is being typed.
    Secret,
    /// Before a locked journal.
    Gate,
    /// A question with two answers.
    Ask,
    /// The help page, which any key leaves.
    Help,
}

/// The groups of the help page, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Write,
    Edit,
    Move,
    LookBack,
    Leave,
}

impl Group {
    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Write => "Write",
            Self::Edit => "Edit",
            Self::Move => "Move",
            Self::LookBack => "Look back",
            Self::Leave => "Leave",
        }
    }
}
