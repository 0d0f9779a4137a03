//! The brief: the page to read before a roundtable.
