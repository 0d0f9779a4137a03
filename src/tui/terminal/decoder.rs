//! Bytes in, keys, pastes and the mouse out. Pure: it neither reads nor waits.
//!
//! However the bytes are cut into reads, the events are the same. What only time can tell (is
//! this Esc a key, or does more follow?) is asked of the reader: it waits for as long as
//! [`Decoder::patience`] says and then calls [`Decoder::give_up`].
//!
//! A terminal's answers to questions (`ESC ] … BEL`, `ESC P … ESC \`, `CSI … c`, …) come to
//! nothing. They are told from `alt+]`, `alt+P` and `alt+_` by the byte that follows at once,
//! and from `alt+[` by anything following at once; no hand is that quick.

use std::mem;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{FromTerminal, sequence};

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const PASTE_END: &[u8] = b"\x1b[201~";

/// How long a lone Esc waits for company. A terminal writes a sequence in one go.
const KEY: Duration = Duration::from_millis(25);
/// How long the rest of a sequence, an answer or a character may take.
const SEQUENCE: Duration = Duration::from_millis(100);
/// How long a paste may pause before what has come is handed out.
const PASTE: Duration = Duration::from_secs(2);
/// Parameters longer than this (bytes) belong to no sequence that means anything here.
const LONGEST: usize = 64;

/// Turns bytes into events.
#[derive(Debug, Default)]
pub struct Decoder {
    mode: Mode,
    /// An Esc stood before the character, or a second one before the sequence.
    alt: bool,
    /// What has come of the character, the parameters or the paste.
    held: Vec<u8>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Mode {
    #[default]
    Ground,
    /// In the midst of a character of several bytes.
    Character,
    Escape,
    /// `ESC O`
    Single,
    /// `ESC [` and parameters
    Control,
    /// `ESC [ [`, the function keys of the Linux console
    Console,
    /// `ESC ]`, `ESC P` or `ESC _` (this byte), of which nothing more has come
    Introduced(u8),
    /// An answer, until `BEL` or `ESC \`
    Answer,
    /// An answer and `ESC`
    AnswerEnd,
    /// So many bytes of the old mouse report, which nobody asked for.
    Skip(u8),
    Paste,
}

impl Decoder {
    /// Takes what was read and gives what it means so far.
    #[must_use]
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<FromTerminal> {
        let mut out = Vec::new();
        // A paste begins and ends with `~`, so between two of them the mode cannot change
        // from or to it, and a long paste goes in by large pieces.
        for piece in bytes.split_inclusive(|byte| *byte == b'~') {
            if self.mode == Mode::Paste {
                self.held.extend_from_slice(piece);
                if self.held.ends_with(PASTE_END) {
                    self.held.truncate(self.held.len() - PASTE_END.len());
                    self.hand_out_paste(&mut out);
                }
            } else {
                for byte in piece {
                    self.take(*byte, &mut out);
                }
            }
        }
        out
    }

    /// How long to wait for the next byte before [`give_up`](Self::give_up); `None` is for ever.
    pub fn patience(&self) -> Option<Duration> {
        match self.mode {
            Mode::Ground => None,
            Mode::Escape => Some(KEY),
            Mode::Paste => Some(PASTE),
            Mode::Character
            | Mode::Single
            | Mode::Control
            | Mode::Console
            | Mode::Introduced(_)
            | Mode::Answer
            | Mode::AnswerEnd
            | Mode::Skip(_) => Some(SEQUENCE),
        }
    }

    /// Nothing more came: gives what the bytes so far mean by themselves.
    #[must_use]
    pub fn give_up(&mut self) -> Vec<FromTerminal> {
        let mut out = Vec::new();
        self.abandon(&mut out);
        out
    }

