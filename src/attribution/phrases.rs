//! Phrases and the automaton that finds them: one pass over the words of a page for names and cues alike.
//!
//! Matching by whole words, not by characters, makes the dirt of scraped pages harmless: `KOMPAS . com`,
//! `Kompas.com` and `kompas com` are the same two words, and `bernama` never matches inside another word. The
//! automaton is a trie over word numbers; a word that begins no phrase costs one look-up.

use rustc_hash::FxHashMap;

use crate::text::tokens::tokens;

/// The number of a word in the vocabulary of all phrases.
type WordNo = u32;
/// A node of the trie; 0 is the root.
type Node = u32;

/// A set of phrases, each with what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    words: FxHashMap<Box<str>, WordNo>,
    /// Children of the root, by word number; `Node::MAX` where a word begins no phrase.
    first: Vec<Node>,
    edges: FxHashMap<(Node, WordNo), Node>,
    outputs: Vec<Vec<T>>,
}

impl<T> Phrases<T> {
    /// No phrases.
    pub(crate) fn new() -> Self {
        Self {
            words: FxHashMap::default(),
            first: Vec::new(),
            edges: FxHashMap::default(),
            outputs: vec![Vec::new()],
        }
    }

    /// Adds `phrase`; returns the number of its words. A phrase without words is not added.
    pub(crate) fn insert(&mut self, phrase: &str, output: T) -> usize {
        let words = tokens(phrase);
        let mut node = 0;
        for word in words.iter() {
            let no = self.number(word.form);
            node = self.child_or_new(node, no);
        }
        if node != 0 {
            self.outputs[node as usize].push(output);
        }
        words.len()
    }

    fn number(&mut self, form: &str) -> WordNo {
        if let Some(&no) = self.words.get(form) {
            return no;
        }
        let no = self.first.len() as WordNo;
        self.words.insert(form.into(), no);
        self.first.push(Node::MAX);
        no
    }

    fn child_or_new(&mut self, node: Node, word: WordNo) -> Node {
        let fresh = self.outputs.len() as Node;
        let child = if node == 0 {
            let slot = &mut self.first[word as usize];
            if *slot == Node::MAX {
                *slot = fresh;
            }
            *slot
        } else {
            *self.edges.entry((node, word)).or_insert(fresh)
        };
        if child == fresh {
            self.outputs.push(Vec::new());
        }
        child
    }

    /// The number of a word, if any phrase holds it.
    pub(crate) fn word(&self, form: &str) -> Option<WordNo> {
        self.words.get(form).copied()
    }

    /// Calls `found(length in words, outputs)` for every phrase that begins with `words[0]`, shortest first.
    pub(crate) fn at<'p>(
        &'p self,
        words: &[Option<WordNo>],
        mut found: impl FnMut(usize, &'p [T]),
    ) {
        let mut node = 0;
        for (i, word) in words.iter().enumerate() {
            let Some(word) = *word else { return };
            node = if node == 0 {
                self.first[word as usize]
            } else {
                self.edges.get(&(node, word)).copied().unwrap_or(Node::MAX)
            };
            if node == Node::MAX {
                return;
            }
            let outputs = &self.outputs[node as usize];
            if !outputs.is_empty() {
                found(i + 1, outputs);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_at_a_word_is_found_shortest_first() {
        let mut phrases = Phrases::new();
        phrases.insert("CNN", 1);
        phrases.insert("CNN Indonesia", 2);
        phrases.insert("kantor berita", 3);
        let page = tokens("dikutip CNN-Indonesia, kantor berita");
        let words: Vec<_> = page.iter().map(|t| phrases.word(t.form)).collect();
        let mut hits = Vec::new();
        for i in 0..words.len() {
            phrases.at(&words[i..], |len, out| hits.push((i, len, out[0])));
        }
        assert_eq!(hits, [(1, 1, 1), (1, 2, 2), (3, 2, 3)]);
    }
}
