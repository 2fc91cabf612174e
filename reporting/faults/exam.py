"""An examination of fifty, its web workers and its database killed meanwhile."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from education.management.exam_trial import Sitter
from reporting.benchmarks.folder import Folder
from reporting.benchmarks.processes import PROJECT, CommandFailed

_KILLS = 8
_BETWEEN = 1.5
# In the title of a process that serves the application's role.
_SESSION = b": app "
_START_SECONDS, _SIT_SECONDS = 60, 900


def trial(folder: Folder, seed: int, say: Callable[[str], Any]) -> dict[str, Any]:
    """What was acknowledged, lost, doubled, miscounted; and what the control found."""
    with folder.served():
        say("Preparing fifty people and fifty questions")
        told = json.loads(folder.run("fault_part", "prepare", role="owner").output)
        started = time.monotonic()
        with _web(folder) as web:
            say("Fifty people answer; web workers and the database are killed")
            sitters = [
                Sitter(folder.port, told["exam"], session, seed * 1000 + number)
                for number, session in enumerate(told["sessions"])
            ]
            for one in sitters:
                one.start()
            kills = _kill(folder, web, sitters, seed)
            for one in sitters:
                one.join(_SIT_SECONDS)
        seconds = time.monotonic() - started
        return _judged(folder, sitters, kills, seed, seconds)


def _judged(
    folder: Folder, sitters: list[Sitter], kills: list[str], seed: int, seconds: float
) -> dict[str, Any]:
    failures = [
        one.failure or "did not end" for one in sitters if one.failure or one.is_alive()
    ]
    kept = {str(one.paper): one.kept for one in sitters if one.paper}
    path = folder.path / "kept.json"
    path.write_text(json.dumps(kept), encoding="utf-8")
    found = _step(folder, "compare", path)
    control = _step(folder, "spoil", path)
    passed = not failures and not any(found.values()) and control["lost"] == 1
    return {
        "trial": "exam",
        "seed": seed,
        "people": len(sitters),
        "acknowledged": sum(len(one.kept) for one in sitters),
        "asked_again": sum(one.refused for one in sitters),
        "killed": kills,
        "seconds": round(seconds, 1),
        **found,
        "failures": failures,
        "control_lost": control["lost"],
        "passed": passed,
    }


def _step(folder: Folder, name: str, path: Path) -> dict[str, int]:
    told: dict[str, int] = json.loads(
        folder.run("fault_part", name, "--file", str(path), role="owner").output
    )
    return told


def _kill(
    folder: Folder, web: "subprocess.Popen[bytes]", sitters: list[Sitter], seed: int
) -> list[str]:
    """Mostly a web worker; once a session of the database, which makes PostgreSQL
    recover from its log."""
    luck, done = random.Random(seed), []  # noqa: S311
    for number in range(_KILLS):
        time.sleep(_BETWEEN)
        if not any(one.is_alive() for one in sitters):
            break
        is_database = number == _KILLS // 2
        below = _children(_postmaster(folder) if is_database else web.pid)
        if is_database:
            below = [pid for pid in below if _SESSION in _command(pid)]
        if below:
            with suppress(ProcessLookupError):
                os.kill(luck.choice(below), signal.SIGKILL)
            done.append("database session" if is_database else "web worker")
    return done


def _postmaster(folder: Folder) -> int:
    text = (folder.path / "postgres" / "postmaster.pid").read_text(encoding="utf-8")
    return int(text.split(maxsplit=1)[0])


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                if int(stat.rpartition(")")[2].split()[1]) == pid:
                    found.append(int(entry.name))
    return found


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


@contextmanager
def _web(folder: Folder) -> Iterator["subprocess.Popen[bytes]"]:
    """The web server of a served site, with more workers, answering."""
    words = f"gunicorn --workers 4 --bind 127.0.0.1:{folder.port} --timeout 120"
    command = [sys.executable, "-W", "ignore", "-m", *words.split()]
    command += ["--log-level", "critical", "--no-control-socket"]
    process = subprocess.Popen(
        [*command, "consumer_protection.wsgi"],
        cwd=PROJECT,
        env=folder.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_until_ready(folder.port)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        web = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with suppress(OSError, http.client.HTTPException):
            web.request("GET", "/health/live")
            if web.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise CommandFailed("The web server did not answer.")
