//! The words of dates: months, weekdays, time zones and the small words between them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;
use jiff::tz::Offset;

use crate::text::word_list::rows;

pub(in crate::text) const MONTHS: &str = include_str!("../data/months.tsv");
pub(in crate::text) const WEEKDAYS: &str = include_str!("../data/weekdays.tsv");
pub(in crate::text) const ZONES: &str = include_str!("../data/zones.tsv");
pub(in crate::text) const DATE_WORDS: &str = include_str!("../data/date_words.tsv");

/// A month's name.
#[derive(Clone, Copy)]
pub(in crate::text) struct Month {
    /// 1 to 12.
    pub(super) number: u32,
    /// English writes it, and so may put the day after it.
    pub(super) english: bool,
    /// In small letters it is another word.
    pub(super) capital: bool,
}

/// When the name of a weekday counts as one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum Use {
    /// Always.
    Always,
    /// With a capital.
    Capital,
    /// With a capital, and not as *last week* at the head of a sentence.
    Week,
    /// Only beside a date.
    BesideDate,
}

/// What a small word does in a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// `pagi`: part of the day, between weekday and date or after a weekday.
    Part,
    /// `tanggal`, `waktu setempat`: between weekday and date.
    Between,
    /// `st`, `nd`: after the day.
    Ordinal,
    /// `of`: before the month.
    Of,
    /// `tahun`: before the year.
    Year,
    /// `pukul`: before the time.
    Clock,
    /// `lalu`: after a word that may mean week.
    Week,
}

static MONTH_NAMES: LazyLock<FxHashMap<&str, Month>> = LazyLock::new(|| {
    rows(MONTHS)
        .filter_map(|[word, number, langs, condition]| {
            let month = Month {
                number: number.parse().ok()?,
                english: langs.split(',').any(|lang| lang == "en"),
                capital: condition == "capital",
            };
            Some((word, month))
        })
        .collect()
});

static WEEKDAY_NAMES: LazyLock<FxHashMap<&str, (Weekday, Use)>> = LazyLock::new(|| {
    rows(WEEKDAYS)
        .filter_map(|[word, number, _langs, condition]| {
            let weekday = Weekday::from_monday_one_offset(number.parse().ok()?).ok()?;
            let condition = match condition {
                "-" => Use::Always,
                "capital" => Use::Capital,
                "week" => Use::Week,
                "date" => Use::BesideDate,
                _ => return None,
            };
            Some((word, (weekday, condition)))
        })
        .collect()
});

static ZONE_NAMES: LazyLock<FxHashMap<&str, Offset>> = LazyLock::new(|| {
    rows(ZONES)
        .filter_map(|[name, minutes]| {
            let minutes: i32 = minutes.parse().ok()?;
            Some((name, Offset::from_seconds(minutes * 60).ok()?))
        })
        .collect()
});

/// A word may have several roles, so the list is looked up by word and role.
static ROLES: LazyLock<FxHashMap<&str, Vec<Role>>> = LazyLock::new(|| {
    let mut roles: FxHashMap<&str, Vec<Role>> = FxHashMap::default();
    for [word, role] in rows(DATE_WORDS) {
        if let Some(role) = role_of(role) {
            roles.entry(word).or_default().push(role);
        }
    }
    roles
});

fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "part" => Role::Part,
        "between" => Role::Between,
        "ordinal" => Role::Ordinal,
        "of" => Role::Of,
        "year" => Role::Year,
        "clock" => Role::Clock,
        "week" => Role::Week,
        _ => return None,
    })
}

/// The month called `lower`.
pub(in crate::text) fn month(lower: &str) -> Option<Month> {
    MONTH_NAMES.get(lower).copied()
}

/// The weekday called `lower`, and when the name counts.
pub(in crate::text) fn weekday(lower: &str) -> Option<(Weekday, Use)> {
    WEEKDAY_NAMES.get(lower).copied()
}

/// The offset of the zone written `name`, in capitals.
pub(super) fn zone(name: &str) -> Option<Offset> {
    ZONE_NAMES.get(name).copied()
}

/// Whether `lower` can play `role`.
pub(super) fn plays(lower: &str, role: Role) -> bool {
    ROLES.get(lower).is_some_and(|roles| roles.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(MONTH_NAMES.len(), rows::<4>(MONTHS).count());
        assert_eq!(WEEKDAY_NAMES.len(), rows::<4>(WEEKDAYS).count());
        assert_eq!(ZONE_NAMES.len(), rows::<2>(ZONES).count());
        assert!(rows::<2>(DATE_WORDS).all(|[_, role]| role_of(role).is_some()));
        assert!(rows::<4>(MONTHS).all(|[_, n, ..]| (1..=12).contains(&n.parse().unwrap_or(0))));
    }
}
