"""Where a request comes from: the address that counts for limits, and whether it is this machine itself."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from sanic import Request

# What a proxy adds. Whoever sends one of these comes through one, or wants us to think so.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
# One household or phone is given this many bits of an IPv6 address, and chooses the rest (RFC 6177).
_PREFIX = 64


def address_of(request: Request) -> str | None:
    """Whom a request counts for: an IPv4 address or an IPv6 network; None for who works on this machine itself.

    A proxy's word on the address is taken only where the settings name one (PROXIES_COUNT, REAL_IP_HEADER).
    """
    address = _parsed(request.client_ip) or _parsed(request.ip)
    if address is None or address.is_loopback:
        return None
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _PREFIX), strict=False))
    return str(address)


def is_here(request: Request) -> bool:
    """Whether a request was made on this machine, and passed on by nobody."""
    return address_of(request) is None and not any(name in request.headers for name in _FORWARDED)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
