//! Two answers side by side: what changed between them, on the screen and in lines.
