//! Word differences rebuild both texts, and read like an edit.
