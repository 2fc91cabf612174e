"""The processes of a served site: started, started again when they end, stopped."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from consumer_protection.core import embedded
from consumer_protection.core.embedded.account import dressed

_PROJECT = Path(__file__).resolve().parents[2]
_HOST = "127.0.0.1"
_POLL_SECONDS = 0.2
_STOP_SECONDS = 30
_STEADY_SECONDS = 60
_LONGEST_PAUSE = 30

Say = Callable[[str], object]


class PortTaken(Exception):
    """Another program listens there; the message says what to do."""


@dataclass
class Child:
    """One process; ``failures`` counts its ends in a row without a long life."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started: float = 0.0
    due: float = 0.0

    def look_after(self, say: Say) -> None:
        """Start it again, after a pause that doubles while it keeps failing."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self._start(now)
        elif (code := self.process.poll()) is not None:
            self._bury()
            is_steady = now - self.started > _STEADY_SECONDS
            self.failures = 1 if is_steady else self.failures + 1
            pause = min(2 ** (self.failures - 1), _LONGEST_PAUSE)
            self.due = now + pause
            say(f"The {self.name} ended (exit {code}); it starts again in {pause} s.")

    def ask_to_stop(self) -> None:
        if self.process:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(deadline - time.monotonic(), 0.1))
        self._bury()

    def _start(self, now: float) -> None:
        self.started = now
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *self.command],
            cwd=_PROJECT,
            stdin=subprocess.DEVNULL,
            # Ctrl+C is for the supervisor, which then stops each in its own way.
            start_new_session=True,
            preexec_fn=dressed(None, signal.SIGTERM, []),
        )

    def _bury(self) -> None:
        """End the whole group: workers of a killed web server still hold the port."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


def check_port(port: int) -> None:
    with socket.socket() as probe:
        # As the web server does: a connection that has just closed is no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            message = f"Port {port} is taken ({error.strerror}): choose another with PORT=8001."
            raise PortTaken(message) from error


def run(data_dir: Path, port: int, *, say: Say, lines: Sequence[str]) -> None:
    """Serve until Ctrl+C or SIGTERM; say the lines once the site answers."""
    children = _children(data_dir, port)
    used = _embedded_used()
    unsaid = list(lines)
    with _stop_asked() as stop:
        while not stop:
            _keep_servers(data_dir, used, say)
            for child in children:
                child.look_after(say)
            if unsaid and _answers(port):
                say("\n".join(unsaid))
                unsaid = []
            time.sleep(_POLL_SECONDS)
        say("Stopping.")
        _stop(children)


def _children(data_dir: Path, port: int) -> list[Child]:
    schedule = data_dir / "beat"
    schedule.mkdir(parents=True, exist_ok=True)
    web = (
        f"gunicorn --workers 2 --bind {_HOST}:{port} --timeout 120 --log-level warning"
    )
    worker = "celery --quiet -A consumer_protection worker --concurrency 1 --loglevel WARNING"
    worker += " --without-gossip --without-mingle"
    beat = "celery --quiet -A consumer_protection beat --loglevel WARNING --pidfile="
    return [
        # Its control socket lies in the home folder, where two copies would meet.
        Child("web", [*web.split(), "--no-control-socket", "consumer_protection.wsgi"]),
        Child("worker", worker.split()),
        Child("scheduler", [*beat.split(), "--schedule", str(schedule / "schedule")]),
    ]


def _embedded_used() -> list[str]:
    given = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return [name for name, url in given.items() if not os.environ.get(url)]


def _keep_servers(data_dir: Path, used: list[str], say: Say) -> None:
    """A killed keeper takes its servers along; whoever still uses them starts one."""
    try:
        embedded.ensure(data_dir, used)
    except embedded.NotStarted as error:
        say(str(error))


def _answers(port: int) -> bool:
    """Any answer below 500 counts: ALLOWED_HOSTS may know only the public name."""
    web = http.client.HTTPConnection(_HOST, port, timeout=2)
    try:
        web.request("GET", "/health/live")
        return web.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()


@contextmanager
def _stop_asked() -> Iterator[list[int]]:
    """A list that is empty until a signal asks to stop."""
    asked: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [
        signal.signal(number, lambda got, _: asked.append(got)) for number in numbers
    ]
    try:
        yield asked
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _stop(children: list[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + _STOP_SECONDS
    for child in children:
        child.end(deadline)
