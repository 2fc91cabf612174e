"""Files kept beside records: taken only when extension and content agree."""

import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

import puremagic
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from consumer_protection.core import files, trail
from consumer_protection.core.models import Attachment, User

LIMIT = 20 * 1024 * 1024
# Extension → type we serve it as; the browser's claim is never used.
TYPES = MappingProxyType(
    {
        "pdf": "application/pdf",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "txt": "text/plain",
    }
)
# What an Office file must hold to be what it says; macros make it none of these.
_PARTS = MappingProxyType({"docx": "word/document.xml", "xlsx": "xl/workbook.xml"})

# What no text holds: control characters but tab, line break and page break.
_BINARY = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\ufffe\\uffff]")


class FileUnfit(ValueError):
    """The file is not taken; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Upload:
    """``proves_from`` and ``proves_to``: the period the file is evidence of, both
    days included, apart from the day of upload."""

    name: str
    content: bytes
    proves_from: date | None = None
    proves_to: date | None = None


@transaction.atomic
def attach(
    record: Model, upload: Upload, *, unit_id: int, actor: User, at: datetime
) -> Attachment:
    """Keep a file beside a record. Raises FileUnfit; then nothing is kept."""
    trail.acting_as(actor)
    media_type = sniffed_type(upload)
    if (
        upload.proves_from
        and upload.proves_to
        and upload.proves_to < upload.proves_from
    ):
        raise FileUnfit(_("The period it proves ends before it begins."))
    stored = files.store(upload.content)
    kept = Attachment.objects.create(
        stored_as=stored.stored_as,
        unit_id=unit_id,
        noun=record._meta.label_lower,
        record_id=record.pk,
        name=PurePath(upload.name).name[-200:],
        media_type=media_type,
        size=stored.size,
        sha256=stored.sha256,
        proves_from=upload.proves_from,
        proves_to=upload.proves_to,
        uploaded_by=actor,
        uploaded_at=at,
    )
    changes = {"file": kept.name, "sha256": kept.sha256}
    trail.record(record, "attached", actor=actor, at=at, changes=changes)
    return kept


def having(records: Sequence[Model]) -> set[int]:
    """The ids of those records, all of one noun, that have a file beside them."""
    if not records:
        return set()
    noun = records[0]._meta.label_lower
    ids = [one.pk for one in records]
    found = Attachment.objects.filter(noun=noun, record_id__in=ids)
    return set(found.values_list("record_id", flat=True))


def of_record(record: Model) -> QuerySet[Attachment]:
    """The record's files; reading the record is the permission."""
    noun = record._meta.label_lower
    return Attachment.objects.filter(noun=noun, record_id=record.pk).select_related(
        "uploaded_by"
    )


def sniffed_type(upload: Upload) -> str:
    """The type to serve the file as, when extension, content and structure agree."""
    extension = PurePath(upload.name).suffix.lower().removeprefix(".")
    if extension not in TYPES:
        raise FileUnfit(_("Only these kinds of files are kept: %s") % ", ".join(TYPES))
    if not upload.content:
        raise FileUnfit(_("The file is empty."))
    if len(upload.content) > LIMIT:
        raise FileUnfit(_("The file is larger than 20 MB."))
    if not _is_what_it_says(upload.content, extension):
        raise FileUnfit(_("The content is not what the file's name says."))
    return TYPES[extension]


def _is_what_it_says(content: bytes, extension: str) -> bool:
    if extension in _PARTS:
        return _is_office(content, _PARTS[extension])
    if extension == "txt":
        return plain_text(content) is not None
    try:
        found: Any = puremagic.magic_string(content[:4096])
    except puremagic.PureError:
        return False
    kinds = {match.extension.lower().lstrip(".") for match in found}
    return extension in kinds or (extension == "jpeg" and "jpg" in kinds)


def plain_text(content: bytes) -> str | None:
    """What a file of plain text says; None where it is something else."""
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            return None if _BINARY.search(text) else text
    return None


def _is_office(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except zipfile.BadZipFile:
        return False
    return part in names and not any("vbaProject" in name for name in names)
