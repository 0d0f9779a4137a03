//! The plain-text form of a reply, for a coach without the program.

use super::handoff::HandOff;

/// The empty form: a line that says whose reply it is, then a block for each answer, by its id.
pub fn form(handoff: &HandOff) -> String {
    let mut form = format!("rolebook reply {}\nfrom:\n", handoff.reply.token);
    for item in &handoff.items {
        form.push_str("\n[");
        form.push_str(&item.id);
        form.push_str("]\nquestion:\n");
    }
    form
}
