use std::{path::Path, sync::Arc};

use serde_json::{Value, json};

use super::{
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    json, key, open, print, talk,
};
use crate::{
    journal::Ids,
    store::{
        Keys, Why, carriers,
        disk::{Disk, RealDisk, real_path},
    },
    text::shown_rows,
    tui::{palette::Depth, terminal},
    workbook::keeping::{Doctor, Given, Section, count, doctor, mend_modes, settle},
};

/// The widest row of the report, in cells.
const MEASURE: usize = 76;

/// Looks the journal and its surroundings through, and prints what there is to say: none of its
/// words.
pub(super) fn run(mends: bool, json: bool, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    // What says how the journal is protected may be closed to its owner too.
    let mut mended = if mends {
        opened_up(&folders)?
    } else {
        Vec::new()
    };
    let closed = key::site(&folders).protection();
    let closed = closed.is_err_and(|error| error.why == Why::NoPermission);
    let protection = open::protected(&folders).map_err(|failure| {
        if closed {
            failure
                .hint("Nothing was changed. `rolebook doctor --mend` opens to you what is yours.")
        } else {
            failure
        }
    })?;
    let keys = match key::keys(edge, &folders) {
        Ok(keys) => keys,
        // What is sealed is counted, and the rest is looked at.
        Err(failure) if failure.kind == Kind::Locked => {
            talk::say(&failure.cause);
            Keys::default()
        }
        Err(failure) => return Err(failure),
    };
    if mends {
        mended.extend(settled(&folders, &keys, edge)?);
        if mended.is_empty() {
            mended.push("There was nothing to mend.".to_owned());
        }
    }
    let (store, notices) = open::look(&folders, keys)?;
    let home = real_path(&folders.journal);
    let mut report = doctor(Given {
        store: &store,
        notices,
        protection: &protection,
        carriers: &carriers(&RealDisk, &home),
        now: edge.clock.now(),
    });
    report.sections.insert(0, place(&home, &folders));
    if !mended.is_empty() {
        report.sections.insert(1, Section::new("Mended", mended));
    }
    report.sections.push(surroundings(edge));
    let damaged = report.sections.iter().any(|section| section.damage);
    if json {
        print::out(|out| json::value(out, &as_json(&report, damaged)))?;
    } else {
        print::out(|out| write(out, &report))?;
    }
    if damaged {
        let cause = "Some of the journal is damaged; the rest of it works.";
        return Err(Failure::new(Kind::Damaged, cause)
            .hint("`rolebook restore FILE` brings back what a backup holds."));
    }
    if report.sealed > 0 {
        let files = count(report.sealed, "file is", "files are");
        let cause = format!("{files} sealed, and what is in them was not read.");
        return Err(Failure::new(Kind::Locked, cause));
    }
    Ok(())
}

fn opened_up(folders: &Folders) -> Result<Vec<String>, Failure> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    mend_modes(&disk, &folders.journal).map_err(|error| Failure::store("Not mended", &error))
}

fn settled(folders: &Folders, keys: &Keys, edge: &Edge) -> Result<Vec<String>, Failure> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let fresh = Ids::new(edge.seed).session();
    settle(&disk, &folders.journal, keys, &fresh)
        .map_err(|error| Failure::store("Not mended", &error))
}

fn place(home: &Path, folders: &Folders) -> Section {
    let mut says = vec![format!("It lies in {}.", home.display())];
    if folders.config != folders.journal {
        let config = folders.config.display();
        says.push(format!(
            "Your own config.toml and decks lie in {config}, and are not in its backups."
        ));
    }
    Section::new("Journal", says)
}

/// The terminal and the letters it takes.
fn surroundings(edge: &Edge) -> Section {
    let letters = if edge.utf8 {
        "The locale writes UTF-8."
    } else {
        "The locale does not write UTF-8: some letters may not be shown. They are kept all the \
         same; LC_ALL=C.UTF-8 mends it on most machines."
    };
    let mut says = vec![letters.to_owned()];
    if !edge.at_terminal() {
        says.push("This is not a terminal: the workbook goes line by line.".to_owned());
        return Section::new("Terminal", says);
    }
    let term = if edge.term.is_empty() {
        "TERM is not set".to_owned()
    } else {
        format!("The terminal is {}", edge.term)
    };
    let colors = match edge.depth() {
        Depth::None => "no colors",
        Depth::Sixteen => "16 colors",
        Depth::Indexed256 => "256 colors",
        Depth::True => "all colors",
    };
    let (columns, rows) = terminal::size();
    says.push(format!(
        "{term}, with {colors}, {columns} columns and {rows} rows."
    ));
    if !edge.full_screen() {
        says.push("It is asked to go line by line.".to_owned());
    }
    Section::new("Terminal", says)
}

fn write(out: &mut dyn std::io::Write, report: &Doctor) -> std::io::Result<()> {
    for row in shown_rows(&report.state, MEASURE) {
        writeln!(out, "{row}")?;
    }
    for section in &report.sections {
        writeln!(out, "\n{}", section.about)?;
        for says in &section.says {
            for (at, row) in shown_rows(says, MEASURE - 4).into_iter().enumerate() {
                let lead = if at == 0 { "  " } else { "    " };
                writeln!(out, "{lead}{row}")?;
            }
        }
    }
    Ok(())
}

fn as_json(report: &Doctor, damaged: bool) -> Value {
    let checks = report.sections.iter().map(
        |section| json!({ "about": section.about, "says": section.says, "damage": section.damage }),
    );
    json!({
        "schema": "rolebook.doctor/1",
        "state": report.state,
        "damaged": damaged,
        "checks": checks.collect::<Vec<_>>(),
    })
}
