//! What every form of a hand-off says, in the same words.

/// On the cover.
pub const SELECTION: &str =
    "This is a selection made by the client. It says nothing about what was not chosen.";

/// Beside the ratings.
pub const RATINGS: &str =
    "One person's ratings of their own situation; not a measurement of the person.";

/// Beside a series with marks for then, set from a later day.
pub const FROM_NOW: &str =
    "* is the mark set on that day, o is how the client sees then, from now.";

/// The same beside a drawing.
pub const DRAWN_FROM_NOW: &str =
    "A full dot is the mark set on that day, a hollow one is how the client sees then, from now.";

/// Where two texts are run together.
pub const TOGETHER: &str = "Both run together, [-gone-] and {+new+}:";

/// At the end.
pub const LIMITS: &str = "Self-report; not an assessment; not a clinical record; who to turn to is in the client's hands.";

/// How a coach answers.
pub const ANSWER: [&str; 4] = [
    "A note is tied to one answer by its id, such as h1, and if you like to a span of it. There are five kinds: question, noticed, connects with (two answers), offer (experience or a resource, only if invited), next time. Where you say no kind, it is a question.",
    "With Rolebook: open this hand-off with `rolebook review FILE`, and send back the one file it packs.",
    "Without it: fill in the form at the end of this page and send it back as plain text. Leave the line with its token and the ids as they are; what you leave empty is left out.",
    "After seven notes, ask yourself which three matter most.",
];
