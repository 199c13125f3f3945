//! Files and folders that cannot be read, or are no YAML.

use super::Suggestion;
use super::catalogue::{IntoHelp, problems};

problems! {
    /// A file or folder cannot be read, or is no YAML.
    FileProblem {
        /// The path does not exist.
        NoSuchPath { /** As given. */ path: String }
            = "no-such-path", "there is no file or folder `{path}`";
        /// The system does not let us read it.
        Unreadable { /** What the system said. */ cause: String }
            = "unreadable", "the file cannot be read: {cause}";
        /// It is a device, a socket or a folder.
        NotAFile = "not-a-file", "this is not a regular file";
        /// It is larger than cardproof reads.
        TooLarge = "too-large", "the file is larger than 1 MiB",
            help "cardproof reads no larger files";
        /// It holds a NUL character.
        Binary = "binary", "this is not a text file: it holds a NUL character";
        /// It is not UTF-8.
        NotUtf8 { /** The first byte that is wrong. */ offset: usize }
            = "not-utf-8", "this is not UTF-8 text: byte {offset} is wrong",
            help "save the file as UTF-8";
        /// There is nothing in it.
        Empty { /** What it should hold. */ of: &'static str }
            = "empty-file", "the file is empty; it should hold {of}";
        /// It is not YAML.
        NotYaml { /** What the parser said. */ message: String }
            = "not-yaml", "this is not YAML: {message}";
        /// It is not TOML.
        NotToml { /** What the parser said. */ message: String }
            = "not-toml", "this is not TOML: {message}";
        /// It nests deeper than cardproof reads.
        TooDeep = "too-deep", "lists and maps are nested deeper than 32",
            help "no scenario needs that";
        /// Its aliases or nodes are more than cardproof reads.
        TooMuch = "too-much", "the file grows too large when its aliases are expanded",
            help "write the values out, or put shared steps into a flow";
        /// It holds more than one document.
        ManyDocuments = "many-documents", "there is a second YAML document in the file",
            help "one file, one document: put it into a file of its own";
        /// No scenario was found.
        NoScenarios { /** Where it was looked. */ path: String }
            = "no-scenarios", "there is no scenario in `{path}`",
            help "scenarios are files `AREA/NAME.yaml` below the suite's folder";
        /// The suite is further down.
        SuiteBelow { /** Its folder. */ suite: String }
            = "suite-below", "this folder is no suite, but `{suite}` in it is",
            help format!("name `{suite}`");
        /// Folders nest too deeply, or there are too many files.
        TooManyFiles { /** Where. */ path: String }
            = "too-many-files", "`{path}` holds too many files or folders",
            help "is there a link that points back?";
        /// Paths of two suites were given.
        TwoSuites { /** The folder of the first. */ first: String, /** That of the second. */ second: String }
            = "two-suites", "the paths belong to two suites, `{first}` and `{second}`",
            help "run them one after the other";
        /// A path names a file that is part of a suite, but no scenario.
        NotAScenario { /** What it is. */ what: &'static str }
            = "not-a-scenario", "this is {what}, not a scenario",
            help "give a scenario, a folder or nothing";
        /// Two files have the same id.
        DuplicateScenario { /** The id. */ id: String, /** The other file. */ other: String }
            = "duplicate-scenario", "`{other}` is scenario `{id}` as well",
            help "rename one of the files";
        /// A file of a suite has a name from which no id can be made.
        BadFileName { /** The name. */ name: String }
            = "bad-file-name", "`{name}` makes no id",
            help "use lower-case letters, digits and `-`";
        /// A card is no vCard file that exists.
        NoSuchCard { /** The name. */ name: String, /** What may be meant. */ suggestion: Suggestion }
            = "unknown-card", "there is no card `cards/{name}.vcf`", help suggestion;
    }
}
