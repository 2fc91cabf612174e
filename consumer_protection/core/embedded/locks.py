"""Advisory file locks: the kernel drops them with their process, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path, *, shared: bool = False) -> Iterator[int]:
    """Wait for the lock, hold it for the block, give its file descriptor."""
    with _opened(path) as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield handle


@contextmanager
def tried(path: Path, *, shared: bool = False) -> Iterator[int | None]:
    """Hold the lock for the block if nobody is in the way; else give None."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with _opened(path) as handle:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield handle


def is_free(path: Path) -> bool:
    """Whether nobody holds it alone; those who ask so do not disturb each other."""
    with tried(path, shared=True) as handle:
        return handle is not None


def write(handle: int, text: str) -> None:
    """Replace the lock file's text; a reader sees none of it or all of it."""
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
