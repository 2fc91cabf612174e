"""State machines as tables: a move names its sources, target and clearance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from consumer_protection.core.scope import Asker


class MoveRefused(Exception):
    """The table does not allow this move; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Move:
    """``needs``: fields that must be filled before; ``takes``: further fields that may
    come with it; ``note``: a reason is required; ``guard``: a method of the record,
    given the asker, that says why not, or nothing."""

    name: str
    label: str | Promise
    sources: frozenset[str]
    target: str
    may: str
    note: bool = False
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    guard: str = ""


class HasFields(Protocol):
    """A record whose fields a move may need."""

    status: str

    def suits(self, move: Move) -> bool: ...


class Machine:
    """The table of one noun's moves, in the order people see them."""

    def __init__(self, *moves: Move) -> None:
        self.moves = {move.name: move for move in moves}

    @property
    def statuses(self) -> frozenset[str]:
        sources = (status for move in self.moves.values() for status in move.sources)
        return frozenset(sources) | {move.target for move in self.moves.values()}

    def open_to(self, asker: Asker, status: str) -> Sequence[Move]:
        """The moves this asker may make from here."""
        return [
            move
            for move in self.moves.values()
            if status in move.sources and asker.scope.allows(move.may)
        ]

    def check(self, name: str, asker: Asker, record: HasFields, note: str) -> Move:
        """The move, or MoveRefused with what stands in its way."""
        move = self.moves.get(name)
        is_open = move is not None and record.status in move.sources
        if move is None or not is_open or not record.suits(move):
            raise MoveRefused(_("This step is not possible in the present state."))
        refuse_uncleared(asker, move.may)
        if move.note and not note.strip():
            raise MoveRefused(_("Give a reason."))
        missing = [field for field in move.needs if not getattr(record, field)]
        if missing:
            raise MoveRefused(
                _("Missing: %(fields)s") % {"fields": _named(record, missing)}
            )
        reason = getattr(record, move.guard)(asker) if move.guard else ""
        if reason:
            raise MoveRefused(str(reason))
        return move


def _named(record: HasFields, fields: Iterable[str]) -> str:
    meta = getattr(record, "_meta", None)
    if meta is None:
        return "、".join(fields)
    return "、".join(str(meta.get_field(field).verbose_name) for field in fields)


def refuse_uncleared(asker: Asker, clearance: str) -> None:
    """Raises MoveRefused where the asker's roles lack the clearance."""
    if not asker.scope.allows(clearance):
        raise MoveRefused(_("Your role does not allow this step."))
