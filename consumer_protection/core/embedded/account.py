"""As whom a server runs, and that it ends with the process that started it.

PostgreSQL refuses to run as root. Root therefore lends it an existing account, and
where a parent folder is closed to that account, the one capability to pass it.
"""

import ctypes
import os
import pwd
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

_ACCOUNTS = ("postgres", "nobody")
_PR_SET_PDEATHSIG, _PR_SET_SECUREBITS, _PR_CAP_AMBIENT = 1, 28, 47
_NO_SETUID_FIXUP = 1 << 2
_AMBIENT_RAISE = 2
_CAPABILITY_VERSION_3 = 0x20080522
# To read and search suffices; containers often leave root the wider one only.
_DAC_READ_SEARCH, _DAC_OVERRIDE = 2, 1

_libc = ctypes.CDLL(None, use_errno=True)


class NotStarted(Exception):
    """An embedded server cannot run; the message is for the person who started it."""


class Account(NamedTuple):
    name: str
    uid: int
    gid: int


def account_of(folder: Path) -> Account | None:
    """The account for servers whose data lie in the folder; None is one's own."""
    known = [_account(name) for name in _ACCOUNTS if _exists(name)]
    me = os.geteuid()
    if folder.exists():
        owner = folder.stat().st_uid
        known = [account for account in known if account.uid == owner]
        if not (known if me == 0 else owner == me):
            maker = "root" if _name(owner) in _ACCOUNTS else _name(owner)
            message = f"{folder} was made by {maker}: run this as {maker}, or choose another DATA_DIR."
            raise NotStarted(message)
    if me != 0:
        return None
    if not known:
        message = "PostgreSQL refuses to run as root and there is no account postgres or nobody: run this as an ordinary user."
        raise NotStarted(message)
    return known[0]


def dressed(
    account: Account | None, death: int, reach: Iterable[Path]
) -> Callable[[], None]:
    """What a new process does before it becomes the server.

    ``death`` is the signal it gets when the thread that started it ends. ``reach``
    are the paths it must get to.
    """
    parent = os.getpid()
    capability = _needed(account, reach) if account else None

    def prepare() -> None:
        if account:
            _become(account, capability)
        # A change of account clears this, so it comes last.
        _call("prctl", _PR_SET_PDEATHSIG, death, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _needed(account: Account, reach: Iterable[Path]) -> int | None:
    """The capability to lend, None if the account gets everywhere by itself."""
    closed = [path for path in reach if not _is_open(path, account)]
    if not closed:
        return None
    held = _own_capabilities()
    for capability in (_DAC_READ_SEARCH, _DAC_OVERRIDE):
        if held & 1 << capability:
            return capability
    message = f"The account {account.name} cannot get to {closed[0]}: run this as an ordinary user, or choose a DATA_DIR and a copy of the program outside closed folders."
    raise NotStarted(message)


def _is_open(path: Path, account: Account) -> bool:
    return all(_may_pass(folder, account) for folder in [path, *path.parents])


def _may_pass(path: Path, account: Account) -> bool:
    found = path.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & 0o100)
    if found.st_gid == account.gid:
        return bool(found.st_mode & 0o010)
    # Programs are read as well as passed; folders without r cannot be listed.
    return bool(found.st_mode & 0o001)


def _own_capabilities() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("CapPrm"))
    return int(line.split()[1], 16)


def _become(account: Account, capability: int | None) -> None:
    if capability is not None:
        # Else setuid drops capabilities, and access(2), which initdb relies on,
        # looks past them for whoever is not root.
        _call("prctl", _PR_SET_SECUREBITS, _NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setgid(account.gid)
    os.setuid(account.uid)
    if capability is not None:
        _keep(capability)


def _keep(capability: int) -> None:
    """Hold this capability alone, and hand it on through exec."""
    bit = 1 << capability
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    data = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    _call("capset", header, data)
    _call("prctl", _PR_CAP_AMBIENT, _AMBIENT_RAISE, capability, 0, 0)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def _exists(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def _account(name: str) -> Account:
    entry = pwd.getpwnam(name)
    return Account(name, entry.pw_uid, entry.pw_gid)


def _name(uid: int) -> str:
    return next((e.pw_name for e in pwd.getpwall() if e.pw_uid == uid), str(uid))
