"""Measures of the wording check, asked by its commands."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document

from reporting.benchmarks.folder import Folder
from reporting.benchmarks.measures import Measure
from reporting.benchmarks.processes import PROJECT

TEXTS = PROJECT / "tests" / "reviews" / "data" / "marketing_texts.json"
_PAGES = 100
_LINES_OF_A_PAGE = 28
_CLAUSES = (
    "第{n}条 借款人应当按照本合同约定的用途使用借款，不得挪作他用，并按期归还借款本息。",
    "贷款人有权对借款的使用情况进行检查，借款人应当予以配合并提供真实完整的资料。",
    "借款年利率为4.35%，按月结息，逾期部分按本合同利率加收百分之五十的罚息。",
    "因履行本合同发生争议的，双方协商解决；协商不成的，向贷款人所在地人民法院起诉。",
)


def wording(folder: Folder) -> Iterator[Measure]:
    """The texts with known hits where the tests are at hand, and a long contract."""
    if TEXTS.exists():
        yield _texts(folder)
    yield _contract(folder)


def _texts(folder: Folder) -> Measure:
    told = json.loads(folder.run("bench_wording", str(TEXTS)).output)
    note = (
        f"precision {told['precision']:.2%}, recall {told['recall']:.2%}, "
        f"blocks found {told['blocks_found']} of {told['blocks']}, "
        f"false blocks {told['false_blocks']}"
    )
    return Measure("wording.texts", told["texts"], told["ms"], note=note)


def _contract(folder: Folder) -> Measure:
    """From the file to the answer, the start of the command included."""
    path = folder.path / "contract.docx"
    write_contract(path, _PAGES)
    cost = folder.run("check_wording", str(path), "--kind", "contract", "--json")
    return Measure(
        "wording.contract",
        _PAGES,
        cost.ms,
        peak_mb=cost.peak_mb,
        cpu_ms=cost.cpu_ms,
    )


def write_contract(path: Path, pages: int) -> None:
    document = Document()
    for number in range(pages * _LINES_OF_A_PAGE):
        document.add_paragraph(_CLAUSES[number % len(_CLAUSES)].format(n=number + 1))
    out = BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())
