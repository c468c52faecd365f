//! Finding phrases in a text, in one pass over its words.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::words::{Word, without_digraphs};
use super::Lexicon;

/// A language that the lexicon speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language([u8; 2]);

impl Language {
    /// `None` for one that it does not speak.
    pub fn parse(code: &str) -> Option<Self> {
        const SPOKEN: [[u8; 2]; 8] = [
            *b"en", *b"fr", *b"de", *b"es", *b"it", *b"pl", *b"pt", *b"ru",
        ];
        let code: [u8; 2] = code.as_bytes().get(..2)?.try_into().ok()?;
        let code = code.map(|letter| letter.to_ascii_lowercase());
        SPOKEN.contains(&code).then_some(Self(code))
    }
}

/// What one word of a phrase must be. Folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    Is(String),
    BeginsWith(String),
    EndsIn(String),
    /// A number up to seven.
    Small,
    /// A greater number.
    Large,
}

/// A phrase that says a concept.
#[derive(Debug)]
pub struct Phrase {
    pub concept: u16,
    /// The only language in which it does.
    pub only: Option<Language>,
    pub steps: Vec<Step>,
}

/// One word of a phrase.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// How many other words may stand before it.
    pub between: u32,
}

/// A concept where it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place in [`Lexicon::concepts`].
    pub concept: usize,
    /// The words that say it.
    pub words: Range<usize>,
}

/// A word of a phrase: the phrase, and which of its words.
type Use = (u16, u8);

/// From words to the phrases that they stand in.
#[derive(Debug, Default)]
pub struct Index {
    phrases: Vec<Phrase>,
    /// Where each phrase's steps begin in the memory of a search.
    offsets: Vec<usize>,
    steps: usize,
    whole: BTreeMap<String, Vec<Use>>,
    beginnings: BTreeMap<String, Vec<Use>>,
    ends: Vec<(String, Vec<Use>)>,
    small: Vec<Use>,
    large: Vec<Use>,
}

impl Index {
    /// Adds a phrase, with a term for each of its steps.
    pub fn add(&mut self, phrase: Phrase, terms: Vec<Term>) {
        let Ok(number) = u16::try_from(self.phrases.len()) else {
            return;
        };
        for (step, term) in (0..).zip(terms) {
            let uses = match term {
                Term::Is(word) => self.whole.entry(word).or_default(),
                Term::BeginsWith(word) => self.beginnings.entry(word).or_default(),
                Term::EndsIn(word) => {
                    self.ends.push((word, vec![(number, step)]));
                    continue;
                }
                Term::Small => &mut self.small,
                Term::Large => &mut self.large,
            };
            uses.push((number, step));
        }
        self.offsets.push(self.steps);
        self.steps += phrase.steps.len();
        self.phrases.push(phrase);
    }

    /// To be called when all phrases are in.
    pub fn close(&mut self) {
        self.ends.sort();
    }

    /// Every use of a word, last steps first, so that one word is never two of a phrase.
    fn uses(&self, word: &str, uses: &mut Vec<Use>) {
        if let Some(found) = self.whole.get(word) {
            uses.extend(found);
        }
        for (end, _) in word.char_indices().skip(1) {
            if let Some(found) = self.beginnings.get(&word[..end]) {
                uses.extend(found);
            }
        }
        if let Some(found) = self.beginnings.get(word) {
            uses.extend(found);
        }
        for (end, found) in &self.ends {
            if word.len() > end.len() && word.ends_with(end.as_str()) {
                uses.extend(found);
            }
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty() {
            let small = word.parse::<u32>().is_ok_and(|number| number <= 7);
            uses.extend(if small { &self.small } else { &self.large });
        }
    }
}

/// How far a phrase has been read: where its last word stood, and which word was its first.
#[derive(Debug, Clone, Copy)]
struct Reached {
    place: u32,
    first: usize,
}

impl Lexicon {
    /// The concepts that a text says, each where it is first said, in the order of the
    /// text.
    pub fn find(&self, words: &[Word], language: Option<Language>) -> Vec<Found> {
        let index = &self.index;
        let mut reached: Vec<Option<Reached>> = vec![None; index.steps];
        let mut said = vec![false; self.concepts.len()];
        let mut found: Vec<Found> = Vec::new();
        let mut uses = Vec::new();
        for (at, word) in words.iter().enumerate() {
            uses.clear();
            index.uses(&word.folded, &mut uses);
            if let Some(other) = without_digraphs(&word.folded) {
                index.uses(&other, &mut uses);
            }
            uses.sort_unstable_by(|a, b| b.cmp(a));
            for &(number, step) in &uses {
                let phrase = &index.phrases[usize::from(number)];
                if phrase
                    .only
                    .is_some_and(|only| language.is_some_and(|own| own != only))
                {
                    continue;
                }
                let step = usize::from(step);
                let memory = index.offsets[usize::from(number)] + step;
                let first = match step.checked_sub(1) {
                    None => at,
                    Some(_) => match reached[memory - 1] {
                        Some(before)
                            if word.place - before.place <= phrase.steps[step].between + 1 =>
                        {
                            before.first
                        }
                        _ => continue,
                    },
                };
                reached[memory] = Some(Reached {
                    place: word.place,
                    first,
                });
                let concept = usize::from(phrase.concept);
                if step + 1 != phrase.steps.len() {
                    continue;
                }
                if said[concept] {
                    // Of phrases that end in the same word, the longest tells most.
                    let same = found.iter_mut().rev().find(|one| one.concept == concept);
                    if let Some(one) = same.filter(|one| one.words.end == at + 1) {
                        one.words.start = one.words.start.min(first);
                    }
                } else if !self.concepts[concept].negatable || !is_negated(words, first) {
                    said[concept] = true;
                    found.push(Found {
                        concept,
                        words: first..at + 1,
                    });
                }
            }
        }
        found
    }
}

/// Whether "not" stands close before a word, in the same sentence.
fn is_negated(words: &[Word], at: usize) -> bool {
    const NEGATIONS: [&str; 14] = [
        "not", "never", "no", "t", "without", "pas", "jamais", "sans", "nicht", "kein", "keine",
        "non", "nie", "nao",
    ];
    words[at.saturating_sub(3)..at].iter().any(|before| {
        words[at].place - before.place <= 3 && NEGATIONS.contains(&before.folded.as_str())
    })
}
