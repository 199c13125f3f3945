//! Folds as Google makes them (google:VC-10).

/// How many characters stand between two folds. With the blank that begins it, a line that goes on
/// has one more.
const WIDTH: usize = 75;

/// A line with its end, folded.
pub(super) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / 25 + 2);
    for (count, character) in line.chars().enumerate() {
        if count > 0 && count % WIDTH == 0 {
            folded.push_str("\r\n ");
        }
        folded.push(character);
    }
    folded.push_str("\r\n");
    folded
}

/// A content line as it was sent, with its folds taken out and every blank after a fold lost.
pub(super) fn unfold_losing_blanks(raw: &str) -> String {
    let mut physical = raw.split('\n').map(|line| line.trim_end_matches('\r'));
    let mut text = physical.next().unwrap_or_default().to_owned();
    for more in physical {
        text.push_str(more.trim_start_matches([' ', '\t']));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_has_75_characters_and_the_others_76() {
        let folded = fold(&"x".repeat(200));
        let widths: Vec<usize> = folded.split("\r\n").map(str::len).collect();
        assert_eq!(widths, [75, 76, 51, 0]);
        assert_eq!(fold(&"x".repeat(75)), "x".repeat(75) + "\r\n");
    }

    #[test]
    fn characters_are_counted_and_not_octets() {
        let folded = fold(&"ü".repeat(76));
        assert_eq!(folded, "ü".repeat(75) + "\r\n ü\r\n");
    }

    #[test]
    fn blanks_after_a_fold_can_get_lost() {
        let raw = "NOTE:not quoting\r\n  necessary\r\n";
        assert_eq!(unfold_losing_blanks(raw), "NOTE:not quotingnecessary");
    }
}
