"""What a copy of the program needs before it can be served; each step is quick when done."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]


class NotPrepared(Exception):
    """A step failed; it has said why itself."""


def prepare(data_dir: Path) -> None:
    """Bring database, translations and static files up to date."""
    _run("manage.py", "migrate", "--noinput", "--verbosity", "0")
    compile_translations()
    if _is_older(data_dir / "static" / "staticfiles.json", _static_sources()):
        _run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")


def compile_translations() -> None:
    """With Babel, since a machine that serves need not have gettext."""
    locale = _PROJECT / "locale"
    texts = list(locale.glob("*/LC_MESSAGES/django.po"))
    if any(_is_older(text.with_suffix(".mo"), iter([text])) for text in texts):
        options = ["-D", "django", "-d", str(locale), "-l", "zh_Hans"]
        _run("-m", "babel.messages.frontend", "-q", "compile", *options)


def _static_sources() -> Iterator[Path]:
    """Everything whose change changes the collected files."""
    yield from (_PROJECT / "static").rglob("*")
    yield _PROJECT / "package-lock.json"
    yield _PROJECT / "consumer_protection" / "core" / "assets.py"
    yield _PROJECT / "consumer_protection" / "settings.py"


def _is_older(made: Path, sources: Iterator[Path]) -> bool:
    if not made.exists():
        return True
    moment = made.stat().st_mtime
    return any(path.exists() and path.stat().st_mtime > moment for path in sources)


def _run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=_PROJECT, check=False)
    if done.returncode != 0:
        raise NotPrepared(f"This step failed: {' '.join(arguments)}")
