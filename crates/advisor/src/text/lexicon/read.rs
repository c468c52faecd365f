//! From the lines of a file to concepts and phrases.

use super::super::labels::Product;
use super::super::outputs::{Output, Scores};
use super::super::words::fold;
use super::find::{Language, Phrase, Step, Term};
use super::{Concept, Lexicon};

/// Words that may stand between two of a phrase, and what a lone `*` adds.
const BETWEEN: u32 = 2;
const STAR: u32 = 4;

/// Why a line says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Neither a concept nor phrases of a language that we know, under a concept.
    Line,
    /// A weight that is no name and number.
    Weight,
    /// A phrase without words, or with too many.
    Phrase,
}

/// Adds a file to the lexicon. `wrong` hears of each line that cannot be read.
pub fn file(text: &'static str, lexicon: &mut Lexicon, wrong: &mut dyn FnMut(&str, Wrong)) {
    let mut under = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(head) = line.strip_prefix("= ") {
            match concept(head) {
                Ok(concept) => {
                    under = Some(lexicon.concepts.len());
                    lexicon.concepts.push(concept);
                }
                Err(error) => {
                    under = None;
                    wrong(line, error);
                }
            }
            continue;
        }
        let language = line.get(..2).and_then(Language::parse);
        let (Some(language), Some(phrases), Some(concept)) = (language, line.get(3..), under)
        else {
            wrong(line, Wrong::Line);
            continue;
        };
        for written in phrases.split(';') {
            match phrase(written.trim(), language, concept) {
                Some((phrase, terms)) => lexicon.index.add(phrase, terms),
                None => wrong(written, Wrong::Phrase),
            }
        }
    }
}

fn concept(head: &'static str) -> Result<Concept, Wrong> {
    let (_, weights) = head.split_once(':').ok_or(Wrong::Line)?;
    let mut concept = Concept {
        weights: Scores::NONE,
        product: None,
        negatable: false,
    };
    for part in weights.split_whitespace() {
        if part == "~" {
            concept.negatable = true;
            continue;
        }
        let sign = part.rfind(['+', '-']).ok_or(Wrong::Weight)?;
        let (output, amount) = part.split_at(sign);
        let amount: i32 = amount.parse().map_err(|_| Wrong::Weight)?;
        match output.strip_prefix('@') {
            Some(product) => {
                let product = Product::parse(product).ok_or(Wrong::Weight)?;
                concept.product = Some((product, amount));
            }
            None => {
                let output = Output::parse(output).ok_or(Wrong::Weight)?;
                concept.weights.add(output, amount * super::super::UNIT);
            }
        }
    }
    Ok(concept)
}

fn phrase(written: &str, language: Language, concept: usize) -> Option<(Phrase, Vec<Term>)> {
    let (written, only) = match written.strip_prefix('!') {
        Some(rest) => (rest, Some(language)),
        None => (written, None),
    };
    let mut steps = Vec::new();
    let mut terms = Vec::new();
    let mut between = BETWEEN;
    for joined in written.split_whitespace() {
        if joined == "*" {
            between += STAR;
            continue;
        }
        for word in joined.split('_') {
            terms.push(term(word)?);
            steps.push(Step { between });
            between = 0;
        }
        between = BETWEEN;
    }
    let phrase = Phrase {
        concept: u16::try_from(concept).ok()?,
        only,
        steps,
    };
    (!terms.is_empty() && terms.len() <= usize::from(u8::MAX)).then_some((phrase, terms))
}

fn term(word: &str) -> Option<Term> {
    let term = match word {
        "#s" => Term::Small,
        "#l" => Term::Large,
        _ => match (word.strip_prefix('*'), word.strip_suffix('*')) {
            (Some(end), _) => Term::EndsIn(fold(end)),
            (None, Some(beginning)) => Term::BeginsWith(fold(beginning)),
            (None, None) => Term::Is(fold(word)),
        },
    };
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    match &term {
        Term::Is(text) | Term::BeginsWith(text) | Term::EndsIn(text) => is_word(text),
        Term::Small | Term::Large => true,
    }
    .then_some(term)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::{FILES, TONE};
    use super::*;

    #[test]
    fn every_line_can_be_read() {
        let mut wrong = Vec::new();
        for text in FILES.into_iter().chain([TONE]) {
            file(text, &mut Lexicon::default(), &mut |line, error| {
                wrong.push((line.to_owned(), error));
            });
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn concepts_have_names_of_their_own() {
        let mut names = HashSet::new();
        for line in FILES.into_iter().chain([TONE]).flat_map(str::lines) {
            if let Some((name, _)) = line
                .strip_prefix("= ")
                .and_then(|head| head.split_once(':'))
            {
                assert!(names.insert(name), "{name}");
            }
        }
        assert_eq!(names.len(), Lexicon::get().concepts.len());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let read = |text| {
            let mut wrong = Vec::new();
            file(text, &mut Lexicon::default(), &mut |_, error| {
                wrong.push(error)
            });
            wrong
        };
        assert_eq!(read("= a: advice+1 !-2 ~\nen one; two_three*\n"), []);
        assert_eq!(read("en one"), [Wrong::Line]);
        assert_eq!(read("= a: advice+1\nxx one"), [Wrong::Line]);
        assert_eq!(read("= a: advise+1"), [Wrong::Weight]);
        assert_eq!(read("= a: advice"), [Wrong::Weight]);
        assert_eq!(read("= a: @nothing+1"), [Wrong::Weight]);
        assert_eq!(read("= a: advice+1\nen one;; two"), [Wrong::Phrase]);
        assert_eq!(read("= a: advice+1\nen don't"), [Wrong::Phrase]);
    }
}
