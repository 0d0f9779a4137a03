//! The palette is a function of the terminal's own two colors.
//!
//! There are no theme files: every color that is emitted is solved for its contrast on the
//! terminal's background, so that the page reads on any of them.

mod color;
mod depth;
mod glyphs;
mod indexed;
mod solve;

use ratatui::style::{Color, Modifier, Style};

pub use color::{Rgb, mix};
pub use depth::{ColorEnv, Depth, Wanted, depth};
pub use glyphs::{Glyphs, glyphs};

use indexed::Table;
use solve::{Tone, tones};

/// Letters for the roles of a [`Theme`], as [`Theme::roles`] gives them.
pub type Roles = [(char, Style); 9];

/// The OKLCH hue of amber.
const ATTENTION_HUE: f32 = 75.0;

/// What is known of a terminal when the program starts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terminal {
    /// Foreground and background, where the terminal answered.
    pub colors: Option<(Rgb, Rgb)>,
    pub depth: Depth,
    /// Of the accent, in OKLCH degrees; 200 unless a person has set it.
    pub hue: f32,
}

/// A style for each role on the page. No role sets a background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Plain words. Emits no color at all.
    pub text: Style,
    pub strong: Style,
    /// Running head, help, and what was written then.
    pub muted: Style,
    /// Where you are: the bar in the margin, the mark being keyed.
    pub accent: Style,
    /// A failed save, an overdue promise, the coach's margin line. Never the person's own words.
    pub attention: Style,
    /// Decoration only; it may be nearly invisible.
    pub rule: Style,
    pub question: Style,
    pub selected_text: Style,
    /// A word that is pointed at, such as one on the names list.
    pub underlined: Style,
}

impl Theme {
    /// Without any color: weight, underline and place carry everything.
    pub const PLAIN: Self = Self {
        text: Style::new(),
        strong: Style::new().add_modifier(Modifier::BOLD),
        muted: Style::new(),
        accent: Style::new(),
        attention: Style::new().add_modifier(Modifier::BOLD),
        rule: Style::new(),
        question: Style::new().add_modifier(Modifier::BOLD),
        selected_text: Style::new().add_modifier(Modifier::REVERSED),
        underlined: Style::new().add_modifier(Modifier::UNDERLINED),
    };

    /// Each role in an indexed color of its own, for tests that print a letter for every cell.
    pub const PROBE: Self = Self {
        text: Self::PLAIN.text.fg(Color::Indexed(1)),
        strong: Self::PLAIN.strong.fg(Color::Indexed(2)),
        muted: Self::PLAIN.muted.fg(Color::Indexed(3)),
        accent: Self::PLAIN.accent.fg(Color::Indexed(4)),
        attention: Self::PLAIN.attention.fg(Color::Indexed(5)),
        rule: Self::PLAIN.rule.fg(Color::Indexed(6)),
        question: Self::PLAIN.question.fg(Color::Indexed(7)),
        selected_text: Self::PLAIN.selected_text.fg(Color::Indexed(8)),
        underlined: Self::PLAIN.underlined.fg(Color::Indexed(9)),
    };

    /// The theme of a terminal. Text that already has little contrast is never dimmed further.
    pub fn of(terminal: &Terminal) -> Self {
        let (text, background) = match (terminal.depth, terminal.colors) {
            (Depth::None, _) => return Self::PLAIN,
            (Depth::Sixteen, _) | (_, None) => return Self::sixteen(),
            (Depth::Indexed256 | Depth::True, Some(pair)) => pair,
        };
        let table = (terminal.depth == Depth::Indexed256).then(|| Table::on(background));
        let shown = |tone: Tone| match &table {
            Some(table) => table.nearest(tone),
            None => Some(tone.color.into()),
        };
        let colored = |tone: Option<Tone>| {
            tone.and_then(shown)
                .map_or(Style::new(), |color| Style::new().fg(color))
        };
        let tones = tones(text, background, terminal.hue, ATTENTION_HUE);
        Self {
            muted: colored(tones.muted),
            accent: colored(tones.accent),
            attention: colored(tones.attention),
            rule: colored(tones.rule),
            ..Self::PLAIN
        }
    }

    /// No greys: what sixteen colors look like is the terminal's own business.
    fn sixteen() -> Self {
        Self {
            accent: Style::new().fg(Color::Cyan),
            ..Self::PLAIN
        }
    }

    /// Every role with a letter, the same in every theme.
    pub fn roles(&self) -> Roles {
        [
            ('t', self.text),
            ('s', self.strong),
            ('m', self.muted),
            ('a', self.accent),
            ('!', self.attention),
            ('r', self.rule),
            ('q', self.question),
            ('v', self.selected_text),
            ('u', self.underlined),
        ]
    }
}
