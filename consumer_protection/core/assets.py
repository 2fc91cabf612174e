"""Static files: our own, and the few vendor files npm brings, under hashed names."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from consumer_protection.core.env import PROJECT

VENDOR = {
    "vendor/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
}


class VendorStorage(FileSystemStorage):
    """Node's folder seen under the names of VENDOR."""

    def path(self, name: str) -> str:
        return str(PROJECT / "node_modules" / VENDOR[name.replace("\\", "/")])


class VendorFinder(BaseFinder):
    """Finds the vendor files, and nothing else of Node's folder."""

    storage = VendorStorage()

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        found = self.storage.path(path) if path in VENDOR else None
        if args or kwargs.get("find_all"):
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        for name in VENDOR:
            yield name, self.storage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Without source maps: vendor files name maps that are not shipped."""

    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\((?P<quote>['"]{0,1})\s*(?P<url>.*?)(?P=quote)\))""",
                (
                    r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""",
                    """@import url("%(url)s")""",
                ),
            ),
        ),
    )
