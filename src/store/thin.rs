//! Which of the automatic backups stay. Those a person asked for always do.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Months, Utc};

/// So many of the newest stay, whatever their age.
pub(super) const NEWEST: usize = 10;
/// For so many months back from the newest, the last of each month stays.
const MONTHS: u32 = 12;

/// Which of these moments stay: the newest ten, then the last of each month for a year, then the
/// last of each year. In the order given.
///
/// What has gone would never have been kept later: the rule asks only for the last of a time that
/// is over.
pub(super) fn stay(moments: &[DateTime<Utc>]) -> Vec<bool> {
    let mut newest_first: Vec<_> = (0..moments.len()).zip(moments).collect();
    newest_first.sort_by(|(at, one), (beside, other)| (other, beside).cmp(&(one, at)));
    let Some((_, newest)) = newest_first.first() else {
        return Vec::new();
    };
    let year_ago = newest.checked_sub_months(Months::new(MONTHS));
    let (mut months, mut years) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = BTreeSet::new();
    for (rank, (at, moment)) in newest_first.iter().enumerate() {
        let last_of_year = years.insert(moment.year());
        let last_of_month = months.insert((moment.year(), moment.month()));
        let recent = year_ago.is_none_or(|year_ago| **moment >= year_ago);
        if rank < NEWEST || last_of_year || last_of_month && recent {
            kept.insert(*at);
        }
    }
    (0..moments.len()).map(|at| kept.contains(&at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn left(moments: &[DateTime<Utc>]) -> Vec<DateTime<Utc>> {
        let stays = stay(moments);
        let pairs = moments.iter().zip(stays);
        pairs
            .filter_map(|(one, stays)| stays.then_some(*one))
            .collect()
    }

    fn moments(hours: &[u32]) -> Vec<DateTime<Utc>> {
        let start = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let mut moments: Vec<_> = hours
            .iter()
            .map(|hours| start + TimeDelta::hours(i64::from(*hours)))
            .collect();
        moments.sort();
        moments
    }

    #[test]
    fn a_backup_a_day_for_three_years_leaves_ten_a_year_of_months_and_the_years_before() {
        let all = moments(&(0..1096).map(|day| day * 24).collect::<Vec<_>>());
        let left = left(&all);
        assert!((20..=26).contains(&left.len()), "{}", left.len());
        assert_eq!(left.last(), all.last());
        let years: BTreeSet<i32> = left.iter().map(Datelike::year).collect();
        assert_eq!(years, (2023..=2026).collect());
    }

    proptest! {
        #[test]
        fn thinning_after_every_backup_keeps_what_thinning_once_keeps(
            hours in proptest::collection::vec(0_u32..40_000, 0..80),
        ) {
            let all = moments(&hours);
            let mut kept = Vec::new();
            for moment in &all {
                kept.push(*moment);
                kept = left(&kept);
            }
            prop_assert_eq!(&kept, &left(&all));
            prop_assert_eq!(left(&kept), kept);
        }
    }
}
