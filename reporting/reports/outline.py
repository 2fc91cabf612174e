"""Outlines of reports, read from their data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Heading:
    code: str
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """``version`` names the template in every file the report leaves behind."""

    title: str
    version: str
    headings: tuple[Heading, ...]


@cache
def outline(kind: str) -> Outline:
    with (FOLDER / f"{kind}.toml").open("rb") as file:
        data = tomllib.load(file)
    headings = tuple(Heading(**row) for row in data["section"])
    return Outline(data["title"], data["version"], headings)
