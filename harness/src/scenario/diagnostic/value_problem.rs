//! Values that are not of the form that is wanted.

use super::Suggestion;
use super::catalogue::{IntoHelp, problems};

problems! {
    /// A value is not of the form that is wanted.
    ValueProblem {
        /// One of a few words was wanted.
        UnknownWord { /** As written. */ word: String, /** What it should be. */ wanted: &'static str, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-word", "`{word}` is no {wanted}", help suggestion;
        /// A status code or a class of them.
        BadStatus { /** As written. */ text: String }
            = "bad-status", "`{text}` is no HTTP status",
            help "write `207`, `2xx`, `no-answer`, or a list of them";
        /// A regular expression.
        BadRegex { /** What is wrong. */ cause: String }
            = "bad-regex", "this is no regular expression: {cause}";
        /// A length of time.
        BadDuration { /** As written. */ text: String }
            = "bad-duration", "`{text}` is no length of time",
            help "write `30 days`, `1 hour`, `90 seconds`";
        /// A length of time for which nobody waits.
        BadWait { /** As written. */ text: String }
            = "bad-wait", "`{text}` is no time to wait",
            help "write at least `1 ms` and at most `1 hour`";
        /// A header's name or value.
        BadHeader { /** As written. */ text: String }
            = "bad-header", "`{text}` cannot stand in an HTTP header";
        /// Something that stands in one line.
        BadLine { /** As written. */ text: String }
            = "bad-line", "`{text}` is not one line",
            help "a request target or a header line is not empty and has no end of its own";
        /// A body in base64.
        BadBase64 = "bad-base64", "this is no base64";
        /// A file with a body.
        BadBodyFile { /** Its name. */ name: String, /** What is wrong. */ cause: String }
            = "bad-body-file", "`{name}` is no body: {cause}",
            help "the name of a file counts from the suite's folder";
        /// A method.
        BadMethod { /** As written. */ text: String }
            = "bad-method", "`{text}` is no HTTP method";
        /// A number.
        BadNumber { /** As written. */ text: String, /** The smallest. */ least: u64, /** The largest. */ most: u64 }
            = "bad-number", "`{text}` is no whole number from {least} to {most}";
        /// A source of a captured value.
        BadSource { /** As written. */ text: String }
            = "bad-source", "`{text}` is nothing that can be captured",
            help "write `header NAME`, `property NAME`, `property NAME of $step.href`, `sync-token`, `request href`, `response href`, `response href with NAME`, `body`, `status`, `element PATH`, `vcard NAME` or `vcard NAME of $step.href`";
        /// The name of a vCard property.
        BadCardProperty { /** As written. */ text: String }
            = "bad-card-property", "`{text}` is no name of a vCard property";
        /// An element path.
        BadPath { /** As written. */ text: String }
            = "bad-element-path", "`{text}` is no path of elements",
            help "write `multistatus/response/status`";
        /// The id of a requirement.
        BadRequirementId { /** As written. */ text: String }
            = "bad-requirement-id", "`{text}` is no requirement id",
            help "an id is an area and a number: `sync-05`";
        /// An evidence id.
        BadEvidence { /** As written. */ text: String }
            = "bad-evidence", "`{text}` is no evidence id",
            help "evidence is an entry of docs/evidence.md: `google:SYNC-05`";
        /// Something that can only be `true`.
        OnlyTrue = "only-true", "this can only be `true`", help "leave the key out for `false`";
        /// A URL.
        BadUrl { /** What is wrong. */ cause: String }
            = "bad-url", "this is no URL of a server: {cause}",
            help "write `https://host` or `http://host:port`";
        /// An absolute path.
        BadUrlPath { /** As written. */ text: String }
            = "bad-url-path", "`{text}` is no absolute path", help "it begins with `/`";
        /// The name of an environment variable.
        BadVariable = "bad-variable", "this is no name of an environment variable",
            help "write `{ env: NAME }`, without a dollar sign";
        /// Text that has to say something.
        Blank = "blank", "this says nothing";
    }
}
