"""The environment's values, each read once, with files for secrets."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

PROJECT = Path(__file__).resolve().parents[2]

_env = environ.Env()


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    return bool(_env.bool(name, default=default))


def number(name: str, default: int) -> int:
    return int(_env.int(name, default=default))


def words(name: str, default: list[str]) -> list[str]:
    return list(_env.list(name, default=default))


def data_dir() -> Path:
    return Path(text("DATA_DIR") or PROJECT / ".data").resolve()


def database(default_url: str) -> dict[str, object]:
    """Django's settings of one database, from DATABASE_URL or the URL given."""
    return dict(environ.Env.db_url_config(text("DATABASE_URL") or default_url))


def email(default_url: str) -> dict[str, object]:
    """Django's EMAIL_* settings, from EMAIL_URL or the URL given."""
    return dict(environ.Env.email_url_config(text("EMAIL_URL") or default_url))


def secret(name: str, *, make: int) -> str:
    """A secret from NAME, from the file NAME_FILE names, or made once.

    It is made (``make`` random bytes, hexadecimal) only in the embedded default,
    in DATA_DIR/keys with mode 600; beside a database of one's own a missing
    secret stops the process, since a made one would lock the data to a folder.
    """
    given = text(name) or _file(text(f"{name}_FILE"))
    if given:
        return given
    if text("DATABASE_URL"):
        message = f"Set {name} or {name}_FILE: DATABASE_URL is set, so no key is made."
        raise ImproperlyConfigured(message)
    return _made(data_dir() / "keys" / name.lower(), make)


def _file(path: str) -> str:
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


def _made(path: Path, size: int) -> str:
    """Two processes may start at once: the first link wins, both read that file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_hex(size))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text(encoding="utf-8").strip()
