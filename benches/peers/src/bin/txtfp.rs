//! txtfp DOCS CLUSTERS: the crate txtfp from end to end; 128 slots, 16 × 8 bands, connected components.

use std::{env, fs, io};

use peers::{Document, Groups};
use rayon::prelude::*;
use txtfp::{Canonicalizer, Fingerprinter, LshIndex, MinHashFingerprinter, ShingleTokenizer, WordTokenizer};

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let file = fs::read(&args[1])?;
    let lines: Vec<&[u8]> = file.split(|&b| b == b'\n').filter(|line| !line.is_empty()).collect();
    let tokenizer = ShingleTokenizer { k: 5, inner: WordTokenizer };
    let fingerprinter = MinHashFingerprinter::<_, 128>::new(Canonicalizer::default(), tokenizer);
    let sign = |line: &&[u8]| {
        let document: Document = serde_json::from_slice(line)?;
        fingerprinter.fingerprint(&document.text).map_err(io::Error::other)
    };
    let signatures: Vec<_> = lines.par_iter().map(sign).collect::<io::Result<_>>()?;
    let mut index = LshIndex::<128>::with_bands_rows(16, 8).map_err(io::Error::other)?;
    index.extend_par(signatures.iter().cloned().enumerate().map(|(i, signature)| (i as u64, signature)));
    let mut groups = Groups::new(signatures.len());
    let met: Vec<Vec<u64>> = signatures.par_iter().map(|signature| index.query_with_threshold(signature, 0.0)).collect();
    for (i, others) in (0..).zip(met) {
        others.into_iter().for_each(|other| groups.join(i, other as u32));
    }
    groups.write(&args[2])
}
