//! Whole numbers in base 128, low groups first: the top bit of a byte says that more follows.

/// Puts a number at the end of bytes.
pub(crate) fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(0x80 | (number & 0x7F) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number of at most 63 bits off bytes; `None` where none stands there.
pub(crate) fn read(bytes: &mut impl Iterator<Item = u8>) -> Option<u64> {
    let mut number: u64 = 0;
    for shift in (0..63).step_by(7) {
        let byte = bytes.next()?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pushed_is_read() {
        let numbers = [0, 1, 127, 128, 300, (1 << 63) - 1];
        let mut bytes = Vec::new();
        for number in numbers {
            push(&mut bytes, number);
        }
        let mut bytes = bytes.into_iter();
        for number in numbers {
            assert_eq!(read(&mut bytes), Some(number));
        }
        assert_eq!(read(&mut bytes), None);
    }

    #[test]
    fn a_number_without_an_end_is_none() {
        assert_eq!(read(&mut [0x80].into_iter()), None);
        assert_eq!(read(&mut [0xFF; 20].into_iter()), None);
    }
}
