"""The file store: random names in one folder, whole files only."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Stored:
    stored_as: UUID
    size: int
    sha256: str


def store(content: bytes) -> Stored:
    """Write, flush to disk, rename: a name in the store is always a whole file."""
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = uuid4()
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".part-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path_of(name))
    _flush_folder(folder)
    return Stored(name, len(content), hashlib.sha256(content).hexdigest())


def path_of(name: UUID) -> Path:
    return Path(settings.FILES_DIR) / name.hex


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
