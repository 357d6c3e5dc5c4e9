//! What speaks for and against one page having come from another.
//!
//! **In** two pages that match. **Out** [`Reason`]s whose weights are added up. A reason is a log-likelihood ratio: how
//! much more often such a sight is met where the child came from this parent than where the two have nothing to do
//! with each other. Each is a small function, so that a reader can hold the sentence it prints against the rule that
//! made it.

use crate::article::ArticleIdx;
use crate::attribution::Relation;
use crate::clean::OutletSignKind;
use crate::text::Lang;
use crate::verify::Verdict;

use super::evidence::{Evidence, View};
use super::time::duration;
use super::{EdgeKind, Reason};

impl Evidence<'_> {
    /// What two pages alone, their texts, times and credits, say of `view`'s child having come from `view`'s parent.
    pub(super) fn likeness(&self, view: View<'_>, child: ArticleIdx) -> Vec<Reason> {
        let mut reasons = vec![self.text(view), self.containment(view)];
        reasons.extend(self.contradictions(view));
        reasons.extend(self.time(view.parent(), child));
        reasons.extend(self.common_credit(view.parent(), child));
        reasons.extend(self.title(view.parent(), child));
        reasons
    }

    /// What the pages say of it, and whose pages they are.
    pub(super) fn testimony(&self, view: View<'_>, child: ArticleIdx) -> Vec<Reason> {
        let parent = view.parent();
        [
            self.credit(parent, child),
            self.reverse_credit(parent, child),
            self.residue(parent, child),
            self.same_outlet(parent, child),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn text(&self, view: View<'_>) -> Reason {
        let longest = view
            .found
            .passages
            .iter()
            // Of equals the first.
            .min_by_key(|p| std::cmp::Reverse(p.a.len()));
        let kind = match view.verdict() {
            Verdict::Copy => "nearly word for word",
            Verdict::Rewrite => "reworded",
            Verdict::Partial | Verdict::SameStory => "in a passage",
        };
        let text = format!(
            "{} of this story stands in the other, {} of the other in this one, {kind}",
            percent(view.child_share()),
            percent(view.parent_share()),
        );
        let reason = Reason::new("text", self.config.text * view.likeness(), text);
        match longest {
            Some(p) => {
                let (child, parent) = view.sides(&p.a, &p.b);
                reason.shown(child).against(parent)
            }
            None => reason,
        }
    }

    fn containment(&self, view: View<'_>) -> Reason {
        let difference = view.child_share() - view.parent_share();
        let text = if difference >= 0.0 {
            "more of this story is shared than of the other; a weak sign, since sources are as often the shorter text"
        } else {
            "less of this story is shared than of the other; a weak sign, since sources are as often the shorter text"
        };
        Reason::new("containment", self.config.containment * difference, text)
    }

    fn contradictions(&self, view: View<'_>) -> Option<Reason> {
        let all = &view.found.contradictions;
        let first = all.first()?;
        let weight = self.config.contradiction * all.len() as f64;
        let (child, parent) = view.sides(&first.a, &first.b);
        let text = format!(
            "{} stated differently in the same place",
            count(all.len(), "value is", "values are")
        );
        let weight = -weight.min(self.config.max_contradiction);
        Some(
            Reason::new("contradiction", weight, text)
                .shown(child)
                .against(parent),
        )
    }

    pub(super) fn time(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let order = self.order(parent, child)?;
        let text = if order.earlier > 0.95 {
            format!("the other was published {} before", duration(order.gap))
        } else if order.surely_later() {
            let back = self
                .order(child, parent)
                .map_or_else(|| "some time".to_owned(), |o| duration(o.gap));
            format!("the other was published {back} after, so it can hardly be the source")
        } else {
            format!(
                "the stated times overlap; the other is the earlier one with a chance of {}",
                percent(order.earlier)
            )
        };
        Some(Reason::new("time", order.weight(), text))
    }

    /// The child names the parent's outlet as a hop of a branch.
    fn credit(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let outlet = self.outlet(parent)?;
        let branches = self.chain(child).branches.iter();
        let (branch, hop) = branches
            .filter_map(|b| Some((b, b.iter().position(|id| *id == outlet.id)?)))
            .min_by_key(|&(_, hop)| hop)?;
        let weight = self.credit_weight(child, branch) - self.config.hop * hop as f64;
        let text = if hop == 0 {
            format!("this page credits {}", outlet.name)
        } else {
            format!(
                "this page credits {} through {}, whose own item does not match",
                outlet.name,
                branch[..hop].join(" and ")
            )
        };
        let reason = Reason::new("credit", weight, text);
        Some(match self.stated(child, branch) {
            Some(claim) => reason.shown(claim.span.clone()),
            None => reason,
        })
    }

    /// The log-odds that the text beside the credit of `branch` does come from the source it names.
    pub(super) fn credit_weight(&self, child: ArticleIdx, branch: &[String]) -> f64 {
        let confidence = self.stated(child, branch).map_or(0.8, |c| c.confidence);
        log_odds(confidence) + self.config.credit
    }

    fn reverse_credit(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let outlet = self.outlet(child)?;
        let branch = self
            .chain(parent)
            .branches
            .iter()
            .find(|b| b.contains(&outlet.id))?;
        let text = format!("the other page credits {}, this page's outlet", outlet.name);
        let reason = Reason::new("reverse_credit", -self.config.reverse_credit, text);
        Some(match self.stated(parent, branch) {
            Some(claim) => reason.against(claim.span.clone()),
            None => reason,
        })
    }

    /// Both name one medium that is neither of their outlets: what they share is explained without either.
    fn common_credit(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        if self.same_house(parent, child) {
            return None;
        }
        let own = [self.outlet(parent), self.outlet(child)];
        let theirs = &self.chain(parent).branches;
        let mine = self.chain(child).branches.iter();
        let (branch, common) = mine
            .flat_map(|b| b.iter().map(move |id| (b, id)))
            .filter(|(_, id)| own.iter().flatten().all(|o| o.id != **id))
            .find(|(_, id)| theirs.iter().any(|b| b.contains(id)))?;
        let text = format!("both pages credit {common}, which explains what they share");
        let reason = Reason::new("common_credit", -self.config.common_credit, text);
        Some(match self.stated(child, branch) {
            Some(claim) => reason.shown(claim.span.clone()),
            None => reason,
        })
    }

    /// The child credits a source that the parent neither is nor names.
    pub(super) fn missing_credit(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let theirs = &self.chain(parent).branches;
        let mut mine = self.chain(child).branches.iter();
        let branch = mine.find(|branch| {
            let mut hops = branch.iter();
            !hops.any(|id| self.is_by(parent, id) || theirs.iter().any(|b| b.contains(id)))
        })?;
        let text = format!(
            "this page credits {}, and the other does not",
            branch.join(" and ")
        );
        let reason = Reason::new("missing_credit", -self.config.missing_credit, text);
        Some(match self.stated(child, branch) {
            Some(claim) => reason.shown(claim.span.clone()),
            None => reason,
        })
    }

    fn residue(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let house = self.outlet(parent)?;
        if self.is_by(child, &house.id) {
            return None;
        }
        self.signs_of(child, &house.id, &house.name)
    }

    /// The child carries promotion lines of a house, or that house leaks through in another way.
    pub(super) fn signs_of(&self, child: ArticleIdx, id: &str, name: &str) -> Option<Reason> {
        let mut signs = self.article(child).outlet_signs.iter();
        let sign = signs.find(|s| {
            s.kind == OutletSignKind::Promo && (same_name(&s.name, id) || same_name(&s.name, name))
        });
        if let Some(sign) = sign {
            let text = format!("this page carries promotion lines of {name}");
            let reason = Reason::new("residue", self.config.residue, text);
            return Some(match &sign.span {
                Some(span) => reason.shown(span.clone()),
                None => reason,
            });
        }
        let leaks = self.chain(child).implied.iter().any(|house| house == id);
        leaks.then(|| {
            let text = format!("this page has turns that only {name} writes, without crediting it");
            Reason::new("leak", self.config.leak, text)
        })
    }

    fn title(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let ours = self.article(child).title.as_ref()?.to_lowercase();
        let theirs = self.article(parent).title.as_ref()?.to_lowercase();
        let similarity = strsim::normalized_damerau_levenshtein(&ours, &theirs);
        (similarity >= 0.5).then(|| {
            let text = format!("the headlines are {} alike", percent(similarity));
            Reason::new("title", self.config.title * similarity, text)
        })
    }

    fn same_outlet(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Reason> {
        let outlet = self.outlet(child)?;
        self.same_house(parent, child).then(|| {
            let text = format!(
                "both are of {}, so this may be a later version",
                outlet.name
            );
            Reason::new("same_outlet", self.config.same_outlet, text)
        })
    }

    /// The page says it was there itself, which speaks against any parent.
    pub(super) fn own_reporting(&self, child: ArticleIdx) -> Option<Reason> {
        let claim = self
            .claims(child)
            .iter()
            .find(|c| c.relation == Relation::OwnReporting)?;
        let text = "this page says that it reported by itself";
        let weight = -self.config.own_reporting;
        Some(Reason::new("own_reporting", weight, text).shown(claim.span.clone()))
    }

    /// How the child's text relates to the parent's.
    pub(super) fn kind(&self, view: View<'_>, child: ArticleIdx) -> EdgeKind {
        let parent = view.parent();
        // A passage of an outlet's own older story is background, not a version of it.
        if view.verdict() != Verdict::Partial && self.same_house(parent, child) {
            return EdgeKind::Update;
        }
        let (from, to) = (self.article(parent).lang, self.article(child).lang);
        let known = from != Lang::UND && to != Lang::UND;
        match view.verdict() {
            // The same words cannot be a translation, whatever was guessed of two close languages.
            Verdict::Copy => EdgeKind::Copy,
            _ if known && from != to => EdgeKind::Translation,
            Verdict::Rewrite => EdgeKind::Rewrite,
            Verdict::Partial | Verdict::SameStory => EdgeKind::Partial,
        }
    }
}

/// The log-odds of a probability, kept away from certainty.
pub(super) fn log_odds(probability: f64) -> f64 {
    let p = probability.clamp(0.01, 0.99);
    (p / (1.0 - p)).ln()
}

/// Whether two spellings name one house: letters and digits agree, a web domain's ending aside.
fn same_name(one: &str, other: &str) -> bool {
    let stem = |name: &str| -> String {
        let lower = name.to_lowercase();
        let bare = lower.strip_prefix("www.").unwrap_or(&lower);
        let bare = match bare.split_once('.') {
            Some((host, _)) if !bare.contains(' ') => host,
            _ => bare,
        };
        bare.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let stem_of_one = stem(one);
    !stem_of_one.is_empty() && stem_of_one == stem(other)
}

/// A share as a whole percentage.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A number with its noun.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_known_by_its_name_or_domain() {
        for (one, other, same) in [
            ("SINDOnews.com", "sindonews", true),
            ("www.kabarkita.id", "Kabar Kita", true),
            ("Kabar Kita", "kabar-kita", true),
            ("Kabar Kita", "Kabar Kota", false),
            ("…", "!", false),
        ] {
            assert_eq!(same_name(one, other), same, "{one} / {other}");
        }
    }
}
