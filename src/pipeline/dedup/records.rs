//! What is remembered of every record besides its signature: its place, its id, and what decides who is kept.

use std::hash::Hasher as _;

use rustc_hash::{FxHashMap, FxHasher};

use super::Keep;
use super::part::Part;
use crate::error::Result;
use crate::ingest::{Block, Place, Skip, Skipped};

/// Records in the order of the input, those of a frozen collection first. Some 40 bytes each, and their ids.
#[derive(Debug)]
pub(super) struct Records {
    offsets: Vec<u64>,
    lengths: Vec<u32>,
    /// Line of each in its input, from 1.
    lines: Vec<u32>,
    /// What decides who is kept; none where the order of the input does.
    ranks: Option<Vec<i64>>,
    ids: String,
    /// Where each id ends in `ids`.
    id_ends: Vec<u64>,
    /// Records by the hash of their id: open addressing, number + 1, 0 where there is none.
    by_id: Vec<u32>,
    /// How often a derived id was met, by the record that had it first; only of those met twice.
    copies: FxHashMap<u32, u64>,
    n_frozen: u32,
    inputs: Vec<Input>,
}

/// Where a new record goes.
#[derive(Debug, Default)]
struct Free {
    /// Its slot in `by_id`.
    slot: usize,
    /// What its id lacks to be new.
    suffix: String,
}

/// What was read of an input.
#[derive(Clone, Copy, Debug, Default)]
struct Input {
    /// Its first record, or that of the next input that has one.
    first: u32,
    n_lines: u64,
    /// Records and faults.
    n_seen: u64,
}

impl Records {
    pub(super) fn new(keep: Keep) -> Self {
        Self {
            offsets: Vec::new(),
            lengths: Vec::new(),
            lines: Vec::new(),
            ranks: (keep != Keep::First).then(Vec::new),
            ids: String::new(),
            id_ends: Vec::new(),
            by_id: vec![0; 1 << 10],
            copies: FxHashMap::default(),
            n_frozen: 0,
            inputs: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Records of the frozen collection; they come first.
    pub(super) fn n_frozen(&self) -> u32 {
        self.n_frozen
    }

    pub(super) fn place(&self, i: usize) -> Place {
        Place {
            offset: self.offsets[i],
            length: self.lengths[i],
        }
    }

    pub(super) fn id(&self, i: usize) -> &str {
        let start = i.checked_sub(1).map_or(0, |before| self.id_ends[before]);
        &self.ids[start as usize..self.id_ends[i] as usize]
    }

    /// The least stays; equals by number.
    pub(super) fn rank(&self, i: usize) -> (i64, usize) {
        (self.ranks.as_ref().map_or(0, |ranks| ranks[i]), i)
    }

    /// Inputs, by number, that held neither a record nor anything else.
    pub(super) fn empty_inputs<'n>(&self, names: &'n [String]) -> Vec<&'n str> {
        let inputs = names.iter().enumerate();
        let n_seen = |i: usize| self.inputs.get(i).map_or(0, |input| input.n_seen);
        inputs
            .filter(|&(i, _)| n_seen(i) == 0)
            .map(|(_, name)| name.as_str())
            .collect()
    }

    /// Takes the records of a part whose ids are new; tells `skip` of its faults and of the others, in order.
    ///
    /// A derived id that is not new gets a suffix. Gives for each record of the part whether it was taken. Ids of a frozen
    /// collection are held against nothing: it may well hold an earlier version of a record.
    pub(super) fn take(
        &mut self,
        part: &Part,
        block: &Block,
        names: &[String],
        mut skip: impl FnMut(Skipped) -> Result<()>,
    ) -> Result<Vec<bool>> {
        while self.inputs.len() <= block.input {
            self.inputs.push(Input {
                first: self.len() as u32,
                ..Input::default()
            });
        }
        let before = self.inputs[block.input].n_lines;
        let mut say = |line: u64, (class, reason): (Skip, String)| {
            let path = names[block.input].clone();
            skip(Skipped {
                path,
                line,
                class,
                reason,
            })
        };
        let mut faults = part.faults.iter().peekable();
        let mut taken = Vec::with_capacity(part.records.len());
        let mut id_start = 0;
        for record in &part.records {
            while let Some((line, fault)) = faults.next_if(|fault| fault.0 < record.line) {
                say(before + u64::from(*line) + 1, fault.clone())?;
            }
            let id = &part.ids[id_start as usize..record.id_end as usize];
            id_start = record.id_end;
            let line = before + u64::from(record.line) + 1;
            let place = if block.is_frozen {
                Ok(Free::default())
            } else {
                self.free(id, record.is_derived, names)
            };
            match place {
                Ok(free) => {
                    self.offsets.push(block.offset + u64::from(record.offset));
                    self.lengths.push(record.length);
                    self.lines.push(line as u32);
                    self.ids.push_str(id);
                    self.ids.push_str(&free.suffix);
                    self.id_ends.push(self.ids.len() as u64);
                    if let Some(ranks) = &mut self.ranks {
                        ranks.push(record.rank);
                    }
                    if block.is_frozen {
                        self.n_frozen = self.len() as u32;
                    } else {
                        self.by_id[free.slot] = self.len() as u32;
                    }
                }
                Err(reason) => say(line, (Skip::DuplicateId, reason))?,
            }
            taken.push(self.offsets.last() == Some(&(block.offset + u64::from(record.offset))));
        }
        for (line, fault) in faults {
            say(before + u64::from(*line) + 1, fault.clone())?;
        }
        let input = &mut self.inputs[block.input];
        input.n_lines += u64::from(part.n_lines);
        input.n_seen += (part.records.len() + part.faults.len()) as u64;
        Ok(taken)
    }

    /// The place for a new record of `id`; an error says why there can be none.
    fn free(
        &mut self,
        id: &str,
        is_derived: bool,
        names: &[String],
    ) -> std::result::Result<Free, String> {
        self.make_room();
        let slot = self.slot(id);
        let Some(first) = self.by_id[slot].checked_sub(1) else {
            let suffix = String::new();
            return Ok(Free { slot, suffix });
        };
        if !is_derived {
            let next = self.inputs.partition_point(|input| input.first <= first);
            let name = &names[next.saturating_sub(1)];
            return Err(format!(
                "the id {id:?} is that of {name}:{}",
                self.lines[first as usize]
            ));
        }
        loop {
            let copies = self.copies.entry(first).or_insert(1);
            *copies += 1;
            let suffix = format!("-{copies}");
            let slot = self.slot(&format!("{id}{suffix}"));
            if self.by_id[slot] == 0 {
                return Ok(Free { slot, suffix });
            }
        }
    }

    /// Makes room for one more id in `by_id`, which is never more than half full.
    fn make_room(&mut self) {
        let (first, n) = (self.n_frozen as usize, self.len());
        if 2 * (n + 1 - first) > self.by_id.len() {
            self.by_id = vec![0; 2 * self.by_id.len()];
            for i in first..n {
                let slot = self.slot(self.id(i));
                self.by_id[slot] = i as u32 + 1;
            }
        }
    }

    /// Where the record of this id stands in `by_id`, or would stand.
    fn slot(&self, id: &str) -> usize {
        let mut hasher = FxHasher::default();
        hasher.write(id.as_bytes());
        let mask = self.by_id.len() - 1;
        let mut slot = hasher.finish() as usize & mask;
        while let Some(number) = self.by_id[slot].checked_sub(1)
            && self.id(number as usize) != id
        {
            slot = (slot + 1) & mask;
        }
        slot
    }
}
