//! What the third pages of a group say of one page having come from another, as reasons.
//!
//! **In** a [`Choice`] and one of its candidates. **Out** [`Reason`]s whose weights add up to the log-odds of that
//! candidate against the page having come from an item outside the collection. Each is a bundle of figures that a
//! person would look at together.

use super::Reason;
use super::choice::{Choice, PARENT, Weights, dot};
use super::evidence::{Evidence, View};
use super::reasons::{count, percent};

impl Evidence<'_> {
    /// The reasons of `view`'s parent among the candidates of `choice`; none if it is not one of them.
    pub(super) fn collated(&self, view: View<'_>, choice: &Choice) -> Vec<Reason> {
        let mut parents = choice.parents.iter();
        let Some((_, figures)) = parents.find(|(parent, _)| *parent == view.parent()) else {
            return Vec::new();
        };
        let weights = Weights::built_in().last();
        let seen = Seen {
            figures,
            weights: &weights.parent,
        };
        let text = self.text(view);
        let mut reasons = vec![
            Reason {
                weight: seen.weight(&["kept", "covered"]),
                ..text
            },
            Reason::new(
                "third_pages",
                seen.weight(&["restored", "restored_wide", "crossed"]),
                third_pages(&seen),
            ),
            Reason::new(
                "standing",
                seen.weight(&["complete", "item", "chosen"]),
                standing(&seen),
            ),
            Reason::new(
                "wording",
                seen.weight(&["unique", "departures"]),
                wording(&seen),
            ),
        ];
        if seen.figure("sole") > 0.0 {
            let text = format!(
                "in {} this page has what no other page but that one has that can be older",
                count(seen.count("sole"), "place", "places")
            );
            reasons.push(Reason::new("sole", seen.weight(&["sole"]), text));
        }
        let time = self.time(view.parent(), choice.child);
        reasons.extend(time.map(|time| Reason {
            weight: seen.weight(&["order", "hours_before", "hours_after"]),
            ..time
        }));
        reasons.extend(self.missing_credit(view.parent(), choice.child));
        let outside = dot(&weights.outside, &choice.outside);
        let text = "against it having come from an item that is not in the collection";
        reasons.push(Reason::new("outside", -outside, text));
        reasons
    }
}

/// The figures of a candidate, by name.
struct Seen<'c> {
    figures: &'c [f64; PARENT.len()],
    weights: &'c [f64; PARENT.len()],
}

impl Seen<'_> {
    fn place(name: &str) -> Option<usize> {
        PARENT.iter().position(|known| *known == name)
    }

    fn figure(&self, name: &str) -> f64 {
        Self::place(name).map_or(0.0, |i| self.figures[i])
    }

    /// A figure that is `ln(1 + n)`, as the count it stands for.
    #[expect(clippy::cast_sign_loss, reason = "a count is not negative")]
    fn count(&self, name: &str) -> usize {
        self.figure(name).exp_m1().round() as usize
    }

    fn weight(&self, names: &[&str]) -> f64 {
        let places = names.iter().filter_map(|name| Self::place(name));
        places.map(|i| self.weights[i] * self.figures[i]).sum()
    }
}

fn third_pages(seen: &Seen<'_>) -> String {
    let (restored, crossed) = (seen.count("restored"), seen.count("crossed"));
    if restored == 0 && crossed == 0 {
        return "the other has everything that this page shares with third pages".to_owned();
    }
    let mut parts = Vec::new();
    if restored > 0 {
        parts.push(format!(
            "in {} this page has what the other lacks and third pages have",
            count(restored, "place", "places")
        ));
    }
    if crossed > 0 {
        parts.push(
            "a third page has both what only this one and what only the other has, so both come from an older one"
                .to_owned(),
        );
    }
    parts.join("; ")
}

fn standing(seen: &Seen<'_>) -> String {
    format!(
        "the other has {} of what the pages share",
        percent(seen.figure("complete"))
    )
}

/// Which of the two was reworded: what is spun or touched up has words that nobody else has.
fn wording(seen: &Seen<'_>) -> String {
    let places = |name: &str| count(seen.count(name), "place", "places");
    format!(
        "the other has words of its own in {}, and departs from most pages in {}",
        places("unique"),
        places("departures")
    )
}
