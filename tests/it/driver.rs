//! The app at a terminal that is not there: keys in, screen out. No sleeps, no threads.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{Terminal, backend::TestBackend, layout::Size};
use rolebook::{
    deck,
    journal::{Entry, Ids},
    seal::Passphrase,
    share::envelope::Opener,
    store::{Keys, Store, memory::MemoryDisk},
    time::{Moment, moment_from},
    tui::{
        app::App,
        event::{Effect, Ending, Event},
        palette::{Glyphs, Theme},
        route::Route,
    },
    workbook::{Opening, Save, Start, Workbook, locking::Wish, review},
};

/// What a home says of itself, for those that are written by hand.
pub(crate) const LABEL: &str = r#"{"format": 1, "id": "g0yvw9", "protection": "none"}"#;

pub(crate) const HOME: &str = "/journal";

pub(crate) struct Driver {
    app: App,
    store: Arc<Store>,
    pub disk: MemoryDisk,
    terminal: Terminal<TestBackend>,
    pub now: Moment,
    /// Where saves wait while the disk is slow.
    held: Option<Vec<Save>>,
    pub quit: Option<Ending>,
    pub suspended: usize,
    /// What was handed to the clipboard of the terminal.
    pub copied: Vec<String>,
    /// The passphrase that is to be tried, and its number.
    pub tried: Option<(u64, Passphrase)>,
    /// What is to be done about the lock.
    asked: Option<Wish>,
    /// How many keys were pressed, letters typed apart.
    pub presses: usize,
}

/// Opens the workbook that lies on a disk.
pub(crate) fn workbook(disk: &MemoryDisk, seed: u64) -> Workbook {
    workbook_with(disk, seed, Keys::default())
}

pub(crate) fn workbook_with(disk: &MemoryDisk, seed: u64, keys: Keys) -> Workbook {
    let (disk, home) = (Arc::new(disk.clone()), HOME.into());
    Workbook::open(Opening {
        disk,
        home,
        decks: deck::builtin(),
        ids: Ids::new(seed),
        keys,
    })
    .unwrap()
}

impl Driver {
    /// A fresh home, on the morning of the last day of March.
    pub(crate) fn fresh() -> Self {
        Self::on(MemoryDisk::new(), "2026-03-31T10:42:00+02:00")
    }

    /// The program started on what a disk holds.
    pub(crate) fn on(disk: MemoryDisk, now: &str) -> Self {
        Self::on_with(disk, now, Keys::default())
    }

    /// The same, of a locked journal.
    pub(crate) fn on_with(disk: MemoryDisk, now: &str, keys: Keys) -> Self {
        let now = moment_from(now).unwrap();
        let seed = now.timestamp().unsigned_abs();
        let workbook = workbook_with(&disk, seed, keys);
        Self::at(disk, now, workbook)
    }

    /// A coach's reading of a hand-off that came in these bytes.
    pub(crate) fn reviewing(disk: MemoryDisk, now: &str, bytes: &[u8], keys: Keys) -> Self {
        Self::reviewing_with(disk, now, bytes, keys, &Opener::Nothing)
    }

    /// The same, of one that is sealed.
    pub(crate) fn reviewing_with(
        disk: MemoryDisk,
        now: &str,
        bytes: &[u8],
        keys: Keys,
        opener: &Opener<'_>,
    ) -> Self {
        let now = moment_from(now).unwrap();
        let seed = now.timestamp().unsigned_abs();
        let (store, _) = Store::open_reviews(Arc::new(disk.clone()), HOME, keys).unwrap();
        let today = now.date_naive();
        let review = review::open(&store, bytes, opener, today).unwrap();
        let workbook = Workbook::for_review(store, deck::builtin(), Ids::new(seed));
        let mut driver = Self::at(disk, now, workbook);
        let file = "/in/m.rolebook".into();
        let start = Start::Review(Box::new(review), file);
        driver.app.start_at(now, start);
        driver.wait();
        driver
    }

    fn at(disk: MemoryDisk, now: Moment, workbook: Workbook) -> Self {
        let store = workbook.store();
        let size = Size {
            width: 80,
            height: 24,
        };
        let app = App::new(workbook, Theme::PROBE, Glyphs::UTF8, size, now);
        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let held = None;
        let mut driver = Self {
            app,
            store,
            disk,
            terminal,
            now,
            held,
            quit: None,
            suspended: 0,
            copied: Vec::new(),
            tried: None,
            asked: None,
            presses: 0,
        };
        driver.draw();
        driver
    }

