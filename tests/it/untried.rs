//! What a test cannot show on this machine, or not as whoever runs it.

use std::io::{Write, stderr};

#[cfg(unix)]
pub(crate) use modes::bound_by_modes;

/// Says so on the real standard error: what a test that passes says with `eprintln!`, nobody sees.
pub(crate) fn untried(what: &str) {
    let _ = writeln!(stderr(), "Not tried on this machine: {what}");
}

#[cfg(unix)]
mod modes {
    use std::{
        any, env,
        os::unix::{fs::chown, process::CommandExt},
        process::Command,
    };

    use super::untried;

    /// The account that has nothing, as most systems number it.
    const NOBODY: u32 = 65_534;

    /// Runs a test as somebody whom the modes of files bind. Root is not, so for root this very
    /// test is run once more, as nobody; where that cannot be, it is said.
    ///
    /// The test has to be given as a closure in its own function: its name is taken from there.
    #[track_caller]
    pub(crate) fn bound_by_modes<T: FnOnce()>(test: T) {
        if !rustix::process::geteuid().is_root() {
            return test();
        }
        let name = any::type_name::<T>();
        let name = name.split_once("::").unwrap().1;
        let name = name.strip_suffix("::{{closure}}").unwrap();
        // A folder of its own: that of root may be closed to others.
        let folder = tempfile::tempdir_in("/tmp");
        let folder = folder.and_then(|folder| {
            chown(folder.path(), Some(NOBODY), Some(NOBODY))?;
            Ok(folder)
        });
        let again = folder.and_then(|folder| {
            let mut again = Command::new(env::current_exe()?);
            again.args(["--exact", name, "--nocapture"]);
            again.env("TMPDIR", folder.path());
            again.uid(NOBODY).gid(NOBODY).output()
        });
        let Ok(again) = again else {
            untried(&format!(
                "{name}: it is run as root, whom no mode keeps out, and cannot be as nobody."
            ));
            return;
        };
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(
            again.status.success() && said.contains("1 passed"),
            "as nobody: {said}{}",
            String::from_utf8_lossy(&again.stderr)
        );
    }
}
