"""Rule files to rules: found, read, checked, overridden, switched off."""

from __future__ import annotations

import graphlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner._version import __version__
from cleaner.errors import RuleError
from cleaner.ruleset.rule import Rule
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.ruleset.pack import Pack

_FORM = 10  # of the cached rules; part of the cache's name
_MOST = 8  # sets of files whose rules a process remembers
_known: dict[Path, list[Rule]] = {}  # by the cache's name, which holds the digest of the files; never changed


@dataclass(frozen=True, slots=True)
class PackFile:
    """A rule file before it is read."""

    name: str  # en/related-links
    where: str  # rules/en/related-links.yaml, as errors and records name it
    path: Path
    own: bool = False  # the caller's, not one that comes with cleaner

    def read(self) -> str:
        """The file's text; RuleError when it cannot be had."""
        try:
            return self.path.read_text(encoding="utf-8")
        except OSError as error:
            raise RuleError(f"{self.where}: {error.strerror or error}") from None
        except UnicodeDecodeError:
            raise RuleError(f"{self.where}: not UTF-8") from None


def shipped_root() -> Path:
    """Where the shipped packs are: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def shipped_files() -> list[PackFile]:
    """The packs that come with cleaner."""
    root = shipped_root()
    return [PackFile(name, f"rules/{name}{path.suffix}", path) for name, path in _packs_in(root)]


def user_files(paths: Sequence[str]) -> Iterator[PackFile]:
    """Packs that the caller names: files, or folders laid out as `rules/` is.

    A file is the same pack by itself as in its folder: `sites/example.org.yaml` holds for that host only.
    """
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for name, found in _packs_in(path):
                where = f"{given.rstrip('/')}/{found.relative_to(path).as_posix()}"
                yield PackFile(_placed(name, path), where, found, own=True)
        elif path.is_file():
            yield PackFile(_placed(path.stem.lower(), path.parent), given, path, own=True)
        else:
            raise RuleError(f"{given}: no such rule file or folder")


def _placed(name: str, folder: Path) -> str:
    """A pack's name, behind that of the folder it stands in where that says for which documents it is."""
    outer = os.path.basename(os.path.abspath(folder))
    told = {"sites", *(entry.name for entry in os.scandir(shipped_root()) if entry.is_dir())}
    return f"{outer}/{name}" if "/" not in name and outer in told else name


def _packs_in(root: Path) -> list[tuple[str, Path]]:
    found = []
    for folder, _, files in os.walk(root):
        for file in files:
            stem, suffix = os.path.splitext(file)
            if suffix in (".yaml", ".yml"):
                inside = os.path.relpath(folder, root).replace(os.sep, "/")
                found.append((stem if inside == "." else f"{inside}/{stem}", Path(folder, file)))
    return sorted(found)


def load_rules(settings: Settings) -> tuple[tuple[Rule, ...], str]:
    """The rules that the settings ask for, and a digest of the files that they come from.

    A later pack's rule takes the place of an earlier one of the same id. Raises RuleError.
    """
    rules, content = _cached(shipped_files(), "rules")
    own = list(user_files(settings.rules))
    if own:  # apart, so that a changed rule of the caller's does not read all shipped ones again
        theirs, content = _cached(own, "own", rules, content)
        rules = [*rules, *theirs]
    chosen = {rule.id: rule for rule in rules if not _disabled(rule, settings.disable)}
    digest = hashlib.sha256(f"{content} {sorted(settings.disable)}".encode()).hexdigest()
    return tuple(chosen.values()), digest[:16]


def _disabled(rule: Rule, names: frozenset[str]) -> bool:
    if not names:
        return False
    folders = rule.id.split("/")
    return rule.kind in names or any("/".join(folders[: end + 1]) in names for end in range(len(folders)))


def _cached(
    files: Sequence[PackFile], kind: str, before: Sequence[Rule] = (), base: str = ""
) -> tuple[list[Rule], str]:
    """Rules and a digest of their files: from the cache when these very texts were read before, else from them.

    before: rules that these may refer to; base: the digest of those.
    """
    texts = [file.read() for file in files]
    content = hashlib.sha256(base.encode())
    for file, text in zip(files, texts, strict=True):
        content.update(f"{file.name}\0{file.where}\0{len(text)}\0".encode("utf-8", "surrogateescape"))
        content.update(text.encode())
    digest = content.hexdigest()
    cache = cache_folder() / f"{kind}-{__version__}-{_FORM}-{digest[:32]}.json"
    rules = _known.get(cache)
    if rules is None:
        rules = _from_cache(cache)
    if rules is None:
        rules = [
            replace(rule, own=file.own)
            for file, text in zip(files, texts, strict=True)
            for rule in read_pack(file, text, trusted=not file.own and _installed()).rules
        ]
        check_references([*before, *rules])
        _write(cache, [rule.plain() for rule in rules])
    if len(_known) >= _MOST:
        _known.clear()
    _known[cache] = rules
    return rules, digest


def _from_cache(cache: Path) -> list[Rule] | None:
    try:
        return [Rule.from_plain(plain) for plain in json.loads(cache.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _installed() -> bool:
    """Whether the shipped packs are those of a wheel, all of which were checked; in a checkout somebody edits them."""
    return shipped_root().name == "_rules"


def cache_folder() -> Path:
    """The user's cache folder for cleaner (XDG_CACHE_HOME, LOCALAPPDATA on Windows)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(base) / "cleaner" if base else Path("~/.cache/cleaner").expanduser()
    except RuntimeError:  # a user without a home, in a container
        return Path(tempfile.gettempdir(), "cleaner")


def _write(cache: Path, plain: list[dict[str, Any]]) -> None:
    """Write beside and rename, so that nobody reads half a file; a cache that cannot be written is none."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        draft = cache.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        draft.replace(cache)
        for old in sorted(
            cache.parent.glob(f"{cache.name.split('-')[0]}-*.json"), key=lambda path: path.stat().st_mtime
        )[:-20]:
            old.unlink()
    except (OSError, UnicodeError):  # no room, no right, or a file's name in bytes that are no text
        return


def read_pack(file: PackFile, text: str | None = None, trusted: bool = False) -> Pack:
    """One pack, checked; a shipped file's text is read once in a process, for it is the same for everybody."""
    content = file.read() if text is None else text
    read = _parsed if file.own else _shipped
    return read(content, file.name, file.where, trusted)


def _parsed(text: str, name: str, where: str, trusted: bool) -> Pack:
    """pydantic and YAML are imported here: a cached start needs neither."""
    from cleaner.ruleset.pack import parse

    return parse(text, name, where, trusted)


_shipped = lru_cache(maxsize=1024)(_parsed)


def check_references(rules: Sequence[Rule]) -> None:
    """Raise RuleError when a rule waits for one that does not exist, or for itself."""
    known = {rule.id: rule for rule in rules}
    for rule in known.values():
        for other in (*rule.after, *rule.before):
            if other not in known:
                raise RuleError(f"{rule.where}: rule {rule.id!r} waits for {other!r}, which does not exist")
    waits = {rule.id: {*rule.after, *rule.before} for rule in known.values()}
    try:
        graphlib.TopologicalSorter(waits).prepare()
    except graphlib.CycleError as error:
        first = known[error.args[1][0]]
        raise RuleError(f"{first.where}: rule {first.id!r} waits for itself: {' → '.join(error.args[1])}") from None