    /// The program is killed at once, and started again on what the disk holds.
    pub(crate) fn kill(self, now: &str) -> Self {
        let Self {
            app, store, disk, ..
        } = self;
        drop((app, store));
        Self::on(disk, now)
    }

    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.resize(width, height);
        self
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.terminal
            .backend_mut()
            .resize(width.max(1), height.max(1));
        self.take(Event::Resize(width, height));
    }

    /// Presses keys, named and separated by spaces.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.presses += 1;
            self.take(Event::Key(key(name)));
        }
        self
    }

    /// Goes straight to a screen.
    pub(crate) fn go(&mut self, route: Route) -> &mut Self {
        self.app.go(self.now, route);
        self.wait()
    }

    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let code = if letter == '\n' {
                KeyCode::Enter
            } else {
                KeyCode::Char(letter)
            };
            self.take(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.take(Event::Paste(text.to_owned()));
        self
    }

    /// Half a second passes without a key.
    pub(crate) fn wait(&mut self) -> &mut Self {
        self.take(Event::Waited);
        self
    }

    pub(crate) fn event(&mut self, event: Event) -> &mut Self {
        self.take(event);
        self
    }

    /// What the journal is to be locked with.
    pub(crate) fn wish(&mut self) -> Option<Wish> {
        self.asked.take()
    }

    /// The same as [`Self::printed`]; from now on nothing is.
    pub(crate) fn prints(&mut self) -> Vec<String> {
        std::mem::take(&mut self.app.printed)
    }

    /// What is printed once the program is left.
    pub(crate) fn printed(&self) -> &[String] {
        &self.app.printed
    }

    /// The disk takes its time from now on.
    pub(crate) fn hold_saves(&mut self) {
        self.held = Some(Vec::new());
    }

    /// The disk has caught up.
    pub(crate) fn release_saves(&mut self) {
        for save in self.held.take().unwrap_or_default() {
            let outcome = save.run(&self.store);
            self.take(Event::Saved(outcome));
        }
    }

    pub(crate) fn saves_held(&self) -> usize {
        self.held.as_ref().map_or(0, Vec::len)
    }

    fn take(&mut self, event: Event) {
        self.now += chrono::TimeDelta::seconds(1);
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            match self.app.update(self.now, event) {
                Some(Effect::Save(save)) => match &mut self.held {
                    Some(held) => held.push(save),
                    None => events.push(Event::Saved(save.run(&self.store))),
                },
                Some(Effect::Copy(text)) => self.copied.push(text.as_str().to_owned()),
                Some(Effect::Try(number, passphrase)) => self.tried = Some((number, passphrase)),
                Some(Effect::Suspend) => self.suspended += 1,
                Some(Effect::Quit(Ending::Lock)) => self.settle_lock(),
                Some(Effect::Quit(ending)) => self.quit = Some(ending),
                None => {}
            }
        }
        self.draw();
    }

    /// Goes to the page of the lock, which nobody else has the journal open for; or ends, where
    /// something is to be done about it.
    fn settle_lock(&mut self) {
        self.asked = self.app.wish();
        if self.asked.is_some() {
            self.quit = Some(Ending::Lock);
            return;
        }
        let seed = self.now.timestamp().unsigned_abs();
        let workbook = workbook_with(&self.disk, seed, self.app.keys());
        let size = self.terminal.size().unwrap();
        self.store = workbook.store();
        self.app = App::new(workbook, Theme::PROBE, Glyphs::UTF8, size, self.now);
        self.app.show_lock(self.now, Ok(Vec::new()));
    }

    fn draw(&mut self) {
        let now = self.now;
        self.terminal
            .draw(|frame| self.app.view(now, frame))
            .unwrap();
    }

    /// The rows of the screen, without the blanks at their ends.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let rows = buffer
            .content()
            .chunks(usize::from(buffer.area.width).max(1));
        let rows = rows.map(|row| {
            let row: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The screen, one letter a cell: the role of its style.
    pub(crate) fn styles(&self) -> String {
        let roles = Theme::PROBE.roles();
        let buffer = self.terminal.backend().buffer();
        let rows = buffer
            .content()
            .chunks(usize::from(buffer.area.width).max(1));
        let rows = rows.map(|row| {
            let row: String = row
                .iter()
                .map(|cell| {
                    let of = |(letter, style): &(char, ratatui::style::Style)| {
                        (style.fg == Some(cell.fg)).then_some(*letter)
                    };
                    if cell.symbol() == " " {
                        ' '
                    } else {
                        roles.iter().find_map(of).unwrap_or('.')
                    }
                })
                .collect();
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn cursor(&mut self) -> (u16, u16) {
        let at = ratatui::backend::Backend::get_cursor_position(self.terminal.backend_mut());
        let at = at.unwrap();
        (at.x, at.y)
    }

    /// What the disk holds, read afresh.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        workbook(&self.disk, 7).journal.entries().cloned().collect()
    }

    /// The answers to one prompt.
    pub(crate) fn answers(&self, prompt: &str) -> Vec<Entry> {
        let of = |entry: &Entry| {
            entry
                .asked
                .as_ref()
                .is_some_and(|asked| asked.prompt == prompt)
        };
        self.entries().into_iter().filter(of).collect()
    }

    pub(crate) fn sees(&self, text: &str) -> bool {
        let screen = self.screen();
        let flat: Vec<&str> = screen.split_whitespace().collect();
        let wanted: Vec<&str> = text.split_whitespace().collect();
        flat.join(" ").contains(&wanted.join(" "))
    }

    #[track_caller]
    pub(crate) fn expect(&mut self, text: &str) -> &mut Self {
        assert!(self.sees(text), "not on screen: {text}\n{}", self.screen());
        self
    }

    #[track_caller]
    pub(crate) fn expect_not(&mut self, text: &str) -> &mut Self {
        assert!(!self.sees(text), "on screen: {text}\n{}", self.screen());
        self
    }
}

/// A key by its name: `a`, `enter`, `ctrl+s`, `shift+left`.
pub(crate) fn key(name: &str) -> KeyEvent {
    let (modifiers, base) = match name.rsplit_once('+') {
        Some((held, base)) if !base.is_empty() => (held, base),
        _ => ("", name),
    };
    let mut held = KeyModifiers::NONE;
    for modifier in modifiers.split('+').filter(|modifier| !modifier.is_empty()) {
        held |= match modifier {
            "ctrl" => KeyModifiers::CONTROL,
            "alt" => KeyModifiers::ALT,
            "shift" => KeyModifiers::SHIFT,
            other => panic!("no such modifier: {other}"),
        };
    }
    let code = match base {
        "enter" => KeyCode::Enter,
        "tab" if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        "tab" => KeyCode::Tab,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        _ if base.len() > 1 && base.starts_with('f') => KeyCode::F(base[1..].parse().unwrap()),
        _ => KeyCode::Char(base.chars().next().unwrap()),
    };
    KeyEvent::new(code, held)
}
