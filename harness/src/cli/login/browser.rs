//! The user's browser.

use std::process::{Command, Stdio};

/// The programs that open a URL in the user's browser.
const OPENERS: &[(&str, &[&str])] = if cfg!(target_os = "macos") {
    &[("open", &[])]
} else if cfg!(windows) {
    &[("rundll32", &["url.dll,FileProtocolHandler"])]
} else {
    &[("xdg-open", &[]), ("gio", &["open"])]
};

/// Opens a URL in the user's browser. Whether something could be started that does.
pub(super) fn open(url: &str) -> bool {
    OPENERS.iter().any(|(program, arguments)| {
        let mut command = Command::new(program);
        command.args(*arguments).arg(url);
        command.stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    })
}
