"""`python -m form_service`: waitress around the application, tuned for many slow visitors."""

import logging
import signal
import sys
from types import FrameType

from form_service.application import build_app
from form_service.server import SWITCH_SECONDS, make_server
from form_service.start import service_from_environment, start_background

log = logging.getLogger("form_service")


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; then finish what was begun."""
    sys.setswitchinterval(SWITCH_SECONDS)
    service = service_from_environment()
    server = make_server(build_app(service), service.settings)
    signal.signal(signal.SIGTERM, _stop)
    background = start_background(service)
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
