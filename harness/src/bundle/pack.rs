//! Many texts in few bytes: each line once, each text as the numbers of its lines. Snapshots of
//! four profiles have few lines that differ.

use std::collections::HashMap;

/// Packs texts by their names. The lines that are used most get the shortest numbers.
pub(crate) fn pack(files: &[(String, String)]) -> Vec<u8> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for line in files.iter().flat_map(|(_, text)| text.split('\n')) {
        *uses.entry(line).or_default() += 1;
    }
    let mut lines: Vec<(&str, usize)> = uses.into_iter().collect();
    lines.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let numbers: HashMap<&str, usize> = lines.iter().map(|(line, _)| *line).zip(0..).collect();
    let mut packed = Vec::new();
    number(lines.len(), &mut packed);
    for (line, _) in &lines {
        bytes(line.as_bytes(), &mut packed);
    }
    number(files.len(), &mut packed);
    for (name, text) in files {
        let mut list = Vec::new();
        for line in text.split('\n') {
            number(numbers.get(line).copied().unwrap_or_default(), &mut list);
        }
        bytes(name.as_bytes(), &mut packed);
        bytes(&list, &mut packed);
    }
    packed
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
