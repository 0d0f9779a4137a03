//! Words that are given while a job on the whole journal runs: a moment is waited, and then they
//! are put down beside it.

use super::{
    environment::Folders,
    failure::{Failure, Kind},
    key, talk,
};
use crate::{
    journal::Draft,
    store::{StoreError, Why, home},
    workbook::locking::keep_beside,
};

/// How often it is looked whether the job is over; each look takes a fifth of a second.
const LOOKS: usize = 12;

const BUSY: &str = "A job on the whole journal runs, such as locking it.";

/// Whether a job on the whole journal still runs after a moment; that it is waited for is said.
pub(super) fn still(folders: &Folders) -> bool {
    let site = key::site(folders);
    if !site.is_busy() {
        return false;
    }
    talk::say(&format!("{BUSY} Waiting for its end\u{2026}"));
    (1..LOOKS).all(|_| site.is_busy())
}

/// Why something was not done for which nobody else may have the journal open.
pub(super) fn not_alone(folders: &Folders, what: &str, error: &StoreError) -> Failure {
    if error.why != Why::Busy {
        return Failure::store(what, error);
    }
    // Beside windows there is room; beside a job there is none.
    let (who, hint) = if key::site(folders).is_busy() {
        (
            "a job on the whole journal runs, such as locking it",
            "Do this again once it is over.",
        )
    } else {
        (
            "another window or command has the journal open",
            "Close it and do this again.",
        )
    };
    let failure = Failure::new(Kind::Busy, format!("{what}: {who}."));
    failure.hint(format!("{hint} Nothing was changed."))
}

/// Keeps words beside the job, and says where they lie and what goes on with them.
pub(super) fn put_down(folders: &Folders, draft: &Draft) -> Failure {
    let failure = |cause: &str| Failure::new(Kind::Busy, cause);
    match keep_beside(&key::site(folders), draft) {
        Ok(path) if path.starts_with(home::INBOX) => failure(
            "The journal is in use, and locked: your words are sealed and wait in its inbox. They \
             count once it is unlocked and you have taken them in.",
        ),
        Ok(path) => {
            let command = match draft.prompt.as_str() {
                "" => "rolebook note".to_owned(),
                prompt => format!("rolebook answer {prompt}"),
            };
            let path = path.display();
            failure("The journal is in use.").hint(format!(
                "What you gave is no answer yet: it is in a draft, {path}, and `{command}` goes \
                 on with it once the job is over."
            ))
        }
        Err(error) => failure(&format!(
            "The journal is in use. Nothing was kept: {error}."
        ))
        .hint("Give it again once the job is over. What was kept before is as it was."),
    }
}
