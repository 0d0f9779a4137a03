//! Finishing a reply: the name it is signed with, what goes, and the file it goes into.

use std::path::{Path, PathBuf};

use super::lay;
use crate::{
    share::Consent,
    tui::{
        act::{Act, Scope},
        editor::{Editor, Motion, Op, Shape},
        paper::{Paper, width},
        screen::{Cx, Next},
        sheet::{Sheet, View},
    },
    workbook::review::{Lack, Review, suggested},
};

/// A reply on its way out.
#[derive(Debug)]
pub(super) struct Pack {
    step: Step,
    sheet: Sheet,
    from: usize,
    /// It was written: there is nothing more to do here, unless it is to be written once more.
    written: bool,
}

#[derive(Debug)]
enum Step {
    Name(Editor),
    Look,
    /// Where it is written, and whether as plain text.
    Path(Editor, bool),
}

/// What a key comes to.
pub(super) enum Did {
    Stay,
    /// Back to the reading.
    Back,
    Ask(Box<Next>),
}

impl Pack {
    pub(super) fn open(review: &Review) -> Self {
        let step = if review.name().is_empty() {
            Step::Name(Editor::new("", Shape::Line))
        } else {
            Step::Look
        };
        Self {
            step,
            sheet: Sheet::default(),
            from: 0,
            written: false,
        }
    }

    pub(super) fn scopes(&self) -> &'static [Scope] {
        match self.step {
            Step::Name(_) | Step::Path(..) => &[Scope::Find],
            Step::Look => &[Scope::Pack, Scope::List],
        }
    }

    pub(super) fn hints(&self) -> Vec<Act> {
        match self.step {
            Step::Name(_) | Step::Path(..) => vec![Act::Back, Act::Help],
            Step::Look if self.written => {
                vec![Act::Leave, Act::Back, Act::WriteFile, Act::Help]
            }
            Step::Look => vec![
                Act::Open,
                Act::WriteFile,
                Act::Correct,
                Act::Back,
                Act::Help,
            ],
        }
    }

    fn field(&mut self) -> Option<&mut Editor> {
        match &mut self.step {
            Step::Name(field) | Step::Path(field, _) => Some(field),
            Step::Look => None,
        }
    }

    pub(super) fn typed(&mut self, letter: char) -> bool {
        self.field().map(|field| field.type_char(letter)).is_some()
    }

    pub(super) fn pasted(&mut self, text: &str) -> bool {
        self.field().map(|field| field.paste(text.trim())).is_some()
    }

    pub(super) fn act(&mut self, cx: &Cx<'_>, review: &mut Review, file: &Path, act: Act) -> Did {
        match &mut self.step {
            Step::Name(field) => match act {
                Act::Back if review.name().is_empty() => return Did::Back,
                Act::Back => self.step = Step::Look,
                Act::Open if field.text().trim().is_empty() => {
                    return ask(Next::Say(Lack::Name.to_string()));
                }
                Act::Open => {
                    review.sign(&field.text());
                    self.step = Step::Look;
                }
                act => edit(field, act),
            },
            Step::Look => match act {
                Act::Back => return Did::Back,
                Act::Leave => return ask(Next::Leave),
                Act::Open => return self.ask_where(cx, review, file, false),
                Act::WriteFile => return self.ask_where(cx, review, file, true),
                Act::Correct => {
                    self.step = Step::Name(Editor::new(review.name(), Shape::Line));
                }
                Act::Down => self.from = (self.from + 1).min(self.sheet.rows().saturating_sub(1)),
                Act::Up => self.from = self.from.saturating_sub(1),
                Act::PageDown => {
                    let rows = usize::from(cx.page.rows);
                    self.from = (self.from + rows).min(self.sheet.rows().saturating_sub(1));
                }
                Act::PageUp => self.from = self.from.saturating_sub(usize::from(cx.page.rows)),
                _ => {}
            },
            Step::Path(field, plain) => match act {
                Act::Back => self.step = Step::Look,
                Act::Open => {
                    let path = cx.workbook.path_of(&field.text());
                    if path.as_os_str().is_empty() {
                        let say = "A file has a name; esc goes back without one.";
                        return ask(Next::Say(say.to_owned()));
                    }
                    return ask(write(cx, review, path, *plain));
                }
                act => edit(field, act),
            },
        }
        Did::Stay
    }

    /// Asks where it is to be written, with a name that is free.
    fn ask_where(&mut self, cx: &Cx<'_>, review: &Review, file: &Path, plain: bool) -> Did {
        if let Err(lack) = review.reply(cx.today()) {
            return ask(Next::Say(lack.to_string()));
        }
        let disk = cx.workbook.store().disk();
        let named = |path: &Path| {
            let end = if plain { "txt" } else { "rolebook-reply" };
            path.with_extension(end)
        };
        let path = suggested(file, |path| disk.look(&named(path)).is_ok());
        let path = named(&path).display().to_string();
        self.step = Step::Path(Editor::new(&path, Shape::Line), plain);
        Did::Stay
    }

    /// It was written: what goes is in view again.
    pub(super) fn written(&mut self) {
        (self.step, self.written) = (Step::Look, true);
    }

    pub(super) fn fit(&mut self, cx: &Cx<'_>, review: &Review) {
        if matches!(self.step, Step::Look) {
            self.sheet = look(cx, review);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let page = &cx.page;
        let (field, label, say) = match &self.step {
            Step::Look => return self.sheet.draw(paper, page.top, View::From(self.from)),
            Step::Name(field) => (field, "Signed  ", NAME),
            Step::Path(field, true) => (field, "File  ", WHERE_PLAIN),
            Step::Path(field, false) => (field, "File  ", WHERE),
        };
        let x = paper.put(page.left, page.top, label, cx.theme.muted);
        let typed = field.text();
        let room = usize::from((page.left + page.width).saturating_sub(x + 1));
        let tails = typed.char_indices().filter_map(|(at, _)| typed.get(at..));
        let tail = tails.into_iter().find(|tail| width(tail) <= room);
        let x = paper.put(x, page.top, tail.unwrap_or_default(), cx.theme.question);
        paper.cursor = Some((x, page.top).into());
        let mut sheet = Sheet::default();
        sheet.text(page, say, cx.theme.muted);
        sheet.draw(paper, page.top.saturating_add(2), View::From(0));
    }
}

