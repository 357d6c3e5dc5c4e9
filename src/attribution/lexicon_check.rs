//! What is odd in a lexicon file, beyond what makes it unusable.
//!
//! **In** the text of a file, what it is added to, and the registry. **Out** [`Finding`]s with lines: faults, with which
//! a run refuses the file, and advice. Most of what goes wrong in a new language is a phrase in two classes that say
//! contrary things, or a phrase that something else is read for.

use rustc_hash::FxHashMap;

use super::lexicon::Class;
pub use super::lexicons::Finding;
use super::lexicons::{Entry, Lexicon, Lexicons, Phrase, WORD_LISTS, normal};
use super::registry::{Registry, fold};

/// Classes of which a phrase can have one: each calls for a name behind it and says something else of it.
const CALLS: &[Class] = &[
    Class::CopyPassive,
    Class::CopyActive,
    Class::CopyActiveWeak,
    Class::ReportPassive,
    Class::ReportPassiveWeak,
    Class::ReportPassiveKnown,
    Class::ReportBefore,
    Class::ReportBeforeWeak,
    Class::ReportNoun,
    Class::ReportNounWeak,
    Class::Recipient,
    Class::RecipientWeak,
    Class::Received,
    Class::Met,
    Class::Monitored,
];

/// Sets of classes that say contrary things of one phrase.
const CONTRARY: &[&[Class]] = &[
    CALLS,
    &[Class::From, Class::Via],
    &[Class::From, Class::List],
    &[Class::Descriptor, Class::NotMedium],
    &[Class::MediaWord, Class::NotMedium],
    &[Class::MediaWord, Class::Place],
    &[Class::Negation, Class::Light],
];

/// Classes without which a language is hardly read; a verb of copying is asked for apart.
const USUAL: &[Class] = &[
    Class::ReportActive,
    Class::From,
    Class::Descriptor,
    Class::Filler,
    Class::List,
    Class::Light,
    Class::NotMedium,
    Class::SourceLabel,
    Class::Image,
    Class::Related,
];

/// Everything that is wrong or doubtful in the lexicon file `text`, which would be added to `lexicons`; by line.
///
/// Faults are those of [`Lexicons::extend_from`], all of them and not the first alone, and ids and codes that nothing
/// knows. Advice is given on phrases that stand twice or in contrary classes, on those that a name of `registry` hides,
/// on a language that is never recognised, and on usual classes that a new language lacks.
#[must_use]
pub fn check(text: &str, lexicons: &Lexicons, registry: &Registry) -> Vec<Finding> {
    let (lexicon, mut findings) = Lexicon::read(text);
    let there = lexicons.get(lexicon.lang).filter(|_| !lexicon.replace);
    let mut check = Check {
        registry,
        findings: Vec::new(),
    };
    check.language(&lexicon);
    check.removed(&lexicon, lexicons.get(lexicon.lang));
    check.repeated(&lexicon, there);
    check.contrary(&lexicon, there);
    for phrase in &lexicon.phrases {
        check.ids(phrase);
        check.hidden(phrase);
        check.joined(phrase, &lexicon);
    }
    if there.is_none() {
        check.lacking(&lexicon);
    }
    findings.extend(check.findings);
    findings.sort();
    findings.dedup();
    findings
}

struct Check<'r> {
    registry: &'r Registry,
    findings: Vec<Finding>,
}

/// The key under which a phrase stands in its file.
fn key(entry: &Entry) -> &str {
    match entry {
        Entry::Cue(class) => key_of(*class),
        Entry::Generic(id) => id,
        Entry::GenericOf(_) => "generic_country",
        Entry::Country(code) => code,
        list => WORD_LISTS
            .iter()
            .find(|(_, entry)| entry == list)
            .map_or("", |(key, _)| key),
    }
}

fn key_of(class: Class) -> &'static str {
    let known = Class::ALL.iter().find(|(_, c)| *c == class);
    known.map_or("", |(key, _)| key)
}

