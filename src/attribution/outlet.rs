//! Whose page it is: the record's field, else the signs on the page, held against the registry.

use super::claim::Outlet;
use super::registry::{Kind, Registry, fold};
use crate::article::Basis;
use crate::clean::{CleanArticle, OutletSignKind};

/// Shortest name, in bytes, by whose beginning two names are taken for one house.
const MIN_STEM: usize = 5;

/// Shortest stem, in bytes, of which a slip of one letter may be made.
const MIN_SLIP: usize = 9;

/// The publisher as the grammar needs it: to drop hops that lead back to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct House {
    /// The registry's id, or `unknown:<as written>`; empty when nobody knows.
    pub(crate) id: String,
    /// ISO 3166 code; empty when nobody knows.
    pub(crate) country: String,
    /// What counts as one house with it, as [`Registry::house`] has it.
    network: String,
    /// The first label of its domain or its name, folded: `nova` of `nova.grid.id`.
    label: String,
    /// The outlet's or network's names without ending, folded, five letters or longer: `kompas`, `pikiranrakyat`.
    stems: Vec<String>,
    /// The record says that the publisher is not known; the page is not asked.
    pub(crate) withheld: bool,
}

impl House {
    /// Whether the source `id`, written `surface`, is the publisher or of its network.
    ///
    /// A name that begins with the publisher's own is one of its desks or city editions: `detikHealth`.
    pub(crate) fn is(&self, registry: &Registry, id: &str, surface: &str) -> bool {
        if self.id.is_empty() {
            return false;
        }
        let name = if id.is_empty() { surface } else { id };
        if name == self.id || registry.house(name) == self.network {
            return true;
        }
        // Names decide only where one of the two is in no registry.
        if !id.is_empty() && !self.id.starts_with("unknown:") {
            return false;
        }
        let written = fold(surface);
        let begins = |stem: &String| {
            written.starts_with(stem.as_str())
                || written.len() >= MIN_STEM && stem.starts_with(&written)
        };
        let slip = |stem: &String| {
            stem.len() >= MIN_SLIP && strsim::osa_distance(stem, &self::stem(surface)) == 1
        };
        self.stems.iter().any(begins)
            || self.label == self::stem(surface)
            || self.stems.iter().any(slip)
    }
}

/// The publisher of `page`, and the house for the grammar.
///
/// The record's field wins; `unknown` there means that the publisher is not known and is not guessed. Else the
/// host of the URL, the page's own dateline, its header and its copyright line are asked, in this order. A promotion
/// line proves who wrote the text, not who publishes it.
pub(crate) fn outlet_of(page: &CleanArticle, registry: &Registry) -> (Option<Outlet>, House) {
    let article = &page.article;
    if let Some(written) = article.stated_outlet() {
        let (outlet, mut house) = named(written, Basis::Field, registry);
        if house.id.starts_with("unknown:") {
            house.stems.extend(own_datelines(page, registry));
        }
        return (outlet, house);
    }
    let withheld = article
        .outlet
        .as_deref()
        .is_some_and(|field| !field.trim().is_empty());
    if withheld {
        return (
            None,
            House {
                withheld,
                ..House::default()
            },
        );
    }
    let mut signs: Vec<_> = page
        .outlet_signs
        .iter()
        .filter(|s| s.kind != OutletSignKind::Promo)
        .collect();
    signs.sort_by_key(|s| s.kind);
    for sign in &signs {
        let agency = registry
            .find(&sign.name)
            .is_some_and(|r| matches!(r.kind, Kind::Agency | Kind::Social | Kind::Government));
        let by_domain = sign.kind == OutletSignKind::Url || sign.name.contains('.');
        if agency && !by_domain {
            continue;
        }
        if registry.find(&sign.name).is_some() || by_domain {
            return named(&sign.name, Basis::Page, registry);
        }
    }
    (None, House::default())
}

/// Names in the page's own datelines and headers that no registry knows.
///
/// A publisher that nobody knows may sign its pages otherwise than the record names it. A known house in its dateline
/// is another's page taken over; an unknown one is far more often its own.
fn own_datelines(page: &CleanArticle, registry: &Registry) -> Vec<String> {
    let signs = page.outlet_signs.iter().filter(|s| {
        matches!(s.kind, OutletSignKind::Dateline | OutletSignKind::Header)
            && registry.find(&s.name).is_none()
    });
    let stems = signs.map(|s| stem(&s.name));
    stems.filter(|s| s.len() >= MIN_STEM).collect()
}

/// The outlet that `written` means, read off `basis`.
fn named(written: &str, basis: Basis, registry: &Registry) -> (Option<Outlet>, House) {
    let (id, name, country) = match registry.find(written) {
        Some(record) => (
            record.id.clone(),
            record.name.clone(),
            record.country.clone(),
        ),
        None => (
            format!("unknown:{written}"),
            written.to_owned(),
            String::new(),
        ),
    };
    let network = registry.house(&id).to_owned();
    let mut stems: Vec<String> = registry
        .family(&id)
        .flat_map(super::registry::Record::names)
        .map(stem)
        .chain([stem(written), stem(&id)])
        .collect();
    stems.push(fold(written));
    stems.retain(|s| s.len() >= MIN_STEM);
    stems.sort();
    stems.dedup();
    (
        Some(Outlet {
            id: id.clone(),
            name,
            basis,
        }),
        House {
            id,
            country,
            network,
            label: stem(written),
            stems,
            withheld: false,
        },
    )
}

/// A name without its domain ending, folded: `Pikiran-Rakyat.com` is `pikiranrakyat`.
fn stem(name: &str) -> String {
    let bare = name.strip_prefix("unknown:").unwrap_or(name);
    fold(bare.split('.').next().unwrap_or(bare))
}
