"""What somebody may have meant who typed something unknown."""

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher


def nearest_figures(given: str, labels: Mapping[str, str], count: int = 3) -> list[str]:
    """The codes whose writing or label comes nearest."""

    def likeness(code: str) -> float:
        return max(_likeness(given, code), _likeness(given, labels[code]))

    return sorted(labels, key=lambda code: (-likeness(code), code))[:count]


def nearest_of(given: str, names: Collection[str], count: int = 3) -> list[str]:
    return sorted(names, key=lambda name: (-_likeness(given, name), name))[:count]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
