//! The shell for lines and scripts: arguments in, text out. It also starts the full screen.
//!
//! Data goes to standard output and talk to standard error, so that a pipe holds data alone.

mod answer;
mod args;
mod backup;
mod beside;
mod brief;
mod busy;
mod changes;
mod decks;
mod demo;
mod doctor;
mod door;
mod due;
mod environment;
mod export;
mod failure;
mod forecasts;
mod forget;
mod give;
mod hidden;
mod ics;
mod import;
mod inbox;
mod json;
mod keep;
mod key;
mod lens;
mod letters;
mod linear;
mod lock;
mod log;
mod names;
mod note;
mod open;
mod outside;
mod pages;
mod personal;
mod print;
mod promises;
mod restore;
mod review;
mod ritual;
mod roundtable;
mod screen;
mod search;
mod secret;
mod shelves;
mod show;
mod speak;
mod talk;
mod thread;
mod verify;
mod year;
mod year_ago;

use std::process::ExitCode;

use clap::Parser;

use self::{
    args::{Args, Verb},
    environment::Edge,
    failure::Failure,
};
use crate::tui::terminal;

/// Does what the arguments of this process ask for, and gives its exit code.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help that nobody reads to its end is help all the same.
            let _ = error.print();
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    terminal::install_panic_hook();
    terminal::leave_no_core();
    match run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            talk::say(&failure.said());
            ExitCode::from(failure.code())
        }
    }
}

fn run(args: Args) -> Result<(), Failure> {
    let edge = Edge::read(&args.common)?;
    terminal::quiet_signals()
        .map_err(|error| Failure::failed(format!("Signals cannot be taken: {error}.")))?;
    match args.verb {
        None => screen::begin(&edge),
        Some(Verb::Answer(answer)) => answer::run(&answer, &edge),
        Some(Verb::Note(note)) => note::run(&note, &edge),
        Some(Verb::Log(log)) => log::run(&log, &edge),
        Some(Verb::Show(show)) => show::run(&show, &edge),
        Some(Verb::Search(search)) => search::run(&search, &edge),
        Some(Verb::Changes(changes)) => changes::run(&changes, &edge),
        Some(Verb::Week(args)) => ritual::run("week", &args, &edge),
        Some(Verb::Before(args)) => ritual::run("before", &args, &edge),
        Some(Verb::After(args)) => ritual::run("after", &args, &edge),
        Some(Verb::Coach(args)) => ritual::run("session", &args, &edge),
        Some(Verb::Quarter(args)) => ritual::run("quarter", &args, &edge),
        Some(Verb::Brief(args)) => brief::run(&args, &edge),
        Some(Verb::Roundtable(verb)) => roundtable::run(&verb, &edge),
        Some(Verb::Names(verb)) => names::run(&verb, &edge),
        Some(Verb::Export(args)) => export::run(&args, &edge),
        Some(Verb::Review(args)) => review::run(&args, &edge),
        Some(Verb::Import(args)) => import::run(&args, &edge),
        Some(Verb::Lock(lock)) => lock::lock(&lock, &edge),
        Some(Verb::Unlock) => lock::unlock(&edge),
        Some(Verb::Passphrase(passphrase)) => lock::passphrase(&passphrase, &edge),
        Some(Verb::Forget(forget)) => forget::run(&forget, &edge),
        Some(Verb::Backup { dir }) => backup::run(dir.as_deref(), &edge),
        Some(Verb::Verify { file, json }) => verify::run(file.as_deref(), json, &edge),
        Some(Verb::Restore {
            file,
            dry_run,
            json,
        }) => restore::run(&file, dry_run, json, &edge),
        Some(Verb::Doctor { mend, json }) => doctor::run(mend, json, &edge),
        Some(Verb::Demo(demo)) => demo::run(&demo, &edge),
        Some(Verb::Decks(decks)) => decks::run(&decks, &edge),
        Some(Verb::Keys) => pages::keys(),
        Some(Verb::Completions { shell }) => pages::completions(shell),
        Some(Verb::Man { to }) => pages::manual(to.as_deref()),
    }
}
