//! Where things of the sample stand, and the addresses they have: only from
//! the ranges kept for documentation.

use crate::region::Region;

/// A data centre and the words the API uses around it.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// `dedicated.DatacenterEnum`.
    pub datacenter: &'static str,
    /// `coreTypes.RegionCodenameEnum`.
    pub region: &'static str,
    /// The campus.
    pub campus: &'static str,
    /// The country, in small letters.
    pub country: &'static str,
}

const fn place(
    datacenter: &'static str,
    region: &'static str,
    campus: &'static str,
    country: &'static str,
) -> Place {
    Place {
        datacenter,
        region,
        campus,
        country,
    }
}

const EUROPE: [Place; 5] = [
    place("gra3", "eu-west-gra", "GRA", "fr"),
    place("rbx8", "eu-west-rbx", "RBX", "fr"),
    place("sbg5", "eu-west-sbg", "SBG", "fr"),
    place("lim3", "eu-west-lim", "LIM", "de"),
    place("waw1", "eu-central-waw", "WAW", "pl"),
];
const CANADA: [Place; 3] = [
    place("bhs6", "ca-east-bhs", "BHS", "ca"),
    place("bhs8", "ca-east-bhs", "BHS", "ca"),
    place("yyz01", "ca-east-tor", "TOR", "ca"),
];
const UNITED_STATES: [Place; 2] = [
    place("vin1", "us-east-vin", "VIN", "us"),
    place("hil1", "us-west-hil", "HIL", "us"),
];

/// The data centres of a region that the sample uses.
pub const fn of(region: Region) -> &'static [Place] {
    match region {
        Region::Eu => &EUROPE,
        Region::Ca => &CANADA,
        Region::Us => &UNITED_STATES,
    }
}

/// The registry that gives out addresses in a region.
pub const fn registry(region: Region) -> &'static str {
    match region {
        Region::Eu => "RIPE",
        Region::Ca | Region::Us => "ARIN",
    }
}

/// Single addresses in 198.51.100.0/24 that are given as blocks; the rest of
/// it is given in blocks of eight.
const SINGLE_BLOCKS: u32 = 192;
/// Blocks of eight in what is left.
const WIDE_BLOCKS: u32 = 8;

/// Gives out addresses.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    hosts: u32,
    singles: u32,
    wides: u32,
    sixes: u32,
}

impl Addresses {
    /// The main address of a machine. There are fewer for documentation than a
    /// large sample has machines, so they come round again.
    pub fn host(&mut self) -> String {
        const NETWORKS: [&str; 2] = ["192.0.2", "203.0.113"];
        let index = self.hosts;
        self.hosts = self.hosts.wrapping_add(1);
        let network = NETWORKS[usize::from(index / 220 % 2 == 1)];
        format!("{network}.{}", index % 220 + 10)
    }

    /// A block that nobody else has: one IPv4 address while there are some, an
    /// IPv6 network afterwards.
    pub fn block(&mut self) -> String {
        if self.singles < SINGLE_BLOCKS {
            self.singles += 1;
            return format!("198.51.100.{}/32", self.singles - 1);
        }
        self.network()
    }

    /// Eight IPv4 addresses while there are some, an IPv6 network afterwards.
    pub fn wide_block(&mut self) -> String {
        if self.wides < WIDE_BLOCKS {
            self.wides += 1;
            return format!("198.51.100.{}/29", SINGLE_BLOCKS + (self.wides - 1) * 8);
        }
        self.network()
    }

    fn network(&mut self) -> String {
        self.sixes += 1;
        format!(
            "2001:db8:{:x}:{:x}::/64",
            self.sixes >> 16,
            self.sixes & 0xffff
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn blocks_are_for_documentation_and_never_given_twice() {
        let mut addresses = Addresses::default();
        let mut blocks: Vec<String> = (0..500).map(|_| addresses.block()).collect();
        blocks.extend((0..20).map(|_| addresses.wide_block()));
        assert_eq!(blocks.iter().collect::<HashSet<_>>().len(), blocks.len());
        for block in &blocks {
            assert!(
                block.starts_with("198.51.100.") || block.starts_with("2001:db8:"),
                "{block}"
            );
        }
        for _ in 0..1000 {
            let host = addresses.host();
            assert!(
                host.starts_with("192.0.2.") || host.starts_with("203.0.113."),
                "{host}"
            );
            let last: u8 = host.rsplit('.').next().unwrap().parse().unwrap();
            assert!((10..230).contains(&last));
        }
    }
}
