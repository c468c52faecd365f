//! What the terminal shows while we work.

use std::time::Instant;

/// Announces a step, with about how long it takes when that is worth knowing.
pub fn step(what: &str, about: Option<&str>) {
    match about {
        Some(about) => println!("==> {what} (about {about})"),
        None => println!("==> {what}"),
    }
}

/// A remark under the current step.
pub fn note(what: &str) {
    println!("    {what}");
}

/// How long a step took, in the shortest form that a person reads easily.
pub fn elapsed(since: Instant) -> String {
    seconds(since.elapsed().as_secs())
}

/// `75` is `1 min 15 s`.
pub fn seconds(total: u64) -> String {
    match (total / 60, total % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds:02} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(seconds(0), "0 s");
        assert_eq!(seconds(59), "59 s");
        assert_eq!(seconds(60), "1 min 00 s");
        assert_eq!(seconds(605), "10 min 05 s");
    }
}
