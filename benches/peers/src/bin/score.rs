//! score DOCS TRUTH CLUSTERS: what a clustering finds, against exact similarities.
//!
//! CLUSTERS has a document and its cluster on each line; a third column is passed over. Prints the share of true pairs with
//! an exact Jaccard similarity of word-5 shingles of .5 and of .7 that are in one cluster, and how many pairs of a cluster
//! are in no true group.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, io};

use peers::{documents, table, words};
use xxhash_rust::xxh3::xxh3_64;

fn shingles(text: &str) -> BTreeSet<u64> {
    let lower = text.to_lowercase();
    words(&lower).windows(5).map(|five| xxh3_64(five.join(" ").as_bytes())).collect()
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let [_, docs, truth, clusters] = args.as_slice() else {
        return Err(io::Error::other("usage: score DOCS TRUTH CLUSTERS"));
    };
    let file = fs::read(docs)?;
    let documents = documents(&file)?;
    let truth = table(truth)?;
    let cluster: BTreeMap<u32, u32> = table(clusters)?.into_iter().collect();
    let group: BTreeMap<u32, u32> = truth.iter().copied().collect();
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    truth.iter().for_each(|&(id, group)| members.entry(group).or_default().push(id));
    let (mut n, mut found) = ([0u64; 2], [0u64; 2]);
    for ids in members.values() {
        let sets: Vec<BTreeSet<u64>> = ids.iter().map(|&id| shingles(&documents[id as usize].text)).collect();
        for i in 0..ids.len() {
            for j in 0..i {
                let shared = sets[i].intersection(&sets[j]).count();
                let similarity = shared as f64 / (sets[i].len() + sets[j].len() - shared) as f64;
                let is_found = cluster.get(&ids[i]).is_some_and(|c| cluster.get(&ids[j]) == Some(c));
                for (k, least) in [0.5, 0.7].into_iter().enumerate() {
                    n[k] += u64::from(similarity >= least);
                    found[k] += u64::from(similarity >= least && is_found);
                }
            }
        }
    }
    let mut of_cluster: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    cluster.iter().for_each(|(&id, &cluster)| of_cluster.entry(cluster).or_default().push(id));
    let mut wrong = 0u64;
    for ids in of_cluster.values().filter(|ids| ids.len() > 1) {
        let mut sizes: BTreeMap<Option<u32>, u64> = BTreeMap::new();
        ids.iter().for_each(|id| *sizes.entry(group.get(id).copied()).or_default() += 1);
        let pairs = |n: u64| n * n.saturating_sub(1) / 2;
        let right: u64 = sizes.iter().filter(|(group, _)| group.is_some()).map(|(_, &n)| pairs(n)).sum();
        wrong += pairs(ids.len() as u64) - right;
    }
    let share = |k: usize| found[k] as f64 / n[k].max(1) as f64;
    println!("{:.3} {:.3} {wrong}", share(1), share(0));
    Ok(())
}
