"""How people write values in cells: text, dates, counts, money, yes and no, codes."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from consumer_protection.core.codes import code_list, fold
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError, Setting
from consumer_protection.core.models import Unit

_DATE = re.compile(
    r"(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?"
    # Exports of other systems write the time behind it.
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?"
)
_MANY = re.compile(r"[、，,;；\n]+")
_COUNT = re.compile(
    r"(?:约|近|逾|超过?)?([\d,，]+)(余|多|\+)?[\u4e00-\u9fff]{0,2}(?:以上)?"
)
_APPROXIMATE = re.compile(r"约|近|逾|超|余|多|\+|以上")
_YES = {"是", "有", "√", "✓", "✔", "y", "yes", "1", "true"}
_NO = {"否", "无", "×", "x", "n", "no", "0", "false", "✗"}
_EARLIEST = 1949
_MOST = 10**9


class Count(NamedTuple):
    """A number that people may have rounded: 600余人 is 600, approximately."""

    value: int
    is_approx: bool = False

    def __str__(self) -> str:
        return f"{self.value}余" if self.is_approx else str(self.value)


def cell_text(cell: Cell) -> str:
    """The cell as text, refusing characters that deceive the eye or break files."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    for character in text:
        if _is_hidden(character):
            code = f"U+{ord(character):04X}"
            advice = _(
                "The invisible character %(code)s: delete it and type the text anew."
            )
            raise CellError("text.invisible", advice % {"code": code})
    return text.strip()


def _is_hidden(character: str) -> bool:
    if character in "\n\r\t":
        return False
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cf", "Cs", "Zl", "Zp") or ord(character) & 0xFFFE == 0xFFFE


class PlainValue:
    """A value that stands in a cell as it is."""

    def write(self, value: Any) -> object:
        return value

    def choices(self) -> Sequence[str]:
        return ()


@dataclass(frozen=True, slots=True)
class Text(PlainValue):
    """Text of a limited length; line breaks stay."""

    limit: int = 2000

    def read(self, cell: Cell, setting: Setting) -> str:
        if isinstance(cell.value, date):
            return cell.value.isoformat()[:10]
        text = unicodedata.normalize("NFC", cell_text(cell))
        if len(text) > self.limit:
            advice = _("Longer than %(limit)d characters: shorten it.")
            raise CellError("text.too_long", advice % {"limit": self.limit})
        return text


@dataclass(frozen=True, slots=True)
class Day(PlainValue):
    """A date; ``future`` allows days after today (deadlines)."""

    future: bool = False

    def read(self, cell: Cell, setting: Setting) -> date:
        day = _day(cell)
        if day.year < _EARLIEST:
            raise CellError("date.unlikely", _("Check the year."))
        if not self.future and day > setting.today:
            raise CellError("date.future", _("This day is still to come: correct it."))
        return day


def _day(cell: Cell) -> date:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    advice = _("No readable date: write it like 2024-03-05.")
    if cell.is_number:
        raise CellError("date.unreadable", advice)
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", cell_text(cell)))
    try:
        return date(*map(int, match.groups())) if match else date(0, 0, 0)
    except ValueError as error:
        raise CellError("date.unreadable", advice) from error


@dataclass(frozen=True, slots=True)
class Approximate:
    """A count such as 600余人, which keeps its “approximately”."""

    def read(self, cell: Cell, setting: Setting) -> Count:
        if cell.is_number and isinstance(cell.value, int | float):
            if cell.value != int(cell.value) or cell.value < 0:
                raise _not_a_count()
            return Count(_likely(int(cell.value)))
        text = fold(cell_text(cell))
        match = _COUNT.fullmatch(text)
        if match is None:
            raise _not_a_count()
        number = int(re.sub("[,，]", "", match[1]) or -1)
        return Count(_likely(number), bool(_APPROXIMATE.search(text)))

    def write(self, value: Count) -> object:
        return str(value) if value.is_approx else value.value

    def choices(self) -> Sequence[str]:
        return ()


def _likely(number: int) -> int:
    if not 0 <= number < _MOST:
        raise CellError("number.unlikely", _("Check the number."))
    return number


def _not_a_count() -> CellError:
    return CellError("number.unreadable", _("No readable count: write a whole number."))


@dataclass(frozen=True, slots=True)
class Whole(PlainValue):
    """A whole number, 0 or more."""

    def read(self, cell: Cell, setting: Setting) -> int:
        count = Approximate().read(cell, setting)
        if count.is_approx:
            raise _not_a_count()
        return count.value


@dataclass(frozen=True, slots=True)
class Money(PlainValue):
    """Yuan with at most two decimals."""

    def read(self, cell: Cell, setting: Setting) -> Decimal:
        text = re.sub(
            r"[,，元¥￥\s]", "", unicodedata.normalize("NFKC", cell_text(cell))
        )
        try:
            amount = Decimal(text)
        except InvalidOperation as error:
            advice = _("No readable amount: write yuan as a number.")
            raise CellError("money.unreadable", advice) from error
        if not amount.is_finite() or not 0 <= amount < 10**12:
            raise CellError("money.unlikely", _("Check the amount."))
        if amount != round(amount, 2):
            raise CellError("money.decimals", _("At most two decimals."))
        return amount.quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 否 有 无 √ × Y N."""

    def read(self, cell: Cell, setting: Setting) -> bool:
        text = fold(cell_text(cell))
        if text in _YES or text in _NO:
            return text in _YES
        raise CellError("yesno.unreadable", _("Write 是 or 否."))

    def write(self, value: Any) -> object:
        return "" if value is None else "是" if value else "否"

    def choices(self) -> Sequence[str]:
        return ("是", "否")


@dataclass(frozen=True, slots=True)
class Coded:
    """One code of a list, by identifier, label or a name people use."""

    list: str

    def read(self, cell: Cell, setting: Setting) -> str:
        return read_code(self.list, cell_text(cell))

    def write(self, value: str) -> object:
        return code_list(self.list).labels.get(value, value)

    def choices(self) -> Sequence[str]:
        return tuple(code_list(self.list).labels.values())


@dataclass(frozen=True, slots=True)
class ManyCoded(Coded):
    """Several codes of a list in one cell, divided by 、 ， ; or a line break."""

    def read(self, cell: Cell, setting: Setting) -> tuple[str, ...]:  # type: ignore[override]
        parts = [part.strip() for part in _MANY.split(cell_text(cell)) if part.strip()]
        found = [read_code(self.list, part) for part in parts]
        return tuple(dict.fromkeys(found))

    def write(self, value: tuple[str, ...]) -> object:  # type: ignore[override]
        return "、".join(str(Coded.write(self, one)) for one in value)


def read_code(list_name: str, text: str) -> str:
    codes = code_list(list_name)
    code = codes.match(text)
    if code is None:
        near = "、".join(codes.nearest(text))
        advice = _("Not in the list. Nearest: %(near)s") % {"near": near}
        raise CellError("code.unknown", advice)
    return code


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit by code, name or short name."""

    def read(self, cell: Cell, setting: Setting) -> Unit:
        unit = setting.units.get(fold(cell_text(cell)))
        if unit is None:
            advice = _(
                "No such unit: use its code, name or short name from the list of units."
            )
            raise CellError("unit.unknown", advice)
        return unit

    def write(self, value: Unit | None) -> object:
        return value.name if value else ""

    def choices(self) -> Sequence[str]:
        return ()
