"""The process that keeps the embedded servers while somebody uses them.

It belongs to no command: whoever came first may leave first. A user of a server
holds a shared lock; when the keeper gets that lock alone, nobody is left, however
the last one ended. Run as a module with DATA_DIR as its argument.
"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path

from consumer_protection.core.embedded import locks
from consumer_protection.core.embedded.account import NotStarted
from consumer_protection.core.embedded.place import Place, place_of
from consumer_protection.core.embedded.postgres import postgres
from consumer_protection.core.embedded.server import Server
from consumer_protection.core.embedded.valkey import valkey

_POLL_SECONDS = 0.2
_TRIES = 3


def main(data_dir: str) -> None:
    """Take the keeper's lock and go on in the background with it.

    The lock goes to the child with the file, so the caller who has waited for
    this process finds it taken.
    """
    place = place_of(Path(data_dir))
    with locks.tried(place.lock("keeper")) as handle:
        if handle is not None and os.fork() == 0:
            _keep(place, handle)


def _keep(place: Place, handle: int) -> None:
    servers: list[Server] = []
    try:
        place.make_sockets()
        servers += [postgres(place), valkey(place)]
        while _look_after(servers, handle):
            time.sleep(_POLL_SECONDS)
    except NotStarted as error:
        _tell(handle, [], error=str(error))
    except OSError as error:
        _tell(handle, [], error=f"The embedded servers cannot run: {error}")
    finally:
        for server in servers:
            server.stop()
        # Else every DATA_DIR ever used leaves a folder in /tmp.
        with contextlib.suppress(OSError):
            place.sockets.rmdir()


def _look_after(servers: list[Server], handle: int) -> bool:
    """Run what is used, stop what is not; whether anybody is left."""
    used = False
    for server in servers:
        with locks.tried(server.place.lock(f"{server.name}.users")) as alone:
            if alone is None:
                used = True
                _keep_up(server)
            elif server.process:
                server.stop()
            # Before the lock goes: the next user must not read "ready" of a dead one.
            _tell(handle, servers)
    return used


def _keep_up(server: Server) -> None:
    for attempt in range(_TRIES):
        if server.is_running:
            return
        try:
            server.start()
        except NotStarted:
            if attempt == _TRIES - 1:
                raise
            time.sleep(_POLL_SECONDS)


def _tell(handle: int, servers: list[Server], error: str = "") -> None:
    ready = [server.name for server in servers if server.is_running]
    locks.write(handle, json.dumps({"ready": ready, "error": error}))


if __name__ == "__main__":
    main(sys.argv[1])
