//! Near-duplicate and source-lineage detection for news.
//!
//! *Which wire copy did this story come from, and through whose hands?*
//!
//! # The problem
//!
//! One agency item reaches a reader through many pages: copied, abridged, reworded, run through a thesaurus,
//! translated, joined with another item, credited to the agency, to a relay, to somebody else, or to nobody. The
//! item itself is usually not in the collection. Two kinds of evidence tell what happened. What a page *says*: a
//! sentence such as "seperti dikutip Antara dari Anadolu" states a chain of two hops, nearest first. What a page
//! *resembles*: shared words, shared sentences, shared facts. This crate reads both apart and joins them at the end.
//!
//! # What it is not
//!
//! * Not a scraper: pages come in as text. It never uses the network.
//! * Not a judge of truth or of copyright: it says where words come from, not whether they are right.
//! * Not a topic clusterer: two reports of one event are `same_story`, which is the answer *no derivation seen*.
//! * Not a language model: credits are read by a grammar over phrase lists, likeness is counted. The same input gives
//!   the same bytes.
//!
//! # The vocabulary
//!
//! | word | means |
//! |---|---|
//! | *outlet* | the publisher of a page |
//! | *claim* | one credit on a page: relation, source, hops between, the words it rests on |
//! | *hop* | one medium a text went through |
//! | *chain*, *branch* | hops in order, nearest to the outlet first; a page that names two independent sources has two branches, one of them the *main* one |
//! | *origin* | what stands behind the last hop: a ministry, a press release, a post. Not a medium, so not a hop |
//! | *implied* | a house that shows through without being credited: "X could not verify" on a page that is not X's |
//! | *copy*, *rewrite*, *partial* | verdicts on a pair: near-verbatim; one item reworded; a passage reused |
//! | *same_story* | the same event, no derivation seen |
//! | *family* | pages that go back to one wire item; copy groups lie inside families, families inside stories |
//! | *edge* | one page derives from another page or from a latent item, with kind, credit label, probability and reasons |
//! | *latent* | a wire item that is not in the collection but must have been there, since pages credit it |
//! | *tie* | pages between which no order can be told |
//!
//! # The stages
//!
//! Modules in the order of the table; none imports a later one.
//!
//! | stage | in | out |
//! |---|---|---|
//! | [`ingest`] | files | [`Article`](article::Article)s |
//! | [`text`] | `&str` | words, sentences, dates, numbers, names, language |
//! | [`clean`] | [`Article`](article::Article) | [`CleanArticle`](clean::CleanArticle): typed spans of the raw text |
//! | [`sketch`] | [`CleanArticle`](clean::CleanArticle) | [`Features`](sketch::Features): words, sentences, shingles, a fixed-size sketch |
//! | [`candidates`] | all [`Features`](sketch::Features) | [`Candidates`](candidates::Candidates): pairs that may share text |
//! | [`verify`] | a pair with its features | [`Match`](verify::Match): verdict, score, passages, contradictions |
//! | [`cluster`] | all matches | [`Family`](cluster::Family) groups at three levels |
//! | [`attribution`] | [`CleanArticle`](clean::CleanArticle) | [`Attribution`](attribution::Attribution): claims and chain |
//! | [`lineage`] | all of the above | [`Lineage`](lineage::Lineage): edges, latent items, ties |
//! | [`report`] | results | files of a run directory, summary |
//! | [`eval`] | run files and labels | figures |
//! | [`pipeline`] | articles | [`Run`](pipeline::Run): every result; the only user of threads |
//!
//! # Example
//!
//! Three pages from memory. Two credit Antara, which had the item from Anadolu; the third credits nobody.
//!
//! ```
//! use silsilah::article::Article;
//! use silsilah::lineage::{CreditLabel, Parent};
//! use silsilah::pipeline::{Config, Pipeline};
//! use silsilah::verify::Verdict;
//!
//! let wire = "Pelabuhan tua di Teluk Lumba dibuka lagi untuk kapal layar setelah dua belas tahun ditutup. \
//!     Kepala syahbandar Ferit Odabas mengatakan 47 kapal sudah mendaftar untuk musim pertama dan \
//!     19 di antaranya akan membawa garam dari pulau seberang. Dermaga kayu sepanjang 310 meter itu \
//!     diperbaiki dengan biaya 6,4 juta lira dan kini tahan gelombang setinggi tiga meter. Para nelayan meminta \
//!     agar sisi timur tetap menjadi tempat menjemur jala seperti pada masa kakek mereka.";
//! let page = |id: &str, outlet: &str, published: &str, text: String| {
//!     let mut article = Article::new(id, text);
//!     article.outlet = Some(outlet.to_owned());
//!     article.published = Some(published.to_owned());
//!     article
//! };
//! let articles = vec![
//!     page("a", "kabarpagi.example", "2025-04-02T08:00+07:00",
//!         format!("{wire} Demikian dikutip Antara dari Anadolu, Rabu (2/4/2025).")),
//!     page("b", "pesisir.example", "2025-04-02T09:30+07:00", format!("{wire}\n(Ant/Anadolu)")),
//!     page("c", "lintasberita.example", "2025-04-02T15:00+07:00", wire.to_owned()),
//! ];
//!
//! let run = Pipeline::new(Config::default())?.trace(articles)?;
//!
//! // What the pages say. `run.attributions[i]` belongs to `run.pages[i]`; pages are sorted by id.
//! assert_eq!(run.attributions[0].chain.main, ["antara", "anadolu"]);
//! assert_eq!(run.attributions[1].chain.main, ["antara", "anadolu"]);
//! assert!(run.attributions[2].chain.main.is_empty());
//! let claim = &run.attributions[0].claims[0];
//! assert_eq!(&run.pages[0].article.text[claim.span.clone()], "Demikian dikutip Antara dari Anadolu");
//!
//! // What they resemble: three copies of one another, one family.
//! assert_eq!(run.matches.len(), 3);
//! assert!(run.matches.iter().all(|m| m.verdict == Verdict::Copy));
//! assert!(run.families.iter().all(|family| family.members.len() == 3));
//!
//! // Both together: the item is not in the collection, so it stands as a latent node above the pages.
//! let item = run.lineage.latents.iter().position(|l| l.source.as_deref() == Some("antara"));
//! for edge in &run.lineage.edges[..2] {
//!     assert_eq!(Some(&edge.parent), item.map(Parent::Latent).as_ref());
//!     assert_eq!(edge.credit, CreditLabel::CreditedAbsent);
//! }
//! // The third page took the text without a word of credit; the reasons say why that is believed.
//! assert!(run.lineage.edges.iter().filter(|e| run.pages[e.child.get()].article.id.as_str() == "c")
//!     .all(|e| e.credit != CreditLabel::CreditedAbsent && !e.reasons.is_empty()));
//! # Ok::<(), silsilah::error::Error>(())
//! ```
//!
//! # Trade-offs
//!
//! * A collection is held in memory, about the size of its text three times over. The stages are maps over articles, groupings by
//!   key and joins of pairs, so they can run elsewhere; [`pipeline`] runs them on the threads of one machine.
//! * Candidates are bounded for each article, so time grows with the number of articles and not with its square. The
//!   price is that a page with very many likenesses has only the strongest of them verified.
//! * Verdicts are exact, never estimated from sketches: slower for one pair, but no page is dropped on a guess.
//! * Where evidence does not decide, the answer is a tie, an `undecided` edge or nothing.
//! * Credits are read best in Indonesian, Malay and English; Turkish, Arabic, Spanish, French, German and Russian have
//!   small lexicons. Comparison works in any language with words.
//!
//! # Features
//!
//! * `cli` (default): the command `silsilah` and the module `cli`. A library user turns it off with
//!   `default-features = false` and compiles neither argument parser nor progress bars.

pub mod article;
pub mod attribution;
pub mod candidates;
pub mod clean;
pub mod cluster;
pub mod error;
pub mod eval;
pub mod ingest;
pub mod lineage;
pub mod pipeline;
pub mod report;
pub mod sketch;
pub mod text;
pub mod verify;

#[cfg(feature = "cli")]
pub mod cli;
