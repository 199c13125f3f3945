//! What makes no world.

use super::catalogue::{IntoHelp, problems};

problems! {
    /// A world file says what the mock cannot be.
    WorldProblem {
        /// The mock does not take it.
        Refused { /** Why; without the text. */ cause: String }
            = "bad-world-value", "{cause}";
        /// An instant.
        BadInstant { /** As written. */ text: String }
            = "bad-instant", "`{text}` is no instant",
            help "write `2026-07-01T12:00:00Z`";
        /// A file of cards.
        BadCardFile { /** Its path as written. */ path: String, /** What is wrong. */ cause: String }
            = "bad-card-file", "`{path}` gives no cards: {cause}",
            help "paths begin at the folder of the world file";
        /// A fault rule.
        BadFault { /** What is wrong. */ cause: String }
            = "bad-fault", "{cause}",
            help "docs/faults.md tells what goes together";
    }
}
