"""Prints HTML on paper: a child process that reaches nothing but our own assets."""

import base64
import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

_CHILD = Path(__file__).with_name("pdf_child.py")
# The child's answers, as its exit codes.
_REFUSED, _OUT_OF_MEMORY, _TOO_DEEP = 3, 4, 5
# What fontconfig and the loader need to see the same fonts as we do; no secrets.
_PASSED_ON = {
    "HOME", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one rendering may reach and use up."""

    assets: Path = Path(__file__).resolve().parents[3] / "static" / "documents"
    memory_bytes: int = 1536 * 1024 * 1024
    seconds: int = 120
    pictures: Mapping[str, bytes] = field(default_factory=dict)


ALLOWANCE = Allowance()


@dataclass(frozen=True, slots=True)
class PdfAttachment:
    """A file inside the PDF; readers garble any name that is not ASCII."""

    name: str
    body: bytes
    description: str = ""

    def __post_init__(self) -> None:
        if not self.name.isascii():
            raise ValueError("The name of an attachment must be ASCII.")


class RenderFailed(Exception):
    """No PDF was made; the message may be shown to the person who asked."""


def render_pdf(
    html: str,
    *,
    title: str,
    author: str = "",
    created: datetime | None = None,
    attachments: Sequence[PdfAttachment] = (),
    allowance: Allowance = ALLOWANCE,
) -> bytes:
    """`created` carries its time zone; with it, equal input gives equal bytes.

    Assets are addressed as ``asset:<file name>``, the pictures of ``allowance`` as
    ``picture:<name>``. Any other address fails the job.
    """
    request = {
        "html": html,
        "title": title,
        "author": author,
        "created": created.isoformat(timespec="seconds") if created else None,
        "attachments": [_packed(each) for each in attachments],
        "pictures": {
            name: base64.b64encode(body).decode()
            for name, body in allowance.pictures.items()
        },
        "assets": str(allowance.assets),
        "memory_bytes": allowance.memory_bytes,
        "seconds": allowance.seconds,
    }
    return _answer(_run(json.dumps(request).encode(), allowance.seconds))


def _packed(attachment: PdfAttachment) -> dict[str, str]:
    return {
        "name": attachment.name,
        "description": attachment.description,
        "body": base64.b64encode(attachment.body).decode(),
    }


def _run(request: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    bare = {name: os.environ[name] for name in _PASSED_ON & os.environ.keys()}
    command = [sys.executable, "-I", str(_CHILD)]
    try:
        return subprocess.run(
            command, input=request, capture_output=True, timeout=seconds, env=bare
        )
    except subprocess.TimeoutExpired as error:
        raise RenderFailed(_exhausted()) from error


def _answer(child: subprocess.CompletedProcess[bytes]) -> bytes:
    if child.returncode == 0 and child.stdout.startswith(b"%PDF-"):
        return child.stdout
    if child.returncode == _REFUSED:
        addresses = ", ".join(json.loads(child.stdout))
        raise RenderFailed(_("The document asks for what is not ours: %s") % addresses)
    if child.returncode == _TOO_DEEP:
        raise RenderFailed(_("The document is nested too deeply."))
    # The last line only: a traceback may quote the document.
    last = child.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    logger.error("The PDF child ended with code %s: %s", child.returncode, last[:200])
    # A negative code is a signal: GLib aborts where Python raises MemoryError.
    if child.returncode == _OUT_OF_MEMORY or child.returncode < 0:
        raise RenderFailed(_exhausted())
    raise RenderFailed(_("The document could not be laid out."))


def _exhausted() -> str:
    return _("The document needs more time or memory than it may use.")
