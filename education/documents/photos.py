"""Chosen photos as one package: pictures by telling names, and a list of captions."""

import re
import tempfile
from collections.abc import Sequence
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from consumer_protection.core import files, pii
from consumer_protection.core.documents.workbook import write_csv
from education.models import ActivityPhoto

_HEADS = ("文件", "日期", "网点", "活动", "场次内容", "说明", "SHA-256")
# Up to so much stays in memory; more goes to a file without a name.
_IN_MEMORY = 8 * 1024 * 1024
_NOT_IN_NAMES = re.compile(r"[^\w\u4e00-\u9fff-]+")


def photo_package(photos: Sequence[ActivityPhoto]) -> IO[bytes]:
    """At its beginning, to be read; JPEGs are packed as they are."""
    # Whoever sends it closes it.
    target = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    rows = []
    with ZipFile(target, "w", ZIP_STORED) as package:
        for number, photo in enumerate(photos, 1):
            name = _name(number, photo)
            package.write(files.path_of(photo.attachment.stored_as), name)
            rows.append(_row(name, photo))
        package.writestr("说明.csv", write_csv(_HEADS, rows))
    target.seek(0)
    return target


def _name(number: int, photo: ActivityPhoto) -> str:
    one = photo.activity
    parts = (f"{number:03}", f"{one.held_on:%Y%m%d}", one.unit.name, one.name)
    return "_".join(_NOT_IN_NAMES.sub("", part)[:40] for part in parts) + ".jpg"


def _row(name: str, photo: ActivityPhoto) -> list[object]:
    one = photo.activity
    return [
        name,
        f"{one.held_on:%Y-%m-%d}",
        one.unit.name,
        one.campaign.name,
        pii.mask_text(one.name),
        pii.mask_text(photo.caption),
        photo.attachment.sha256,
    ]
