//! Hrefs as names of resources.

/// An href of a response. Two hrefs are equal when they name the same resource: scheme and host
/// are left out when they are the target's own, percent-encoding is normalised (`%40` is `@`).
#[derive(Clone, Debug)]
pub struct Href {
    /// As it was sent.
    pub raw: String,
    /// The canonical form that is compared: absolute path, percent-encoding normalised, trailing
    /// slash kept. A URL of another host keeps its scheme and host.
    pub canonical: String,
}
