//! From figures to a verdict, and the figures in words.

use serde::{Deserialize, Serialize};

use crate::verify::Verdict;
use crate::verify::evidence::Evidence;
use crate::verify::score::{self, Question};

/// Where verdicts begin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Score from which one text is said to come from the other, or both from a third. By default that of the table of
    /// coefficients, where F1 is highest.
    pub derived: Option<f64>,
    /// Score from which two articles are at least said to tell the same story. Default .1.
    pub same_story: f64,
    /// Jaccard similarity of the shingles from which a derived pair is a copy. Default .5.
    pub copy_jaccard: f64,
    /// Containment from which a derived pair is a copy, if the texts are of like length. Default .8.
    pub copy_containment: f64,
    /// Shorter body as a share of the longer one for "like length". Default .5.
    pub like_length: f64,
    /// Score of the question whether derivation is of the whole and not of a part, from which it is. By default that of
    /// the table as well.
    pub whole: Option<f64>,
    /// Coverage of the better-covered article that this takes as well, of its words outside quotation marks. Default .5.
    pub covered: f64,
    /// The same of both together: what is half of a page and little of a long one is a part of each. Default .75.
    pub covered_both: f64,
    /// Words in passages outside quotation marks from which a pair is at least partial. Default 60.
    pub partial_words: usize,
    /// Share of either article that those words must be. Default .1.
    pub partial_share: f64,
    /// Days between two articles from which like wording with other values is a series and not a late copy. Default 2.
    pub series_days: f64,
    /// Conflicting share of numbers and dates from which equal frames are a template. Default .5.
    pub template_conflict: f64,
    /// Share of both articles in passages from which frames count as equal. Default .2.
    pub template_frame: f64,
    /// Squared weight of what two articles in two languages must share for one to be from the other. Default 150: three
    /// or four names or figures that nobody else has; less is what any two texts on a subject share.
    pub across_weight: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            derived: None,
            same_story: 0.1,
            copy_jaccard: 0.5,
            copy_containment: 0.8,
            like_length: 0.5,
            whole: None,
            covered: 0.5,
            covered_both: 0.75,
            partial_words: 60,
            partial_share: 0.1,
            series_days: 2.0,
            template_conflict: 0.5,
            template_frame: 0.2,
            across_weight: 150.0,
        }
    }
}

/// Numbers and dates that each article must state alone for the pair to be a template: two may be an update.
const LEAST_APART: usize = 3;

/// Share of both articles that stands in the other word for word from which other values are an update.
const UPDATE: f64 = 0.8;

/// Sentences of two languages that must be each other's best match.
const LEAST_SENTENCES: usize = 2;

/// What a pair with this evidence is; `None` if its articles have nothing to do with each other.
pub(super) fn verdict(e: &Evidence, score: f64, whole: f64, config: &Config) -> Option<Verdict> {
    if e.identical {
        return Some(Verdict::Copy);
    }
    let from = |asked: Option<f64>, question| {
        asked.unwrap_or_else(|| score::decision(question, &e.common))
    };
    let is_whole = whole >= from(config.whole, Question::Whole);
    let contained = e.containment[0].max(e.containment[1]);
    let alike = e.length_ratio >= config.like_length;
    let copied = e.jaccard >= config.copy_jaccard || contained >= config.copy_containment && alike;
    // A template differs in most of what it states, or comes again on another day, of which each tells or which has
    // some of it changed.
    let facts = &e.common.facts;
    let differ = facts.apart >= LEAST_APART;
    let changed =
        (differ || !e.alignment.contradictions.is_empty()) && e.reuse[0].min(e.reuse[1]) < UPDATE;
    let later = e.days_apart.is_some_and(|days| days >= config.series_days);
    let of_own_days = of_own_days(e, config);
    let series = (copied || is_whole) && (of_own_days || changed && later);
    // A template has to show its frame: what tells other parts of one event has other values too. Two languages have
    // none in common, and write values in ways that do not always meet.
    let framed = e.reuse[0].min(e.reuse[1]) >= config.template_frame;
    let conflicting = differ && facts.conflict >= config.template_conflict && framed;
    let template = !e.common.across && (series || conflicting);
    if score >= from(config.derived, Question::Derived) && !template && !is_slight(e, config) {
        if copied {
            return Some(Verdict::Copy);
        }
        let covered = e.own_coverage[0].max(e.own_coverage[1]);
        // A translation has few words in common with what it is from.
        let is_covered = e.common.across
            || covered >= config.covered
                && e.own_coverage.iter().sum::<f64>() >= config.covered_both;
        return Some(if is_whole && is_covered {
            Verdict::Rewrite
        } else {
            Verdict::Partial
        });
    }
    let reuse = e.reuse[0].max(e.reuse[1]);
    if e.passage_words >= config.partial_words
        && reuse >= config.partial_share
        && !template
        && !of_own_days
    {
        return Some(Verdict::Partial);
    }
    (score >= config.same_story).then_some(Verdict::SameStory)
}

