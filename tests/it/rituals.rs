//! Rituals: walked along their steps, and resumed at each of them.

mod revisit;
