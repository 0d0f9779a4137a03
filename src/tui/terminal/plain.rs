//! Where there are no Unix signals: crossterm's own reader, as it is.

use std::{io, thread};

use crossterm::event::{Event, KeyEventKind, read};

use super::{FromTerminal, Gone};

pub(super) fn listen(send: impl Fn(FromTerminal) -> bool + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name("keys".into()).spawn(move || {
        loop {
            let event = match read() {
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => FromTerminal::Key(key),
                Ok(Event::Paste(text)) => FromTerminal::Paste(text),
                Ok(Event::Mouse(mouse)) => FromTerminal::Mouse(mouse),
                Ok(Event::Resize(columns, rows)) => {
                    FromTerminal::Resize(columns.max(1), rows.max(1))
                }
                Ok(Event::Key(_) | Event::FocusGained | Event::FocusLost) => continue,
                Err(_) => FromTerminal::Gone(Gone::HungUp),
            };
            let last = matches!(event, FromTerminal::Gone(_));
            if !send(event) || last {
                return;
            }
        }
    })?;
    Ok(())
}

pub(super) fn can_stop() -> bool {
    false
}

pub(super) fn stop() -> io::Result<()> {
    Ok(())
}