    fn take(&mut self, byte: u8, out: &mut Vec<FromTerminal>) {
        match self.mode {
            Mode::Ground => self.ground(byte, out),
            Mode::Character => self.character(byte, out),
            Mode::Escape => self.escape(byte, out),
            Mode::Single => match sequence::single(byte) {
                Some(code) => self.key(KeyEvent::from(code), out),
                None => self.start_again(byte, out),
            },
            Mode::Control => self.control(byte, out),
            Mode::Console => match byte {
                b'A'..=b'E' => self.key(KeyCode::F(byte - b'A' + 1).into(), out),
                _ => self.start_again(byte, out),
            },
            Mode::Introduced(introducer) => {
                if opens_answer(introducer, byte) {
                    self.mode = Mode::Answer;
                } else {
                    self.start_again(byte, out);
                }
            }
            Mode::Answer => match byte {
                BEL => self.rest(),
                ESC => self.mode = Mode::AnswerEnd,
                0..0x20 => self.start_again(byte, out),
                _ => {}
            },
            // Some terminals end an answer with a bare ESC.
            Mode::AnswerEnd if byte != b'\\' => {
                self.mode = Mode::Escape;
                self.escape(byte, out);
            }
            Mode::AnswerEnd | Mode::Skip(0 | 1) => self.rest(),
            Mode::Skip(left) => self.mode = Mode::Skip(left - 1),
            Mode::Paste => self.held.push(byte),
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<FromTerminal>) {
        match byte {
            ESC => self.mode = Mode::Escape,
            0..0x20 | 0x7f => self.key(sequence::control_key(byte), out),
            _ => self.character(byte, out),
        }
    }

    fn character(&mut self, byte: u8, out: &mut Vec<FromTerminal>) {
        self.mode = Mode::Character;
        self.held.push(byte);
        match str::from_utf8(&self.held) {
            Ok(text) => {
                let char = text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                self.key(sequence::typed(char), out);
            }
            Err(error) if error.error_len().is_none() => {}
            // The first byte was wrong by itself, else this one broke the character off.
            Err(_) if self.held.len() == 1 => self.abandon(out),
            Err(_) => self.start_again(byte, out),
        }
    }

    fn escape(&mut self, byte: u8, out: &mut Vec<FromTerminal>) {
        match byte {
            b'[' => self.mode = Mode::Control,
            b'O' => self.mode = Mode::Single,
            ESC => {
                self.settle_doubled(out);
                self.mode = Mode::Escape;
                self.alt = true;
            }
            b']' | b'P' | b'_' => {
                self.settle_doubled(out);
                self.mode = Mode::Introduced(byte);
            }
            _ => {
                self.settle_doubled(out);
                self.alt = true;
                self.ground(byte, out);
            }
        }
    }

    fn control(&mut self, byte: u8, out: &mut Vec<FromTerminal>) {
        match byte {
            0x20..=0x3f if self.held.len() <= LONGEST => self.held.push(byte),
            0x20..=0x3f => {}
            b'[' if self.held.is_empty() => self.mode = Mode::Console,
            b'M' if self.held.is_empty() => self.mode = Mode::Skip(3),
            b'~' if self.held == b"200" => {
                self.settle_doubled(out);
                self.held.clear();
                self.mode = Mode::Paste;
            }
            0x40..=0x7e => match sequence::control(&self.held, byte) {
                Some(FromTerminal::Key(key)) => self.key(key, out),
                other => {
                    self.settle_doubled(out);
                    out.extend(other);
                    self.rest();
                }
            },
            _ => self.start_again(byte, out),
        }
    }

    /// This byte does not go on with what came before, but starts something new.
    fn start_again(&mut self, byte: u8, out: &mut Vec<FromTerminal>) {
        self.abandon(out);
        self.ground(byte, out);
    }

    fn abandon(&mut self, out: &mut Vec<FromTerminal>) {
        let alt = |char| {
            let key = sequence::typed(char);
            KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT)
        };
        let begun = match self.mode {
            Mode::Character => Some(sequence::typed(char::REPLACEMENT_CHARACTER)),
            Mode::Paste => return self.hand_out_paste(out),
            Mode::Escape => Some(KeyCode::Esc.into()),
            Mode::Single => Some(alt('O')),
            Mode::Control if self.held.is_empty() => Some(alt('[')),
            Mode::Introduced(byte) => Some(alt(char::from(byte))),
            Mode::Ground
            | Mode::Control
            | Mode::Console
            | Mode::Answer
            | Mode::AnswerEnd
            | Mode::Skip(_) => None,
        };
        if self.mode != Mode::Character {
            self.settle_doubled(out);
        }
        match begun {
            Some(key) => self.key(key, out),
            None => self.rest(),
        }
    }

    /// An Esc before an Esc was a key of its own.
    fn settle_doubled(&mut self, out: &mut Vec<FromTerminal>) {
        if mem::take(&mut self.alt) {
            out.push(FromTerminal::Key(KeyCode::Esc.into()));
        }
    }

    fn hand_out_paste(&mut self, out: &mut Vec<FromTerminal>) {
        let bytes = mem::take(&mut self.held);
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        };
        out.push(FromTerminal::Paste(text));
        self.rest();
    }

    fn key(&mut self, mut key: KeyEvent, out: &mut Vec<FromTerminal>) {
        if self.alt {
            key.modifiers |= KeyModifiers::ALT;
        }
        out.push(FromTerminal::Key(key));
        self.rest();
    }

    fn rest(&mut self) {
        self.mode = Mode::Ground;
        self.alt = false;
        self.held.clear();
    }
}

/// Whether this byte, right after `ESC` and the introducer, can only be a terminal's.
fn opens_answer(introducer: u8, byte: u8) -> bool {
    match introducer {
        // A number, or the report of a title.
        b']' => byte.is_ascii_digit() || matches!(byte, b'l' | b'L'),
        b'P' => matches!(byte, 0x21..=0x3f),
        // The report about a picture.
        _ => byte == b'G',
    }
}
