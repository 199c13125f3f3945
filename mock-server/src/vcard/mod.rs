//! vCards, losslessly: what is not replaced stays as it was sent, byte for byte.

mod card;
mod line;
mod select;

pub(crate) use card::{BadCard, Card, Version};
