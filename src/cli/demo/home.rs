use std::{
    path::{Path, PathBuf},
    process,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use signal_hook::{
    consts::signal::{SIGHUP, SIGINT, SIGTERM},
    iterator::{Handle, Signals},
};

use crate::{
    cli::{
        environment::Edge,
        failure::{Failure, Kind},
        talk,
    },
    store::{Why, temporary::Temporary},
};

/// Whoever listens to signals itself comes to its end within this time.
const GRACE: Duration = Duration::from_millis(500);

/// Said where a signal ends the program.
const ENDED: &str = "Interrupted; the made-up journal is removed.";

/// The home of a made-up journal. It is removed at the end, and where a signal ends the program.
pub(super) struct Home {
    path: PathBuf,
    /// Empty once somebody removes it.
    held: Arc<Mutex<Option<Temporary>>>,
    signals: Handle,
}

/// Makes a folder that nobody watches over.
pub(super) fn make(edge: &Edge) -> Result<Temporary, Failure> {
    Temporary::make(&edge.temporary).map_err(|error| {
        let (place, why) = (edge.temporary.display(), Why::from(error));
        Failure::failed(format!(
            "No folder for the made-up journal can be made in {place}: {why}."
        ))
        .hint("Nothing was read or changed. Another place can be named in TMPDIR.")
    })
}

impl Home {
    pub(super) fn make(edge: &Edge) -> Result<Self, Failure> {
        let deaf = |error| Failure::failed(format!("Signals cannot be taken: {error}."));
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(deaf)?;
        let home = make(edge)?;
        let made = Self {
            path: home.path().to_owned(),
            held: Arc::new(Mutex::new(Some(home))),
            signals: signals.handle(),
        };
        let held = Arc::clone(&made.held);
        let watch = move || {
            if signals.forever().next().is_some() {
                end(&held);
            }
        };
        let watch = thread::Builder::new().name("demo".into()).spawn(watch);
        watch.map_err(deaf)?;
        Ok(made)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves signals to whoever listens to them from now on.
    pub(super) fn leave_signals(&self) {
        self.signals.close();
    }

    /// Removes it, and gives what came of the work in it.
    pub(super) fn after(self, done: Result<(), Failure>) -> Result<(), Failure> {
        remove(held(&self.held).take())?;
        done.map_err(|failure| match failure.kind {
            // What waits as a draft elsewhere is gone here.
            Kind::Interrupted => Failure::new(Kind::Interrupted, ENDED),
            Kind::Failed
            | Kind::Usage
            | Kind::NotFound
            | Kind::Locked
            | Kind::Busy
            | Kind::Damaged => failure,
        })
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.signals.close();
        drop(held(&self.held).take());
    }
}

/// Ends the program.
#[expect(
    clippy::exit,
    reason = "a command that waits for standard input cannot be woken up otherwise"
)]
fn end(home: &Mutex<Option<Temporary>>) {
    thread::sleep(GRACE);
    // Held to the end, so that nothing else is said.
    let mut home = held(home);
    let removed = remove(home.take());
    let ended = Failure::new(Kind::Interrupted, ENDED);
    let ended = removed.err().unwrap_or(ended);
    talk::say(&ended.said());
    process::exit(i32::from(Kind::Interrupted as u8));
}

fn held(home: &Mutex<Option<Temporary>>) -> MutexGuard<'_, Option<Temporary>> {
    home.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remove(home: Option<Temporary>) -> Result<(), Failure> {
    let Some(home) = home else { return Ok(()) };
    let path = home.path().to_owned();
    home.remove().map_err(|error| {
        let (path, why) = (path.display(), Why::from(error));
        Failure::failed(format!(
            "The made-up journal in {path} was not removed: {why}."
        ))
        .hint("The next `rolebook demo` tries again.")
    })
}
