//! gaoya DOCS CLUSTERS: the crate gaoya from end to end; 128 slots, 16 × 8 bands, connected components.

use std::{env, fs, io};

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use peers::{Document, Groups, words};
use rayon::prelude::*;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let file = fs::read(&args[1])?;
    let lines: Vec<&[u8]> = file.split(|&b| b == b'\n').filter(|line| !line.is_empty()).collect();
    let hasher = MinHasher32::new(128);
    let sign = |line: &&[u8]| {
        let document: Document = serde_json::from_slice(line)?;
        let lower = document.text.to_lowercase();
        let words = words(&lower);
        Ok(hasher.create_signature(words.windows(5).map(|five| five.join(" "))))
    };
    let signatures: Vec<Vec<u32>> = lines.par_iter().map(sign).collect::<io::Result<_>>()?;
    let mut index: MinHashIndex<u32, u32> = MinHashIndex::new_index(16, 8, 0.7);
    index.par_bulk_insert((0..signatures.len() as u32).collect(), signatures.clone());
    let mut groups = Groups::new(signatures.len());
    for (i, others) in (0..).zip(index.par_bulk_query(&signatures)) {
        others.into_iter().for_each(|other| groups.join(i, other));
    }
    groups.write(&args[2])
}
