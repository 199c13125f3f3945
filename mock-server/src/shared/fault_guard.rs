//! A fault that lasts as long as somebody holds it.

use super::SharedService;
use crate::fault::{FaultId, FaultRecord};

/// A fault rule of a service. It is taken away when the guard is dropped.
#[must_use = "the fault is taken away when the guard is dropped"]
#[derive(Debug)]
pub struct FaultGuard {
    service: SharedService,
    id: FaultId,
}

impl FaultGuard {
    pub(super) const fn new(service: SharedService, id: FaultId) -> Self {
        Self { service, id }
    }

    /// The number of the rule, as explanations name it.
    #[must_use]
    pub const fn id(&self) -> FaultId {
        self.id
    }

    /// What the rule has done so far; none when the service was reset since.
    #[must_use]
    pub fn record(&self) -> Option<FaultRecord> {
        let mut records = self.service.faults().into_iter();
        records.find(|record| record.id == self.id)
    }

    /// How many requests the rule has struck so far.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.record().map_or(0, |record| record.struck)
    }
}

impl Drop for FaultGuard {
    fn drop(&mut self) {
        self.service.remove_fault(self.id);
    }
}
