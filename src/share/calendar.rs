//! A day in a calendar file, with no words of the journal in it (RFC 5545).
