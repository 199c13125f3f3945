//! What stands for secrets. The same secret has the same placeholder everywhere.

use super::cards::masked;
use crate::exchange::Secret;
use crate::plan::Environment;
use crate::scenario::yaml::{Kind, Node};
use crate::world::{AccountFile, WorldFile};

/// Names of hosts that belong to nobody (RFC 2606 §2 and §3).
const NOBODYS: [&str; 6] = [
    "example.com",
    "example.net",
    "example.org",
    ".example",
    ".test",
    ".invalid",
];

/// Secrets, and what stands for each.
#[derive(Default)]
pub(super) struct Placeholders(Vec<(String, String)>);

impl Placeholders {
    /// Those of an environment and of a world.
    pub(super) fn of(environment: &Environment, world: &WorldFile) -> Self {
        let mut known = Self::default();
        let secrets = [
            (environment.access_token.as_ref(), "access-token"),
            (environment.refresh_token.as_ref(), "refresh-token"),
            (environment.client_secret.as_ref(), "client-secret"),
            (environment.password.as_ref(), "password"),
        ];
        for (secret, name) in secrets {
            known.add(secret.map(Secret::expose), || name.to_owned());
        }
        known.add(environment.user.as_deref(), || {
            "user@example.com".to_owned()
        });
        known.add(environment.client_id.as_deref(), || "client-id".to_owned());
        for client in &world.clients {
            known.number("client", Some(&client.id));
            known.number("client-secret", client.secret.as_ref().map(Secret::expose));
        }
        for account in &world.service_accounts {
            known.number("service-account", Some(&account.email));
        }
        for account in &world.accounts {
            known.account(account);
        }
        // A secret that holds another one comes first.
        known
            .0
            .sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        known
    }

    fn account(&mut self, account: &AccountFile) {
        let host = account.address.rsplit('@').next().unwrap_or_default();
        if !NOBODYS.iter().any(|name| host.ends_with(name)) {
            let number = self.0.len() + 1;
            self.add(Some(&account.address), || {
                format!("account-{number}@example.com")
            });
        }
        let password = account.app_password.as_ref();
        self.number("app-password", password.map(Secret::expose));
        for token in &account.tokens {
            self.number("token", token.value.as_ref().map(Secret::expose));
        }
        for token in &account.refresh_tokens {
            self.number("refresh-token", Some(token.value.expose()));
        }
    }

    fn number(&mut self, name: &str, secret: Option<&str>) {
        let number = self.0.len() + 1;
        self.add(secret, || format!("{name}-{number}"));
    }

    fn add(&mut self, secret: Option<&str>, placeholder: impl Fn() -> String) {
        let Some(secret) = secret.filter(|secret| !secret.is_empty()) else {
            return;
        };
        if self.0.iter().all(|(known, _)| known != secret) {
            self.0.push((secret.to_owned(), placeholder()));
        }
    }

    /// Whether a text holds a secret.
    pub(super) fn holds(&self, text: &str) -> bool {
        self.0.iter().any(|(secret, _)| text.contains(secret))
    }

    /// A text without secrets.
    pub(super) fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (secret, placeholder) in &self.0 {
            text = whole_words(&text, secret, placeholder);
        }
        text
    }

    /// Replaces the secrets in the texts of a tree.
    pub(super) fn tree(&self, node: &mut Node) {
        match &mut node.kind {
            Kind::Text(text) => *text = self.text(text),
            Kind::List(items) => items.iter_mut().for_each(|item| self.tree(item)),
            Kind::Map(entries) => entries.iter_mut().for_each(|(_, value)| self.tree(value)),
            Kind::Null | Kind::Boolean(_) | Kind::Number(_) => {}
        }
    }

    /// Replaces the secrets of a world, and in its cards everything that nobody else knows; `known`
    /// is a text whose words may stand there.
    pub(super) fn world(&self, world: &mut WorldFile, known: &str) {
        let secret = |secret: &Secret| Secret::new(self.exactly(secret.expose()));
        for client in &mut world.clients {
            client.id = self.exactly(&client.id);
            client.secret = client.secret.as_ref().map(secret);
        }
        for account in &mut world.service_accounts {
            account.email = self.exactly(&account.email);
        }
        for account in &mut world.accounts {
            account.home = account.home.as_deref().map(|home| self.text(home));
            account.address = self.exactly(&account.address);
            account.app_password = account.app_password.as_ref().map(secret);
            for token in &mut account.tokens {
                token.value = token.value.as_ref().map(secret);
            }
            for token in &mut account.refresh_tokens {
                token.client = self.exactly(&token.client);
                token.value = secret(&token.value);
            }
            for (number, card) in (1..).zip(&mut account.cards) {
                *card = masked(card, &format!("uid-{number}"), known);
            }
        }
        for fault in &mut world.faults {
            fault.account = fault
                .account
                .as_deref()
                .map(|account| self.exactly(account));
        }
    }

    fn exactly(&self, text: &str) -> String {
        let found = self.0.iter().find(|(secret, _)| secret == text);
        found.map_or_else(|| text.to_owned(), |(_, placeholder)| placeholder.clone())
    }
}

/// Replaces a secret where it stands by itself, and not as a part of a longer word.
fn whole_words(text: &str, secret: &str, placeholder: &str) -> String {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(secret) {
        let joined = (is_word(before.chars().next_back()) && is_word(secret.chars().next()))
            || (is_word(after.chars().next()) && is_word(secret.chars().next_back()));
        replaced += before;
        replaced += if joined { secret } else { placeholder };
        rest = after;
    }
    replaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_replaced_where_it_stands_by_itself() {
        let text = whole_words("abc xabc abc-1 abcd /abc/", "abc", "S");
        assert_eq!(text, "S xabc S-1 abcd /S/");
        assert_eq!(whole_words("abc", "abc", "S"), "S");
    }
}
