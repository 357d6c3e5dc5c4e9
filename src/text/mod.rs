//! Words, sentences, language, dates, numbers, names and stems of a text.
//!
//! **In** `&str` and a range of it. **Out** what is found, as bytes of the whole text. Any input is read; none panics
//! as long as the range is one of the text.
//!
//! These are primitives over `&str`: nothing here knows of pages or articles. They stand before
//! [`clean`](crate::clean), which reads dates and counts function words to tell a story from a menu.

pub mod dates;
pub mod lang;
mod lexemes;
pub(crate) mod line_ends;
pub mod names;
pub mod numbers;
pub mod related;
pub mod scan;
pub mod sentences;
pub mod stem;
pub mod stopwords;
pub mod tokens;
mod word_list;

pub use lang::Lang;
pub use tokens::{Token, Tokens};
