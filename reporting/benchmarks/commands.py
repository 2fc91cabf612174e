"""Measures of the commands people run: import, report, serve."""

import http.client
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from consumer_protection.core.documents.workbook import write_table
from reporting.benchmarks.folder import Folder
from reporting.benchmarks.invented import HEADERS, complaint_rows
from reporting.benchmarks.measures import Measure
from reporting.benchmarks.processes import PROJECT, CommandFailed, Cost
from reporting.demonstration import YEAR

LARGE_YEAR = 2023
_STARTS = 3
_START_SECONDS = 120
_STOP_SECONDS = 40


def imports(folder: Folder, rows: int) -> list[Measure]:
    """The ledger of one large year, then the very same file once more."""
    path = folder.path / "large.xlsx"
    path.write_bytes(write_table(HEADERS, complaint_rows(rows, LARGE_YEAR)))
    floor = _floor(folder, "read_and_copy", path)
    first = _imported(folder, path, taken=rows)
    floor_again = _floor(folder, "read_and_fetch", path)
    again = _imported(folder, path, known=rows)
    return [
        _measure("import.complaints", rows, first, floor),
        _measure("import.complaints_again", rows, again, floor_again),
    ]


def _imported(folder: Folder, path: Path, **expected: int) -> Cost:
    cost = folder.run("import_ledger", "complaints", str(path), "--json")
    told = json.loads(cost.output)
    if any(told[name] != count for name, count in expected.items()):
        raise CommandFailed(f"Expected {expected} of the import.")
    return cost


def _floor(folder: Folder, name: str, path: Path) -> float:
    told = json.loads(folder.run("bench_part", name, "--file", str(path)).output)
    return float(told["ms"])


def report(folder: Folder, name: str, period: str) -> Measure:
    """All files of the annual report of a year."""
    out = folder.path / "reports"
    words = ("build_report", "annual_work", "--period", period, "--out", str(out))
    cost = folder.run(*words)
    data = json.loads((out / f"annual_work-{period}.json").read_text(encoding="utf-8"))
    return _measure(name, data["figures"]["complaints.received"]["value"], cost)


def demo_report(folder: Folder) -> Measure:
    return report(folder, "report.demo_year", YEAR)


def large_report(folder: Folder) -> Measure:
    return report(folder, "report.large_year", str(LARGE_YEAR))


def _measure(name: str, size: int, cost: Cost, floor: float | None = None) -> Measure:
    return Measure(name, size, cost.ms, floor, peak_mb=cost.peak_mb, cpu_ms=cost.cpu_ms)


def serve_start(folder: Folder) -> Measure:
    """From the command to the first "ready", its servers started with it."""
    return Measure(
        "serve.start", None, median(_started(folder) for _run in range(_STARTS))
    )


def _started(folder: Folder) -> float:
    folder.wait_until_idle()
    command = [sys.executable, "-W", "ignore", str(PROJECT / "manage.py"), "serve"]
    log = folder.path / "serve.log"
    with log.open("wb") as target:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=folder.environment,
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.STDOUT,
        )
        try:
            while not _is_ready(folder.port):
                if (
                    process.poll() is not None
                    or time.perf_counter() - started > _START_SECONDS
                ):
                    raise CommandFailed(f"serve: {log.read_text(encoding='utf-8')}")
                time.sleep(0.05)
            return (time.perf_counter() - started) * 1000
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_STOP_SECONDS)


def _is_ready(port: int) -> bool:
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        web.request("GET", "/health/ready")
        return web.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()
