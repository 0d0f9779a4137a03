//! What leaves was consented to: the few places that may say so.

mod compose;
mod leader;
mod made;
mod mine;
mod text;
mod withheld;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The places that may build a consent, each on a key or a command that asks for it.
const MAY: [&str; 3] = [
    "cli/export.rs",
    "tui/screens/card/leaving.rs",
    "tui/screens/send.rs",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn few_places_build_a_consent() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    let mut builds: Vec<String> = found
        .iter()
        .filter(|path| {
            fs::read_to_string(path)
                .unwrap()
                .contains("Consent::given(")
        })
        .map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        .collect();
    builds.sort();
    assert_eq!(builds, MAY);
}
