"""The network is closed: Python code of a test reaches this machine and nothing else."""

import ipaddress
import sys


class NetworkClosedError(RuntimeError):
    """Not an OSError on purpose: code that expects a failing network must not swallow it."""


def is_here(host: object) -> bool:
    """Whether a host as given to a socket is this machine."""
    if isinstance(host, bytes):
        host = host.decode("idna")
    if host is None or host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_strangers(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # None: a unix socket
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_here(host):
        raise NetworkClosedError(f"a test asked the network for {host!r} ({event})")


def close_network() -> None:
    """Install the refusal for the rest of this process (an audit hook cannot be taken back)."""
    sys.addaudithook(_refuse_strangers)
