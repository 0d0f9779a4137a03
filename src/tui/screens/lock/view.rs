use super::{Aim, LockPage, Step};
use crate::{
    seal::{Paper as PaperKey, Passphrase},
    store::LockState,
    tui::{
        act::Act,
        paper::Paper,
        screen::Cx,
        secret,
        sheet::{Sheet, View},
    },
    workbook::locking::{
        LOSS, OTHER_KEY, PAPER, REACH, SAME_ELSEWHERE, locked_line, strength_line,
    },
};

/// The command that chooses it.
pub(super) fn act(aim: Aim) -> Act {
    match aim {
        Aim::Lock | Aim::Passphrase => Act::NewPassphrase,
        Aim::NewKey => Act::NewKey,
        Aim::Unlock => Act::Unlock,
        Aim::GoOn | Aim::Clear => Act::Finish,
    }
}

/// Its key, its name, and what it means in a few words.
fn choice(aim: Aim) -> (&'static str, &'static str, &'static str) {
    match aim {
        Aim::Lock => ("p", "Lock it with a passphrase", "every file is sealed"),
        Aim::Passphrase => ("p", "Change the passphrase", "the files stay as they are"),
        Aim::NewKey => ("k", "Make a new key", "every file is sealed anew"),
        Aim::Unlock => ("u", "Take the lock off", "every file is plain again"),
        Aim::GoOn => ("f", "Finish what was cut off", "what is left is sealed"),
        Aim::Clear => ("f", "Finish what was cut off", "the key is taken away"),
    }
}

/// What it does, said before anything is asked for.
fn means(aim: Aim) -> &'static str {
    match aim {
        Aim::Lock | Aim::Clear => "",
        Aim::Passphrase => "The files stay as they are; the new passphrase opens them.",
        Aim::NewKey => "Every file is sealed to a new key, behind a passphrase that you set next.",
        Aim::Unlock => "Every file is plain again: whoever opens the files can read them.",
        Aim::GoOn => "What is still plain, or sealed to the key before, is sealed.",
    }
}

const BY_PAPER: &str = "Behind a passphrase that is lost nothing can be changed, so everything is \
    sealed to a new key.";

const PAPER_SO_FAR: &str = "The key on paper that there is goes on opening the journal; a new one \
    takes its place.";

/// That nothing came of what was begun, and whether a key on paper was shown for it.
pub(super) fn nothing_done(locked: bool, shown: bool) -> &'static str {
    match (locked, shown) {
        (false, false) => "Not locked. Nothing was changed.",
        (false, true) => {
            "Not locked. The key on paper that was shown opens nothing; throw it away."
        }
        (true, false) => "Nothing was changed.",
        (true, true) => {
            "Nothing was changed. The key on paper that was shown opens nothing; throw it away."
        }
    }
}

/// How the journal stands.
fn state(locked: bool, cut_off: Option<&LockState>) -> String {
    match cut_off {
        Some(LockState::Half { sealed, plain }) => format!(
            "Locked in part: {sealed} sealed, {plain} not. A job was cut off; nothing is lost."
        ),
        Some(LockState::Turning { locked: true } | LockState::Begun) => {
            "Locked with a passphrase. A change of the key has not come to its end; nothing is \
             lost."
                .to_owned()
        }
        Some(LockState::Turning { locked: false }) => {
            "Not locked. Putting the lock on, or taking it off, was cut off; nothing is lost."
                .to_owned()
        }
        Some(LockState::ByPaper | LockState::Unstated) | None => locked_line(locked).to_owned(),
    }
}

