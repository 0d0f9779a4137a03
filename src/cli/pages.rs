use std::{io, path::Path};

use clap::CommandFactory;
use clap_complete::Shell;

use super::{args::Args, failure::Failure, print, talk};
use crate::tui::command;

/// Prints the table of keys.
pub(super) fn keys() -> Result<(), Failure> {
    print::out(|out| out.write_all(command::keys_page().as_bytes()))
}

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "rolebook", &mut script);
    print::out(|out| out.write_all(&script))
}

/// Prints the manual page, or writes it and those of all commands into a folder.
pub(super) fn manual(to: Option<&Path>) -> Result<(), Failure> {
    let Some(folder) = to else {
        let page = clap_mangen::Man::new(Args::command());
        return print::out(|out| page.render(out));
    };
    let wrong = |error: io::Error| {
        let folder = folder.display();
        Failure::failed(format!(
            "The manual was not written into {folder}: {error}."
        ))
        .hint("The folder has to be there already.")
    };
    clap_mangen::generate_to(Args::command(), folder).map_err(wrong)?;
    talk::say(&format!("The manual is in {}.", folder.display()));
    Ok(())
}
