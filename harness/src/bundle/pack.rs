//! Many texts one after the other, ready to be compressed: those that are alike stand side by side,
//! as the snapshots of one scenario under every profile, since a compressor looks back only so far.

/// Packs texts by their names.
pub(crate) fn pack(files: &[(String, String)]) -> Vec<u8> {
    let mut alike: Vec<_> = files.iter().collect();
    alike.sort_by_key(|(name, _)| (below_second(name), name));
    let mut packed = Vec::new();
    number(alike.len(), &mut packed);
    for (name, text) in alike {
        bytes(name.as_bytes(), &mut packed);
        bytes(text.as_bytes(), &mut packed);
    }
    packed
}

/// The part of a path that snapshots of a scenario have in common.
fn below_second(name: &str) -> &str {
    name.splitn(3, '/').nth(2).unwrap_or(name)
}

fn bytes(bytes: &[u8], packed: &mut Vec<u8>) {
    number(bytes.len(), packed);
    packed.extend_from_slice(bytes);
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
fn number(mut number: usize, packed: &mut Vec<u8>) {
    while number >= 0x80 {
        packed.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    packed.push(number as u8);
}
