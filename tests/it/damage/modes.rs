//! Files and folders with the permissions of somebody else, tried by whom those bind.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use rolebook::{
    journal::Ids,
    seal::is_sealed,
    store::{Keys, Part, StoreError, disk::RealDisk, memory::MemoryDisk},
    workbook::{
        Opening, Workbook,
        locking::{self, Done, Site},
    },
};

use super::{FILES, Whole, read, sealed, stem};
use crate::{
    driver::HOME,
    locking::{identities, now},
    shell::files,
    untried::bound_by_modes,
};

#[test]
fn a_file_or_folder_with_another_s_permissions_is_read_or_named() {
    bound_by_modes(|| {
        for keys in [Keys::default(), sealed()] {
            is_read_or_named(&keys);
        }
    });
}

fn is_read_or_named(keys: &Keys) {
    let whole = Whole::make(keys.clone());
    let inside = |path: &Path| path.strip_prefix(HOME).unwrap().to_owned();
    let mut places: Vec<PathBuf> = FILES
        .iter()
        .map(|file| inside(&whole.path(*file)))
        .collect();
    places.extend(
        [
            "sessions/2026",
            "sessions",
            "drafts",
            "inbox",
            "set-aside",
            "",
        ]
        .map(PathBuf::from),
    );
    for place in places {
        for mode in [0o000, 0o044, 0o400, 0o500, 0o644, 0o777] {
            let folder = tempfile::tempdir().unwrap();
            lay_out(&whole.disk, folder.path());
            let path = folder.path().join(&place);
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let context = format!("{} {mode:o}", place.display());
            let opening = Opening {
                disk: Arc::new(RealDisk),
                home: folder.path().to_owned(),
                decks: rolebook::deck::builtin(),
                ids: Ids::new(12),
                keys: keys.clone(),
            };
            // A home that cannot be entered is an error that says so; no more than that.
            let opened = Workbook::open(opening);
            if let Ok(workbook) = &opened {
                let all = read(workbook).len() == 6;
                let named = workbook.notices.iter().any(|notice| {
                    notice.contains(&stem(&place)) || workbook.reading_only.is_some()
                });
                assert!(all || named, "{context}: {:?}", workbook.notices);
            } else {
                assert!(place.as_os_str().is_empty(), "{context}");
            }
            drop(opened);
            let is_folder = path.is_dir();
            let whole_again = if is_folder { 0o700 } else { 0o600 };
            fs::set_permissions(&path, fs::Permissions::from_mode(whole_again)).unwrap();
            for path in whole.disk.paths() {
                if let (Some(bytes), false) = (
                    whole.disk.bytes(&path),
                    path.to_str().unwrap().ends_with("lock"),
                ) {
                    assert_eq!(
                        fs::read(folder.path().join(inside(&path))).unwrap(),
                        bytes,
                        "{context}"
                    );
                }
            }
        }
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn lock(around: &Path) -> Result<Done, StoreError> {
    let site = Site {
        disk: Arc::new(RealDisk),
        home: around.join("journal"),
        config: around.join("config"),
    };
    let found = site.protection()?;
    if found.locked {
        let identity = &identities()[0];
        return locking::go_on(&site, &[(identity.id.clone(), identity.key.clone())]);
    }
    locking::lock(&site, &identities()[0], &mut Ids::new(3), now())
}

#[test]
fn a_lock_over_what_nobody_may_open_names_it_and_goes_on_once_that_is_mended() {
    bound_by_modes(|| is_locked_in_the_end(&Whole::make(Keys::default())));
}

fn is_locked_in_the_end(whole: &Whole) {
    let places = FILES.iter().map(|file| whole.path(*file));
    let places = places.map(|path| path.strip_prefix(HOME).unwrap().to_owned());
    let folders = [
        "sessions/2026",
        "sessions",
        "drafts",
        "inbox",
        "set-aside",
        "reviews",
    ];
    for place in places.chain(folders.map(PathBuf::from)) {
        for mode in [0o000, 0o500] {
            let context = format!("{} {mode:o}", place.display());
            let around = tempfile::tempdir().unwrap();
            let home = around.path().join("journal");
            fs::create_dir(&home).unwrap();
            lay_out(&whole.disk, &home);
            let path = home.join(&place);
            let was = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            set_mode(&path, mode);
            let done = lock(around.path());
            // It may have been sealed under another name, or its folder replaced.
            if path.exists() {
                set_mode(&path, was);
            }
            let plain: Vec<PathBuf> = files(&home)
                .into_iter()
                .filter(|path| {
                    let inside = path.strip_prefix(&home).unwrap();
                    Part::of(inside).holds_words() && !is_sealed(&fs::read(path).unwrap())
                })
                .collect();
            // Either everything is sealed, or somebody is told where it stopped.
            match &done {
                Ok(done) => assert!(
                    plain.is_empty() || !done.left.is_empty(),
                    "{context}: {plain:?} {done:?}"
                ),
                Err(error) => assert!(!error.path.as_os_str().is_empty(), "{context}: {error}"),
            }
            let again = lock(around.path());
            let again = again.unwrap_or_else(|error| panic!("{context}: {error}"));
            assert_eq!(again.left, [], "{context}");
            let opening = Opening {
                disk: Arc::new(RealDisk),
                home,
                decks: rolebook::deck::builtin(),
                ids: Ids::new(12),
                keys: identities()[0].keys(Vec::new()),
            };
            assert_eq!(
                read(&Workbook::open(opening).unwrap()).len(),
                6,
                "{context}"
            );
        }
    }
}

/// The same files on the real disk.
fn lay_out(disk: &MemoryDisk, folder: &Path) {
    for path in disk.paths() {
        let Ok(inside) = path.strip_prefix(HOME) else {
            continue;
        };
        let to = folder.join(inside);
        match disk.bytes(&path) {
            Some(bytes) => fs::write(to, bytes).unwrap(),
            None => fs::create_dir_all(to).unwrap(),
        }
    }
}
