//! The registry as reports ask for it.
//!
//! Reports take facts from whoever has them, so that results of another registry can be written too; attribution knows
//! nothing of reports. This is where the two meet.

use crate::attribution::Registry;
use crate::attribution::registry::Kind;
use crate::report::SourceFacts;

impl SourceFacts for Registry {
    fn name(&self, id: &str) -> Option<&str> {
        self.get(id).map(|record| record.name.as_str())
    }

    fn kind(&self, id: &str) -> Option<&str> {
        self.get(id).map(|record| match record.kind {
            Kind::Agency => "agency",
            Kind::Newspaper => "newspaper",
            Kind::Broadcaster => "broadcaster",
            Kind::Portal => "portal",
            Kind::Social => "social",
            Kind::Government => "government",
            Kind::Generic => "generic",
        })
    }

    fn country(&self, id: &str) -> Option<&str> {
        let country = self.get(id).map(|record| record.country.as_str());
        country.filter(|code| !code.is_empty())
    }

    fn owner(&self, outlet: &str) -> Option<&str> {
        self.get(outlet).and_then(|record| record.owner.as_deref())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_as_in_registry_files() {
        let registry = Registry::builtin().unwrap();
        for record in registry.records() {
            let written = serde_json::to_value(record.kind).unwrap();
            assert_eq!(registry.kind(&record.id), written.as_str(), "{}", record.id);
        }
    }
}
