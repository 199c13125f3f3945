//! Whether this is a CI system.

/// Whether the environment is a CI system's, by the rules that insta has: `CI` is set and not
/// `false`, `0` or empty.
#[must_use]
pub fn under_ci() -> bool {
    says_ci(
        std::env::var("CI").ok().as_deref(),
        std::env::var_os("TF_BUILD").is_some(),
    )
}

fn says_ci(ci: Option<&str>, azure: bool) -> bool {
    match ci {
        Some("false" | "0" | "") => false,
        Some(_) => true,
        None => azure,
    }
}

#[cfg(test)]
mod tests {
    use super::says_ci;

    #[test]
    fn a_variable_says_so() {
        assert!(says_ci(Some("true"), false));
        assert!(says_ci(None, true));
        assert!(!says_ci(Some("false"), true));
        assert!(!says_ci(Some(""), false));
        assert!(!says_ci(None, false));
    }
}
