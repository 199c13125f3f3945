//! From a request to what fault rules match it by.

use super::Operation;
use crate::auth;
use crate::dav::{Name, document};
use crate::message::Request;
use crate::oauth::Endpoint;
use crate::route::{Path, Resource};
use crate::store::{Account, World};

/// What a request is about and who asks.
pub(super) struct Asked<'a> {
    request: &'a Request,
    /// None where no rule but `any` and those about methods match.
    operation: Option<Operation>,
    /// The number of the account whose credentials come with it.
    asker: Option<u64>,
    /// The address of that account, or of the one to which its path leads.
    account: Option<String>,
}

impl<'a> Asked<'a> {
    /// Looks at a request before anything is done about it. Credentials need not be good: a fault
    /// strikes those too who would not be let in.
    pub(super) fn of(request: &'a Request, world: &World) -> Self {
        let asker = auth::known_account(request, world);
        let asker = asker.and_then(|position| world.accounts.get(position));
        let path = path(request, world, asker.is_some());
        let account = asker.or_else(|| owner(path.as_ref()?, world));
        Self {
            request,
            operation: operation(request, path.as_ref(), world),
            asker: asker.map(|account| account.number),
            account: account.map(|account| account.address.clone()),
        }
    }

    /// The number of the account whose credentials come with the request.
    pub(super) const fn asker(&self) -> Option<u64> {
        self.asker
    }

    /// Whether this is an operation.
    pub(super) fn is(&self, operation: &Operation) -> bool {
        match operation {
            Operation::Any => true,
            Operation::Method(method) => self.request.method == *method,
            other => self.operation.as_ref() == Some(other),
        }
    }

    /// The address of the account whose request this is, where anybody knows.
    pub(super) fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// Whether this is an account's request.
    pub(super) fn is_of(&self, account: &str) -> bool {
        self.account.as_deref() == Some(account)
    }
}

/// The path as the server sees it: with the seeded account's address in the place of an adopted
/// one. Who is not known brings no address to be adopted.
fn path(request: &Request, world: &World, is_known: bool) -> Option<Path> {
    let mut path = Path::parse(&request.target).ok()?;
    if let Some(owner) = path.owner_mut() {
        let seeded = if is_known {
            world.seeded_or_to_be(owner)
        } else {
            world.seeded_for(owner)
        };
        if let Some(seeded) = seeded {
            seeded.clone_into(owner);
        }
    }
    Some(path)
}

fn operation(request: &Request, path: Option<&Path>, world: &World) -> Option<Operation> {
    if let Some(endpoint) = Endpoint::of(request) {
        return (endpoint == Endpoint::Token).then_some(Operation::Token);
    }
    let path = path?;
    if path.is_well_known() {
        return Some(Operation::Discovery);
    }
    match request.method.as_str() {
        "PROPFIND" => Some(Operation::Propfind),
        "REPORT" => report(&request.body),
        "POST" => Some(Operation::Create),
        "PUT" if is_taken(path, world) => Some(Operation::Update),
        "PUT" => Some(Operation::Create),
        "DELETE" => Some(Operation::Delete),
        "GET" | "HEAD" => Some(Operation::Get),
        _ => None,
    }
}

fn report(body: &[u8]) -> Option<Operation> {
    let document = document(body).ok()?;
    let root = document.root_element();
    let reports = [
        (Name::dav("sync-collection"), Operation::SyncCollection),
        (Name::carddav("addressbook-multiget"), Operation::Multiget),
        (Name::carddav("addressbook-query"), Operation::Query),
    ];
    let mut found = reports.into_iter().filter(|(name, _)| name.names(root));
    found.next().map(|(_, operation)| operation)
}

/// Whether a card, or a name that a client chose for one, is at a path.
fn is_taken(path: &Path, world: &World) -> bool {
    world.accounts.iter().any(|account| {
        let Ok(Resource::Member(name)) = path.resolve(account) else {
            return false;
        };
        let real = account.book.alias(name.as_str()).unwrap_or(&name);
        account.book.card(real.as_str()).is_some()
    })
}

fn owner<'a>(path: &Path, world: &'a World) -> Option<&'a Account> {
    let mut accounts = world.accounts.iter();
    accounts.find(|account| path.resolve(account).is_ok())
}
