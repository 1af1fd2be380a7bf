//! Validation of whole forms: every field is checked before anything is answered, so that a person
//! sees all that is wrong at once, each message beside its field.

/// Why one value was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable, `snake_case`, for programs.
    pub code: &'static str,
    /// One plain sentence for people.
    pub message: String,
}

impl Refusal {
    /// A refusal with this code and sentence.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// The field must be filled in.
    #[must_use]
    pub fn required() -> Self {
        Self::new("required", "Please fill this in.")
    }

    /// The text has more than `most` characters.
    #[must_use]
    pub fn too_long(most: usize) -> Self {
        Self::new("too_long", format!("Use at most {most} characters."))
    }
}

/// A refused value together with the name of its field, as it is called in the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in the request.
    pub field: String,
    /// Stable, `snake_case`, for programs.
    pub code: &'static str,
    /// One plain sentence for people.
    pub message: String,
}

/// A form with at least one refused field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} field(s) refused", .0.len())]
pub struct InvalidFields(pub Vec<FieldError>);

impl InvalidFields {
    /// One refused field.
    #[must_use]
    pub fn one(field: &str, refusal: Refusal) -> Self {
        Self(vec![FieldError {
            field: field.to_owned(),
            code: refusal.code,
            message: refusal.message,
        }])
    }
}

/// Collects what is wrong with a form.
///
/// ```
/// use kith_core::shared::fields::{FormCheck, Refusal};
/// let mut form = FormCheck::default();
/// let age = form.field("age", "7".parse::<u8>().map_err(|_| Refusal::required()));
/// let name = form.field("name", Err::<String, _>(Refusal::required()));
/// assert!(age.is_some() && name.is_none());
/// assert!(form.finish().is_err());
/// ```
#[derive(Debug, Default)]
pub struct FormCheck {
    errors: Vec<FieldError>,
}

impl FormCheck {
    /// Takes the value out, or notes why `field` was refused.
    pub fn field<T>(&mut self, field: &str, parsed: Result<T, Refusal>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(field, refusal);
                None
            }
        }
    }

    /// Notes a refusal that no single parser can see, as one that compares two fields.
    pub fn refuse(&mut self, field: &str, refusal: Refusal) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            code: refusal.code,
            message: refusal.message,
        });
    }

    /// All well, or everything that is wrong.
    pub fn finish(self) -> Result<(), InvalidFields> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(InvalidFields(self.errors))
        }
    }
}
