//! Every problem, and the macro by which the tables of problems are written.

use super::{
    CasesProblem, FileProblem, FlowProblem, NameProblem, ShapeProblem, StepProblem, UnderProblem,
    ValueProblem, WorldProblem,
};

/// Declares an enum of problems. Each variant has a code, by which documentation and tests name
/// it, a message, and perhaps a line of help.
macro_rules! problems {
    (
        $(#[$about:meta])*
        $enum:ident {
            $(
                $(#[$doc:meta])*
                $variant:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })?
                = $code:literal, $message:literal $(, help $help:expr)?;
            )+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
        pub enum $enum {
            $(
                $(#[$doc])*
                #[error($message)]
                $variant $({ $($(#[$field_doc])* $field: $type),* })?,
            )+
        }

        impl $enum {
            /// The codes of all variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The code: the name of the problem in brackets before the message.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code,)+ }
            }

            /// What to do about it.
            #[must_use]
            pub fn help(&self) -> Option<String> {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        $($(let _ = $field;)*)?
                        problems!(@help $($help)?)
                    })+
                }
            }
        }
    };
    (@help) => { None };
    (@help $help:expr) => { $help.into_help() };
}
pub(super) use problems;

/// What can stand after `help` in a table of problems.
pub(super) trait IntoHelp {
    /// The line of help.
    fn into_help(self) -> Option<String>;
}

impl IntoHelp for &str {
    fn into_help(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl IntoHelp for Option<&str> {
    fn into_help(self) -> Option<String> {
        self.map(str::to_owned)
    }
}

impl IntoHelp for String {
    fn into_help(self) -> Option<String> {
        Some(self)
    }
}

impl IntoHelp for &super::Suggestion {
    fn into_help(self) -> Option<String> {
        self.help()
    }
}

macro_rules! catalogue {
    ($($variant:ident($enum:ident): $about:literal),+ $(,)?) => {
        /// What is wrong in a file that a person wrote.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
        pub enum Problem {
            $(#[doc = $about] #[error(transparent)] $variant(#[from] $enum),)+
        }

        impl Problem {
            /// The codes of all problems.
            #[must_use]
            pub fn codes() -> Vec<&'static str> {
                [$($enum::CODES),+].concat()
            }

            /// The code of this problem.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant(problem) => problem.code(),)+ }
            }

            /// What to do about it.
            #[must_use]
            pub fn help(&self) -> Option<String> {
                match self { $(Self::$variant(problem) => problem.help(),)+ }
            }
        }
    };
}

catalogue! {
    File(FileProblem): "A file cannot be read, or is no YAML.",
    Shape(ShapeProblem): "The keys and types are not those of the language.",
    Name(NameProblem): "A name leads nowhere.",
    Value(ValueProblem): "A value is not of the form that is wanted.",
    Step(StepProblem): "A step makes no sense.",
    Flow(FlowProblem): "A flow or its use makes no sense.",
    Cases(CasesProblem): "A table of cases makes no sense.",
    Under(UnderProblem): "An `under:` entry makes no sense.",
    World(WorldProblem): "A world file says what the mock cannot be.",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_problems_share_a_code() {
        let mut codes = Problem::codes();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
