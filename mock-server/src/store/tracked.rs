//! A value that knows how often it may have changed.

use std::ops::{Deref, DerefMut};

/// A value that counts how often somebody could have changed it.
#[derive(Clone, Debug)]
pub(crate) struct Tracked<T> {
    value: T,
    touched: u64,
}

impl<T> Tracked<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self { value, touched: 0 }
    }

    /// How often it was lent out to be changed.
    pub(crate) const fn touched(&self) -> u64 {
        self.touched
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.touched += 1;
        &mut self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_no_touch() {
        let mut list = Tracked::new(vec![1]);
        assert_eq!((list.len(), list.touched()), (1, 0));
        list.push(2);
        assert_eq!((list.len(), list.touched()), (2, 1));
    }
}