impl LockPage {
    /// What is read at this step.
    pub(super) fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        if let Some(wrong) = &self.wrong
            && !self.types()
        {
            sheet.text(page, wrong, theme.attention);
            sheet.blank();
        }
        match self.step {
            Step::Choose => self.choices(cx, &mut sheet),
            Step::Present => {
                self.title(cx, &mut sheet);
                sheet.text(page, means(self.aim), theme.text);
                if matches!(self.aim, Aim::NewKey | Aim::Unlock) {
                    sheet.blank();
                    sheet.text(page, SAME_ELSEWHERE, theme.text);
                }
                sheet.blank();
            }
            Step::Opening => {
                self.title(cx, &mut sheet);
                let opening = format!("Opening{}", cx.glyphs.more);
                sheet.text(page, &opening, theme.text);
            }
            Step::Other => {
                self.title(cx, &mut sheet);
                sheet.text(page, OTHER_KEY, theme.text);
                sheet.blank();
            }
            Step::First | Step::Again => self.before_new(cx, &mut sheet),
            Step::Ask => {
                sheet.text(page, "A key on paper?", theme.question);
                sheet.blank();
                sheet.text(page, PAPER, theme.text);
                if self
                    .opened
                    .as_ref()
                    .is_some_and(|opened| opened.paper().is_some())
                {
                    sheet.blank();
                    sheet.text(page, PAPER_SO_FAR, theme.text);
                }
            }
            Step::Show => self.key_on_paper(cx, &mut sheet),
            Step::Check => {}
            Step::Confirm => {
                sheet.text(page, "Take the lock off for good?", theme.question);
                sheet.blank();
                sheet.text(page, means(Aim::Unlock), theme.text);
                sheet.blank();
                let how = "A backup is made before. Another passphrase can be set at any time.";
                sheet.text(page, how, theme.text);
            }
        }
        sheet
    }

    fn choices(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        sheet.text(
            page,
            &state(self.locked, self.cut_off.as_ref()),
            theme.question,
        );
        sheet.blank();
        for (item, aim) in self.aims().into_iter().enumerate() {
            let (key, name, note) = choice(aim);
            let title = format!("{key}  {name}");
            sheet.choice(page, item, &title, note, [theme.text, theme.muted]);
        }
        sheet.blank();
        for text in [LOSS, REACH] {
            sheet.text(page, text, theme.text);
            sheet.blank();
        }
    }

    /// What is being done, where there is room to say so beside the rest.
    fn title(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        if cx.page.pause > 1 {
            sheet.text(&cx.page, choice(self.aim).1, cx.theme.question);
            sheet.blank();
        }
    }

    /// What losing the passphrase means is said before the rest where room is short.
    fn before_new(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        if page.pause > 1 {
            let by_paper = |opened: &crate::workbook::locking::Opened| opened.keys.by_paper;
            match self.aim {
                Aim::Lock => sheet.text(page, locked_line(false), theme.text),
                _ if self.opened.as_ref().is_some_and(by_paper) => {
                    self.title(cx, sheet);
                    sheet.text(page, BY_PAPER, theme.text);
                }
                _ => {
                    self.title(cx, sheet);
                    sheet.text(page, means(self.aim), theme.text);
                }
            }
            sheet.blank();
        }
        sheet.text(page, LOSS, theme.text);
        sheet.blank();
    }

    fn key_on_paper(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        sheet.text(page, "The key on paper", theme.question);
        sheet.blank();
        let groups = self.paper.as_ref().map(PaperKey::groups);
        let rows = usize::from(page.measure) / 12;
        for row in groups.unwrap_or_default().chunks(rows.clamp(1, 4)) {
            sheet.text(page, &row.join(" "), theme.text);
        }
        sheet.blank();
        let say = "Write it down; it is shown this once. Spaces do not matter.";
        sheet.text(page, say, theme.muted);
    }

    /// What is asked for in the field of this step.
    fn field_name(&self) -> &'static str {
        match self.step {
            Step::Other => "The other passphrase",
            Step::First if self.aim == Aim::Lock => "A passphrase for this journal",
            Step::First => "The new passphrase",
            Step::Again => "The same once more",
            Step::Check => "Its last six characters",
            Step::Choose
            | Step::Present
            | Step::Opening
            | Step::Ask
            | Step::Show
            | Step::Confirm => secret::NAME,
        }
    }

    /// The commands of a page with a question, and one to read on where there is more.
    pub(super) fn with_more(&self, cx: &Cx<'_>, acts: &[Act]) -> Vec<Act> {
        let more = self.sheet(cx).rows() > usize::from(cx.page.rows);
        let rest = [Act::Back, Act::PageDown, Act::Help];
        let rest = rest.iter().filter(|act| more || **act != Act::PageDown);
        acts.iter().chain(rest).copied().collect()
    }

    pub(super) fn draw(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (cx.page, cx.theme);
        let says_so = page.pause > 1 || matches!(self.step, Step::Choose | Step::Confirm);
        let head = if says_so || self.aims().is_empty() {
            "Lock"
        } else {
            choice(self.aim).1
        };
        paper.head(head, "", false);
        let sheet = self.sheet(cx);
        if !self.types() {
            let view = match (self.top, self.step) {
                (None, Step::Choose) => View::Chosen(self.at),
                (top, _) => View::From(top.unwrap_or(0)),
            };
            return sheet.draw(paper, page.top, view);
        }
        let said = match (&self.wrong, self.step, &self.first) {
            (Some(wrong), ..) => Some((wrong.clone(), theme.attention)),
            (None, Step::First, _) if !self.field.is_empty() => {
                let typed = Passphrase::new(self.field.text().to_owned());
                Some((strength_line(typed.strength()), theme.text))
            }
            // Whoever types fast reads it here.
            (None, Step::Again, Some(first)) => Some((strength_line(first.strength()), theme.text)),
            _ => None,
        };
        let said = said.as_ref().map(|(said, style)| (said.as_str(), *style));
        if page.is_bare() {
            return secret::draw(paper, 0, self.field_name(), said);
        }
        // What is said changes with every letter, and the field stays where it is.
        let rows = match self.step {
            Step::First | Step::Again => longest(cx),
            _ => said.map_or(0, |(said, _)| lines(cx, said)),
        };
        let read = u16::try_from(sheet.rows()).unwrap_or(0);
        let last = page.bottom().saturating_sub(secret::rows(&page, rows));
        let from = page.top.saturating_add(read).min(last).max(page.top);
        sheet.draw(paper, page.top, View::From(0));
        for y in from..page.bottom() {
            paper.clear_row(y);
        }
        secret::draw(paper, from, self.field_name(), said);
    }
}

/// The rows a text takes.
fn lines(cx: &Cx<'_>, text: &str) -> u16 {
    let rows = crate::text::wrapped(text, usize::from(cx.page.measure));
    u16::try_from(rows.len()).unwrap_or(0)
}

/// The rows of the longest line on a passphrase.
fn longest(cx: &Cx<'_>) -> u16 {
    use crate::seal::Strength::{Days, Minutes};
    let rows = [Minutes, Days].map(|strength| lines(cx, &strength_line(strength)));
    rows.into_iter().max().unwrap_or(0)
}
