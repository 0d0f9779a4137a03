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
    row(Anywhere, Leave, Act::Interrupt, &["ctrl+c"], "leave", "leave at once (quit); what is written is kept"),
    row(Anywhere, Move, Act::Redraw, &["ctrl+l"], "redraw", "draw the page afresh"),

    row(Still, Move, Act::Help, &["?"], "keys", "help: the keys of this page, and what it is for"),
    row(Still, Move, Act::Palette, &[":"], "commands", "every command, found by its name"),

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
    row(Home, LookBack, Act::Found, &["f"], "found", "files that were found and could not be read"),
    row(Home, Leave, Act::Leave, &["q"], "leave", "leave; everything is kept"),

    row(Deck, Write, Act::Short, &["s"], "short form", "walk the short form"),
    row(Deck, Write, Act::Full, &["f"], "full form", "walk the full form"),
    row(Deck, LookBack, Act::About, &["i"], "about", "what this track is, and whose ideas it rests on"),

    row(Reading, LookBack, Act::Turn, &["t", "tab"], "by track, by date", "by date, or by track"),

    row(Scope::Answer, Write, Act::Keep, &["ctrl+s"], "keep, next", "keep the answer and go on to the next question"),
    row(Scope::Answer, LookBack, Act::Earlier, &["f2"], "earlier", "show or fold what was answered before"),
    row(Scope::Answer, LookBack, Act::Why, &["f3"], "why", "why this is asked, and smaller questions to begin with"),
    row(Scope::Answer, Write, Act::Skip, &["f4"], "skip", "the next question; this one comes once more in this walk"),
    row(Scope::Answer, Write, Act::NotToday, &["f5", "alt+n"], "not today", "the next question; this one not again in this session"),
    row(Scope::Answer, Leave, Act::Enough, &["f6", "alt+e"], "enough for today", "keep what is written and close"),
    row(Scope::Answer, Write, Act::Correct, &["f8"], "correct", "take the last answer in to correct it; both are kept"),
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
    row(Scope::Write, Edit, Act::Edit(Op::Delete(Motion::Left)), &["backspace", "ctrl+h"], "delete", "delete to the left"),
    row(Scope::Write, Edit, Act::Edit(Op::Delete(Motion::Right)), &["delete", "ctrl+d"], "delete right", "delete to the right"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::WordLeft)), &["alt+backspace", "ctrl+backspace"], "cut word left", "cut the word to the left"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::WordRight)), &["alt+d", "ctrl+delete"], "cut word right", "cut the word to the right"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::ParagraphEnd)), &["ctrl+k"], "cut to the end", "cut to the end of the paragraph"),
    row(Scope::Write, Edit, Act::Edit(Op::Kill(Motion::ParagraphStart)), &["ctrl+u"], "cut to the start", "cut to the start of the paragraph"),
    row(Scope::Write, Edit, Act::Edit(Op::Transpose), &["ctrl+t"], "swap", "swap the two characters at the cursor"),

    row(Scope::Find, Move, Act::Open, &["enter"], "do it", "do what is chosen"),
    row(Scope::Find, Move, Act::Up, &["up", "ctrl+p"], "up", "up a line"),
    row(Scope::Find, Move, Act::Down, &["down", "ctrl+n"], "down", "down a line"),
    row(Scope::Find, Move, Act::PageUp, &["pgup"], "page up", "up a page"),
    row(Scope::Find, Move, Act::PageDown, &["pgdn"], "page down", "down a page"),
    row(Scope::Find, Edit, Act::Edit(Op::Delete(Motion::Left)), &["backspace", "ctrl+h"], "delete", "delete to the left"),
    row(Scope::Find, Edit, Act::Edit(Op::Kill(Motion::RowStart)), &["ctrl+u"], "clear", "delete all that was typed"),
    row(Scope::Find, Edit, Act::CutWord, &["ctrl+w", "alt+backspace"], "cut word", "delete a word to the left"),

    row(Scope::Help, Leave, Act::Back, &[ANY], "back", "back to the page"),

    row(Scope::Once, Write, Act::Open, &["enter"], "go on", "go on to the question"),
    row(Closing, Write, Act::Open, &["enter"], "first page", "to the first page"),
    row(Closing, Leave, Act::Leave, &["q"], "leave", "leave; everything is kept"),
];
