"""From bytes or str to a `Source`: decompressed, decoded once, every byte accounted for.

The order is BOM, the caller's word, strict UTF-8, what the page declares, then detection
(bs4's UnicodeDammit), each checked by encoding again. Bytes that no decoder takes become
U+FFFD and are kept beside the text, so that `encode_source` gives the input back.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Mapping
from typing import Any

from cleaner.errors import InputError, LimitError
from cleaner.segment.sniff import looks_like_html
from cleaner.settings import Settings
from cleaner.types import Media, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose BOM it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GZIP = b"\x1f\x8b"
# How binary files begin. Texts begin with "GIF89a" or "RIFF" as well: there the bytes are asked for that no text has.
_NO_TEXT = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
_MAGIC = {re.compile(begins, re.DOTALL): what for begins, what in {
    rb"%PDF-\d\.\d(?![^\r\n%]{0,40}[A-Za-z\x80-\xff]{2})": "a PDF file",  # nothing else is in its first line
    rb"\x89PNG\r\n\x1a\n": "a PNG image",
    rb"\xff\xd8\xff": "a JPEG image",
    rb"GIF8[79]a.{0,6}" + _NO_TEXT: "a GIF image",  # one of width, height, flags, background, aspect
    rb"PK\x03\x04": "a ZIP archive",
    rb"\x7fELF": "a program",
    rb"MZ\x90\x00": "a program",
    rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)": "bzip2 data",
    rb"\xfd7zXZ\x00": "xz data",
    rb"\x28\xb5\x2f\xfd": "zstd data",
    rb"SQLite format 3\x00": "a database",
    rb"RIFF.{0,3}" + _NO_TEXT: "a media file",  # the size, in four bytes
}.items()}  # fmt: skip
_SAMPLE = 1 << 16
_MAX_CONTROL = 0.1  # share of control bytes in the sample beyond which the input is binary
_THIN = 8  # fewer bytes beyond ASCII than this are no evidence for a multi-byte encoding
_FEED, _LARGEST_FEED = 1 << 10, 1 << 20  # bytes of gzip that are unpacked at a time: doubled within a member
_ESCAPED = re.compile("[\udc00-\udcff]+")
_ZEROS = re.compile(b"\0*")  # what tapes fill their blocks with, between members of gzip and behind them
_NOT_THESE = ("utf-8", "utf-8-sig", "utf-7", "ascii")  # no encodings of bytes that are neither ASCII nor UTF-8
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b")


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Stand one lone surrogate in for each byte that cannot be decoded; replaced right after."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("cleaner-escape", _escape)


def read_source(
    data: str | bytes,
    *,
    doc: str = "",
    kind: Media | None = None,
    settings: Settings | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Source:
    """Decode one document.

    kind: "text" or "html"; None tells them apart by how the input begins.
    charset: what the transport declared (an HTTP header), tried after strict UTF-8.
    `meta` of what comes back holds "input" (how it was handed in) and, where there are any, "warnings".
    Raises InputError for binary or damaged input, LimitError beyond `settings.max_chars`.
    """
    settings = settings or Settings()
    if isinstance(data, str):
        meta: dict[str, Any] = {"input": "str"}
        bom, encoding = b"", "utf-8"
        undecoded: dict[int, bytes] = {}
        try:
            raw, content = data.encode("utf-8"), data
        except UnicodeEncodeError:  # lone surrogates
            raw = data.encode("utf-8", "surrogatepass")
            content, undecoded = _decode(raw, "utf-8")
        whole: bytes | str = data  # bytes made for its length need not live on
    else:
        meta = {"input": "bytes"}
        raw, behind = _unpacked(data, limit=4 * settings.max_chars)
        if behind:
            meta["warnings"] = [f"gzip: {behind:,} bytes behind the compressed data are no gzip and were not read"]
        whole = raw
        _refuse_binary(raw)
        bom, encoding, known = _encoding(raw, kind, settings.encoding, charset)
        content, undecoded = _decode(raw[len(bom) :], encoding) if known is None else (known, {})
    if len(content) > settings.max_chars:
        raise LimitError(f"{len(content):,} characters, more than {settings.max_chars:,} (raise max_chars)")
    return Source(
        doc=doc,
        content=content,
        media=kind or ("html" if looks_like_html(content) else "text"),
        encoding=encoding,
        bom=bom,
        undecoded=undecoded,
        length=len(raw),
        data=whole,
        url=url,
        language=settings.language,
        meta=meta,
    )


def encode_text(text: str, encoding: str, undecoded: Mapping[int, bytes], bom: bytes = b"") -> bytes:
    """The bytes that a decoded text came from; `undecoded` maps offsets of U+FFFD to the byte there."""
    parts, at = [bom], 0
    for offset, original in sorted(undecoded.items()):
        parts += [text[at:offset].encode(encoding), original]
        at = offset + 1
    parts.append(text[at:].encode(encoding))
    return b"".join(parts)


def decompress(data: bytes, *, limit: int) -> bytes:
    """The bytes inside gzip, or the bytes as they are; never more than `limit` of them."""
    return _unpacked(data, limit)[0]


def _unpacked(data: bytes, limit: int) -> tuple[bytes, int]:
    """The bytes inside gzip, and how many stand behind it that are neither a member of it nor zeros that fill it up."""
    if not data.startswith(_GZIP):
        if len(data) > limit:
            raise LimitError(f"{len(data):,} bytes, more than {limit:,} (raise max_chars)")
        return data, 0
    parts, size, at = [], 0, 0
    while data.startswith(_GZIP, at):  # a gzip file may have several members
        engine, feed = zlib.decompressobj(wbits=31), _FEED
        while not engine.eof:
            if at >= len(data):
                raise InputError("truncated gzip: the data ends before the stream does")
            fed = data[at : at + feed]  # all of it at once would be copied again for each member
            try:
                part = engine.decompress(fed, limit - size + 1)
            except zlib.error as error:
                raise InputError(f"damaged gzip: {error}") from None
            parts.append(part)
            size += len(part)
            if size > limit:
                raise LimitError(f"gzip that unpacks to more than {limit:,} bytes (raise max_chars)")
            at += len(fed) - len(engine.unused_data)
            feed = min(2 * feed, _LARGEST_FEED)
        if zeros := _ZEROS.match(data, at):
            at = zeros.end()
    return b"".join(parts), len(data) - at


def _is_clean(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _decode(raw: bytes, encoding: str) -> tuple[str, dict[int, bytes]]:
    text = raw.decode(encoding, "cleaner-escape")
    undecoded: dict[int, bytes] = {}
    if not _is_clean(text):
        for match in _ESCAPED.finditer(text):
            undecoded |= {match.start() + k: bytes([ord(c) - 0xDC00]) for k, c in enumerate(match.group())}
        text = _ESCAPED.sub(lambda match: "\ufffd" * len(match.group()), text)
    return text, undecoded


def _refuse_binary(raw: bytes) -> None:
    for magic, what in _MAGIC.items():
        if magic.match(raw):
            raise InputError(f"binary input: {what}, not text or HTML")
    sample = raw[:_SAMPLE]
    if any(raw.startswith(bom) for bom, _ in _BOMS) or not sample or _wide_without_bom(sample):
        return
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > _MAX_CONTROL * len(sample) and control > 1:
        raise InputError(f"binary input: {control / len(sample):.0%} of the first bytes are control characters")


def _encoding(raw: bytes, kind: Media | None, wanted: str | None, charset: str | None) -> tuple[bytes, str, str | None]:
    """BOM and encoding, and the text where it had to be decoded to find out (sound UTF-8 never holds surrogates)."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return bom, encoding, None
    if wanted:
        try:
            codecs.lookup(wanted)
        except LookupError:
            raise InputError(f"unknown encoding {wanted!r}") from None
        if not _round_trips(raw, wanted):
            raise InputError(f"the input cannot be decoded as {wanted} and encoded back")
        return b"", wanted, None
    wide = _wide_without_bom(raw[:_SAMPLE])
    if wide:
        return b"", wide, None
    try:
        return b"", "utf-8", raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"", _detected(raw, kind, charset), None


