//! `target probe`.

use crate::program::{Folder, at_root, end};
use crate::serve::Served;

#[test]
fn a_server_is_probed_and_the_file_is_one_that_a_run_takes() {
    let served = Served::start(&["--profile", "rfc"]);
    let folder = Folder::with_suite();
    let with_token = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        command.env("CARDPROOF_ACCESS_TOKEN", &served.token);
        end(&mut command)
    };
    let probe = ["target", "probe", &served.url, "-o", "it.yaml"];
    let probed = with_token(&probe);
    assert_eq!((probed.code, probed.error.as_str()), (0, ""));
    let file = folder.read("it.yaml");
    assert!(file.contains("\n# Its address book: /"), "{file}");
    assert!(
        !file.contains(&served.account) && !file.contains(&served.token),
        "{file}"
    );
    let run = with_token(&[
        "run",
        "read/get-card",
        "--allow-writes",
        "--target",
        "it.yaml",
    ]);
    assert_eq!(run.code, 0, "{}{}", run.output, run.error);
    let again = with_token(&probe);
    assert_eq!(again.code, 2);
    assert!(
        again
            .error
            .starts_with("error: it.yaml cannot be written: "),
        "{}",
        again.error
    );
}

#[test]
fn what_cannot_be_probed_is_told() {
    let served = Served::start(&[]);
    let refused = at_root(&["target", "probe", &served.url]);
    assert_eq!(refused.code, 3, "{}", refused.error);
    assert!(
        refused.error.contains(" asks for credentials: "),
        "{}",
        refused.error
    );
    let mock = at_root(&["target", "probe", "mock"]);
    assert_eq!(
        (mock.code, mock.error.as_str()),
        (2, "error: `mock` is no URL: only a server can be probed\n")
    );
}
