//! Birthdays and other dates (google:VC-11, google:VC-14).

use jiff::civil::Date;

use super::property::{Kind, Property, Value};

/// Writes days as `1970-12-30`. A birthday that is no day of some year is lost; another date stays
/// as it is.
pub(super) fn normalize(properties: &mut Vec<Property>) {
    properties.retain_mut(|property| match property.kind {
        Kind::Birthday => birthday(property),
        Kind::Date => {
            date(property);
            true
        }
        _ => true,
    });
}

fn birthday(property: &mut Property) -> bool {
    let Some(day) = day(property) else {
        return false;
    };
    property.parameters = vec![("VALUE".to_owned(), vec!["DATE".to_owned()])];
    property.value = Value::Verbatim(day.to_string());
    true
}

fn date(property: &mut Property) {
    if let Some(day) = day(property) {
        property.value = Value::Verbatim(day.to_string());
    }
}

/// The day in `1970-12-30`, `19701230`, or either with a time behind it.
fn day(property: &Property) -> Option<Date> {
    let (Value::Text(text) | Value::Verbatim(text)) = &property.value else {
        return None;
    };
    let (day, _) = text.split_once('T').unwrap_or((text, ""));
    let digits = day.trim().replace('-', "");
    let is_whole = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole || day.trim().starts_with('-') {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (month, day) = (number(4..6)?, number(6..8)?);
    Date::new(
        number(0..4)?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::super::property::Group;
    use super::*;

    fn read(text: &str) -> Option<String> {
        let property = Property {
            kind: Kind::Birthday,
            name: "BDAY".to_owned(),
            group: Group::None,
            parameters: Vec::new(),
            value: Value::Text(text.to_owned()),
        };
        day(&property).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_every_form_of_the_standard() {
        for text in [
            "1970-12-30",
            "19701230",
            "1970-12-30T10:00:00Z",
            "19701230T100000",
        ] {
            assert_eq!(read(text).as_deref(), Some("1970-12-30"), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_of_a_year_is_none() {
        for text in [
            "--12-30",
            "--1230",
            "1970",
            "1970-12",
            "19701330",
            "in spring",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
