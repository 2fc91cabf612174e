"""Reads the text of documents people bring: .docx, .xlsx, .pdf or .txt."""

from dataclasses import replace
from pathlib import Path, PurePath

from consumer_protection.core.documents.child import answers
from consumer_protection.core.documents.gate import LIMITS, Limits
from consumer_protection.core.documents.refusals import FileRefused
from consumer_protection.core.documents.text_refusals import TextRefused

KINDS = ("docx", "xlsx", "pdf", "txt")
# Characters of the longest text: about three thousand pages.
LONGEST = 3_000_000
TEXT_LIMITS = replace(LIMITS, characters=LONGEST, cpu_seconds=60, wall_seconds=90)


def kind_of(file_name: str) -> str:
    """Raises TextRefused; names of macro documents say so themselves."""
    extension = PurePath(file_name).suffix.lower().removeprefix(".")
    if extension in {"docm", "dotm", "xlsm", "xltm", "xlam"}:
        raise TextRefused("macro")
    if extension not in KINDS:
        raise TextRefused("unknown_kind")
    return extension


def read_text(path: Path, file_name: str, limits: Limits = TEXT_LIMITS) -> str:
    """The text, paragraphs and cells in lines; raises TextRefused.

    The file is opened in a limited child process only.
    """
    kind = kind_of(file_name)
    if not path.is_file():
        raise TextRefused("missing")
    if not path.stat().st_size:
        raise TextRefused("empty")
    if path.stat().st_size > limits.file_bytes:
        raise TextRefused("too_large")
    request = {"path": str(path.resolve()), "kind": kind}
    try:
        text = "\n".join(answers("text_child", request, limits))
    except FileRefused as refused:
        raise TextRefused(refused.code) from refused
    if not text.strip():
        raise TextRefused("empty")
    return text
