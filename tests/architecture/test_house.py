"""The house keeps its plan: no circles, small files, few arrows."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.architecture.house import PACKAGES, PROJECT, name_of, sources, templates

LONGEST_FILE = 300
LONGEST_TEMPLATE = 150
LONGEST_SETTINGS = 400
MOST_ARROWS = 10
# The roof's files are lists of names; their length is watched in review.
LISTS = {"consumer_protection/settings.py", "consumer_protection/parts.py"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph(*PACKAGES)


def test_no_import_leads_back_to_where_it_began(graph):
    arrows = {
        room: graph.find_modules_directly_imported_by(room) for room in graph.modules
    }

    TopologicalSorter(arrows).prepare()  # raises CycleError, naming the rooms


def test_every_import_contract_holds():
    """In a process of its own: it would silence the loggers of this one."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo"]

    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)

    assert told.returncode == 0, told.stdout


def test_no_file_is_longer_than_it_may_be():
    too_long = {
        name_of(path): lines
        for path in sources()
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (LONGEST_SETTINGS if name_of(path) in LISTS else LONGEST_FILE)
    }

    assert too_long == {}


def test_no_template_is_longer_than_it_may_be():
    too_long = {
        name_of(path): lines
        for path in templates()
        if path.suffix == ".html"
        and (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > LONGEST_TEMPLATE
    }

    assert too_long == {}


def test_few_arrows_leave_each_file(graph):
    """Arrows between rooms; the files of one package are one room to each other."""
    crowded = {}
    for room in graph.modules:
        targets = {
            target
            for target in graph.find_modules_directly_imported_by(room)
            if not target.startswith("consumer_protection.core.models")
        }
        if len(targets) > MOST_ARROWS:
            crowded[room] = sorted(targets)

    assert crowded == {}


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{name_of(path)}:{inner.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []
