"""Which addresses a page may be fetched from."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_GLOBAL_UNICAST = ip_network("2000::/3")
"""The only block of IPv6 that is given out for the public network (IANA, IPv6 address space)."""

_NAT64 = ip_network("64:ff9b::/96")
"""IPv4 inside IPv6 on networks that have no IPv4 of their own (RFC 6052)."""

_NEVER = (
    ip_network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
    ip_network("192.0.0.0/24"),  # protocol assignments, RFC 6890
    ip_network("192.31.196.0/24"),  # answered by the network at hand, RFC 7535
    ip_network("192.175.48.0/24"),  # the same, RFC 7534
    ip_network("2620:4f:8000::/48"),  # the same, RFC 7534
    ip_network("192.52.193.0/24"),  # multicast relays, RFC 7450
    ip_network("2001::/23"),  # protocol assignments, RFC 2928; Teredo is one of them
    ip_network("2001:db8::/32"),  # documentation
    ip_network("3fff::/20"),  # documentation, RFC 9637
    ip_network("2002::/16"),  # 6to4, RFC 7526
)


def is_public(address: Address, *, also: Sequence[Network] = ()) -> bool:
    """Whether ``address`` is one of the public network, or in one of ``also``.

    IPv4 mapped into IPv6 and NAT64 forms are judged by the IPv4 address they carry; 6to4 and Teredo are refused.
    """
    address = _unwrapped(address)
    if any(address in network for network in also if network.version == address.version):
        return True
    if any(address in network for network in _NEVER if network.version == address.version):
        return False
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def parse_address(host: str) -> Address:
    """Read an address as the socket layer names it, an IPv6 scope left out."""
    return ip_address(host.partition("%")[0])


def _unwrapped(address: Address) -> Address:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
