//! Credits that several pages of a family give: what they tell once third pages were asked.
//!
//! **In** the sources of a page outside the collection. **Out** the same, with the weights of shared credits lowered.

use crate::article::ArticleIdx;

use super::evidence::Evidence;
use super::latent::Outside;

/// What the credits of others weigh where third pages were asked: they name an item outside the collection, and say
/// nothing of whether there is one.
const NAMES: f64 = 0.1;

impl Outside {
    /// Lowers what credits weigh that pages whose text `child` shares, and which are not later, give as well: a credit
    /// within the story may have been taken over with its text, so it tells little of whether the text came from them
    /// or past them. An agency's dateline or copyright is each taker's own. What the page
    /// does not credit itself is named only by what most of those pages credit.
    pub(super) fn share_credits(
        &mut self,
        evidence: &Evidence<'_>,
        child: ArticleIdx,
        parents: &[ArticleIdx],
    ) {
        let older = parents
            .iter()
            .filter(|&&p| !evidence.surely_later(p, child));
        let credited: Vec<&String> = older
            .flat_map(|&p| evidence.chain(p).branches.iter().flatten())
            .collect();
        for rival in &mut self.rivals {
            let shared = credited.contains(&&rival.source);
            let n_crediting = parents
                .iter()
                .filter(|&&p| {
                    let mut branches = evidence.chain(p).branches.iter();
                    branches.any(|b| b.contains(&rival.source))
                })
                .count();
            let is_common = n_crediting > 1 && 2 * n_crediting >= parents.len();
            let mut mine = evidence.chain(child).branches.iter();
            let whole =
                mine.any(|b| b.first() == Some(&rival.source) && evidence.is_whole(child, b));
            for reason in &mut rival.reasons {
                match reason.kind {
                    "credit" if shared && !whole => {
                        reason.weight = reason.weight.min(evidence.config.shared_credit);
                        reason.text += "; so do pages whose text it shares, and a credit is taken over with its text";
                    }
                    "sibling_credit" => {
                        reason.weight = if is_common { NAMES } else { -NAMES };
                    }
                    _ => {}
                }
            }
        }
    }
}
