"""One server process: started, watched, stopped, its traces cleared."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from consumer_protection.core.embedded.account import NotStarted, dressed
from consumer_protection.core.embedded.place import Place

_START_SECONDS = 60
_STOP_SECONDS = 20
_LOG_BYTES = 5_000_000
_PROGRAMS = (b"postgres", b"valkey-server")


@dataclass
class Server:
    """``mark`` stands in the command line of every process of this server alone;
    ``command`` prepares the folders and gives the command line; ``is_ready`` is
    asked with the process id; ``finish`` runs once per start, before any user."""

    name: str
    place: Place
    mark: str
    command: Callable[[Place], list[str]]
    is_ready: Callable[[Place, int], bool]
    finish: Callable[[Place], None]
    stop_signal: signal.Signals
    process: subprocess.Popen[bytes] | None = None
    _log_start: int = 0

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        _await_end(self.mark)
        log = _log(self.place.log(self.name))
        self._log_start = log.stat().st_size if log.exists() else 0
        self.process = spawn(
            self.command(self.place), self.place, self.name, self.stop_signal
        )
        self._await_ready(self.process)
        self.finish(self.place)

    def stop(self) -> None:
        if self.process is None:
            return
        for number in (self.stop_signal, signal.SIGQUIT, signal.SIGKILL):
            self.process.send_signal(number)
            try:
                self.process.wait(_STOP_SECONDS)
                break
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if self.is_ready(self.place, process.pid):
                return
            time.sleep(0.01)
        self.stop()
        log = tail(self.place.log(self.name), since=self._log_start)
        message = f"{self.name} did not start. {log}"
        raise NotStarted(message)


def spawn(
    command: list[str], place: Place, name: str, death: signal.Signals
) -> subprocess.Popen[bytes]:
    """A process of the servers' account that ends with this one, logged under name."""
    reach = [Path(command[0]), place.data_dir, place.sockets.parent]
    with _log(place.log(name)).open("ab") as log:
        try:
            prepare = dressed(place.account, death, reach)
            return subprocess.Popen(
                command,
                cwd="/",
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=prepare,
            )
        except (OSError, subprocess.SubprocessError) as error:
            who = place.account.name if place.account else "this user"
            message = f"{name} cannot run as {who} ({error}): run this as an ordinary user, or choose another DATA_DIR."
            raise NotStarted(message) from error


def environment() -> dict[str, str]:
    """Nothing of the caller's: a PGOPTIONS or LC_ALL there would change the server."""
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}


def tail(path: Path, *, since: int = 0) -> str:
    """The end of a log from that byte on, for the person whose command failed."""
    text = path.read_bytes()[since:].decode(errors="replace") if path.exists() else ""
    return f"The end of {path}:\n" + "\n".join(text.splitlines()[-8:])


def _log(path: Path) -> Path:
    """One old log is kept beside the current one."""
    if path.exists() and path.stat().st_size > _LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path


def _await_end(mark: str) -> None:
    """Let processes of an earlier, killed server go; two must never share a folder.

    After kill -9 of the keeper or of the postmaster they are still on their way
    out for a moment.
    """
    deadline = time.monotonic() + _STOP_SECONDS / 2
    while left := list(_still_running(mark.encode())):
        if time.monotonic() > deadline:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def _still_running(mark: bytes) -> Iterator[int]:
    """By what everybody may read: root in a container may not follow /proc links."""
    for entry in Path("/proc").iterdir():
        is_server = _read(entry / "comm").strip() in _PROGRAMS
        if is_server and mark in _read(entry / "cmdline"):
            yield int(entry.name)


def _read(path: Path) -> bytes:
    """Empty for processes that have ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
