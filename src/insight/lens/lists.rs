//! What the lens looks for: English words, whole and in lower case. They are looked for in what a
//! person wrote, and never said.

use super::Kind;

/// What may follow the apostrophe of a pronoun.
pub(super) const CONTRACTED: [&str; 5] = ["m", "re", "ve", "d", "ll"];

/// Single words.
pub(super) const WORDS: &[(Kind, &[&str])] = &[
    (Kind::I, &["i"]),
    (Kind::We, &["we"]),
    (Kind::They, &["they"]),
    // Few, and such as seldom mean anything else.
    (
        Kind::Hedge,
        &[
            "perhaps",
            "maybe",
            "might",
            "possibly",
            "probably",
            "somewhat",
            "seem",
            "seems",
            "seemed",
            "guess",
            "suppose",
            "apparently",
        ],
    ),
];

/// Two words, one right after the other.
pub(super) const PAIRS: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::HaveTo,
        &[
            ("have", "to"),
            ("has", "to"),
            ("had", "to"),
            ("having", "to"),
        ],
    ),
    (
        Kind::ChooseTo,
        &[
            ("choose", "to"),
            ("chooses", "to"),
            ("chose", "to"),
            ("chosen", "to"),
            ("choosing", "to"),
        ],
    ),
];
