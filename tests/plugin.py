"""Loaded before Django's settings: the embedded servers of the tests' own folder."""

import contextlib
import os
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / ".data" / "tests"
for name in (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "PUBLIC_URL",
    "DEBUG",
):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = str(DATA)
os.environ["DATABASE_ROLE"] = "owner"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from consumer_protection.core import embedded  # noqa: E402

_running = contextlib.ExitStack()


def pytest_configure() -> None:
    """Every process of a parallel run attaches; the last one out stops them."""
    (DATA / "static").mkdir(parents=True, exist_ok=True)
    _running.enter_context(embedded.servers(DATA, postgres=True, valkey=True))


def pytest_unconfigure() -> None:
    _running.close()
