//! A small generator of its own, so that equal seeds make equal samples with
//! any version of any library.

/// SplitMix64: not for secrets.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one purpose: what another purpose draws does not change them.
    pub fn new(seed: u64, purpose: &str) -> Dice {
        // FNV-1a, to tell purposes apart.
        let salt = purpose
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Dice(seed ^ salt)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// From `low` to `high`, both included; `low` when there is nothing between.
    pub fn range(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low))
            .unwrap_or(0)
            .saturating_add(1);
        low.saturating_add(i64::try_from(self.bits() % span).unwrap_or(0))
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.range(1, 100) <= percent
    }

    /// One of them.
    ///
    /// # Panics
    ///
    /// When there is none: lists are written in the source.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = i64::try_from(from.len()).unwrap_or(i64::MAX) - 1;
        &from[usize::try_from(self.range(0, last)).unwrap_or(0)]
    }

    /// One of them, by weight.
    ///
    /// # Panics
    ///
    /// When there is none: lists are written in the source.
    pub fn weighted<T: Copy>(&mut self, from: &[(i64, T)]) -> T {
        let total: i64 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.range(1, total);
        for (weight, item) in from {
            left -= weight;
            if left <= 0 {
                return *item;
            }
        }
        from[from.len() - 1].1
    }

    /// So many hexadecimal digits.
    pub fn hex(&mut self, digits: usize) -> String {
        let mut text = String::with_capacity(digits + 16);
        while text.len() < digits {
            text.push_str(&format!("{:016x}", self.bits()));
        }
        text.truncate(digits);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_and_purposes_draw_alike() {
        let draw = |seed, purpose| Dice::new(seed, purpose).bits();
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
    }

    #[test]
    fn ranges_and_weights_are_kept() {
        let mut dice = Dice::new(3, "test");
        let mut seen = [0; 3];
        for _ in 0..3000 {
            assert!((5..=7).contains(&dice.range(5, 7)));
            seen[dice.weighted(&[(1, 0_usize), (0, 1), (9, 2)])] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!(seen[2] > 5 * seen[0], "{seen:?}");
        assert_eq!(dice.range(4, 4), 4);
        assert_eq!(dice.hex(32).len(), 32);
    }
}
