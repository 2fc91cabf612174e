"""The measures: their shape and their care with the folder; never their times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from consumer_protection.core.embedded import locks
from reporting.benchmarks.folder import BenchRunning, thrown_away
from reporting.benchmarks.invented import HEADERS, complaint_rows
from reporting.benchmarks.measures import Measure, keep, table
from reporting.benchmarks.processes import CommandFailed

PROJECT = Path(__file__).resolve().parents[2]
KEYS = {"name", "size", "ours_ms", "limit_ms", "ratio", "queries", "peak_mb"}


def bench(data_dir, *words):
    """(exit code, what was printed, what was said of it)."""
    left_out = ("DATABASE_ROLE", "DJANGO_SETTINGS_MODULE")
    environment = {k: v for k, v in os.environ.items() if k not in left_out}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", PROJECT / "manage.py", "bench", *words],
        env=environment | {"DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_small_run_writes_its_measures_and_leaves_nothing_else(tmp_path):
    sizes = ("--rows", "50", "--list-rows", "120")
    code, out, said = bench(
        tmp_path, "--only", "import", "--only", "list", *sizes, "--json"
    )

    assert code == 0, said
    rows = {row["name"]: row for row in json.loads(out)["rows"]}
    assert json.loads((tmp_path / "bench.json").read_text()) == json.loads(out)
    assert set(rows) == {
        "import.complaints",
        "import.complaints_again",
        "list.first_page",
        "list.filtered",
        "list.of_figure",
        "list.page_500",
        "list.search",
        "case.page",
    }
    assert all(set(row) >= KEYS for row in rows.values())
    assert all(row["ours_ms"] > 0 and row["limit_ms"] > 0 for row in rows.values())
    assert rows["import.complaints"]["size"] == 50
    assert rows["import.complaints"]["peak_mb"] > 0
    assert rows["list.first_page"]["size"] == 120
    assert rows["list.first_page"]["queries"] <= 8
    assert not (tmp_path / "bench").exists()
    assert not (tmp_path / "postgres").exists()


def test_a_part_that_is_none_is_refused(tmp_path):
    code, _out, said = bench(tmp_path, "--only", "nonsense")

    assert code == 2
    assert "import" in said


def test_a_step_is_refused_outside_the_folder_that_is_thrown_away(first_data):
    with pytest.raises(SystemExit, match="dev bench"):
        call_command("bench_part", "fill", count=5)


def test_two_runs_at_once_do_not_meet(tmp_path):
    with (
        locks.tried(tmp_path / "bench.lock"),
        pytest.raises(BenchRunning),
        thrown_away(tmp_path),
    ):
        pass


def test_the_folder_goes_when_a_measure_breaks(tmp_path):
    with pytest.raises(CommandFailed), thrown_away(tmp_path) as folder:
        assert folder.path.is_dir()
        raise CommandFailed

    assert not folder.path.exists()


def test_nothing_that_names_another_database_reaches_a_measured_command(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/production")
    monkeypatch.setenv("FIELD_KEYS", "00")

    with thrown_away(tmp_path) as folder:
        assert not {"DATABASE_URL", "FIELD_KEYS"} & set(folder.environment)
        assert folder.environment["DATA_DIR"] == str(folder.path)


@pytest.mark.parametrize(
    ("measure", "missed"),
    [
        (Measure("serve.start", None, 15_000), []),
        (Measure("serve.start", None, 15_001), ["time"]),
        (Measure("import.complaints", 1, 99_000, peak_mb=401), ["time", "memory"]),
        (Measure("list.filtered", 1, 1, queries=9), ["queries"]),
        (Measure("something.else", 1, 10**9), []),
    ],
)
def test_an_aim_is_missed_only_beyond_it(measure, missed):
    assert measure.missed == missed


def test_the_table_shows_ratio_and_aim(tmp_path):
    rows = [Measure("list.filtered", 100_000, 20.0, 5.0, queries=9)]

    head, line = table(rows)

    assert head.startswith("name")
    assert "100,000" in line
    assert " 4.0 " in line
    assert "missed" in line
    assert (
        json.loads(keep(rows, tmp_path / "x" / "bench.json"))["rows"][0]["ratio"] == 4
    )


def test_invented_rows_are_always_the_same_and_fit_their_headers():
    rows = list(complaint_rows(200, 2023))

    assert rows == list(complaint_rows(200, 2023))
    assert {len(row) for row in rows} == {len(HEADERS)}
    assert len({row[0] for row in rows}) == 200
    assert {row[1].year for row in rows} == {2023}
