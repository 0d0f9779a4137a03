//! The page before a locked journal: the passphrase is asked for before anything else.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::{Frame, layout::Size};

use super::{
    act::{Act, Scope},
    command::{self, resolve},
    door::Refused,
    event::{Ending, Event},
    page::Page,
    palette::{Glyphs, Theme},
    paper::Paper,
    secret::{self, Secret},
};
use crate::{seal::Passphrase, text::wrapped, workbook::locking::Wish};

/// The page, and what is typed on it.
pub struct Gate {
    theme: Theme,
    glyphs: Glyphs,
    page: Page,
    field: Secret,
    /// What is being done, so that nothing else can be.
    work: Option<&'static str>,
    /// Whether that changes files, so that no slip of the hand cuts it off.
    whole: bool,
    /// Why a journal is still open behind it; then there is no leaving.
    bars: Option<String>,
    said: Option<String>,
}

/// What the page asks for.
pub enum Wants {
    /// To try this passphrase.
    Open(Passphrase),
    Suspend,
    /// The slow work is done.
    GoOn,
    Leave(Ending),
}

const SCOPES: &[Scope] = &[Scope::Gate, Scope::Secret];

/// What is said while a wish is carried out.
pub fn at_work(wish: &Wish) -> &'static str {
    match wish {
        Wish::Lock { .. } => {
            "Locking. Every file is sealed; cut off in the middle, `rolebook lock` goes on."
        }
        Wish::GoOn(_) => "Sealing what is left.",
        Wish::Passphrase { .. } => "Sealing the key with the new passphrase.",
        Wish::NewKey { .. } => {
            "Sealing everything to a new key; cut off in the middle, `rolebook lock` goes on."
        }
        Wish::Unlock(_) => {
            "Taking the lock off. Every file is written plain; cut off in the middle, `rolebook \
             unlock` goes on."
        }
        Wish::Clear => "Taking the key away.",
    }
}

const GOES_ON: &str = "It goes on to its end; ctrl+c cuts it off, and nothing is lost.";

impl Gate {
    pub fn new(theme: Theme, glyphs: Glyphs, size: Size) -> Self {
        Self {
            theme,
            glyphs,
            page: Page::of(size),
            field: Secret::default(),
            work: None,
            whole: false,
            bars: None,
            said: None,
        }
    }

    /// A page on which nothing can be done while slow work is.
    #[must_use]
    pub fn at_work(mut self, what: &'static str) -> Self {
        self.work = Some(what);
        self.whole = true;
        self
    }

    /// A page before a journal that could not be shut: it says why, and there is no leaving.
    #[must_use]
    pub fn barred(mut self, why: String) -> Self {
        self.bars = Some(why);
        self
    }

    /// Whether a passphrase is being tried.
    pub fn is_opening(&self) -> bool {
        self.work.is_some()
    }

    /// Takes one event, and says what is to be done about it.
    pub fn update(&mut self, event: Event) -> Option<Wants> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            Event::Paste(text) if self.work.is_none() => {
                let taken = self.field.pasted(&text);
                self.said = (!taken).then(|| "That is more than a passphrase.".to_owned());
                None
            }
            Event::Resize(width, height) => {
                self.page = Page::of(Size { width, height });
                None
            }
            Event::Worked => Some(Wants::GoOn),
            Event::Suspended => Some(Wants::Suspend),
            Event::Ended(ending) => Some(Wants::Leave(ending)),
            _ => None,
        }
    }

    /// It was tried, and the journal stays shut.
    pub fn refused(&mut self, why: &Refused) {
        self.work = None;
        self.said = Some(why.said());
    }

    fn key(&mut self, key: KeyEvent) -> Option<Wants> {
        match resolve(SCOPES, key) {
            Some(Act::Interrupt | Act::Back) if self.bars.is_some() => return None,
            Some(Act::Interrupt) => return Some(Wants::Leave(Ending::Interrupted)),
            Some(Act::Back) if self.whole => {
                self.said = Some(GOES_ON.to_owned());
                return None;
            }
            Some(Act::Back) => return Some(Wants::Leave(Ending::Left)),
            Some(Act::Suspend) => return Some(Wants::Suspend),
            _ if self.work.is_some() => return None,
            Some(Act::Done) if self.field.is_empty() => {}
            Some(Act::Done) => {
                self.said = None;
                self.work = Some("Opening");
                return Some(Wants::Open(self.field.take()));
            }
            Some(act) => self.field.act(act),
            None => {
                let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
                if let KeyCode::Char(letter) = key.code
                    && !key.modifiers.intersects(held)
                {
                    self.said = None;
                    self.field.typed(letter);
                }
            }
        }
        None
    }

    /// Draws the whole page.
    pub fn view(&self, frame: &mut Frame<'_>) {
        let mut paper = Paper::new(self.page, &self.theme, &self.glyphs, frame.buffer_mut());
        let page = self.page;
        paper.head("Rolebook", "", false);
        if let Some(what) = self.work {
            self.view_work(&mut paper, what);
        } else {
            self.view_field(&mut paper);
        }
        if !page.is_bare() && self.work.is_none() {
            let hints = [Act::Done, Act::Back];
            let hints = hints.iter().take(if self.bars.is_some() { 1 } else { 2 });
            let hints = hints.filter_map(|act| command::row(SCOPES, *act));
            paper.foot(&hints.collect::<Vec<_>>(), 0);
        }
        let size = page.size;
        let cursor = paper.cursor;
        if let Some(cursor) = cursor.filter(|at| at.x < size.width && at.y < size.height) {
            frame.set_cursor_position(cursor);
        }
    }

    /// The field, below what there is to say before it.
    fn view_field(&self, paper: &mut Paper<'_>) {
        let page = self.page;
        let said = self.said.as_deref();
        let said = said.map(|said| (said, self.theme.attention));
        let mut from = page.top;
        if let Some(why) = self.bars.as_deref().filter(|_| !page.is_bare()) {
            secret::say(paper, page.top, why, self.theme.attention);
            let last = page
                .bottom()
                .saturating_sub(secret::rows(&page, self.rows(self.said())));
            from = (from + self.rows(why) + 1).min(last).max(page.top);
            for y in from..page.bottom() {
                paper.clear_row(y);
            }
        }
        secret::draw(paper, from, secret::NAME, said);
    }

    fn said(&self) -> &str {
        self.said.as_deref().unwrap_or_default()
    }

    /// The rows a text takes; none where there is none.
    fn rows(&self, text: &str) -> u16 {
        if text.is_empty() {
            return 0;
        }
        let rows = wrapped(text, usize::from(self.page.measure)).len();
        u16::try_from(rows).unwrap_or(0)
    }

    /// What is being done, and what there is to say of it.
    fn view_work(&self, paper: &mut Paper<'_>, what: &str) {
        let page = self.page;
        let more = if what.ends_with('.') {
            ""
        } else {
            self.glyphs.more
        };
        let what = format!("{what}{more}");
        secret::say(paper, page.top, &what, self.theme.text);
        if let Some(said) = &self.said {
            let rows = self.rows(&what) + u16::from(!page.is_bare());
            secret::say(paper, page.top.saturating_add(rows), said, self.theme.muted);
        }
    }
}
