//! The closed sets of words that a deck may use.

use serde::{Deserialize, Serialize};

/// An enum whose variants each have one word, the same in TOML, in JSON and on the command line.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All of them, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one with this word.
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

words! {
    /// What a deck is for.
    DeckKind {
        /// Walked through, prompt by prompt.
        Track = "track",
        /// Has steps of its own.
        Ritual = "ritual",
        /// Asked once, at the first start.
        First = "first",
    }
}

words! {
    /// How a prompt is answered.
    Kind {
        /// Words.
        Long = "long",
        /// A mark from 1 to 7 between two ends in words, with a line of evidence.
        Scale = "scale",
        /// One of the options.
        One = "one",
        /// Any of the options.
        Many = "many",
        /// Lines.
        List = "list",
        /// A role and a line, for each of several people.
        People = "people",
        /// What, by when, what might get in the way, and then what.
        Commit = "commit",
        /// A statement, the day it is checked, its likelihood, and what counts as yes.
        Predict = "predict",
    }
}

words! {
    /// A fact about the journal that the answer to a prompt states.
    States {
        /// The role held from now on.
        Role = "role",
        /// The day on which the writer would like to look again.
        LookAgain = "look-again",
        /// That the answer is pinned until the next roundtable closes.
        Pin = "pin",
    }
}

words! {
    /// A shelf on which threads stand together. Nothing is ever added up across one.
    Dimension {
        Reach = "reach",
        Hold = "hold",
        Backing = "backing",
        Clarity = "clarity",
        Inheritance = "inheritance",
        Expectation = "expectation",
        Room = "room",
        Seam = "seam",
        Lean = "lean",
        Fluency = "fluency",
        Counterpart = "counterpart",
        Follow = "follow",
    }
}

impl Dimension {
    /// The plain name that the screen shows.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reach => "How far my say goes",
            Self::Hold => "How much is in my hands",
            Self::Backing => "Who stands behind the role",
            Self::Clarity => "Lines and mandate",
            Self::Inheritance => "What came with the chair, and what goes unsaid",
            Self::Expectation => "Sold and found",
            Self::Room => "Room for what is open",
            Self::Seam => "The join between what and how",
            Self::Lean => "Where I lean",
            Self::Fluency => "Across the line",
            Self::Counterpart => "The other chair",
            Self::Follow => "What I said I would do, and what I expected",
        }
    }
}
