"""What a command costs: time on the clock, processor time, memory at its highest."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_POLL_SECONDS = 0.02
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE = 1_000_000
# Fields of /proc/PID/stat behind the name, counted from the state.
_PARENT, _OWN_TIME, _WAITED_TIME = 1, slice(11, 13), slice(13, 15)


class CommandFailed(Exception):
    """A command that is measured did not do its work; the message is its last words."""


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu_ms`` and ``peak_mb`` are of the command with its children; the memory is
    what each holds, so that pages they share are counted more than once."""

    ms: float
    cpu_ms: float
    peak_mb: float
    output: str


def manage(*words: str, environment: Mapping[str, str]) -> Cost:
    """Run a command of manage.py to its end. Raises CommandFailed."""
    command = [sys.executable, "-W", "ignore", str(PROJECT / "manage.py"), *words]
    log = Path(environment["DATA_DIR"]) / "command.log"
    with log.open("w+", encoding="utf-8") as target:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.STDOUT,
        )
        code, cpu_seconds, peak = _watched(process)
        seconds = time.perf_counter() - started
    output = log.read_text(encoding="utf-8")
    if code:
        last = "\n".join(output.splitlines()[-8:])
        raise CommandFailed(f"{' '.join(words)} ended with {code}: {last}")
    return Cost(seconds * 1000, cpu_seconds * 1000, peak, output)


def _watched(process: subprocess.Popen[bytes]) -> tuple[int, float, float]:
    """Exit code, processor seconds, megabytes at the highest."""
    peak = 0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu = usage.ru_utime + usage.ru_stime
            return process.returncode, cpu, peak / _MEGABYTE
        peak = max(peak, sum(map(_resident, _tree(process.pid))))
        time.sleep(_POLL_SECONDS)


def server_seconds(data_dir: Path) -> float:
    """Processor time of the folder's PostgreSQL so far, sessions that ended included."""
    try:
        text = (data_dir / "postgres" / "postmaster.pid").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    first = int(text.split(maxsplit=1)[0])
    ticks = sum(map(int, _stat(first)[_WAITED_TIME]))
    for pid in _tree(first):
        ticks += sum(map(int, _stat(pid)[_OWN_TIME]))
    return ticks / _TICKS


def _tree(root: int) -> Iterator[int]:
    """The process and everything below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            below.setdefault(int(stat[_PARENT]), []).append(int(entry.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += below.get(pid, [])


def _stat(pid: int) -> list[str]:
    """Empty for a process that has ended; a name may hold blanks and brackets."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _resident(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.split()[1]) * _PAGE_BYTES
