"""Verdicts to a result and its record, and from a record back to the input.

The record of a document is a header and one object for each removal; docs/record.md is its
specification. Clean text and record partition the visible text: that is checked here, for
every document, before anything is handed out.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import index
from typing import Any

from cleaner.errors import RecordError
from cleaner.removals import Removals, spans
from cleaner.settings import Settings
from cleaner.source import encode_text
from cleaner.types import Blocks, Result, Source, Verdicts

FORMAT = 1


def build(
    source: Source,
    blocks: Blocks,
    verdicts: Verdicts,
    settings: Settings,
    *,
    versions: Mapping[str, str],
    metadata: Mapping[str, Any],
    heard: Mapping[str, Any] | None = None,
    warnings: Sequence[str] = (),
    quality: float | None = None,
) -> Result:
    """Join the kept spans, write down the others and check that together they are the input.

    versions: what the verdicts can be replayed with. heard: which evidence there was, for the stats.
    """
    gone = spans(blocks, verdicts)
    whole = blocks.visible_text
    text = gone.kept(whole)
    if not gone.partition(whole) or len(text) + int((gone.ends - gone.starts).sum()) != len(whole):
        raise RecordError("kept and removed do not partition the text: please report this input")
    markup, keep = blocks.markup, verdicts.keep
    visible, words = blocks.columns.visible, blocks.columns.words
    stats = {
        "blocks": len(blocks),
        "kept_blocks": int(keep.sum()),
        "visible": int(visible.sum()),
        "kept_visible": int(visible[keep].sum()),
        "words": int(words.sum()),
        "kept_words": int(words[keep].sum()),
        "unseen": dict(markup.unseen) if markup else {},
        "evidence": dict(heard or {}),
    }

    def header() -> dict[str, Any]:
        return {
            "record": FORMAT,
            "doc": source.doc,
            "media": source.media,
            "input": source.meta.get("input", "bytes"),
            "encoding": source.encoding,
            "bom": source.bom.hex(),
            "length": source.length,
            "digest": f"sha256:{source.digest}",
            "visible_length": len(whole),
            "visible_digest": _digest(whole),
            "clean_length": len(text),
            "clean_digest": _digest(text),
            "undecoded": _runs(source.undecoded),
            "removals": len(gone.blocks),
            "versions": dict(versions),
            "settings": _plain(settings),
            "warnings": list(warnings),
        }

    return Result(
        text=text,
        removed=Removals(gone, blocks, verdicts),
        header=Header(header),
        warnings=tuple(warnings),
        stats=stats,
        metadata=metadata,
        blocks=blocks,
        verdicts=verdicts,
        quality=quality,
    )


class Header(Mapping[str, Any]):
    """The record's header: equal to a dict of it, put together when it is first read, for digests take time.

    `json.dumps` takes `dict(header)`, or `result.record()`.
    """

    __slots__ = ("_held", "_make")

    def __init__(self, make: Callable[[], dict[str, Any]]) -> None:
        self._make: Callable[[], dict[str, Any]] | None = make
        self._held: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        make = self._make
        if self._held is None and make is not None:
            self._held = make()
            self._make = None  # it holds the input
        assert self._held is not None
        return self._held

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (self._all(),)


def restore(clean_text: str, record: Sequence[Mapping[str, Any]]) -> bytes:
    """The input's bytes from the clean text and its record (for HTML: the visible text in UTF-8).

    Raises RecordError, saying where, when the two do not belong together.
    """
    header = _header(record)
    text = restore_visible(clean_text, record)
    if header["media"] == "html":
        return text.encode("utf-8", "surrogatepass")
    data = _encoded(text, header)
    if f"sha256:{hashlib.sha256(data).hexdigest()}" != header["digest"]:
        raise RecordError("the restored bytes differ from the input's digest in the record")
    return data


def _encoded(text: str, header: Mapping[str, Any]) -> bytes:
    """Raises RecordError, naming what is damaged, where the header has values that no input leads to."""
    key = "undecoded"
    try:
        undecoded = {
            index(offset) + k: bytes([byte])
            for offset, run in header.get(key, [])
            for k, byte in enumerate(bytes.fromhex(run))
        }
        key = "bom"
        bom = bytes.fromhex(header[key])
        key = "encoding"
        return encode_text(text, header[key], undecoded, bom)
    except UnicodeEncodeError:
        raise RecordError(f"the record's header is damaged: the text cannot be encoded as {header[key]}") from None
    except (LookupError, TypeError, ValueError):
        raise RecordError(f"the record's header is damaged: {key!r} cannot be {header.get(key)!r:.60}") from None


def restore_visible(clean_text: str, record: Sequence[Mapping[str, Any]]) -> str:
    """The visible text from the clean text and its record."""
    header, parts, at, clean_at = _header(record), [], 0, 0
    for number, removal in enumerate(record[1:], start=1):
        try:
            start, end, text = int(removal["start"]), int(removal["end"]), removal["text"]
        except KeyError as error:
            raise RecordError(f"removal {number} has no {error}: a record of offsets alone cannot restore") from None
        except (TypeError, ValueError, OverflowError):
            raise RecordError(f"removal {number} has no usable span") from None
        if not isinstance(text, str) or start < at or end - start != len(text):
            raise RecordError(f"removal {number} ({start}–{end}) overlaps another or does not fit its text")
        gap = start - at
        if clean_at + gap > len(clean_text):
            raise RecordError(f"the clean text ends at {len(clean_text)}, before removal {number} at {start}")
        parts += [clean_text[clean_at : clean_at + gap], text]
        at, clean_at = end, clean_at + gap
    if len(record) - 1 != header["removals"]:
        raise RecordError(f"the record names {header['removals']} removals and holds {len(record) - 1}")
    parts.append(clean_text[clean_at:])
    if len(clean_text) != header["clean_length"]:
        raise RecordError(
            f"the clean text has {len(clean_text)} characters, the record was made with {header['clean_length']}"
        )
    if _digest(clean_text) != header["clean_digest"]:
        raise RecordError("the clean text is not the one that the record was made with: its digest differs")
    text = "".join(parts)
    if _digest(text) != header["visible_digest"]:
        raise RecordError("the removals were changed: the restored text differs from its digest in the record")
    return text


def _header(record: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    if not record or not isinstance(record[0], Mapping) or "record" not in record[0]:
        raise RecordError('not a record: the first object has no format version under "record"')
    if record[0]["record"] != FORMAT:
        raise RecordError(f"the record has format {record[0]['record']}, this version reads {FORMAT}")
    missing = [key for key in ("media", "encoding", "bom", "digest", "visible_digest", "clean_length", "clean_digest",
                               "removals") if key not in record[0]]  # fmt: skip
    if missing:
        raise RecordError(f"the record's header has no {missing[0]!r}")
    return record[0]


def _runs(undecoded: Mapping[int, bytes]) -> list[list[Any]]:
    """[[offset, hex]] with neighbouring bytes joined."""
    found: list[list[Any]] = []
    expected = -1
    for offset, byte in sorted(undecoded.items()):
        if offset == expected:
            found[-1][1] += byte.hex()
        else:
            found.append([offset, byte.hex()])
        expected = offset + 1
    return found


def _plain(settings: Settings) -> dict[str, Any]:
    """The settings that differ from the defaults, JSON-ready."""
    chosen = {name: getattr(settings, name) for name in _changed(settings)}
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in chosen.items()}


@lru_cache(maxsize=64)
def _changed(settings: Settings) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(settings) if getattr(settings, item.name) != item.default)


def _digest(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
