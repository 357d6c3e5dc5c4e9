//! corpus N DIR: writes N documents and the truth about them, the same for the same N on every machine.
//!
//! DIR/docs.jsonl holds `{"id", "text"}`, DIR/truth.tsv the near-duplicate group of each document that has one.
//!
//! Documents have 300 to 500 words out of 50,000, drawn with a frequency that falls as one over the rank; half of them from
//! one or two of 200 topics of 400 words. Three in ten documents are in groups of 2 to 8: a base and copies of it, in which
//! 2 to 15 % of the words are others, in runs or one by one, up to two sentences are gone, and a line of boilerplate may
//! stand before and behind. Three in ten of the other documents carry such a line as well. Groups are scattered over the
//! file by a window of 10,000 groups, so that a corpus of any size is written in little memory.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::{env, fs, io};

const VOCABULARY: usize = 50_000;
const TOPICS: usize = 200;
const TOPIC_WORDS: usize = 400;
/// Documents that are shuffled among themselves.
const WINDOW: usize = 20_000;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.draw()) * n as u128) >> 64) as usize
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A rank below `n`, each with a frequency of one over it.
    fn rank(&mut self, n: usize) -> usize {
        let rank = ((n + 1) as f64).powf(self.unit()) - 1.0;
        (rank as usize).min(n - 1)
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

struct Language {
    vocabulary: Vec<String>,
    topics: Vec<Vec<usize>>,
    boilerplate: Vec<String>,
}

impl Language {
    fn new(random: &mut Random) -> Self {
        let (onsets, nuclei) = (["b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", ""], ["a", "i", "u", "e", "o"]);
        let codas = ["", "", "n", "ng", "k", "s", "r"];
        let affixes = [("", ""), ("", ""), ("me", "kan"), ("ber", ""), ("di", "i"), ("ter", ""), ("pe", "an")];
        let mut words = BTreeSet::new();
        while words.len() < VOCABULARY {
            let (before, behind) = random.one(&affixes);
            let n = random.between(1, 3);
            let syllable = |random: &mut Random| [*random.one(&onsets), *random.one(&nuclei), *random.one(&codas)].concat();
            let stem: String = (0..n).map(|_| syllable(random)).collect();
            let word = format!("{before}{stem}{behind}");
            if (2..=13).contains(&word.len()) {
                words.insert(word);
            }
        }
        let mut vocabulary: Vec<String> = words.into_iter().collect();
        random.shuffle(&mut vocabulary);
        // Frequent words are mostly the short ones.
        let noise: Vec<usize> = vocabulary.iter().map(|word| 10 * word.len() + random.below(50)).collect();
        let mut order: Vec<usize> = (0..VOCABULARY).collect();
        order.sort_by_key(|&i| noise[i]);
        let vocabulary: Vec<String> = order.iter().map(|&i| vocabulary[i].clone()).collect();
        let topics = (0..TOPICS).map(|_| (0..TOPIC_WORDS).map(|_| random.between(300, VOCABULARY - 1)).collect()).collect();
        let line = |random: &mut Random| {
            let n = random.between(12, 30);
            let words: Vec<&str> = (0..n).map(|_| vocabulary[random.below(3000)].as_str()).collect();
            words.join(" ")
        };
        let boilerplate = (0..40).map(|_| line(random)).collect();
        Self { vocabulary, topics, boilerplate }
    }

    /// The sentences of a new text, as words.
    fn text(&self, random: &mut Random) -> Vec<Vec<usize>> {
        let topics: Vec<&Vec<usize>> = (0..random.between(1, 2)).map(|_| &self.topics[random.below(TOPICS)]).collect();
        let mut left = random.between(300, 500);
        let mut sentences = Vec::new();
        while left > 0 {
            let n = random.between(8, 24).min(left);
            left -= n;
            let word = |random: &mut Random| {
                if random.unit() < 0.6 {
                    random.rank(VOCABULARY)
                } else {
                    random.one(&topics)[random.rank(TOPIC_WORDS)]
                }
            };
            sentences.push((0..n).map(|_| word(random)).collect());
        }
        sentences
    }

    /// A copy of `base`, as an editor or a spinner makes it.
    fn copy(&self, base: &[Vec<usize>], random: &mut Random) -> Vec<Vec<usize>> {
        let mut copy = base.to_vec();
        let places: Vec<(usize, usize)> = (0..copy.len()).flat_map(|i| (0..copy[i].len()).map(move |j| (i, j))).collect();
        let rate = 0.02 + 0.13 * random.unit();
        let n = (places.len() as f64 * rate) as usize;
        let in_runs = random.unit() < 0.5;
        let mut changed = BTreeSet::new();
        while changed.len() < n {
            let start = random.below(places.len());
            let length = if in_runs { random.between(3, 12).min(n - changed.len()) } else { 1 };
            changed.extend(start..(start + length).min(places.len()));
        }
        for place in changed {
            let (i, j) = places[place];
            copy[i][j] = random.rank(VOCABULARY);
        }
        for _ in 0..random.below(3) {
            if copy.len() > 6 {
                copy.remove(random.below(copy.len()));
            }
        }
        copy
    }

    /// The text as it is read, with boilerplate before and behind with probability `share` each.
    fn render(&self, sentences: &[Vec<usize>], share: f64, random: &mut Random) -> String {
        let mut paragraphs: Vec<String> = Vec::new();
        for three in sentences.chunks(3) {
            let mut sentences = Vec::new();
            for words in three {
                let mut words: Vec<String> = words.iter().map(|&word| self.vocabulary[word].clone()).collect();
                words[0] = words[0][..1].to_uppercase() + &words[0][1..];
                if words.len() > 12 {
                    let middle = words.len() / 2;
                    words[middle].push(',');
                }
                sentences.push(words.join(" ") + ".");
            }
            paragraphs.push(sentences.join(" "));
        }
        if random.unit() < share {
            paragraphs.insert(0, random.one(&self.boilerplate).clone());
        }
        if random.unit() < share {
            paragraphs.push(random.one(&self.boilerplate).clone());
        }
        paragraphs.join("\n\n")
    }
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let [_, n, directory] = args.as_slice() else {
        return Err(io::Error::other("usage: corpus N DIR"));
    };
    let n: usize = n.parse().map_err(io::Error::other)?;
    fs::create_dir_all(directory)?;
    let mut documents = BufWriter::new(fs::File::create(format!("{directory}/docs.jsonl"))?);
    let mut truth = BufWriter::new(fs::File::create(format!("{directory}/truth.tsv"))?);
    let mut random = Random(1);
    let language = Language::new(&mut random);
    let sizes = [2, 2, 2, 2, 3, 3, 4, 5, 6, 8];
    let (mut made, mut group) = (0, 0);
    while made < n {
        let window = WINDOW.min(n - made);
        let mut texts: Vec<(Option<usize>, String)> = Vec::new();
        while texts.len() < window * 3 / 10 {
            let size = (*random.one(&sizes)).min(window - texts.len()).max(1);
            let base = language.text(&mut random);
            texts.push((Some(group), language.render(&base, 0.0, &mut random)));
            for _ in 1..size {
                let copy = language.copy(&base, &mut random);
                texts.push((Some(group), language.render(&copy, 0.5, &mut random)));
            }
            group += 1;
        }
        while texts.len() < window {
            let text = language.text(&mut random);
            texts.push((None, language.render(&text, 0.15, &mut random)));
        }
        random.shuffle(&mut texts);
        for (id, (group, text)) in (made..).zip(&texts) {
            let text = serde_json::to_string(text)?;
            writeln!(documents, "{{\"id\": {id}, \"text\": {text}}}")?;
            if let Some(group) = group {
                writeln!(truth, "{id}\t{group}")?;
            }
        }
        made += window;
    }
    documents.flush()?;
    truth.flush()
}
