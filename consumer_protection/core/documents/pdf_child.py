"""The child that prints one document: started by path, it imports nothing of ours.

It reads one request as JSON and answers with a PDF, or with JSON saying why not.
"""

import base64
import gc
import json
import mimetypes
import re
import resource
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher, URLFetcherResponse

REFUSED = 3
OUT_OF_MEMORY = 4
TOO_DEEP = 5
_PICTURE = re.compile(r"picture:([A-Za-z0-9][\w.-]*)", re.ASCII)
_ASSET = re.compile(r"asset:([A-Za-z0-9][\w.-]*)", re.ASCII)
_URL_SHOWN = 200


class AssetFetcher(URLFetcher):
    """Knows the files of one flat folder and the pictures that came along; every other
    address is noted, not read."""

    def __init__(self, assets: Path, pictures: dict[str, bytes] | None = None) -> None:
        known = ("asset", "picture")
        super().__init__(allowed_protocols=known, allow_redirects=False)
        self._assets = assets
        self._pictures = pictures or {}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        told = _PICTURE.fullmatch(url)
        if told and told[1] in self._pictures:
            body = self._pictures[told[1]]
            kind = mimetypes.guess_type(told[1])[0] or "image/jpeg"
            return URLFetcherResponse(url, body, {"Content-Type": kind})
        found = _ASSET.fullmatch(url)
        path = self._assets / found[1] if found else None
        if path is None or not path.is_file():
            # WeasyPrint swallows the error and prints on: hence the list.
            self.refused.append(url[:_URL_SHOWN])
            raise ValueError(url[:_URL_SHOWN])
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def main() -> int:
    request: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    _limit_self(request["memory_bytes"], request["seconds"])
    # Short-lived: collecting would only cost time.
    gc.disable()
    pictures = {
        name: base64.b64decode(body) for name, body in request["pictures"].items()
    }
    fetcher = AssetFetcher(Path(request["assets"]), pictures)
    try:
        pdf = _print(request, fetcher)
    except MemoryError:
        return OUT_OF_MEMORY
    except RecursionError:
        return TOO_DEEP
    if fetcher.refused:
        sys.stdout.write(json.dumps(sorted(set(fetcher.refused))))
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


def _limit_self(memory_bytes: int, seconds: int) -> None:
    """The parent watches the clock; should it die first, the processor time ends us."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _print(request: dict[str, Any], fetcher: AssetFetcher) -> bytes:
    # The base makes relative addresses reach the fetcher instead of vanishing.
    page = HTML(string=request["html"], base_url="asset:", url_fetcher=fetcher)
    document = page.render(presentational_hints=False)
    document.metadata.title = request["title"]
    document.metadata.authors = [request["author"]] if request["author"] else []
    document.metadata.created = request["created"]
    document.metadata.attachments += [
        _attachment(each, request["created"], fetcher)
        for each in request["attachments"]
    ]
    pdf: bytes = document.write_pdf()
    return pdf


def _attachment(
    each: dict[str, str], created: str | None, fetcher: AssetFetcher
) -> Attachment:
    at = datetime.fromisoformat(created) if created else None
    return Attachment(
        string=base64.b64decode(each["body"]),
        name=each["name"],
        description=each["description"],
        created=at,
        modified=at,
        relationship="Data",
        url_fetcher=fetcher,
    )


if __name__ == "__main__":
    sys.exit(main())
