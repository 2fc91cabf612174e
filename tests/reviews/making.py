"""Reviews of tests."""

import io
from datetime import date
from uuid import uuid4

from docx import Document

from consumer_protection.core import attachments
from consumer_protection.core.models import Unit
from reviews import actions
from reviews.doing import checking, materials, requesting
from reviews.models import Review


def review(actor, at, **values) -> Review:
    """A contract passed in March 2024, without opinions, unless told otherwise."""
    known = {
        "unit": "MXB02",
        "submitted_on": date(2024, 3, 1),
        "kind": "contract",
        "title": "个人借款合同",
        "conclusion": "pass",
        "concluded_on": date(2024, 3, 5),
    }
    known |= values
    known["unit"] = Unit.objects.get(code=known["unit"])
    return actions.import_review(known, actor=actor, at=at)


def paper(*paragraphs, name="海报.docx") -> attachments.Upload:
    """A Word file with these paragraphs."""
    document = Document()
    for one in paragraphs:
        document.add_paragraph(one)
    target = io.BytesIO()
    document.save(target)
    return attachments.Upload(name, target.getvalue())


def draft(actor, at, **values) -> Review:
    """A request that lives here: a poster of the actor's own unit, not yet submitted."""
    known = {
        "unit": actor.unit,
        "kind": "marketing",
        "trigger": "new",
        "origin": "own",
        "title": "网点存款海报",
        "customers": "网点存量客户",
    }
    return requesting.keep_request(uuid4(), known | values, actor=actor, at=at)


def request(actor, at, **values) -> Review:
    """One with its material, submitted."""
    found = draft(actor, at, **values)
    upload = paper("存款利率1.5%", "投诉电话96336")
    materials.add_material(found, materials.Paper(upload, "海报"), actor=actor, at=at)
    requesting.move_review(found, "submit", {}, actor=actor, at=at)
    return found


def check_all(found, actor, at, verdict="yes", **others) -> None:
    """Answer every checkpoint; ``others``: code with _ for the dot → verdict."""
    told = {one.point.code: (verdict, "见材料") for one in checking.asked_of(found)}
    told |= {code.replace("_", "."): (one, "见材料") for code, one in others.items()}
    checking.answer_checklist(found, told, actor=actor, at=at)
