"""Where the embedded servers of one DATA_DIR keep their things."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from consumer_protection.core.embedded.account import Account, NotStarted, account_of

# 107 bytes is the kernel's limit for a socket's whole path.
_SOCKET_ROOM = 107 - len("/.s.PGSQL.5432")
# Such a path needs no quoting in a URL, in libpq's host and in valkey's settings.
_PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True)
class Place:
    data_dir: Path

    @property
    def postgres(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def cluster(self) -> str:
        """The name its PostgreSQL processes carry."""
        return f"consumer-protection-{self._digest}"

    @cached_property
    def sockets(self) -> Path:
        """A short private folder; the same in every process of one user."""
        inside = self.data_dir / "run"
        if len(os.fsencode(inside)) <= _SOCKET_ROOM and _PLAIN.fullmatch(str(inside)):
            return inside
        return _own_tmp() / self._digest

    def lock(self, name: str) -> Path:
        return self.data_dir / "lock" / name

    def log(self, name: str) -> Path:
        return self.data_dir / "log" / f"{name}.log"

    @cached_property
    def account(self) -> Account | None:
        """The account that runs the servers, None for one's own."""
        return account_of(self.postgres)

    def make(self) -> None:
        """Make the folders; the account must pass DATA_DIR, but need not list it."""
        _ = self.account
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=self._passable)
        for path in (self.lock("x").parent, self.log("x").parent):
            path.mkdir(exist_ok=True, mode=0o700)

    def make_sockets(self) -> None:
        if self.sockets.parent == _own_tmp():
            self.sockets.parent.mkdir(exist_ok=True, mode=self._passable)
            _check_own(self.sockets.parent)
        self.make_private(self.sockets)

    def make_private(self, path: Path) -> None:
        """A folder for the servers' account alone."""
        path.mkdir(exist_ok=True, mode=0o700)
        path.chmod(0o700)
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)

    @property
    def _digest(self) -> str:
        return hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]

    @property
    def _passable(self) -> int:
        return 0o711 if os.geteuid() == 0 else 0o700


def place_of(data_dir: Path) -> Place:
    return Place(data_dir.resolve())


def _own_tmp() -> Path:
    # Not TMPDIR or XDG_RUNTIME_DIR: these differ between a login and cron.
    return Path("/", "tmp", f"consumer-protection-{os.geteuid()}")


def _check_own(path: Path) -> None:
    """In /tmp anybody may have made the folder first, or put a link there."""
    found = path.lstat()
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not mine or found.st_mode & 0o022:
        message = f"{path} is not a private folder of this user: remove it."
        raise NotStarted(message)
