//! 403: the CardDAV API of the project is switched off (google:AUTH-10).

use http::StatusCode;
use serde_json::json;

use crate::explanation::Notes;
use crate::quirk::AuthApiDisabledBody;
use crate::refusal::Refusal;
use crate::store::{Project, World};

/// The refusal. This is the one place that asks `auth.api-disabled-body`.
pub(crate) fn refuse(world: &World, notes: &Notes) -> Refusal {
    let body = match notes.ask(world.quirks.auth_api_disabled_body) {
        AuthApiDisabledBody::GoogleJson => ("application/json; charset=UTF-8", as_json().into()),
        AuthApiDisabledBody::GdataXml => (
            "application/vnd.google.gdata.error+xml; charset=UTF-8",
            as_xml().into(),
        ),
    };
    let because = "the CardDAV API of the client's project is switched off";
    Refusal::with_body(StatusCode::FORBIDDEN, body, because)
        .unless("switch the API on; no change to the request helps")
}

fn message() -> String {
    let project = Project::NUMBER;
    format!(
        "Google Contacts CardDAV API has not been used in project {project} before or it is \
         disabled. Enable it by visiting https://console.developers.google.com/apis/api/\
         carddav.googleapis.com/overview?project={project} then retry. If you enabled this API \
         recently, wait a few minutes for the action to propagate to our systems and retry."
    )
}

fn as_json() -> String {
    let body = json!({
        "error": {
            "code": 403,
            "message": message(),
            "errors": [{
                "message": message(),
                "domain": "usageLimits",
                "reason": "accessNotConfigured",
                "extendedHelp": "https://console.developers.google.com",
            }],
            "status": "PERMISSION_DENIED",
        }
    });
    format!("{body:#}\n")
}

fn as_xml() -> String {
    format!(
        "<errors xmlns=\"http://schemas.google.com/g/2005\">\n <error>\n  \
         <domain>usageLimits</domain>\n  <code>accessNotConfigured</code>\n  \
         <internalReason>{}</internalReason>\n  \
         <extendedHelp>https://console.developers.google.com</extendedHelp>\n </error>\n\
         </errors>\n",
        message()
    )
}
