//! What a page says of itself in its head.

use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};

/// What was found; texts are as they are written there, and may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) description: String,
    /// Where a picture is, seen from the page.
    pub(super) image: Option<String>,
}

/// The names under which each is said: those that are meant for previews come first.
const TITLES: [&str; 2] = ["og:title", "twitter:title"];
const DESCRIPTIONS: [&str; 3] = ["og:description", "twitter:description", "description"];
const IMAGES: [&str; 5] = [
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
];

/// Reads up to the end of the head. The page is taken for what browsers would, however it is written, and nothing of it is
/// run.
pub(super) fn read_head(page: &str) -> Head {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut said = Said::default();
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => match tag.name.as_slice() {
                b"title" => said.opens_title(),
                b"body" => break,
                b"meta" => {
                    let of = |name: &[u8]| {
                        let value = tag.attributes.get(name)?;
                        Some(String::from_utf8_lossy(value).into_owned())
                    };
                    let name = of(b"property").or_else(|| of(b"name"));
                    if let (Some(name), Some(content)) = (name, of(b"content")) {
                        said.meta(&name.trim().to_ascii_lowercase(), &content);
                    }
                }
                _ => {}
            },
            Token::String(text) if said.is_in_title => {
                said.title.push_str(&String::from_utf8_lossy(&text));
            }
            Token::EndTag(tag) => match tag.name.as_slice() {
                b"title" => said.is_in_title = false,
                b"head" => break,
                _ => {}
            },
            _ => {}
        }
    }
    said.head()
}

/// What was said so far.
#[derive(Default)]
struct Said {
    title: String,
    is_in_title: bool,
    has_title: bool,
    titles: [Option<String>; TITLES.len()],
    descriptions: [Option<String>; DESCRIPTIONS.len()],
    images: [Option<String>; IMAGES.len()],
}

impl Said {
    /// Only the first counts.
    fn opens_title(&mut self) {
        self.is_in_title = !self.has_title;
        self.has_title = true;
    }

    fn meta(&mut self, name: &str, content: &str) {
        if content.trim().is_empty() {
            return;
        }
        keep(&TITLES, &mut self.titles, name, content);
        keep(&DESCRIPTIONS, &mut self.descriptions, name, content);
        keep(&IMAGES, &mut self.images, name, content);
    }

    fn head(self) -> Head {
        let first = |all: Vec<Option<String>>| all.into_iter().flatten().next();
        Head {
            title: first(self.titles.into()).unwrap_or(self.title),
            description: first(self.descriptions.into()).unwrap_or_default(),
            image: first(self.images.into()).map(|image| image.trim().to_owned()),
        }
    }
}

/// Keeps what is said first under each name.
fn keep(names: &[&str], values: &mut [Option<String>], name: &str, content: &str) {
    for (known, value) in names.iter().zip(values) {
        if *known == name && value.is_none() {
            *value = Some(content.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn head(title: &str, description: &str, image: Option<&str>) -> Head {
        Head {
            title: title.to_owned(),
            description: description.to_owned(),
            image: image.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_meant_for_previews_comes_first() {
        let page = r#"<!doctype html><html><head><title>Plain</title>
            <meta name=description content="Plain words">
            <meta name="twitter:title" content="Bird"><meta name="twitter:image" content="/bird.png">
            <META PROPERTY="og:title" CONTENT="Tom &amp; &#x4a;erry"><meta property=og:image content=" a.png ">
            <meta property="og:description" content=""></head><body><title>No</title>"#;
        assert_eq!(
            read_head(page),
            head("Tom & Jerry", "Plain words", Some("a.png"))
        );
    }

    #[test]
    fn a_title_alone_will_do() {
        let page = "<title>Snow &lt;b&gt; <b>deep</b></title><title>Second</title>";
        assert_eq!(read_head(page), head("Snow <b> <b>deep</b>", "", None));
    }

    #[test]
    fn what_looks_like_a_title_inside_of_others_is_none() {
        for page in [
            "<script>var a = '<title>Bad</title>'</script><title>Good</title>",
            "<style><title>Bad</title></style><title>Good</title>",
            "<!-- <title>Bad</title> --><title>Good</title>",
            "<meta content='<title>Bad</title>'><title>Good</title>",
            "<head><title>Good</title></head><meta property=og:title content=Bad>",
            "<body><title>Bad</title>",
        ] {
            assert_eq!(
                read_head(page).title,
                if page.starts_with("<body") {
                    ""
                } else {
                    "Good"
                },
                "{page}"
            );
        }
    }

    #[test]
    fn what_is_written_to_break_out_stays_text() {
        let page = "<title></script><img src=x onerror=alert(1)>&lt;/title&gt;</title>\
            <meta name=description content='\"><script>alert(1)</script>'>";
        let expected = head(
            "</script><img src=x onerror=alert(1)></title>",
            "\"><script>alert(1)</script>",
            None,
        );
        assert_eq!(read_head(page), expected);
        assert_eq!(
            read_head("<title>\0Snow\u{202E}").title,
            "\u{FFFD}Snow\u{202E}"
        );
    }

    #[test]
    fn a_page_that_is_made_to_be_slow_is_not() {
        let names: Vec<String> = (0..100_000).map(|number| format!("a{number}=1")).collect();
        let names = names.join(" ");
        let started = Instant::now();
        for page in [
            format!("<title>Good</title><p {names}>"),
            "<title>Good</title>".to_owned() + &"<".repeat(1 << 20),
            "<title>Good</title>".to_owned() + &"<p>".repeat(300_000),
            "<title>Good</title>".to_owned() + &"&".repeat(1 << 20),
            "<title>Good</title><!".to_owned() + &"-".repeat(1 << 20),
        ] {
            assert_eq!(read_head(&page).title, "Good");
        }
        // Each takes some hundredths of a second; what grows with the square would take minutes.
        assert!(started.elapsed() < Duration::from_mins(1));
    }
}
