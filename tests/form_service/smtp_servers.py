"""Mail servers that misbehave in ways a polite one cannot be told to."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Behaviour = Callable[[socket.socket], None]


@contextmanager
def server(behave: Behaviour) -> Iterator[str]:
    """A listening server that treats each connection as told; yields its URL."""
    listener = socket.create_server(("127.0.0.1", 0))
    connections: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connections.append(connection)
            threading.Thread(target=_quietly, args=(behave, connection), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in connections:
            connection.close()
        thread.join(5)


def _quietly(behave: Behaviour, connection: socket.socket) -> None:
    with suppress(OSError):
        behave(connection)


def silent(connection: socket.socket) -> None:
    """Accepts the connection and says nothing."""
    connection.recv(1)


def one_byte_a_second(connection: socket.socket, seconds: float = 0.05) -> None:
    """Speaks so slowly that every single read succeeds."""
    for byte in b"220-" + b"x" * 10_000:
        connection.sendall(bytes([byte]))
        time.sleep(seconds)


def hangs_up_after(count: int, kept: list[bytes], *, seconds: float = 0.0) -> Behaviour:
    """Takes mails, keeps them, and drops every `count`th connection after DATA without a reply.

    Each mail is answered after some seconds.
    """
    lock, taken = threading.Lock(), [0]

    def behave(connection: socket.socket) -> None:
        stream = connection.makefile("rwb")
        say(stream, "220 ready")
        while line := stream.readline():
            command = line[:4].upper()
            if command == b"DATA":
                say(stream, "354 go on")
                mail = read_mail(stream)
                if mail is None:
                    return
                kept.append(mail)
                time.sleep(seconds)
                with lock:
                    taken[0] += 1
                    drops = taken[0] % count == 0
                if drops:
                    connection.shutdown(socket.SHUT_RDWR)
                    return
            say(stream, "250 fine")

    return behave


def say(stream: object, line: str) -> None:
    stream.write(line.encode() + b"\r\n")  # type: ignore[attr-defined]
    stream.flush()  # type: ignore[attr-defined]


def read_mail(stream: object) -> bytes | None:
    """None when the sender died before the dot: such a mail was never taken (RFC 5321, 4.1.1.4)."""
    lines: list[bytes] = []
    while (line := stream.readline()) != b".\r\n":  # type: ignore[attr-defined]
        if not line:
            return None
        lines.append(line)
    return b"".join(lines)
