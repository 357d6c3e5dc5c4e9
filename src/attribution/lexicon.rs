//! The classes of lexicons: what a phrase does in a credit.
//!
//! The grammar reads classes and never words; the words are data ([`lexicons`](super::lexicons)).
//! docs/attribution.md tells what each class does.

use std::fmt;

/// Defines the classes, their names in files and their number in a [`ClassSet`].
macro_rules! classes {
    ($($name:ident = $key:literal, $doc:literal;)*) => {
        /// What a phrase does in a credit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $(#[doc = $doc] $name,)* }

        impl Class {
            /// Every class with its key in lexicon files.
            pub(super) const ALL: &'static [(&'static str, Class)] = &[$(($key, Class::$name),)*];
        }
    };
}

classes! {
    CopyPassive = "copy_passive", "Copying verb before its agent or, with `from`, its source: \"dilansir X\".";
    CopyPassiveWeak = "copy_passive_weak", "Of `copy_passive`, those that persons and offices do as well: \"dihimpun X\".";
    CopyActive = "copy_active", "Copying verb before its source: \"melansir X\".";
    CopyActiveWeak = "copy_active_weak", "The same for verbs that take persons as well: \"mengutip X\".";
    CopyFromBefore = "copy_from_before", "Behind two names, the first copies from the second (Turkish).";
    ReportPassive = "report_passive", "Reporting verb before its agent, which is a medium.";
    ReportPassiveWeak = "report_passive_weak", "The same for verbs that persons and offices do as well.";
    ReportPassiveKnown = "report_passive_known", "The same for verbs that say little: before known media alone.";
    ReportActive = "report_active", "Reporting verb after its subject.";
    ReportBefore = "report_before", "Bare reporting root before a medium: \"lapor X\".";
    ReportBeforeWeak = "report_before_weak", "The same for roots that persons use as well: \"kata X\".";
    Closing = "closing", "The formula with which an agency closes another's report: \"demikian X\".";
    ReportNoun = "report_noun", "Reporting noun before its medium: \"menurut laporan X\".";
    ReportNounWeak = "report_noun_weak", "The same for nouns that offices use as well: \"data X\".";
    From = "from", "The source of what was named before it.";
    By = "by", "The agent of a passive.";
    Via = "via", "The nearer medium.";
    Monitored = "monitored", "The nearer medium, which listened.";
    Recipient = "recipient", "The medium that words were given to.";
    RecipientWeak = "recipient_weak", "The same for words of many uses, before known media alone.";
    Interview = "interview", "An interview with the medium that held it: \"wawancara dengan X\".";
    RecipientAfter = "recipient_after", "The same, behind the name (Turkish).";
    Received = "received", "The medium that was handed a text.";
    Met = "met", "The medium that met or called the speaker.";
    Head = "head", "Before a cue, inside its span.";
    Filler = "filler", "Between a cue and its name.";
    Descriptor = "descriptor", "What a medium is: licenses the name after it.";
    OfficialSite = "official_site", "A page of an organisation: an origin, not a hop.";
    Page = "page", "A page or site of whoever follows.";
    Joint = "joint", "A republication formula that names both houses.";
    Copyright = "copyright", "Begins a copyright line.";
    PressRelease = "press_release", "A press release.";
    Post = "post", "A post on a platform.";
    Platform = "platform", "A platform on which anybody posts: an origin, whoever the account is.";
    List = "list", "Joins names of one rank.";
    Light = "light", "Between a name and its verb.";
    Negation = "negation", "Turns a verb around.";
    Verify = "verify", "What a cautious agency could not do.";
    Respond = "respond", "What an agency's request did not get.";
    Deny = "deny", "Denies a report.";
    Denied = "denied", "What is denied.";
    DeniedAfter = "denied_after", "The same, behind the name (Turkish).";
    Never = "never", "Denies having published.";
    Staff = "staff", "People of a medium.";
    BylineStaff = "byline_staff", "Names the medium whose staff wrote the text.";
    BylineTail = "byline_tail", "Names media that contributed, before them.";
    BylineAfter = "byline_after", "Names media that contributed, behind them.";
    SourceLabel = "source_label", "Label of a source line: \"Sumber: X\".";
    StaffLabel = "staff_label", "Label of a person's line, which ends a source line.";
    Anaphor = "anaphor", "Points back to what was named before.";
    SaidHe = "said_he", "Goes on with the words of the speaker before.";
    Says = "says", "Says words to somebody, and gives nothing else.";
    AuthorLabel = "author_label", "Label of an author line.";
    Image = "image", "Says that a credit is of a picture.";
    Republished = "republished", "Says where the whole text stood before.";
    RepublishedWhat = "republished_what", "What stood elsewhere before: an article, not a programme.";
    Related = "related", "Begins a link to another story.";
    Promo = "promo", "Begins a promotion of the house.";
    NotMedium = "not_medium", "Begins the name of a person or office.";
    Place = "place", "A place, which `from` may name.";
    Article = "article", "A foreign article, which belongs to the name behind it.";
    MediaWord = "media_word", "Makes an unknown name look like a medium.";
    MediaEnding = "media_ending", "Ends one-word names of media: \"Vivanews\". Not matched as a word.";
    Event = "event", "What happens to staff or companies: the name is a subject.";
    OwnRequest = "own_request", "The outlet asks for an answer.";
}

/// A set of classes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ClassSet(u128);

impl ClassSet {
    /// The set of `classes`.
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether `class` is in the set.
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether the sets share a class.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no class but those of `other` is in the set.
    pub(crate) const fn only(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The keys of its classes in lexicon files.
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static str> {
        Class::ALL
            .iter()
            .filter(move |(_, c)| self.has(*c))
            .map(|(key, _)| *key)
    }

    /// Adds the classes of `other`.
    pub(crate) fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.keys()).finish()
    }
}
