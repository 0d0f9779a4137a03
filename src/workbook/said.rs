use super::Workbook;
use crate::{
    insight::{said::said, seen::hidden},
    journal::{Entry, ME, Mark},
    time::{Day, say},
};

impl Workbook {
    /// An entry as a person reads it today; of what is not shown yet only what it is.
    pub fn said(&self, entry: &Entry, today: Day) -> String {
        match hidden(&self.journal, entry, today) {
            Some(hidden) => hidden.says(),
            None => said(entry),
        }
    }
}

impl Workbook {
    /// What an entry that speaks about another is: "Your verdict on what you wrote on 14 January
    /// 2025". Nothing for what speaks about none.
    pub fn about_what(&self, entry: &Entry) -> Option<String> {
        let about = self.journal.entry(entry.answers.as_ref()?);
        let Some(about) = about else {
            return Some("On words that are not in this journal".to_owned());
        };
        let day = say::plain(about.at.date_naive());
        if about.author != ME {
            return Some(format!(
                "Your answer to a note of {} of {day}",
                about.author
            ));
        }
        let (what, did) = match (&entry.mark, &about.mark) {
            (Some(Mark::Verdict(_)), _) => ("Your verdict on what you", "wrote"),
            (Some(Mark::Outcome(_)), Some(Mark::Promise(_))) => {
                ("What became of what you", "promised")
            }
            (Some(Mark::Outcome(_)), _) => ("Whether it happened, on what you", "expected"),
            (Some(Mark::Note(_)), _) => ("On what you", "wrote"),
            (Some(Mark::Rating(_)), _) => ("A mark for then, from now, on what you", "wrote"),
            (None, Some(Mark::Forecast(_))) => ("What happened, on what you", "expected"),
            _ => ("A note on what you", "wrote"),
        };
        Some(format!("{what} {did} on {day}"))
    }
}
