"""Keys derived from the one secret, and the keyed hashes that stand for addresses."""

import hashlib
import hmac
import ipaddress
from functools import cache, lru_cache

from itsdangerous import BadSignature, URLSafeSerializer

HASH_BYTES = 16


class Keys:
    """One key per purpose, so that no signature or hash serves another's."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._derived: dict[str, bytes] = {}
        self._serializer = cache(self._make_serializer)

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose."""
        if purpose not in self._derived:
            text = f"helpcenter:{purpose}".encode()
            self._derived[purpose] = hmac.digest(self._secret, text, "sha256")
        return self._derived[purpose]

    def keyed_hash(self, purpose: str, value: str) -> str:
        """A stable stand-in for `value` that nobody without the secret can compute or reverse."""
        digest = hmac.digest(self.derive(purpose), value.encode(), "sha256")
        return digest[:HASH_BYTES].hex()

    def sign(self, purpose: str, value: object) -> str:
        """`value` (JSON) with a signature, safe in an address."""
        return str(self._serializer(purpose).dumps(value))

    def read_signed(self, purpose: str, text: str) -> object | None:
        """What `sign` was given; None when the signature does not fit."""
        try:
            value: object = self._serializer(purpose).loads(text)
        except BadSignature:
            return None
        return value

    def _make_serializer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(
            self.derive(purpose), salt=purpose, signer_kwargs={"digest_method": hashlib.sha256}
        )


def host_of(address: str) -> str:
    """What one household or machine has: an IPv4 address, or the /64 of an IPv6 one."""
    return _network(address, four=32, six=64)


def network_of(address: str) -> str:
    """The neighbourhood: /24 of IPv4, /48 of IPv6."""
    return _network(address, four=24, six=48)


@lru_cache(maxsize=4096)
def _network(address: str, *, four: int, six: int) -> str:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network((parsed, four if parsed.version == 4 else six), strict=False))
