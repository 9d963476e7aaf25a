"""`python -m form_service`: waitress around the application, tuned for many slow visitors."""

import gc
import logging
import signal
import socket
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from functools import partial
from types import FrameType

from form_service.application import build_app
from form_service.processes import Crew
from form_service.server import SWITCH_SECONDS, Sockets, listen, make_server
from form_service.service import Service
from form_service.start import refuse, service_from_environment, start_background, start_service

log = logging.getLogger("form_service")


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; then finish what was begun."""
    sys.setswitchinterval(SWITCH_SECONDS)
    service = service_from_environment()
    try:
        sockets = listen(service.settings)
    except OSError as error:
        refuse(error)
    signal.signal(signal.SIGTERM, _stop)
    gc.freeze()  # what was made to start stays; searching it again and again for garbage costs
    if len(sockets) == 1:
        _serve_alone(service, sockets[0])
    else:
        _serve_together(service, sockets)


def _serve_alone(service: Service, sockets: Sockets) -> None:
    with closing(service.database):  # closed last: senders write down what they have sent
        background = start_background(service)
        _announce(sockets)
        try:
            _answer(service, sockets)
        finally:
            background.stop()


def _serve_together(checked: Service, sockets: Sequence[Sockets]) -> None:
    settings = checked.settings
    checked.database.close()  # each process opens its own: no connection survives a fork

    def answer(own: Sockets) -> None:
        _close(each for others in sockets for each in others if others is not own)
        service = start_service(settings)
        with closing(service.database):
            _answer(service, own)

    status = 0
    with suppress(KeyboardInterrupt), Crew(partial(answer, own) for own in sockets) as crew:
        _announce(sockets[0])
        _close(each for others in sockets for each in others)
        status = _lead(crew, start_service(settings))
    sys.exit(status)


def _lead(crew: Crew, service: Service) -> int:
    with closing(service.database):
        background = start_background(service)
        try:
            return crew.wait()
        finally:
            crew.tell()
            background.stop()


def _answer(service: Service, sockets: Sockets) -> None:
    make_server(build_app(service), service.settings, sockets).run()


def _announce(sockets: Sockets) -> None:
    for each in sockets:
        host, port = each.getsockname()[:2]
        log.info("serving on http://%s:%s", host, port)


def _close(sockets: Iterable[socket.socket]) -> None:
    for each in sockets:
        each.close()


def _stop(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough, however many ask
    raise SystemExit(0)


if __name__ == "__main__":
    main()
