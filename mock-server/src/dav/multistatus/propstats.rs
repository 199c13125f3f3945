//! The propstats of a response while they are written.

use http::StatusCode;

use super::{Multistatus, status_line};
use crate::dav::{Condition, Content, Name};

/// The propstats of a response (RFC 4918 §14.22): properties that follow each other with the same
/// status share one. The status stands before them, the other way round than in the RFC's examples.
pub(crate) struct Propstats<'m> {
    multistatus: &'m mut Multistatus,
    /// The status of the propstat to which properties are being added.
    open: Option<StatusCode>,
}

impl<'m> Propstats<'m> {
    pub(super) const fn of(multistatus: &'m mut Multistatus) -> Self {
        Self {
            multistatus,
            open: None,
        }
    }

    /// Adds a property.
    pub(crate) fn property(&mut self, status: StatusCode, name: &Name, content: &Content<'_>) {
        if self.open != Some(status) {
            self.finish();
            self.start(status);
            self.multistatus.document.markup("\n   <d:prop>", 4);
            self.open = Some(status);
        }
        self.multistatus.written(name, &[], content);
    }

    /// Adds a propstat without any property.
    pub(crate) fn no_property(&mut self, status: StatusCode) {
        self.finish();
        self.start(status);
        self.multistatus.document.markup("\n   <d:prop/>", 3);
        self.end();
    }

    /// Adds a propstat that leaves out its `prop` element, which the standard forbids and Google
    /// does (google:PROP-08).
    pub(crate) fn no_prop(&mut self, status: StatusCode) {
        self.finish();
        self.start(status);
        self.end();
    }

    /// Ends the properties that were added last, and says why they have their status.
    pub(crate) fn because(&mut self, condition: &Condition) {
        self.close(Some(condition));
    }

    /// Ends the properties that were added last.
    pub(super) fn finish(&mut self) {
        self.close(None);
    }

    fn close(&mut self, why: Option<&Condition>) {
        if self.open.take().is_none() {
            return;
        }
        self.multistatus.document.markup("\n   </d:prop>", 3);
        if let Some(condition) = why {
            self.multistatus.element(&condition.error());
        }
        self.end();
    }

    fn start(&mut self, status: StatusCode) {
        let document = &mut self.multistatus.document;
        document.markup("\n  <d:propstat>\n   <d:status>", 3);
        document.text(&status_line(status));
        document.markup("</d:status>", 3);
    }

    fn end(&mut self) {
        self.multistatus.document.markup("\n  </d:propstat>", 2);
    }
}
