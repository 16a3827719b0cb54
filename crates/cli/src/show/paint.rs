//! Colours of a terminal.

/// Writes in colour, or does not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    /// The text with the terminal's attributes, such as `1;36`; no attributes leave it plain.
    pub(crate) fn with(self, attributes: &str, text: &str) -> String {
        if !self.0 || attributes.is_empty() || text.is_empty() {
            text.to_owned()
        } else {
            format!("\u{1b}[{attributes}m{text}\u{1b}[0m")
        }
    }
    /// A heading.
    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }
    /// What matters less.
    pub(crate) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }
}
