//! A bound on what a difference costs, where nearly every word repeats.

use imara_diff::Token;

/// A word that stands in the older text at most this often leads to its place in the newer one.
/// The histogram that finds it counts no further, and what it falls back to grows with the square
/// of the text.
const RARE: u32 = 63;

/// So many words without one of those between them are taken for changed as a whole: a counter,
/// a table, the same word over and over. No prose comes near it.
const STRETCH: usize = 2_000;

/// Makes every word of such a stretch one that stands nowhere else. What both texts begin and end
/// with stays as it is. `known` is how many words there are; gives how many there are then.
pub(super) fn part(before: &mut [Token], after: &[Token], known: u32) -> u32 {
    let pairs = |pair: &(&Token, &Token)| pair.0 == pair.1;
    let head = before.iter().zip(after).take_while(pairs).count();
    let tail = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take_while(pairs)
        .count();
    let Some(middle) = before
        .len()
        .checked_sub(tail)
        .and_then(|end| before.get_mut(head..end))
    else {
        return known;
    };
    if middle.len() <= STRETCH {
        return known;
    }
    let mut counts = vec![(0_u32, false); known as usize];
    for token in &*middle {
        counts[token.0 as usize].0 += 1;
    }
    for token in after {
        counts[token.0 as usize].1 = true;
    }
    let leads = |token: &Token| {
        let (count, in_both) = counts[token.0 as usize];
        in_both && count <= RARE
    };
    let mut all = known;
    for stretch in middle
        .split_mut(leads)
        .filter(|stretch| stretch.len() > STRETCH)
    {
        for token in stretch {
            *token = Token(all);
            all += 1;
        }
    }
    all
}
