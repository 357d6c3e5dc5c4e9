//! Orders that nothing decides: pages of which either may be the other's parent.
//!
//! **In** a group's judgement. **Out** its ties.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;

use super::Tie;
use super::reasons::log_odds;
use super::resolve::Bench;

impl Bench<'_, '_> {
    /// For each page the first page of its tie; itself where there is none.
    ///
    /// Two pages tie if one surely has to do with the other (both log-odds are positive), their log-odds differ by
    /// less than the bar of a decision, and neither has a decided parent.
    pub(super) fn tie_classes(&self) -> Vec<usize> {
        let bar = log_odds(self.evidence.config.min_probability);
        let mut class: Vec<usize> = (0..self.weighed.len()).collect();
        for (child, weighed) in self.weighed.iter().enumerate() {
            for there in weighed.candidates.iter().filter(|c| c.parent < child) {
                let back = self.weighed[there.parent]
                    .candidates
                    .iter()
                    .find(|c| c.parent == child);
                let Some(back) = back else { continue };
                let open = (there.score - back.score).abs() < bar
                    && there.score.min(back.score) > 0.0
                    && !self.is_decided(child)
                    && !self.is_decided(there.parent);
                if open {
                    let (one, other) = (class[child], class[there.parent]);
                    for c in &mut class {
                        if *c == one.max(other) {
                            *c = one.min(other);
                        }
                    }
                }
            }
        }
        class
    }

    /// The tie classes of two or more pages.
    pub(super) fn ties(&self, classes: &[usize]) -> Vec<Tie> {
        let mut members: BTreeMap<usize, Vec<ArticleIdx>> = BTreeMap::new();
        for (member, &class) in self.group.members.iter().zip(classes) {
            members.entry(class).or_default().push(member.article);
        }
        members
            .into_values()
            .filter(|m| m.len() > 1)
            .map(|members| Tie {
                members,
                reason: "they share text, and neither times nor credits tell which came first"
                    .to_owned(),
            })
            .collect()
    }
}
