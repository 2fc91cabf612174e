"""The import an uploaded file asks for."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from consumer_protection.core import files
from consumer_protection.core.documents.sheets import FileRefused
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order
from consumer_protection.core.ledgers.remembering import choices_of
from consumer_protection.core.models import LedgerUpload


@dataclass(slots=True)
class Progress:
    """How far a step has come; written down from beside while it runs."""

    step: str = ""
    percent: int = 0

    def tell(self, step: str, percent: int) -> None:
        self.step, self.percent = step, percent


def order_of(upload: LedgerUpload, progress: Progress, at: datetime) -> Order:
    """The import this upload asks for; raises FileRefused where the kept file is not
    the one that was uploaded."""
    path = files.path_of(upload.stored_as)
    if not path.is_file():
        raise FileRefused("missing")
    if hashlib.sha256(path.read_bytes()).hexdigest() != upload.sha256:
        raise FileRefused("broken")
    return Order(
        path=path,
        name=upload.file_name,
        kept_as=upload.stored_as,
        actor=upload.uploaded_by,
        at=at,
        choices=choices_of(upload.root, ledger(upload.kind), upload.choices),
        tell=progress.tell,
    )
