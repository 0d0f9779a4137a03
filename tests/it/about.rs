//! What is said about an entry: verdicts, outcomes, what happened.
