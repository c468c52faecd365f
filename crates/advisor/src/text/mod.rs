//! What the words of a request suggest.