const NAME: &str = "The name under which your notes stand beside the words; enter goes on. It is kept \
    on this machine, and nothing proves it.";
const WHERE: &str = "Enter writes a new file; nothing is written over. It holds exactly the notes you saw, and \
    none of your own. Send it back by any way; it cannot be called back.";
const WHERE_PLAIN: &str = "Enter writes a new file of plain text, to be sent as a mail. Whoever sees it can \
    read it, your client's words among it. Nothing is written over, and it cannot be called back.";

/// What goes: how many notes, to whom, how it is closed, and the notes themselves.
fn look(cx: &Cx<'_>, review: &Review) -> Sheet {
    let (page, theme) = (&cx.page, cx.theme);
    let mut sheet = Sheet::default();
    let reply = match review.reply(cx.today()) {
        Ok(reply) => reply,
        Err(lack) => {
            sheet.text(page, &lack.to_string(), theme.text);
            return sheet;
        }
    };
    let notes = match reply.notes.len() {
        1 => "One note goes".to_owned(),
        count => format!("{count} notes go"),
    };
    let from = &review.handoff.cover.from;
    let to = if from.is_empty() { "your client" } else { from };
    let signed = format!("{notes} back to {to}, signed {}.", reply.from);
    sheet.text(page, &signed, theme.text);
    let sealing = if review.is_sealed() { SEALED } else { OPEN };
    sheet.text(page, sealing, theme.muted);
    lay::going(cx, review, &reply.notes, sheet)
}

const SEALED: &str = "The file is sealed to the journal that the hand-off came from, and nothing else \
    opens it. That hides what it says, and does not prove who wrote it.";
const OPEN: &str = "No key came with this hand-off, so the file is open: whoever has it can read \
    it.";

/// The key that was pressed consents to exactly what was seen.
fn write(cx: &Cx<'_>, review: &Review, path: PathBuf, plain: bool) -> Next {
    let bytes = if plain {
        review.mail(cx.today(), Consent::given()).map(Into::into)
    } else {
        review.pack(cx.today(), Consent::given())
    };
    match bytes {
        Ok(bytes) => Next::Write(path, bytes),
        Err(lack) => Next::Say(lack.to_string()),
    }
}

fn ask(next: Next) -> Did {
    Did::Ask(Box::new(next))
}

fn edit(field: &mut Editor, act: Act) {
    match act {
        Act::Edit(op) => {
            field.apply(op);
        }
        Act::CutWord => {
            field.apply(Op::Kill(Motion::WordLeft));
        }
        _ => {}
    }
}
