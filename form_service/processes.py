"""Several web processes behind one port: Python uses one core in each.

the process that was started ──fork──▶ web processes: accept, answer, store
    ├── delivers mail, keeps house
    └── ends: the others see the end of their pipe, also after kill -9, and finish what was begun
one of the web processes ends ──▶ all end, for whoever started the service to start it again
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)


class Crew:
    """The web processes. Before they are begun there must be neither threads nor connections."""

    def __init__(self, works: Iterable[Callable[[], None]]) -> None:
        self._reading, writing = os.pipe()
        self._writing: int | None = writing
        self._processes = {self._begin(work) for work in works}

    def _begin(self, work: Callable[[], None]) -> int:
        process = os.fork()
        if process:
            return process
        self.tell()  # only the first process holds this end
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to hear
        threading.Thread(target=_end_with, args=(self._reading,), daemon=True).start()
        os._exit(_status_of(work))

    def wait(self) -> int:
        """Until one of them has ended without being told to; its exit status, never 0."""
        process, status = os.wait()
        self._processes.discard(process)
        code = os.waitstatus_to_exitcode(status)
        log.error("a web process ended with status %s, and so do the others", code)
        return max(code, 1)

    def tell(self) -> None:
        """All shall end."""
        if self._writing is not None:
            os.close(self._writing)
            self._writing = None

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_error: object) -> None:
        """Wait until all have ended."""
        self.tell()
        for process in self._processes:
            os.waitpid(process, 0)


def _end_with(reading: int) -> None:
    """End this process as soon as nobody holds the other end of the pipe any more."""
    os.read(reading, 1)
    main = threading.main_thread().ident
    assert main is not None
    signal.pthread_kill(main, signal.SIGTERM)  # wakes that very thread


def _status_of(work: Callable[[], None]) -> int:
    try:
        work()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except Exception:  # what a process of its own would print
        log.exception("a web process failed")
        return 1
    return 0
