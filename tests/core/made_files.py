"""Workbooks made byte by byte: the honest ones, and those meant to harm."""

import struct
import zipfile
from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MEBIBYTE = 1024 * 1024


def content_types(kind: str = TYPE) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    )


def relations(*rows: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'


def relation(id_: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{id_}" Type="{KIND}/{kind}" Target="{target}" {more}/>'


def sheet(data: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'


def parts(
    data: str = "", *, after: str = "", styles: str = "", texts: str = "", pr: str = ""
) -> dict[str, str]:
    """The smallest .xlsx that Excel opens, with `data` as its rows."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KIND}">{pr}<sheets>'
        '<sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            relation("r1", "worksheet", "worksheets/sheet1.xml"),
            relation("r2", "styles", "styles.xml"),
            relation("r3", "sharedStrings", "/xl/sharedStrings.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        SHEET: sheet(data, after),
    }


def archive(path: Path, content: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in content.items():
            target.writestr(name, part)
    return path


def zeros(path: Path, name: str, mebibytes: int) -> Path:
    """Adds a part that deflates to a thousandth of what it unfolds to."""
    block = b"0" * MEBIBYTE
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target,
        target.open(name, "w") as part,
    ):
        for _ in range(mebibytes):
            part.write(block)
    return path


def record(code: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x0204, head + text.encode("utf-16-le"))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def formula(row: int, column: int, value: float) -> bytes:
    body = struct.pack("<HHHdHIH", row, column, 0, value, 0, 0, 3)
    return record(0x0006, body + b"\x1e\x01\x00")


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def old_workbook(
    path: Path, cells: bytes, more: bytes = b"", name: str = "台账"
) -> Path:
    """An Excel 97 stream of one sheet; style 1 is a date."""
    styles = b"".join(
        record(0x00E0, struct.pack("<HHHBBBBIiH", 0, code, 0, 0, 0, 0, 0, 0, 0, 0))
        for code in (0, 14)
    )
    begin = record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    length = len(begin + styles + more) + len(record(0x85, b"\0" * 6 + title)) + 4
    bound = record(0x0085, struct.pack("<IBB", length, 0, 0) + title)
    sheet_begin = record(0x0809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    stream = begin + styles + more + bound + record(0x000A)
    return ole(path, "Workbook", stream + sheet_begin + cells + record(0x000A))


def ole(path: Path, name: str, stream: bytes) -> Path:
    """A compound file that holds one stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    chain = [-3, -2, *range(3, count + 2), -2]
    table = struct.pack("<128i", *chain, *[-1] * (128 - len(chain)))
    header = struct.pack(
        "<8s16xHHHHH6xIIiIIiIiI109i",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, -2, 0, -2, 0),
        *(0, *[-1] * 108),
    )
    directory = (
        _entry("Root Entry", 5, 1, -2, 0) + _entry(name, 2, -1, 2, len(stream))
    ).ljust(512, b"\0")
    path.write_bytes(header + table + directory + stream.ljust(count * 512, b"\0"))
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBiii16xI16xiQ",
        text,
        len(text) + 2,
        kind,
        1,
        -1,
        -1,
        child,
        0,
        start,
        size,
    )
