//! Which addresses are the open network's: an outsider who can name an address must not reach what lies behind this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// What is said of a private address; [`super::client`] knows the refusal by it.
pub(super) const REFUSED: &str = "the address lies in a private network";

/// Whether an address belongs to the open network.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast() || ip.is_documentation();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmark = a == 198 && (b == 18 || b == 19);
    !(special || shared || benchmark || a == 0 || a >= 240 || (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    if let Some(v4) = ip.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    // Addresses that carry one of the older kind: by translation, and by tunnel.
    if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(inner(s[6], s[7]));
    }
    if s[0] == 0x2002 {
        return is_public_v4(inner(s[1], s[2]));
    }
    // Of all others only 2000::/3 is the open network, without documentation, Teredo and benchmarks.
    s[0] & 0xe000 == 0x2000 && !(s[0] == 0x2001 && matches!(s[1], 0 | 2 | 0xdb8)) && s[0] != 0x3fff
}

/// Resolves names, and refuses those that lead into a private network: on the first request, on each redirect, and whatever the
/// name meant a moment before.
#[derive(Debug, Default)]
pub(super) struct PublicOnly {
    inner: DefaultResolver,
    own: Vec<SocketAddr>,
}

impl PublicOnly {
    /// Refuses all private addresses besides these.
    pub(super) fn besides(own: Vec<SocketAddr>) -> PublicOnly {
        PublicOnly { own, ..PublicOnly::default() }
    }
}

impl Resolver for PublicOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        let addresses: Vec<SocketAddr> = found.iter().copied().collect();
        addresses.iter().filter(|a| is_public(a.ip()) || self.own.contains(a)).for_each(|a| public.push(*a));
        if public.is_empty() {
            return Err(ureq::Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, REFUSED)));
        }
        Ok(public)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks_are_known() {
        let private = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "100::1",
        ];
        for ip in private {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }
}
