//! Which addresses a block holds.

use std::net::IpAddr;

/// Whether any of `blocks` (`192.0.2.0/24`, or a single address) holds `ip`.
/// A block that cannot be read holds nothing.
pub fn any_holds(blocks: &[String], ip: IpAddr) -> bool {
    blocks.iter().any(|block| holds(block, ip))
}

fn holds(block: &str, ip: IpAddr) -> bool {
    let (network, length) = match block.split_once('/') {
        Some((network, length)) => (network, length.parse::<u32>().ok()),
        None => (block, Some(128)),
    };
    let (Ok(network), Some(length)) = (network.parse::<IpAddr>(), length) else {
        return false;
    };
    match (network, ip.to_canonical()) {
        (IpAddr::V4(network), IpAddr::V4(ip)) => {
            let host_bits = 32_u32.saturating_sub(length);
            let mask = u32::MAX.checked_shl(host_bits).unwrap_or(0);
            network.to_bits() & mask == ip.to_bits() & mask
        }
        (IpAddr::V6(network), IpAddr::V6(ip)) => {
            let host_bits = 128_u32.saturating_sub(length);
            let mask = u128::MAX.checked_shl(host_bits).unwrap_or(0);
            network.to_bits() & mask == ip.to_bits() & mask
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_hold_their_addresses() {
        for (block, ip, held) in [
            ("192.0.2.0/24", "192.0.2.255", true),
            ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("192.0.2.7/32", "192.0.2.7", true),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("::/0", "2001:db8::1", true),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("192.0.2.0/24", "::ffff:192.0.2.1", true),
            ("nonsense", "192.0.2.1", false),
            ("192.0.2.0/x", "192.0.2.1", false),
        ] {
            assert_eq!(holds(block, ip.parse().unwrap()), held, "{block} {ip}");
        }
    }
}
