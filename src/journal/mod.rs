//! What was said: records, the files they come in, and their fold.
//!
//! A [`Record`] is one thing that happened; a [`SessionFile`] holds the records of one sitting;
//! a [`Journal`] is the fold of all of them. Nothing here touches a file: bytes come in and go
//! out. `docs/format.md` describes every field.

mod draft;
mod entry;
mod fold;
mod forget;
mod id;
mod mark;
mod problem;
mod questions;
mod record;
mod selection;
mod session;

pub use draft::{Aside, Draft, Form, Stop, Walk};
pub use entry::{Asked, Entry, ME, Offered};
pub use fold::{Journal, Sitting};
pub use forget::{Cleared, Gone};
pub use id::{Ids, made_of};
pub use mark::{Became, Forecast, Judged, Mark, Note, NoteKind, Outcome, Person, Promise, Verdict};
pub use problem::Problem;
pub use questions::Questions;
pub use record::{Closed, Fact, Forgot, Opened, Record, Stated, Withdrew};
pub use selection::{Chosen, LeftOut, Selection, With};
pub use session::{Header, Occasion, SessionFile, read_session, whole_records};

/// The version of the files this program writes. It reads this one and every earlier one.
pub const FORMAT: u32 = 1;
