use std::{collections::HashMap, sync::Arc};

use super::{Asked, Record, SessionFile};

/// One copy of each form of each question, for session files that are read one after another.
///
/// A question takes more room than a short answer to it. Shared as soon as its file is read, its
/// copies never stand in memory side by side.
#[derive(Debug, Default)]
pub struct Questions {
    by_prompt: HashMap<String, Vec<Arc<Asked>>>,
}

impl Questions {
    /// Lets the entries of a file share their questions with those of the files before.
    pub fn share(&mut self, file: &mut SessionFile) {
        for record in &mut file.records {
            if let Record::Wrote(entry) = record
                && let Some(asked) = &mut entry.asked
            {
                self.share_one(asked);
            }
        }
    }

    fn share_one(&mut self, asked: &mut Arc<Asked>) {
        let Some(forms) = self.by_prompt.get_mut(&asked.prompt) else {
            let forms = vec![Arc::clone(asked)];
            self.by_prompt.insert(asked.prompt.clone(), forms);
            return;
        };
        match forms.iter().find(|known| *known == asked) {
            Some(known) => *asked = Arc::clone(known),
            None => forms.push(Arc::clone(asked)),
        }
    }
}
