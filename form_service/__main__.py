"""`python -m form_service`: waitress around the application, tuned for many slow visitors."""

import logging
import signal
from types import FrameType

from form_service.application import build_app
from form_service.background import Background
from form_service.server import make_server
from form_service.start import service_from_environment

log = logging.getLogger("form_service")


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; then finish what was begun."""
    service = service_from_environment()
    background = Background(service)
    server = make_server(build_app(service), service.settings)
    signal.signal(signal.SIGTERM, _stop)
    if service.settings.delivery == "thread":
        background.start()
    log.info("serving on http://%s:%s", server.effective_host, server.effective_port)
    try:
        server.run()
    finally:
        background.stop()
        service.database.close()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
