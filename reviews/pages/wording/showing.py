"""A text with its hits in place, for templates that escape every piece."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core.codes import label
from reviews.wording_states import SEVERITIES

# A longer text is shown around its hits only.
WHOLE = 60_000
_AROUND = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """``hits``: the numbers of those that cover it; ``is_gap``: text left out."""

    text: str
    hits: tuple[int, ...] = ()
    is_block: bool = False
    is_gap: bool = False
    begins: tuple[int, ...] = ()
    title: str = ""


@dataclass(slots=True)
class Finding:
    """A hit or an omission with what stands beside it."""

    number: int
    place: str
    values: Mapping[str, Any]
    exception: Any = None
    class_label: str = ""
    severity_label: str = field(default="")

    @property
    def is_block(self) -> bool:
        return bool(self.values["severity"] == "block")


def findings(
    result: Mapping[str, Any], exceptions: Iterable[Any] = ()
) -> tuple[list[Finding], list[Finding]]:
    """Hits and omissions, numbered through."""
    known = {(one.rule, one.start): one for one in exceptions}
    hits = [
        _finding(number, f"h{index}", one, known.get((one["rule"], one["start"])))
        for number, (index, one) in enumerate(enumerate(result.get("hits", [])), 1)
    ]
    omissions = [
        _finding(index + 1, f"o{index}", one, known.get((one["code"], None)))
        for index, one in enumerate(result.get("omissions", []))
    ]
    return hits, omissions


def _finding(
    number: int, place: str, values: Mapping[str, Any], exception: Any
) -> Finding:
    own = str(values.get("wording_class", "missing_element"))
    return Finding(
        number,
        place,
        values,
        exception,
        label("wording_class", own),
        str(SEVERITIES.get(values["severity"], values["severity"])),
    )


def pieces(text: str, hits: Sequence[Finding]) -> list[Piece]:
    """The text cut where hits begin and end."""
    if not hits:
        return [Piece(text)] if len(text) <= WHOLE else [Piece(text[:2000]), _gap()]
    edges = {0, len(text)}
    for hit in hits:
        edges |= {hit.values["start"], hit.values["end"]}
    cuts = sorted(edge for edge in edges if edge <= len(text))
    ordered = sorted(hits, key=lambda one: one.values["start"])
    found: list[Piece] = []
    active: list[Finding] = []
    upcoming = iter(ordered)
    following = next(upcoming, None)
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [one for one in active if one.values["end"] > start]
        began = []
        while following is not None and following.values["start"] <= start:
            active.append(following)
            began.append(following.number)
            following = next(upcoming, None)
        found.append(_piece(text[start:end], active, began))
    return found if len(text) <= WHOLE else list(_shortened(found))


def _piece(text: str, active: Sequence[Finding], began: Sequence[int]) -> Piece:
    return Piece(
        text,
        tuple(one.number for one in active),
        any(one.is_block for one in active),
        begins=tuple(began),
        title="；".join(dict.fromkeys(str(one.values["title"]) for one in active)),
    )


def _shortened(found: Iterable[Piece]) -> Iterable[Piece]:
    for one in found:
        if one.hits or len(one.text) <= 2 * _AROUND:
            yield one
        else:
            yield Piece(one.text[:_AROUND])
            yield _gap()
            yield Piece(one.text[-_AROUND:])


def _gap() -> Piece:
    return Piece(f" {_('[text left out]')} ", is_gap=True)
