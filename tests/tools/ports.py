"""Ports on loopback for servers that another process opens."""

import socket
import sys

_held: list[socket.socket] = []


def reserve_port() -> int:
    """A port that nobody listens on, and that nobody gets by chance as long as this process lives.

    A socket that is bound and does not listen holds it: on Linux the kernel then gives the port
    neither to who asks for any port nor to an outgoing connection, and only who names it may listen
    there, with SO_REUSEADDR as every server sets it (socket(7), ip(7)). Elsewhere such a socket
    would keep the server itself away, so the port is merely free at this moment.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    port: int = holder.getsockname()[1]
    if sys.platform == "linux":
        _held.append(holder)
    else:
        holder.close()
    return port
