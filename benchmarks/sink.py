"""A mail server that takes everything and keeps nothing; prints the port it listens on."""

import socketserver
import sys


class Session(socketserver.StreamRequestHandler):
    """One connection, spoken to as RFC 5321 asks and no further."""

    wbufsize = -1

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() not in {b".\r\n", b""}:
                    pass
            self._say("221 bye" if command == b"QUIT" else "250 fine")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def main() -> None:
    with Server(("127.0.0.1", 0), Session) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
