use super::{
    act::{Act, Group, Scope},
    command::Command,
    editor::{Motion, Op},
};

const fn row(
    scope: Scope,
    group: Group,
    act: Act,
    keys: &'static [&'static str],
    hint: &'static str,
    does: &'static str,
) -> Command {
    Command {
        act,
        scope,
        keys,
        hint,
        does,
        group,
    }
}

use Group::{Edit, Leave, LookBack, Move, Write};
use Scope::{Anywhere, Closing, Deck, Home, Line, List, Mark, Prose, Reading, Still};

/// So many rows that a motion over them is one over as many as are in view.
pub const PAGE: usize = usize::MAX;

/// Stands for every key that means nothing else.
pub const ANY: &str = "any other key";

/// Every command of the screen.
#[rustfmt::skip]
pub static COMMANDS: &[Command] = &[
    row(Anywhere, Move, Act::Help, &["f1"], "keys", "help: the keys of this page, and what it is for"),
    row(Anywhere, Move, Act::Palette, &["alt+x"], "commands", "every command, found by its name"),
    row(Anywhere, Leave, Act::Back, &["esc"], "back", "go back; nothing is lost"),
    row(Anywhere, Leave, Act::Suspend, &["ctrl+z"], "suspend", "put the program to sleep; fg in the shell wakes it"),
    row(Anywhere, Leave, Act::Blank, &["f10", "ctrl+q"], "blank", "make the page blank at once; any key brings it back, and of a locked journal the passphrase"),
    row(Anywhere, Leave, Act::Interrupt, &["ctrl+c"], "leave", "leave at once (quit); what is written is kept"),
    row(Anywhere, Move, Act::Redraw, &["ctrl+l"], "redraw", "draw the page afresh"),

    row(Still, Move, Act::Help, &["?"], "keys", "help: the keys of this page, and what it is for"),
    row(Still, Move, Act::Palette, &[":"], "commands", "every command, found by its name"),

    row(Still, LookBack, Act::Find, &["/"], "find", "find words in what you wrote"),

    row(List, Move, Act::Up, &["up", "k", "ctrl+p"], "back", "up a line"),
    row(List, Move, Act::Down, &["down", "j", "ctrl+n"], "further", "down a line"),
    row(List, Move, Act::PageUp, &["pgup", "alt+v"], "page up", "up a page"),
    row(List, Move, Act::PageDown, &["pgdn", "space", "ctrl+v"], "page down", "down a page"),
    row(List, Move, Act::First, &["home", "g", "alt+<"], "first", "to the first line"),
    row(List, Move, Act::Last, &["end", "G", "alt+>"], "last", "to the last line"),
    row(List, Write, Act::Open, &["enter"], "open", "open what is chosen"),
    row(Scope::Numbered, Move, Act::Digit(0), &["0-9"], "by number", "choose a line by its number"),

    row(Home, Write, Act::Tracks, &["t"], "tracks", "every track and its questions"),
    row(Home, LookBack, Act::Read, &["r"], "read", "read what was written, by date or by track"),
    row(Home, Write, Act::NewRole, &["n"], "new role", "state a new role, which opens a new chapter"),
    row(Home, Write, Act::Before, &["b"], "before the roundtable", "prepare for the roundtable"),
    row(Home, Write, Act::After, &["a"], "after the roundtable", "write down what you take from the roundtable"),
    row(Home, Write, Act::Week, &["w"], "week", "look at the week"),
    row(Home, Write, Act::Coach, &["x"], "coach", "prepare for your coach"),
    row(Home, LookBack, Act::Revisit, &["v"], "look again", "answer again what is older than a quarter, on the track chosen"),
    row(Home, LookBack, Act::Changes, &["c"], "what changed", "what changed since the last roundtable, or since a day"),
    row(Home, LookBack, Act::Shelves, &["s"], "shelves", "the twelve shelves, and the questions on each over time"),
    row(Home, LookBack, Act::Promises, &["p"], "promises", "what you said you would do"),
    row(Home, LookBack, Act::Forecasts, &["e"], "forecasts", "what you expected, and what happened"),
    row(Home, LookBack, Act::Letter, &["o"], "letter", "the letter to yourself whose day has come"),
    row(Home, LookBack, Act::Year, &["y"], "a year", "a year of sessions at a glance"),
    row(Home, LookBack, Act::Found, &["f"], "found", "files that were found and could not be read"),
    row(Home, Leave, Act::Lock, &["l"], "lock", "lock the journal with a passphrase, or change what opens it"),
    row(Home, Write, Act::Inbox, &["i"], "inbox", "what was added while the journal was locked"),
    row(Home, LookBack, Act::Privacy, &["P"], "privacy", "what is protected from whom, what is not, and how to check it"),
    row(Home, Leave, Act::Drop, &["d"], "let go", "let what was begun go, on the row that goes on with it; the key is pressed twice"),
    row(Home, Leave, Act::Leave, &["q"], "leave", "leave; everything is kept"),

    row(Deck, Write, Act::Short, &["s"], "short form", "walk the short form"),
    row(Deck, Write, Act::Full, &["f"], "full form", "walk the full form"),
    row(Deck, LookBack, Act::About, &["i"], "about", "what this track is, and whose ideas it rests on"),

    row(Home, Write, Act::Quarter, &["u"], "quarter", "put your own words from different times side by side, at the end of a quarter"),
    row(Home, Write, Act::Roundtables, &["m"], "roundtables", "when your roundtables are, and who sits there"),
    row(Home, LookBack, Act::Brief, &["B"], "brief", "the page to read before the roundtable"),
    row(Home, Write, Act::Handoffs, &["h"], "hand-offs", "choose what a coach may read; what went, and what came back"),
    row(Home, Write, Act::Names, &["N"], "names list", "names to be swapped for roles before anything leaves"),

    row(Scope::Ritual, Write, Act::Open, &["enter"], "begin", "begin"),
    row(Scope::Begun, Write, Act::Open, &["enter"], "go on", "go on where you were"),
    row(Scope::Ritual, Write, Act::Add, &["n"], "begin anew", "begin anew; what was begun before waits on the first page"),
    row(Scope::Ritual, Write, Act::Full, &["f"], "longer, shorter", "the longer form, or the short one"),
    row(Scope::Ritual, Write, Act::Clock, &["c"], "clock", "a clock in the head, on or off"),
    row(Scope::Ritual, Write, Act::Roundtables, &["m", "d"], "roundtables", "when your roundtables are, and who sits there"),
    row(Scope::Ritual, Write, Act::Handoffs, &["h"], "hand over", "choose what a coach may read; what went, and what came back"),
    row(Scope::Ritual, LookBack, Act::Brief, &["B", "p"], "brief", "the page to read before the roundtable"),

    row(Scope::Step, Write, Act::Open, &["enter"], "go on", "go on to the next step"),
    row(Scope::Step, Write, Act::Skip, &["s", "f4"], "skip", "the next step; nothing is counted"),
    row(Scope::Step, Write, Act::NotToday, &["n", "f5"], "not today", "the next step; nothing is counted"),
    row(Scope::Step, Leave, Act::Enough, &["f6", "alt+e"], "enough for today", "leave; you can go on exactly here"),

    row(Scope::Again, Write, Act::Digit(0), &["1-5"], "verdict", "your verdict: 1 still true, 2 weighs differently, 3 changed, 4 nearly the opposite, 5 no longer my question"),
    row(Scope::Again, Write, Act::More, &["+"], "one more", "read one more of your answers again"),
    row(Scope::Again, Write, Act::Pin, &["*"], "pin", "pin it until the next roundtable closes, or take the pin out"),
    row(Scope::Again, LookBack, Act::Thread, &["t"], "over time", "this question over time"),

    row(Scope::FromNow, Write, Act::Digit(0), &["1-7"], "mark for then", "where you would put the mark of then, knowing what you know now"),
    row(Scope::Shifts, Write, Act::Mark, &["space", "m"], "mark", "mark this change as a shift, or take the mark out"),

    row(Scope::Promise, Write, Act::Became(0), &["d"], "done", "it is done"),
    row(Scope::Promise, Write, Act::Became(1), &["p"], "partly", "it is done in part"),
    row(Scope::Promise, Write, Act::Became(2), &["c"], "changed on purpose", "it was changed on purpose"),
    row(Scope::Promise, Write, Act::Became(3), &["l"], "let go", "it is let go"),
    row(Scope::Promise, Write, Act::Became(4), &["o"], "still open", "it is still open"),
    row(Scope::Promise, Write, Act::Because, &["y"], "a line, a day", "say a line about what became of it, or another day"),

    row(Scope::Came, Write, Act::Became(5), &["y"], "it happened", "it happened"),
    row(Scope::Came, Write, Act::Became(6), &["n"], "it did not", "it did not happen"),
    row(Scope::Came, Write, Act::Became(7), &["u"], "unclear", "it cannot be said"),

    row(Scope::Recurs, Write, Act::Open, &["enter", "space"], "the same again", "this is the one chosen, there again; after that, go on"),
    row(Scope::Recurs, Write, Act::Skip, &["s", "f4"], "go on", "go on; nothing is said about it"),
    row(Scope::Recurs, LookBack, Act::Knot, &["t"], "the track", "the track on what keeps coming back, where it is offered"),
    row(Scope::Recurs, Write, Act::DropIt, &["x"], "put away", "put the line on the track away, for this snag and for good"),

    row(Scope::Pin, Write, Act::Pin, &["space", "*"], "pin", "pin it until the next roundtable closes, or take the pin out"),

    row(Scope::Card, Write, Act::Digit(0), &["1-3"], "form", "1 a three-minute update, 2 a case card, 3 a two-line ask"),
    row(Scope::Card, Write, Act::Open, &["enter"], "keep, go on", "keep the card and go on"),
    row(Scope::Card, Write, Act::Swap, &["r"], "swap a name", "swap the next name that is underlined for its role"),
    row(Scope::Card, Write, Act::SwapBack, &["R"], "put names back", "put the names of this line back that were swapped"),
    row(Scope::Card, Write, Act::LeaveOut, &["x"], "leave out", "leave this line out, or take it in again"),
    row(Scope::Card, Write, Act::Names, &["N"], "names list", "names to be swapped for roles before anything leaves"),
    row(Scope::Card, LookBack, Act::CopyOut, &["y"], "copy", "copy the card to the clipboard of the terminal"),
    row(Scope::Card, LookBack, Act::WriteFile, &["e"], "write a file", "write the card into a file"),
    row(Scope::Card, LookBack, Act::Print, &["p"], "print", "print the card as plain text, when the program is left"),

    row(Scope::Roundtables, Write, Act::Add, &["a"], "add", "add a roundtable"),
    row(Scope::Roundtables, Write, Act::Date, &["d"], "move", "move it to another day"),
    row(Scope::Roundtables, Write, Act::DropIt, &["x"], "drop", "drop it; the key is pressed twice"),

    row(Scope::Names, Write, Act::Add, &["a"], "add", "add a name and its role"),
    row(Scope::Names, Write, Act::DropIt, &["x"], "drop", "drop it; the key is pressed twice"),

    row(Scope::Choose, Write, Act::Include, &["space"], "take in", "take this answer in, or leave it out"),
    row(Scope::Choose, Write, Act::PrivateToo, &["P"], "private too", "let this private answer be taken in"),
    row(Scope::Choose, Write, Act::Whole, &["t"], "thread", "the answer by itself, then and now, or the whole thread"),
    row(Scope::Choose, LookBack, Act::Turn, &["tab"], "order", "by date, by track, or by shelf"),
    row(Scope::Choose, Write, Act::Open, &["enter"], "look through", "go on, and look through it as the coach will"),

    row(Scope::LookThrough, Move, Act::NextAnswer, &["n", "right"], "next page", "the next page"),
    row(Scope::LookThrough, Move, Act::AnswerBefore, &["p", "left"], "page before", "the page before"),
    row(Scope::LookThrough, Write, Act::Swap, &["r"], "swap a name", "a name becomes a role, in the whole hand-off"),
    row(Scope::LookThrough, Write, Act::LeaveOut, &["h"], "leave out", "leave this line out: shown as left out, then not at all, then there again"),
    row(Scope::LookThrough, Write, Act::SideNote, &["o"], "side-note", "a note to the coach on this answer"),
    row(Scope::LookThrough, Write, Act::Open, &["enter"], "go on", "the next page, and after the last one the agreement"),

    row(Scope::Agree, Write, Act::Quote, &["q"], "quote", "whether the coach may quote it"),
    row(Scope::Agree, Write, Act::Sponsor, &["s"], "sponsor", "whether it may be discussed with a sponsor"),
    row(Scope::Agree, Write, Act::KeepUntil, &["u"], "keep until", "until when it may be kept"),
    row(Scope::Agree, Write, Act::Times, &["t"], "times of day", "whether times of day go with the dates"),
    row(Scope::Agree, Write, Act::Context, &["c"], "context", "whether the role you hold goes along"),
    row(Scope::Agree, Write, Act::Revisit, &["w"], "answer again", "answer the questions of the cover again"),
    row(Scope::Agree, Move, Act::AnswerBefore, &["p", "left"], "back", "back to looking through it"),
    row(Scope::Agree, Write, Act::Open, &["enter"], "go on", "go on to writing it"),

    row(Scope::Send, Write, Act::Open, &["enter"], "go on", "go on; at the end, write it"),
    row(Scope::Send, Write, Act::Digit(0), &["1-5"], "choose", "choose the form, or how it is sealed"),
    row(Scope::Send, Move, Act::AnswerBefore, &["p", "left"], "back", "back to the step before"),

    row(Scope::Handoffs, Write, Act::Open, &["enter"], "open", "what went, and the notes that came back"),
    row(Scope::Handoffs, Write, Act::Add, &["n"], "new", "choose what a coach may read"),
    row(Scope::Handoffs, Write, Act::TakeReply, &["i"], "take a reply in", "take a coach's reply in, from a file"),

    row(Scope::Notes, Write, Act::AskMe, &["q"], "ask me", "ask it in the next check-in, or take it out again"),
    row(Scope::Notes, Write, Act::HideIt, &["h"], "hide", "hide this note, or show it again"),
    row(Scope::Notes, Write, Act::Note, &["w"], "answer", "answer this note, for yourself"),

    row(Scope::Reply, Write, Act::Include, &["space"], "take, leave", "take this note in, or leave it"),
    row(Scope::Reply, Write, Act::TakeAll, &["a"], "all", "take all of them, or none"),
    row(Scope::Reply, Write, Act::Open, &["enter"], "take in", "take in what is marked"),

    row(Scope::Review, Move, Act::Open, &["enter"], "read on", "from the first page on to the answers; on a note of yours, change it"),
    row(Scope::Review, Move, Act::Down, &["j", "down"], "paragraph", "the next paragraph, or the next note"),
    row(Scope::Review, Move, Act::Up, &["k", "up"], "paragraph before", "the paragraph before, or the note before"),
    row(Scope::Review, Write, Act::ReviewNote, &["c"], "note", "a note on this paragraph"),
    row(Scope::Review, Move, Act::NextAnswer, &["n", "right"], "next answer", "the next answer"),
    row(Scope::Review, Move, Act::AnswerBefore, &["p", "left"], "answer before", "the answer before"),
    row(Scope::Review, Write, Act::Pack, &["f"], "finish and pack", "finish the reply, and write it into one file"),
    row(Scope::Review, Write, Act::MyNotes, &["m"], "my own notes", "notes of your own, which no reply contains"),
    row(Scope::Review, Write, Act::RemoveCopy, &["X"], "remove the copy", "remove this hand-off from this machine; the key is pressed twice"),
    row(Scope::Review, Write, Act::DropIt, &["x"], "remove a note", "remove this note of yours; the key is pressed twice"),
    row(Scope::Review, Move, Act::Help, &["?"], "keys", "help: the keys of this page, and what it is for"),
    row(Scope::Review, Move, Act::Palette, &[":"], "commands", "every command, found by its name"),
    row(Scope::Review, Leave, Act::Leave, &["q"], "leave", "leave; your notes are kept"),

    row(Scope::CoachNote, Write, Act::Keep, &["ctrl+s"], "done", "back to the reading; what is written is kept"),
    row(Scope::CoachNote, Move, Act::NextField, &["tab", "shift+tab"], "kind", "to the kind of this note"),
    row(Scope::CoachNote, Leave, Act::Back, &["esc"], "back, kept", "back to the reading; what is written is kept"),

    row(Scope::NoteKind, Write, Act::Digit(0), &["1-5"], "kind", "1 question, 2 noticed, 3 connects with another answer, 4 offer, 5 next time"),
    row(Scope::NoteKind, Move, Act::NextField, &["tab", "shift+tab", "enter"], "words", "back to the words"),

    row(Scope::Pack, Write, Act::Open, &["enter"], "write the file", "write the reply into one file"),
    row(Scope::Pack, Write, Act::WriteFile, &["t"], "as plain text", "write the same as plain text, for a mail"),
    row(Scope::Pack, Write, Act::Correct, &["s"], "sign otherwise", "sign with another name"),
    row(Scope::Pack, Leave, Act::Leave, &["q"], "leave", "leave; your notes are kept"),

    row(Scope::Brief, Write, Act::Add, &["a"], "add a question", "add a question to bring to the table"),
    row(Scope::Brief, Write, Act::LeaveOut, &["x"], "leave out", "leave this line out, or take it in again"),
    row(Scope::Brief, LookBack, Act::Print, &["p"], "one page", "print the page as plain text, when the program is left"),
    row(Scope::Brief, LookBack, Act::WriteFile, &["e"], "write a file", "write the page into a file"),

    row(Deck, LookBack, Act::Thread, &["o"], "over time", "the answers to this question over time"),
    row(Deck, LookBack, Act::Revisit, &["v"], "look again", "answer this question again, and see both answers"),

    row(Scope::Beside, Write, Act::Digit(0), &["1-5"], "verdict", "your verdict on the older words: 1 still true, 2 weighs differently, 3 changed, 4 nearly the opposite, 5 no longer my question"),
    row(Scope::Beside, Write, Act::Because, &["y"], "why", "say why you gave this verdict, in a line"),
    row(Scope::Beside, Write, Act::Revisit, &["w"], "answer again", "answer this question again"),
    row(Scope::Beside, Write, Act::Note, &["c"], "note to self", "attach a note to these answers"),
    row(Scope::Beside, LookBack, Act::ThenBefore, &["["], "other dates", "an earlier answer on the older side"),
    row(Scope::Beside, LookBack, Act::ThenAfter, &["]"], "other dates", "a later answer on the older side"),
    row(Scope::Beside, LookBack, Act::NowBefore, &["{"], "other dates", "an earlier answer on the newer side"),
    row(Scope::Beside, LookBack, Act::NowAfter, &["}"], "other dates", "a later answer on the newer side"),
    row(Scope::Beside, LookBack, Act::Thread, &["t"], "over time", "this question over time"),
    row(Scope::Beside, LookBack, Act::FromNow, &["h"], "then, from now", "set a mark for then, knowing what you know now"),
    row(Scope::Beside, LookBack, Act::Lens, &["l"], "word lens", "words of yours, counted, with their sentences"),
    row(Scope::Beside, Write, Act::Pin, &["*"], "pin", "pin the newer answer until the next roundtable closes, or take the pin out"),
    row(Scope::Beside, Move, Act::Turn, &["tab"], "then, now", "between the older and the newer answer, where they stand one above the other"),
    row(Scope::Beside, Move, Act::Open, &["enter"], "go on", "go on"),

    row(Scope::Thread, LookBack, Act::Open, &["enter"], "read", "read this answer beside the latest one"),
    row(Scope::Thread, LookBack, Act::Mark, &["space"], "mark", "mark this answer, to compare two"),
    row(Scope::Thread, LookBack, Act::Compare, &["d"], "compare", "lay the two marked answers side by side"),
    row(Scope::Thread, Write, Act::Revisit, &["w"], "answer again", "answer this question again"),
    row(Scope::Thread, Write, Act::Pin, &["*"], "pin", "pin this answer until the next roundtable closes, or take the pin out"),
    row(Scope::Thread, Move, Act::NextThread, &["tab"], "next question", "the next question of this track"),
    row(Scope::Thread, Move, Act::LastThread, &["shift+tab"], "question before", "the question before"),

    row(Scope::Shelves, LookBack, Act::SayAndHold, &["h"], "say and hold", "how far your say goes against how much is in your hands, by date"),
    row(Scope::Shelves, LookBack, Act::Turn, &["tab"], "role before", "say and hold in the role before"),
    row(Scope::Shelves, Write, Act::Revisit, &["w"], "answer again", "answer this question again"),

    row(Scope::Changes, LookBack, Act::Since, &["tab"], "since", "since another time"),
    row(Scope::Changes, LookBack, Act::SinceDay, &["d"], "since a day", "since a day that you type"),

    row(Scope::Promises, Write, Act::Became(0), &["d"], "done", "it is done"),
    row(Scope::Promises, Write, Act::Became(1), &["p"], "partly", "it is done in part"),
    row(Scope::Promises, Write, Act::Became(2), &["c"], "changed on purpose", "it was changed on purpose"),
    row(Scope::Promises, Write, Act::Became(3), &["l"], "let go", "it is let go"),
    row(Scope::Promises, Write, Act::Became(4), &["o"], "still open", "it is still open"),
    row(Scope::Promises, Write, Act::Because, &["y"], "a line, a day", "say a line about what became of it"),
    row(Scope::Promises, LookBack, Act::Turn, &["tab"], "all, open", "those that are open, or all of them"),

    row(Scope::Forecasts, Write, Act::Because, &["w"], "what happened", "write what happened, before the forecast is shown"),
    row(Scope::Forecasts, Write, Act::Became(5), &["y"], "it happened", "it happened"),
    row(Scope::Forecasts, Write, Act::Became(6), &["n"], "it did not", "it did not happen"),
    row(Scope::Forecasts, Write, Act::Became(7), &["u"], "unclear", "it cannot be said"),
    row(Scope::Forecasts, LookBack, Act::Turn, &["tab"], "all, likelihood", "those that are due, all of them, or how likely against what happened"),

    row(Scope::Letter, LookBack, Act::Unseal, &["o"], "open it", "open the letter; that is recorded"),

    row(Scope::Year, Move, Act::DayBefore, &["left", "h"], "day before", "the day before on which something was written"),
    row(Scope::Year, Move, Act::DayAfter, &["right", "l"], "day after", "the day after on which something was written"),
    row(Scope::Year, Move, Act::YearBefore, &["["], "year before", "the year before"),
    row(Scope::Year, Move, Act::YearAfter, &["]"], "year after", "the year after"),
    row(Scope::Year, LookBack, Act::YearAgo, &["o"], "a year ago", "what you wrote a year ago"),

    row(Scope::Inbox, Write, Act::Open, &["enter"], "take in", "take this in as an entry"),
    row(Scope::Inbox, Write, Act::TakeAll, &["a"], "take all", "take everything in"),
    row(Scope::Inbox, Write, Act::Drop, &["d"], "throw away", "throw this away; the key is pressed twice"),
    row(Scope::Inbox, Write, Act::DropAll, &["D"], "throw all away", "throw everything away; the key is pressed twice"),

    row(Scope::Lens, Write, Act::Turn, &["y"], "on or off", "switch the word lens on or off for this journal"),

    row(Reading, LookBack, Act::Turn, &["t", "tab"], "by track, by date", "by date, or by track"),

    row(Scope::Passage, Write, Act::Pin, &["*"], "pin", "pin the answer at the top until the next roundtable closes, or take the pin out"),

    row(Scope::Answer, Write, Act::Keep, &["ctrl+s"], "keep, next", "keep the answer and go on to the next question"),
    row(Scope::Answer, LookBack, Act::Earlier, &["f2"], "earlier", "show or fold what was answered before"),
    row(Scope::Answer, LookBack, Act::Why, &["f3"], "why", "why this is asked, and smaller questions to begin with"),
    row(Scope::Answer, Write, Act::Skip, &["f4"], "skip", "the next question; this one comes once more in this walk"),
    row(Scope::Answer, Write, Act::NotToday, &["f5", "alt+n"], "not today", "the next question; this one not again in this session"),
    row(Scope::Answer, Leave, Act::Enough, &["f6", "alt+e"], "enough for today", "keep what is written and close"),
    row(Scope::Answer, Write, Act::Correct, &["f8"], "correct", "take the last answer in to correct it; both are kept"),
    row(Scope::Answer, LookBack, Act::Beside, &["f9"], "then and now", "the answer kept last beside the one before it"),
    row(Scope::Answer, LookBack, Act::Count, &["f7", "alt+="], "count", "how many words this is"),
    row(Scope::Answer, Leave, Act::Back, &["esc"], "leave, kept", "leave; what is written stays as a draft, and you can go on exactly here"),

    row(Scope::Scale, Write, Act::Digit(0), &["1-7"], "mark", "set the mark"),
    row(Scope::Scale, Move, Act::NextField, &["tab"], "evidence", "to the line of evidence"),
    row(Scope::Choice, Write, Act::Digit(0), &["1-9", "0"], "choose", "choose the option of that number; the tenth is 0"),
    row(Scope::Choice, Move, Act::NextField, &["tab"], "a line", "to the line beside the options"),
    row(Scope::Choice, Write, Act::Choose, &["space"], "choose", "choose this option, or leave it out again"),
    row(Mark, Write, Act::Done, &["enter"], "keep, next", "keep the answer and go on to the next question"),
    row(Mark, Move, Act::LastField, &["shift+tab"], "back", "back to the field before"),
    row(Mark, Move, Act::Up, &["up", "k", "ctrl+p"], "up", "up a line"),
    row(Mark, Move, Act::Down, &["down", "j", "ctrl+n"], "down", "down a line"),
    row(Mark, Write, Act::NotToday, &["n"], "not today", "the next question; this one not again in this session"),

    row(Line, Write, Act::Done, &["enter"], "next, keep", "the next field; after the last one, keep the answer"),
    row(Line, Move, Act::NextField, &["tab"], "next field", "to the next field"),
    row(Line, Move, Act::LastField, &["shift+tab"], "field before", "back to the field before"),

    row(Prose, Write, Act::Edit(Op::Newline), &["enter"], "new line", "a new line"),
    row(Prose, Move, Act::NextField, &["tab"], "next field", "to the next field, where there is one"),
    row(Prose, Move, Act::LastField, &["shift+tab"], "field before", "back to the field before"),

    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::Left)), &["left", "ctrl+b"], "left", "a character left"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::Right)), &["right", "ctrl+f"], "right", "a character right"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::Up(1))), &["up", "ctrl+p"], "up", "a row up"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::Down(1))), &["down", "ctrl+n"], "down", "a row down"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::WordLeft)), &["alt+b", "ctrl+left", "alt+left"], "word left", "a word left"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::WordRight)), &["alt+f", "ctrl+right", "alt+right"], "word right", "a word right"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::RowStart)), &["home", "ctrl+a"], "start of row", "to the start of the row"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::RowEnd)), &["end", "ctrl+e"], "end of row", "to the end of the row"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::ParagraphUp)), &["ctrl+up", "alt+up", "alt+{"], "paragraph up", "to the paragraph before"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::ParagraphDown)), &["ctrl+down", "alt+down", "alt+}"], "paragraph down", "to the paragraph after"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::TextStart)), &["ctrl+home", "alt+<"], "start", "to the start of the text"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::TextEnd)), &["ctrl+end", "alt+>"], "end", "to the end of the text"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::Up(PAGE))), &["pgup", "alt+v"], "page up", "a page up"),
    row(Scope::Write, Move, Act::Edit(Op::Move(Motion::Down(PAGE))), &["pgdn", "ctrl+v"], "page down", "a page down"),

    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::Left)), &["shift+left"], "select left", "select to the left; the mouse selects too"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::Right)), &["shift+right"], "select right", "select to the right"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::Up(1))), &["shift+up"], "select up", "select a row up"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::Down(1))), &["shift+down"], "select down", "select a row down"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::WordLeft)), &["ctrl+shift+left", "alt+shift+left"], "select word left", "select a word to the left"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::WordRight)), &["ctrl+shift+right", "alt+shift+right"], "select word right", "select a word to the right"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::RowStart)), &["shift+home"], "select to start of row", "select to the start of the row"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::RowEnd)), &["shift+end"], "select to end of row", "select to the end of the row"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::TextStart)), &["ctrl+shift+home"], "select to start", "select to the start of the text"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::TextEnd)), &["ctrl+shift+end"], "select to end", "select to the end of the text"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::Up(PAGE))), &["shift+pgup"], "select page up", "select a page up"),
    row(Scope::Write, Edit, Act::Edit(Op::Select(Motion::Down(PAGE))), &["shift+pgdn"], "select page down", "select a page down"),
    row(Scope::Write, Edit, Act::Edit(Op::SelectAll), &["alt+a"], "select all", "select the whole text"),
    row(Scope::Write, Edit, Act::Cut, &["ctrl+x"], "cut", "cut what is selected"),
    row(Scope::Write, Edit, Act::CutWord, &["ctrl+w"], "cut word", "cut what is selected, or the word to the left"),
    row(Scope::Write, Edit, Act::Copy, &["alt+w"], "copy", "copy what is selected, inside this page"),
    row(Scope::Write, Edit, Act::Edit(Op::Yank), &["ctrl+y"], "paste", "paste what was cut or copied"),
    row(Scope::Write, Edit, Act::Edit(Op::Undo), &["ctrl+_", "alt+u", "ctrl+/", "ctrl+7"], "undo", "undo, a word at a time"),
    row(Scope::Write, Edit, Act::Edit(Op::Redo), &["alt+r", "alt+_"], "redo", "take the undo back"),
    row(Scope::Write, Edit, Act::Swap, &["alt+s"], "swap a name", "swap a listed name for its role, where one writes about others"),
    row(Scope::Write, Edit, Act::Edit(Op::Delete(Motion::Left)), &["backspace", "ctrl+h"], "delete", "delete to the left"),
    row(Scope::Write, Edit, Act::Edit(Op::Delete(Motion::Right)), &["delete", "ctrl+d"], "delete right", "delete to the right"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::WordLeft)), &["alt+backspace", "ctrl+backspace"], "cut word left", "cut the word to the left"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::WordRight)), &["alt+d", "ctrl+delete"], "cut word right", "cut the word to the right"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::ParagraphEnd)), &["ctrl+k"], "cut to the end", "cut to the end of the paragraph"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::ParagraphStart)), &["ctrl+u"], "cut to the start", "cut to the start of the paragraph"),
    row(Scope::Write, Edit, Act::Edit(Op::Transpose), &["ctrl+t"], "swap", "swap the two characters at the cursor"),

    row(Scope::Field, Write, Act::Open, &["enter"], "go on", "go on with what was typed"),
    row(Scope::Fields, Move, Act::NextField, &["tab"], "next line", "to the next line, as with enter"),
    row(Scope::Fields, Move, Act::LastField, &["shift+tab"], "line before", "back to the line before"),

    row(Scope::Find, Move, Act::Open, &["enter"], "choose", "do or open what is chosen"),
    row(Scope::Find, Move, Act::Up, &["up", "ctrl+p"], "back", "up a line"),
    row(Scope::Find, Move, Act::Down, &["down", "ctrl+n"], "further", "down a line"),
    row(Scope::Find, Move, Act::PageUp, &["pgup"], "page up", "up a page"),
    row(Scope::Find, Move, Act::PageDown, &["pgdn"], "page down", "down a page"),
    row(Scope::Find, Edit, Act::Edit(Op::Delete(Motion::Left)), &["backspace", "ctrl+h"], "delete", "delete to the left"),
    row(Scope::Find, Edit, Act::Edit(Op::Kill(Motion::RowStart)), &["ctrl+u"], "clear", "delete all that was typed"),
    row(Scope::Find, Edit, Act::CutWord, &["ctrl+w", "alt+backspace"], "cut word", "delete a word to the left"),

    row(Scope::Lock, Write, Act::NewPassphrase, &["p"], "passphrase", "set a passphrase, or another one"),
    row(Scope::Lock, Write, Act::NewKey, &["k"], "new key", "make a new key, and seal everything to it"),
    row(Scope::Lock, Write, Act::Unlock, &["u"], "unlock", "take the lock off, so that every file is plain again"),
    row(Scope::Lock, Write, Act::Finish, &["f"], "finish", "finish what was cut off"),

    row(Scope::Secret, Write, Act::Done, &["enter"], "go on", "go on with what was typed"),
    row(Scope::Secret, Edit, Act::Edit(Op::Delete(Motion::Left)), &["backspace", "ctrl+h"], "delete", "delete a character"),
    row(Scope::Secret, Edit, Act::Edit(Op::Kill(Motion::RowStart)), &["ctrl+u", "ctrl+w"], "clear", "delete all that was typed"),

    row(Scope::Gate, Write, Act::Done, &["enter"], "open", "open the journal with the passphrase that was typed"),
    row(Scope::Gate, Leave, Act::Back, &["esc"], "leave", "leave; the journal stays locked"),

    row(Scope::Ask, Write, Act::Yes, &["y"], "yes", "yes"),
    row(Scope::Ask, Write, Act::No, &["n"], "no", "no"),

    row(Scope::Help, Leave, Act::Back, &[ANY], "back", "back to the page"),

    row(Scope::Once, Write, Act::Open, &["enter"], "go on", "go on"),
    row(Closing, Write, Act::Handoffs, &["h"], "hand over", "choose what a coach may read; what went, and what came back"),
    row(Closing, Write, Act::Open, &["enter"], "first page", "to the first page"),
    row(Closing, Leave, Act::Leave, &["q"], "leave", "leave; everything is kept"),
];