impl Check<'_> {
    fn advise(&mut self, line: Option<u64>, text: String) {
        self.findings.push(Finding {
            line,
            text,
            fault: false,
        });
    }

    fn fault(&mut self, line: u64, text: String) {
        self.findings.push(Finding {
            line: Some(line),
            text,
            fault: true,
        });
    }

    fn language(&mut self, lexicon: &Lexicon) {
        if lexicon.lang_line > 0 && !lexicon.lang.is_detectable() {
            let text = format!(
                "language {:?} is not told by its words: it is used for records whose `lang` says so",
                lexicon.lang.code()
            );
            self.advise(Some(lexicon.lang_line), text);
        }
    }

    /// Phrases to remove that are not there.
    fn removed(&mut self, lexicon: &Lexicon, there: Option<&Lexicon>) {
        for (phrase, line) in &lexicon.remove {
            let same = |p: &Phrase| normal(&p.text) == normal(phrase);
            if !there.is_some_and(|l| l.phrases.iter().any(same)) {
                let text =
                    format!("remove: {phrase:?} is not in the lexicon, so nothing is removed");
                self.advise(Some(*line), text);
            }
        }
    }

    /// The same words twice in one class, in the file or in what it is added to.
    fn repeated(&mut self, lexicon: &Lexicon, there: Option<&Lexicon>) {
        let mut first: FxHashMap<(String, &str), u64> = FxHashMap::default();
        for phrase in &lexicon.phrases {
            let class = key(&phrase.entry);
            let words = (normal(&phrase.text), class);
            if let Some(line) = first.get(&words) {
                let text = format!("{class}: {:?} stands already in line {line}", phrase.text);
                self.advise(Some(phrase.line), text);
                continue;
            }
            let gone = lexicon.remove.iter().any(|(r, _)| normal(r) == words.0);
            let same = |p: &Phrase| p.entry == phrase.entry && normal(&p.text) == words.0;
            if !gone && there.is_some_and(|l| l.phrases.iter().any(same)) {
                let text = format!("{class}: {:?} is in the lexicon already", phrase.text);
                self.advise(Some(phrase.line), text);
            }
            first.insert(words, phrase.line);
        }
    }

    /// A phrase in classes that say contrary things.
    fn contrary(&mut self, lexicon: &Lexicon, there: Option<&Lexicon>) {
        for phrase in &lexicon.phrases {
            let Entry::Cue(class) = phrase.entry else {
                continue;
            };
            let words = normal(&phrase.text);
            let others = lexicon.phrases.iter().map(|p| (p, true));
            let others = others.chain(there.iter().flat_map(|l| &l.phrases).map(|p| (p, false)));
            for (other, in_file) in others {
                let Entry::Cue(second) = other.entry else {
                    continue;
                };
                // Two in one file are told of once, where the later stands.
                if in_file && (other.line, second as u8) >= (phrase.line, class as u8)
                    || second == class
                    || !in_file && lexicon.remove.iter().any(|(r, _)| normal(r) == words)
                    || normal(&other.text) != words
                {
                    continue;
                }
                if CONTRARY
                    .iter()
                    .any(|set| set.contains(&class) && set.contains(&second))
                {
                    let place = if in_file {
                        format!("in line {}", other.line)
                    } else {
                        "in the lexicon; list it under remove first to override".to_owned()
                    };
                    let text = format!(
                        "{}: {:?} is {} as well, {place}: one phrase cannot be both",
                        key_of(class),
                        phrase.text,
                        key_of(second)
                    );
                    self.advise(Some(phrase.line), text);
                }
            }
        }
    }

    /// Registry ids and country codes that nothing knows.
    fn ids(&mut self, phrase: &Phrase) {
        match &phrase.entry {
            Entry::Generic(id) if self.registry.get(id).is_none() => {
                let text = format!("generic: no entry of the registry has the id {id:?}");
                self.fault(phrase.line, text);
            }
            Entry::GenericOf(id) if id != "agency" && !self.is_family(id) => {
                let text = format!("generic_country: no entry of the registry has the id {id:?}");
                self.fault(phrase.line, text);
            }
            Entry::Country(code)
                if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                let text = format!("country: {code:?} is not an ISO 3166 code like \"ID\"");
                self.fault(phrase.line, text);
            }
            _ => {}
        }
    }

    /// Whether `id` is an entry or stands for one of each country: `gen-state-tv`, for `gen-state-tv-ru`.
    fn is_family(&self, id: &str) -> bool {
        let family = format!("{id}-");
        let of = |r: &super::registry::Record| r.id == id || r.id.starts_with(&family);
        self.registry.records().iter().any(of)
    }

    /// A cue that is also a name: the name is read, where its case allows it.
    fn hidden(&mut self, phrase: &Phrase) {
        let Entry::Cue(class) = phrase.entry else {
            return;
        };
        // These are words of names, or of what is no name.
        if matches!(
            class,
            Class::MediaWord | Class::NotMedium | Class::Place | Class::Image
        ) {
            return;
        }
        let folded = fold(&phrase.text);
        let name = |r: &&super::registry::Record| {
            r.kind != super::registry::Kind::Generic && r.names().any(|n| fold(n) == folded)
        };
        if let Some(record) = self.registry.records().iter().find(name) {
            let text = format!(
                "{}: {:?} is also a name of {:?}, which is read instead where it has a capital",
                key_of(class),
                phrase.text,
                record.id
            );
            self.advise(Some(phrase.line), text);
        }
    }

    /// A word that joins names and orders them as well: between two capital words it joins.
    fn joined(&mut self, phrase: &Phrase, lexicon: &Lexicon) {
        let orders = [Class::From, Class::By, Class::Via].map(Entry::Cue);
        let same =
            |p: &&Phrase| orders.contains(&p.entry) && normal(&p.text) == normal(&phrase.text);
        let Some(other) = lexicon.phrases.iter().find(same) else {
            return;
        };
        if phrase.entry == Entry::Joiner {
            let text = format!(
                "name_joiner: {:?} is {} as well, in line {}: between two names it is read as a part of one name",
                phrase.text,
                key(&other.entry),
                other.line
            );
            self.advise(Some(phrase.line), text);
        }
    }

    /// Usual classes of which the lexicon has no phrase.
    fn lacking(&mut self, lexicon: &Lexicon) {
        let has = |class: Class| lexicon.phrases.iter().any(|p| p.entry == Entry::Cue(class));
        let copies = [Class::CopyPassive, Class::CopyActive, Class::CopyActiveWeak];
        let mut lacking: Vec<&str> = Vec::new();
        if !copies.into_iter().any(has) {
            lacking.push("copy_passive or copy_active");
        }
        let usual = USUAL.iter().filter(|class| !has(**class));
        lacking.extend(usual.map(|class| key_of(*class)));
        if !lacking.is_empty() {
            let text = format!(
                "classes that most languages need are empty: {}",
                lacking.join(", ")
            );
            self.advise(None, text);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// Line, whether it is a fault, a part of the text.
    type Told = (u64, bool, &'static str);

    /// (lexicon, findings); what the language lacks is left out.
    const FILES: &[(&str, &[Told])] = &[
        ("lang = \"nl\"\ncopy_passive = [\"geciteerd door\"]\n", &[]),
        (
            "lang = \"nl\"\ncopy_pasive = [\"geciteerd door\"]\n",
            &[(
                2,
                true,
                "unknown class \"copy_pasive\"; did you mean \"copy_passive\"?",
            )],
        ),
        (
            "lang = \"nl\"\nfrom = [\"\", \"…\",\n \"van\", \"Van\"]\n",
            &[
                (2, true, "from holds an empty phrase"),
                (
                    2,
                    true,
                    "from: \"…\" holds no letter or digit and never matches",
                ),
                (3, false, "from: \"Van\" stands already in line 3"),
            ],
        ),
        (
            "lang = \"nl\"\ncopy_active = [\"volgens\"]\ncopy_passive = [\"volgens\"]\n",
            &[(
                3,
                false,
                "copy_passive: \"volgens\" is copy_active as well, in line 2: one phrase cannot be both",
            )],
        ),
        (
            "lang = \"nl\"\nfrom = [\"van\"]\nname_joiner = [\"van\"]\n",
            &[(
                3,
                false,
                "between two names it is read as a part of one name",
            )],
        ),
        (
            "lang = \"nl\"\nlist = [\"tempo\"]\n[generic]\n\"gen-moon-media\" = [\"maanmedia\"]\n\
             [country]\nnld = [\"nederland\"]\n",
            &[
                (2, false, "list: \"tempo\" is also a name of \"tempo\""),
                (
                    4,
                    true,
                    "no entry of the registry has the id \"gen-moon-media\"",
                ),
                (6, true, "country: \"nld\" is not an ISO 3166 code"),
            ],
        ),
        (
            "lang = \"qqq\"\n",
            &[(1, false, "language \"qqq\" is not told by its words")],
        ),
        (
            "lang = \"id\"\nremove = [\"zzz\"]\ncopy_passive = [\"dikutip\"]\ncopy_active = [\"dilansir\"]\n",
            &[
                (
                    2,
                    false,
                    "\"zzz\" is not in the lexicon, so nothing is removed",
                ),
                (
                    3,
                    false,
                    "copy_passive: \"dikutip\" is in the lexicon already",
                ),
                (
                    4,
                    false,
                    "\"dilansir\" is copy_passive as well, in the lexicon; list it under remove first",
                ),
            ],
        ),
        (
            "lang = \"id\"\nremove = [\"dilansir\"]\ncopy_active = [\"dilansir\"]\n",
            &[],
        ),
    ];

    #[test]
    fn findings_name_what_is_wrong_and_nothing_else() {
        let (lexicons, registry) = (Lexicons::builtin().unwrap(), Registry::builtin().unwrap());
        for (file, expected) in FILES {
            let mut found = check(file, &lexicons, &registry);
            found.retain(|f| f.line.is_some());
            assert_eq!(found.len(), expected.len(), "{file}: {found:?}");
            for (line, fault, part) in *expected {
                let told = |f: &Finding| {
                    f.line == Some(*line) && f.fault == *fault && f.text.contains(part)
                };
                assert!(found.iter().any(told), "{file}: {part}: {found:?}");
            }
        }
    }

    #[test]
    fn a_new_language_is_told_what_it_lacks() {
        let (lexicons, registry) = (Lexicons::builtin().unwrap(), Registry::builtin().unwrap());
        let found = check("lang = \"nl\"\nlist = [\"en\"]\n", &lexicons, &registry);
        let text = "classes that most languages need are empty: copy_passive or copy_active, report_active, from, \
                    descriptor, filler, light, not_medium, source_label, image, related";
        assert!(found.iter().any(|f| f.text == text), "{found:?}");
    }

    #[test]
    fn built_in_lexicons_have_no_fault_and_nothing_contrary() {
        let registry = Registry::builtin().unwrap();
        for (lang, _) in Lexicons::builtin().unwrap().languages() {
            let file = Lexicons::builtin().unwrap().to_toml(lang).unwrap();
            let found = check(&file, &Lexicons::default(), &registry);
            let wrong = |f: &&Finding| f.fault || f.text.contains("cannot be both");
            assert_eq!(found.iter().find(wrong), None, "{lang}");
        }
    }
}
