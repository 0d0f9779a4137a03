//! What changed since a day, the year, the word lens, and the language of all of it.
