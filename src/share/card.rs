//! The card: what one brings to the room, on one page.
