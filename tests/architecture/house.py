"""What the house tests read: the project's own source files."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("consumer_protection", "complaints", "reviews", "education", "reporting")
# The rooms that read records for somebody.
READING_ROOMS = ("pages", "api", "figures", "queries", "ledgers", "reports", "filters")


def sources() -> list[Path]:
    """Product code, without migrations."""
    return [
        path
        for package in PACKAGES
        for path in sorted((PROJECT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def templates() -> list[Path]:
    return sorted(path for path in (PROJECT / "templates").rglob("*") if path.is_file())


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))
