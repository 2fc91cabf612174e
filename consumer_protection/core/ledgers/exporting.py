"""The same columns out: what an import of the file would read again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from consumer_protection.core import pii
from consumer_protection.core.documents.workbook import write_csv, write_table
from consumer_protection.core.ledgers.declaration import Column, Ledger
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker


@dataclass(slots=True)
class Export:
    """A ledger's rows for one asker. ``personal`` leaves personal data whole;
    ``records`` narrows them to these (the asker's own to see), ``fields`` the columns."""

    ledger: Ledger
    asker: Asker
    period: Period | None = None
    personal: bool = False
    count: int = 0
    records: QuerySet[Any] | None = None
    fields: Collection[str] = ()

    @property
    def columns(self) -> list[Column]:
        own = self.ledger.columns
        return [one for one in own if not self.fields or one.field in self.fields]

    def rows(self) -> Iterator[list[object]]:
        records = self.ledger.records(self.asker)
        if self.records is not None:
            records = records.filter(pk__in=self.records.order_by().values("pk"))
        if self.period is not None and self.ledger.period_field:
            name = self.ledger.period_field
            within = {f"{name}__gte": self.period.start, f"{name}__lt": self.period.end}
            records = records.filter(**within)
        for record in records.iterator(chunk_size=500):
            self.count += 1
            values = self.ledger.read(record)
            yield [
                self._cell(column, values.get(column.field)) for column in self.columns
            ]

    def _cell(self, column: Column, value: Any) -> object:
        if value is None or value in ("", ()):
            return ""
        if column.mask:
            return value if self.personal else pii.MASKS[column.mask](value)
        written = column.parser.write(value)
        return (
            written
            if self.personal or not isinstance(written, str)
            else pii.mask_text(written)
        )

    def xlsx(self) -> bytes:
        return write_table(self._labels(), self.rows(), title=str(self.ledger.label))

    def csv(self) -> bytes:
        return write_csv(self._labels(), self.rows())

    def _labels(self) -> list[str]:
        return [column.label for column in self.columns]