def _detected(raw: bytes, kind: Media | None, charset: str | None) -> str:
    """The encoding of bytes that are not UTF-8; UTF-8 again where the damage is the exception."""
    import logging

    from bs4.dammit import EncodingDetector, UnicodeDammit

    log = logging.getLogger("bs4.dammit")
    if not log.handlers:  # what nobody handles is printed; which bytes were not decoded, the record tells
        log.addHandler(logging.NullHandler())
    said = EncodingDetector.find_declared_encoding(raw[:_SAMPLE], is_html=kind != "text")
    for name in (charset, said):
        if name and _believed(name, said) and _round_trips(raw, name):
            return _canonical(name)
    text = raw.decode("utf-8", "cleaner-escape")
    broken = sum(len(run) for run in _ESCAPED.findall(text))
    beyond = sum(1 for char in text if ord(char) > 0x7F) - broken
    if beyond >= broken:  # mostly sound UTF-8: a few bytes are damaged
        return "utf-8"
    if broken >= _THIN:
        lines = b"\n".join(line for line in raw[: 16 * _SAMPLE].splitlines() if not line.isascii())[:_SAMPLE]
        dammit = UnicodeDammit(lines, is_html=kind == "html", exclude_encodings=[said] if said else [])
        found = dammit.original_encoding
        if found and _believed(found, said) and _round_trips(raw, found):
            return _canonical(found)
    return "windows-1252" if _round_trips(raw, "windows-1252") else "utf-8"


def _believed(name: str, said: str | None) -> bool:
    """Whether bytes that are not UTF-8 may be in an encoding; said: the one that the page names in ASCII.

    In UTF-16, UTF-32 and EBCDIC nobody could have read what the page says: it is wrong of itself, as HTML has it.
    """
    try:
        declaration = f"<meta charset={said or ''}>"
        return _canonical(name) not in _NOT_THESE and (not said or declaration.encode().decode(name) == declaration)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return False


def _round_trips(raw: bytes, encoding: str) -> bool:
    try:
        text = raw.decode(encoding, "cleaner-escape" if encoding.lower().startswith("utf") else "strict")
        if encoding.lower().startswith("utf"):
            text, undecoded = _decode(raw, encoding)
            return encode_text(text, encoding, undecoded) == raw
        return text.encode(encoding) == raw and _is_clean(text)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return False


def _canonical(name: str) -> str:
    return codecs.lookup(name).name


def _wide_without_bom(sample: bytes) -> str | None:
    """UTF-16 without a BOM: nearly every other byte is NUL."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
