#!/usr/bin/env python
"""Django's command line, with the embedded servers around commands that need them."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from django.core.management import execute_from_command_line

from consumer_protection.core import embedded

_WITHOUT_DATABASE = (
    "bench",
    "collectstatic",
    "compilemessages",
    "help",
    "makemessages",
    "version",
)
_AS_OWNER = ("dbshell", "flush", "makemigrations", "migrate", "sqlmigrate", "test")
_WITH_BROKER = ("demo", "serve")


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consumer_protection.settings")
    here = Path(__file__).resolve().parent
    data_dir = Path(os.environ.get("DATA_DIR") or here / ".data").resolve()
    # Absolute, so that processes started elsewhere mean the same folder.
    os.environ["DATA_DIR"] = str(data_dir)
    command = arguments[1] if len(arguments) > 1 else "help"
    if command in _AS_OWNER:
        os.environ["DATABASE_ROLE"] = "owner"
    with ExitStack() as servers:
        if not (command in _WITHOUT_DATABASE or {"-h", "--help"} & set(arguments)):
            _start(servers, data_dir, command)
        execute_from_command_line(arguments)


def _start(servers: ExitStack, data_dir: Path, command: str) -> None:
    postgres = not os.environ.get("DATABASE_URL")
    valkey = not os.environ.get("REDIS_URL") and command in _WITH_BROKER
    wanted = embedded.servers(data_dir, postgres=postgres, valkey=valkey)
    try:
        if postgres or valkey:
            servers.enter_context(wanted)
    except embedded.NotStarted as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv)