/// Whether each article tells of its own day, and not of the other's. On the day after it may still be the other, word
/// for word, with the day on which it was taken.
fn of_own_days(e: &Evidence, config: &Config) -> bool {
    let retold = e.reuse[0].min(e.reuse[1]) < UPDATE;
    e.own_days
        .is_some_and(|days| days >= config.series_days || retold)
}

/// Whether articles in two languages share too little for one to be from the other: a few names make a sentence alike,
/// and one sentence is no story.
fn is_slight(e: &Evidence, config: &Config) -> bool {
    e.common.across
        && (e.common.shared_weight < config.across_weight
            || e.alignment.pairs.len() < LEAST_SENTENCES)
}

/// The figures in words, those that decided first.
pub(super) fn reasons(e: &Evidence, config: &Config) -> Vec<String> {
    let percent = |x: f64| format!("{:.0} %", x * 100.0);
    let mut reasons = Vec::new();
    if of_own_days(e, config) {
        reasons.push("each names the day it was published, and not that of the other".to_owned());
    }
    if is_slight(e, config) {
        reasons.push(
            "too little is shared to tell a translation from another text on the subject"
                .to_owned(),
        );
    }
    if e.identical {
        reasons.push("the bodies have the same words in the same order".to_owned());
    }
    if let Some(longest) = e.runs.iter().map(|r| r.matched).max() {
        reasons.push(format!(
            "passages outside quotation marks{} hold {} of the first body's words and {} of the second's; \
             the longest has {longest} equal words",
            if e.common_text { ", and outside tables and what others quote or what stands in many stories," } else { "" },
            percent(e.reuse[0]),
            percent(e.reuse[1]),
        ));
    }
    if e.jaccard > 0.0 {
        reasons.push(format!(
            "{} of the first body's shingles are in the second and {} the other way; Jaccard {:.2}",
            percent(e.containment[0]),
            percent(e.containment[1]),
            e.jaccard
        ));
    }
    if !e.alignment.pairs.is_empty() {
        reasons.push(format!(
            "{} sentences are each other's best match; they share {} and {} of the weight of all",
            e.alignment.pairs.len(),
            percent(e.alignment.share_a),
            percent(e.alignment.share_b)
        ));
    }
    let by_meaning = e.alignment.pairs.iter().filter(|p| p.by_meaning).count();
    if by_meaning > 0 {
        reasons.push(format!(
            "{by_meaning} of these are told by sentence vectors, and more than by their words"
        ));
    }
    if e.common.rare > 0 {
        reasons.push(format!(
            "{} rare words, names or figures are shared",
            e.common.rare
        ));
    }
    if e.common.facts.shared + e.common.facts.apart > 0 {
        reasons.push(format!(
            "{} numbers and dates agree; each states {} or more that the other lacks",
            e.common.facts.shared, e.common.facts.apart
        ));
    }
    if !e.alignment.contradictions.is_empty() {
        reasons.push(format!(
            "{} values differ in the same place",
            e.alignment.contradictions.len()
        ));
    }
    if let Some(title) = e.title.filter(|&t| t >= 0.5) {
        reasons.push(format!("the headlines are {} alike", percent(title)));
    }
    reasons
}
