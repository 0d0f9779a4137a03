//! What a whole sequence means, in crossterm's types and by its conventions.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::FromTerminal;

/// A typed character; a capital carries shift.
pub(super) fn typed(char: char) -> KeyEvent {
    let shift = if char.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(char), shift)
}

/// A byte below 0x20, or 0x7f.
pub(super) fn control_key(byte: u8) -> KeyEvent {
    let (code, modifiers) = match byte {
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        0x1b => (KeyCode::Esc, KeyModifiers::NONE),
        0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..=0x1a => (
            KeyCode::Char(char::from(byte - 1 + b'a')),
            KeyModifiers::CONTROL,
        ),
        // ctrl+\ ctrl+] ctrl+^ ctrl+_ are known as 4 to 7.
        _ => (
            KeyCode::Char(char::from((byte & 0x1f) - 0x1c + b'4')),
            KeyModifiers::CONTROL,
        ),
    };
    KeyEvent::new(code, modifiers)
}

/// `ESC O` and this byte.
pub(super) fn single(last: u8) -> Option<KeyCode> {
    match last {
        b'M' => Some(KeyCode::Enter),
        _ => letter(last),
    }
}

/// `CSI`, these parameters, and this last byte. `None` for answers and all that is no key.
pub(super) fn control(parameters: &[u8], last: u8) -> Option<FromTerminal> {
    let text = str::from_utf8(parameters).ok()?;
    if let Some(report) = text.strip_prefix('<') {
        return mouse(report, last).map(FromTerminal::Mouse);
    }
    let mut fields = text.split(';').map(|field| {
        let mut parts = field.split(':').map(str::parse::<u32>);
        (
            parts.next().and_then(Result::ok),
            parts.next().and_then(Result::ok),
        )
    });
    let (number, _) = fields.next().unwrap_or_default();
    let (mask, kind) = fields.next().unwrap_or_default();
    let modifiers = modifiers(mask.unwrap_or(1));
    let third = fields.next().and_then(|(number, _)| number);
    let is_release = kind == Some(3);
    // Anything but numbers is a question's answer; `CSI y;xR` is the cursor's place, not F3.
    let is_answer = !text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'))
        || (last == b'R' && !text.is_empty());
    if is_release || is_answer {
        return None;
    }
    let key = match last {
        b'~' if number == Some(27) => coded(third?, modifiers)?,
        b'u' => coded(number?, modifiers)?,
        b'~' => KeyEvent::new(numbered(number?)?, modifiers),
        b'Z' => KeyEvent::new(KeyCode::BackTab, modifiers | KeyModifiers::SHIFT),
        _ => KeyEvent::new(letter(last)?, modifiers),
    };
    Some(FromTerminal::Key(key))
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    let function = |first: u32, key: u32| u8::try_from(number - first + key).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23 | 24 => function(23, 11),
        _ => None,
    }
}

/// A key told by its character's number, as terminals do for keys that have no bytes of old.
fn coded(code: u32, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let code = match code {
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 | 57_414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // The private range stands for keys such as caps lock, which mean nothing here.
        0..0x20 | 0xe000..=0xf8ff => return None,
        _ => {
            let char = char::from_u32(code)?;
            KeyCode::Char(if modifiers == KeyModifiers::SHIFT {
                upper(char)
            } else {
                char
            })
        }
    };
    Some(KeyEvent::new(code, modifiers))
}

fn upper(char: char) -> char {
    let mut upper = char.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => char,
    }
}

fn modifiers(mask: u32) -> KeyModifiers {
    let bits = mask.saturating_sub(1) & 0x3f;
    [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ]
    .into_iter()
    .filter(|(bit, _)| bits & bit != 0)
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

/// `CSI < button ; column ; row M`, or `m` for a release.
fn mouse(report: &str, last: u8) -> Option<MouseEvent> {
    let mut numbers = report.split(';').map(str::parse::<u16>);
    let mut next = || numbers.next()?.ok();
    let (buttons, column, row) = (next()?, next()?, next()?);
    let button = match buttons & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (last, buttons & !0x1f) {
        (b'M', 0) => MouseEventKind::Down(button?),
        (b'm', 0 | 32) => MouseEventKind::Up(button?),
        (b'M', 32) => MouseEventKind::Drag(button?),
        (b'M', 64) => match buttons & 3 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        },
        _ => return None,
    };
    let held = (buttons >> 2) & 7;
    let modifiers = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
    ]
    .into_iter()
    .enumerate()
    .filter(|(bit, _)| held >> bit & 1 == 1)
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one);
    Some(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers,
    })
}
