"""PostgreSQL and Valkey inside DATA_DIR, for machines without servers of their own.

Several commands share the servers of one DATA_DIR; they run while anybody uses
them. Nothing here needs Django.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from consumer_protection.core.embedded import locks
from consumer_protection.core.embedded.account import NotStarted
from consumer_protection.core.embedded.place import Place, place_of
from consumer_protection.core.embedded.server import tail
from consumer_protection.core.embedded.valkey import socket_path

__all__ = [
    "AlreadyServing",
    "NotStarted",
    "ensure",
    "postgres_url",
    "servers",
    "serving",
    "valkey_socket_url",
    "valkey_url",
]

_PROJECT = Path(__file__).resolve().parents[3]
_WAIT_SECONDS = 120


class AlreadyServing(Exception):
    """Another process serves this DATA_DIR; the message says which."""


def postgres_url(data_dir: Path, role: str = "app") -> str:
    sockets = place_of(data_dir).sockets
    return f"postgres://{role}@/consumer_protection?host={sockets}"


def valkey_url(data_dir: Path) -> str:
    """As Celery spells it."""
    return f"redis+socket://{socket_path(place_of(data_dir))}"


def valkey_socket_url(data_dir: Path) -> str:
    """As the redis client spells it."""
    return f"unix://{socket_path(place_of(data_dir))}"


@contextmanager
def servers(data_dir: Path, *, postgres: bool, valkey: bool) -> Iterator[None]:
    """Have the servers wanted run at least for the block."""
    wanted = {"postgres": postgres, "valkey": valkey}
    names = [name for name, is_wanted in wanted.items() if is_wanted]
    place = _made(data_dir)
    with ExitStack() as uses:
        for name in names:
            uses.enter_context(locks.held(place.lock(f"{name}.users"), shared=True))
        ensure(data_dir, names)
        yield


def ensure(data_dir: Path, names: list[str]) -> None:
    """Wait until the servers answer, with a new keeper where the old one was killed.

    Only for one who uses them, that is within ``servers``.
    """
    place = place_of(data_dir)
    deadline = time.monotonic() + _WAIT_SECONDS
    started = False
    while time.monotonic() < deadline:
        if _is_ready(place, names):
            return
        started = _start_keeper(place, started=started)
        time.sleep(0.02)
    raise NotStarted(f"The servers do not answer. {tail(place.log('keeper'))}")


@contextmanager
def serving(data_dir: Path) -> Iterator[None]:
    """Be the only one who serves this DATA_DIR."""
    place = _made(data_dir)
    path = place.lock("serving")
    with locks.tried(path) as handle:
        if handle is None:
            pid = path.read_text(encoding="ascii") or "unknown"
            raise AlreadyServing(
                f"{place.data_dir} is already being served (pid {pid})."
            )
        locks.write(handle, str(os.getpid()))
        yield


def _made(data_dir: Path) -> Place:
    place = place_of(data_dir)
    try:
        place.make()
    except PermissionError as error:
        message = f"{error.filename} is closed to this user: choose another DATA_DIR."
        raise NotStarted(message) from error
    return place


def _is_ready(place: Place, names: list[str]) -> bool:
    """What the keeper says counts only while it lives to hold its lock."""
    said, _ = _said(place)
    return not locks.is_free(place.lock("keeper")) and said.issuperset(names)


def _said(place: Place) -> tuple[set[str], str]:
    """The keeper's word: which servers are ready, and why it gave up."""
    try:
        word = json.loads(place.lock("keeper").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set(), ""
    return set(word["ready"]), word["error"]


def _start_keeper(place: Place, *, started: bool) -> bool:
    """Start a keeper unless one lives; the lock keeps starters in a row.

    An error left behind counts only for one who has waited for that keeper.
    """
    with locks.held(place.lock("start")):
        if not locks.is_free(place.lock("keeper")):
            return True
        _, error = _said(place)
        if started and error:
            raise NotStarted(error)
        place.lock("keeper").write_text("", encoding="ascii")
        _spawn_keeper(place)
    return True


def _spawn_keeper(place: Place) -> None:
    command = [sys.executable, "-P", "-m", f"{__name__}.keeper", str(place.data_dir)]
    with place.log("keeper").open("wb") as log:
        done = subprocess.run(
            command,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(_PROJECT)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            check=False,
        )
    if done.returncode != 0:
        raise NotStarted(f"The servers' keeper failed. {tail(place.log('keeper'))}")
