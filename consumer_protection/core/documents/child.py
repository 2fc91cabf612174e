"""Runs risky work on a stranger's file in a bare, limited child process."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from os import SEEK_END
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryFile, gettempdir
from threading import Timer
from typing import IO, Any

from consumer_protection.core.documents.gate import Limits
from consumer_protection.core.documents.refusals import FileRefused

logger = logging.getLogger(__name__)

# The package is put in place by hand, without running its __init__: the child
# needs neither Celery nor settings, and starts in a fifth of the time.
_BOOT = """
import importlib, sys, types
house = types.ModuleType("consumer_protection")
house.__path__ = [sys.argv[1]]
sys.modules["consumer_protection"] = house
importlib.import_module("consumer_protection.core.documents." + sys.argv[2]).main()
"""
_LAST_BYTES = 4096
_PLACE = re.compile(r' +File ".+", line \d+')
_HOUSE = str(Path(__file__).resolve().parents[2])


def answers(module: str, request: dict[str, Any], limits: Limits) -> Iterator[Any]:
    """The lines `module` answers; raises FileRefused when it refuses or dies.

    The environment is bare and Python isolated: no secret goes along.
    """
    command = [sys.executable, "-I", "-c", _BOOT, _HOUSE, module]
    bare = {"TMPDIR": gettempdir()}
    with (
        TemporaryFile() as told,
        subprocess.Popen(
            command, stdin=PIPE, stdout=PIPE, stderr=told, env=bare
        ) as child,
    ):
        alarm = Timer(limits.wall_seconds, child.kill)
        alarm.start()
        try:
            _ask(child, {**request, "limits": asdict(limits)})
            yield from _told(child)
        except _Died:
            raise FileRefused(_verdict(child.wait(), told)) from None
        finally:
            alarm.cancel()
            child.kill()


def _ask(child: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    if child.stdin is not None:
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps(request).encode())
            child.stdin.close()


def _told(child: subprocess.Popen[bytes]) -> Iterator[Any]:
    for line in child.stdout or ():
        # A child killed in the middle of a line leaves half of it.
        if not line.endswith(b"\n"):
            break
        message = json.loads(line)
        if isinstance(message, dict) and "refused" in message:
            raise FileRefused(message["refused"])
        if message == {"is_done": True}:
            return
        yield message
    raise _Died


class _Died(Exception):
    """The child ended without having said that it is done."""


def _verdict(code: int, told: IO[bytes]) -> str:
    """A negative code is a signal: out of time, or out of memory.

    Of what the child complained about only the place and the kind of its error are
    logged: the message may hold what the file says."""
    size = told.seek(0, SEEK_END)
    told.seek(max(0, size - _LAST_BYTES))
    lines = told.read().decode(errors="replace").splitlines()
    place = next((one for one in reversed(lines) if _PLACE.match(one)), "")
    error = lines[-1].partition(":")[0] if lines else ""
    logger.warning(
        "The child reading a file ended with code %s: %s %s",
        code,
        error,
        place.strip(),
    )
    return "too_complex" if code < 0 else "damaged"
