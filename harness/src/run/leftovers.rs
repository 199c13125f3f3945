//! What a run that was killed left behind goes with the next one.

use super::RunError;
use super::clean_up::{Fate, clean_up};
use super::ledger::{Creation, Ledger, Mark};
use super::scenario::left_behind;
use super::session::Session;
use crate::dav::vcard;

/// Cleans up after earlier runs, and says what came of it.
pub(super) async fn clean_up_leftovers(
    session: &mut Session,
    ledger: &mut Ledger,
) -> Result<Vec<String>, RunError> {
    let mut notes = Vec::new();
    let mut removed = 0;
    for creation in ledger.unsettled().to_vec().iter().rev() {
        match fate(session, creation).await {
            Some(Fate::Gone) => {
                ledger.settles(creation)?;
                removed += 1;
            }
            Some(Fate::Left(why)) => notes.push(left_behind(&creation.url, &why)),
            None => {
                ledger.settles(creation)?;
                notes.push(unknown(creation));
            }
        }
    }
    if removed > 0 {
        notes.push(format!(
            "an earlier run was ended before it could clean up; what it had created is gone now \
             ({removed})"
        ));
    }
    Ok(notes)
}

/// What becomes of a thing; `None` where its place is not known.
async fn fate(session: &mut Session, creation: &Creation) -> Option<Fate> {
    if creation.mark == Mark::SomewhereIn {
        return None;
    }
    let url = session.names().url(&creation.url)?;
    Some(clean_up(session, creation, &url).await.0)
}

fn unknown(creation: &Creation) -> String {
    format!(
        "an earlier run was ended while it created a card in {}: nobody can say whether there is \
         one. It would hold the line {}:{}",
        creation.url,
        vcard::MARKER,
        creation.run
    )
}
