"""Decoding: every byte accounted for, binary refused, HTML and text told apart."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sqlite3
import struct
import subprocess
import sys
import time

import pytest

from cleaner import InputError, LimitError, Settings
from cleaner.segment.sniff import looks_like_html
from cleaner.source import decompress, encode_text, read_source


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain ascii", "utf-8"),
        ("Übermut".encode(), "utf-8"),
        ("Übermut".encode("utf-8-sig"), "utf-8"),
        ("Übermut und Unfug".encode("utf-16"), "utf-16-le"),
        ("Übermut und Unfug".encode("utf-16-le"), "utf-16-le"),
        ("Übermut und Unfug".encode("utf-16-be"), "utf-16-be"),
        (b"\x00\x00\xfe\xff" + "Übermut".encode("utf-32-be"), "utf-32-be"),
        (
            ("Der Bürgermeister hörte die Glocken läuten, während draußen große Kähne zögernd ablegten. " * 5).encode(
                "cp1252"
            ),
            None,
        ),
        (b"", "utf-8"),
    ],
)
def test_an_encoding_is_found(data: bytes, encoding: str | None) -> None:
    source = read_source(data, kind="text")
    assert source.encoding == encoding or encoding is None
    assert encode_text(source.content, source.encoding, source.undecoded, source.bom) == data


def test_one_bad_byte_behind_much_ascii_does_not_change_the_encoding() -> None:
    data = b"The keeper wrote down the wind.\n" * 20_000 + b"caf\xe9\n" + "Straße Übermut çan\n".encode() * 20
    source = read_source(data, kind="text")
    assert source.encoding == "utf-8"
    assert list(source.undecoded.values()) == [b"\xe9"]


def test_cyrillic_in_an_old_encoding_is_read() -> None:
    text = "В городе Заречном в субботу открылся музей вещей, забытых в трамваях. " * 8
    assert read_source(text.encode("windows-1251"), kind="text").content == text


def test_what_detection_says_of_undecoded_bytes_is_not_printed() -> None:
    code = "import sys; from cleaner.source import read_source; read_source(sys.stdin.buffer.read())"
    data = b"caf\xe9 cr\xe8me \x81\x8d\x8f\x90\x9d \xe9\xe8\xea\xeb text\n"
    ran = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    assert ran.stdout + ran.stderr == b""


def test_bytes_that_no_decoder_takes_become_replacement_characters_and_are_kept() -> None:
    source = read_source("ä".encode() * 20 + b"\xff\xfe" + "ü".encode() * 20, kind="text")
    assert source.content[20:22] == "\ufffd\ufffd"
    assert source.undecoded == {20: b"\xff", 21: b"\xfe"}


@pytest.mark.parametrize("text", ["a\ud800b", "\udfff", "\ud83d\ude00", "a\ud800\udc00"])
def test_lone_surrogates_of_a_str_are_kept_beside_the_text(text: str) -> None:
    source = read_source(text)
    assert encode_text(source.content, "utf-8", source.undecoded) == text.encode("utf-8", "surrogatepass")
    source.content.encode("utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04zip",
        b"\x7fELF\x02",
        b"\x00\x01\x02\x03\x04\x05\x06\x07" * 50,
        b"\xff\xd8\xff\xe0JFIF",
    ],
)
def test_binary_input_is_an_error_that_says_what_it_is(data: bytes) -> None:
    with pytest.raises(InputError, match="binary input"):
        read_source(data)


GIF = struct.pack("<6s2H3B", b"GIF89a", 800, 600, 0xF7, 33, 0) + b"\x21\x21\x21" * 300
WAVE = struct.pack("<4sI8sI2H2I2H4sI", b"RIFF", 36, b"WAVEfmt ", 16, 1, 1, 8000, 8000, 1, 8, b"data", 0)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "PDF"),
        (b"%PDF-1.3\r1 0 obj\r<< /Type /Catalog >>\rendobj\r", "PDF"),
        (GIF, "GIF"),
        (WAVE + b"quiet" * 300, "media"),
        (b"RIFF\xe2\x1b\x00\x00WEBPVP8 " + b"abcdefg" * 300, "media"),
        (bz2.compress(b""), "bzip2"),
        (bz2.compress(b"The keeper wrote down the wind.\n"), "bzip2"),
        (lzma.compress(b"The keeper wrote down the wind.\n"), "xz"),
        (sqlite3.connect(":memory:").execute("create table t (c)").connection.serialize(), "database"),
        (b"MZ\x90\x00\x03" + b"This program cannot be run in DOS mode" * 9, "program"),
    ],
)
def test_a_binary_file_is_told_by_its_whole_header(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=f"binary input: .*{what}"):
        read_source(data)


@pytest.mark.parametrize(
    "text",
    [
        "RIFF is the container format of WAVE files.",
        "RIFF in WAVE",
        "RIFF – ein Behälter",
        "RIFF",
        "GIF89a, explained in five minutes",
        "GIF87a\n\nThe older one.",
        "GIF8",
        "BZhG Verlag, Berlin",
        "BZh9 is how bzip2 data begins.",
        "SQLite format 3 is on every telephone.",
        "%PDF-1.7 is the version of 2006.",
        "%PDF-1.7 — так начинается файл",
        "%PDF- and a number is how they begin",
        "PK, the editor, wrote:",
        "MZ was his sign.",
    ],
)
def test_a_text_may_begin_with_the_name_of_a_format(text: str) -> None:
    assert read_source(text.encode(), kind="text").content == text
    assert read_source(f"{text}\nThe keeper wrote down the wind.\n".encode()).media == "text"


def test_a_few_nul_bytes_are_no_reason_to_refuse_a_text() -> None:
    assert read_source(b"a line with a NUL \x00 in it\n" * 3).content.count("\0") == 3


def test_what_the_transport_declares_is_believed_after_utf8() -> None:
    text = "Příliš žluťoučký kůň úpěl ďábelské ódy"
    assert read_source(text.encode("iso-8859-2"), charset="iso-8859-2").content == text
    assert read_source(text.encode("utf-8"), charset="iso-8859-2").content == text


def test_what_the_page_declares_is_believed() -> None:
    page = '<html><head><meta charset="windows-1250"></head><body><p>Příliš žluťoučký kůň</p></body></html>'
    source = read_source(page.encode("windows-1250"))
    assert (source.media, source.content) == ("html", page)


@pytest.mark.parametrize("name", ["utf-16le", "UTF-16", "utf-16be", "utf-32"])
@pytest.mark.parametrize("behind", ["", " ", "  ", "   "])
def test_a_page_whose_declaration_can_be_read_is_not_in_utf16(name: str, behind: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>Café “Zur Mühle”, größer als früher</p>{behind}'
    for charset in (None, name):
        source = read_source(page.encode("windows-1252"), charset=charset)
        assert (source.encoding, source.content) == ("windows-1252", page)


@pytest.mark.parametrize(
    "name", ["cp037", "CP500", "cp1026", "cp1140", "cp273", "cp424", "utf-7", "utf_8", "utf-8-sig"]
)
@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="{}"></head><body><p>Café “Zur Mühle”</p>',
        '<html><head><meta charset="{}"></head><p>Café “Zur Mühle”, größer als früher, für Ärzte und Künstler</p>',
        '<?xml version="1.0" encoding="{}"?><p>Café “Zur Mühle”, größer als früher, für Ärzte und Künstler</p>',
    ],
)
def test_a_page_is_not_in_what_its_declaration_could_not_be_read_in(name: str, page: str) -> None:
    page = page.format(name)
    for charset in (None, name):
        assert read_source(page.encode("windows-1252"), charset=charset).content == page


def test_a_wrong_declaration_does_not_hide_what_detection_finds() -> None:
    page = '<html><head><meta charset="cp500"></head><body><p>' + "Паромщик услышал о железной дороге от внука. " * 9
    assert read_source(page.encode("windows-1251"), kind="html").content == page


def test_utf16_that_only_the_transport_declares_is_believed() -> None:
    text = "橋の上で待つ人々が、遠くの灯を見ていた。" * 9
    assert read_source(text.encode("utf-16-le"), charset="utf-16le").content == text


def test_the_callers_encoding_is_used_or_refused() -> None:
    assert read_source(b"\xe9t\xe9", settings=Settings(encoding="latin-1")).content == "été"
    with pytest.raises(InputError, match="unknown encoding"):
        read_source(b"abc", settings=Settings(encoding="klingon"))
    with pytest.raises(InputError, match="cannot be decoded"):
        read_source(b"\xe9t\xe9", settings=Settings(encoding="ascii"))


def test_gzip_is_read_transparently_members_and_all() -> None:
    data = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    assert read_source(data).content == "one\ntwo\n"


def test_a_truncated_gzip_is_an_error() -> None:
    with pytest.raises(InputError, match="truncated gzip"):
        read_source(gzip.compress(b"The keeper wrote down the wind.\n" * 100)[:-12])


def test_a_damaged_gzip_is_an_error() -> None:
    with pytest.raises(InputError, match="gzip"):
        read_source(b"\x1f\x8b\x08\x00junkjunkjunkjunk")


def noise(size: int) -> bytes:
    """Text that packs badly, so that a member of it is longer than what is unpacked at a time."""
    state, out = 1, bytearray()
    while len(out) < size:
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        out += b"%016x" % state
    return bytes(out[:size])


@pytest.mark.parametrize("size", [0, 1, 1_000, 50_000, 3_000_000])
def test_members_of_any_length_come_out_whole(size: int) -> None:
    part = noise(size)
    assert decompress(gzip.compress(part, 1) + gzip.compress(b"end\n"), limit=4_000_000) == part + b"end\n"


@pytest.mark.parametrize("behind", [b"\0" * 5_000, b"garbage", b"\x1f", b"\n"])
def test_what_follows_the_last_member_is_left(behind: bytes) -> None:
    assert decompress(gzip.compress(b"one\n") + behind, limit=100) == b"one\n"


@pytest.mark.parametrize(
    ("behind", "count"), [(b"", 0), (b"\0", 0), (b"\0" * 5_000, 0), (b"more\n", 5), (b"\0\0more\n", 5), (b"\x1f", 1)]
)
def test_what_follows_the_last_member_is_named_unless_it_only_fills_up(behind: bytes, count: int) -> None:
    source = read_source(gzip.compress(b"Text.\n") + behind)
    said = [f"gzip: {count} bytes behind the compressed data are no gzip and were not read"]
    assert source.content == "Text.\n"
    assert source.meta.get("warnings", []) == (said if count else [])


def test_a_member_behind_zeros_is_read() -> None:
    source = read_source(gzip.compress(b"one\n") + b"\0" * 512 + gzip.compress(b"two\n"))
    assert (source.content, source.meta) == ("one\ntwo\n", {"input": "bytes"})


def test_members_and_zeros_in_turn_take_linear_time() -> None:
    data = (gzip.compress(b"a\n") + b"\0" * 50) * 50_000
    started = time.process_time()
    assert decompress(data, limit=1_000_000) == b"a\n" * 50_000
    assert time.process_time() - started < 3


@pytest.mark.parametrize("cut", [1, 4, 8, 9, 700, 40_000])
def test_the_last_of_several_members_may_be_cut_off_nowhere(cut: int) -> None:
    data = gzip.compress(b"one\n") + gzip.compress(noise(100_000), 1)
    with pytest.raises(InputError, match="truncated gzip"):
        decompress(data[:-cut], limit=1_000_000)


def test_damage_in_a_later_member_is_an_error() -> None:
    with pytest.raises(InputError, match="damaged gzip"):
        decompress(gzip.compress(b"one\n") + b"\x1f\x8b\x08\x00junkjunkjunkjunk", limit=100)


def test_many_members_take_linear_time() -> None:
    data = gzip.compress(b"a\n") * 100_000
    started = time.process_time()
    assert decompress(data, limit=1_000_000) == b"a\n" * 100_000
    assert time.process_time() - started < 3


@pytest.mark.parametrize("limit", [9, 10])
def test_the_limit_counts_all_members(limit: int) -> None:
    data = gzip.compress(b"12345") * 2
    if limit == 10:
        assert decompress(data, limit=limit) == b"1234512345"
    else:
        with pytest.raises(LimitError, match="unpacks to more"):
            decompress(data, limit=limit)


def test_a_decompression_bomb_stops_at_the_limit() -> None:
    with pytest.raises(LimitError, match="unpacks to more"):
        decompress(gzip.compress(b"\0" * 10_000_000), limit=1_000_000)


def test_too_long_an_input_is_an_error_that_names_the_setting() -> None:
    with pytest.raises(LimitError, match="max_chars"):
        read_source("abcdef", settings=Settings(max_chars=5))


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "  \n<html>",
        "\ufeff<HTML lang=en>",
        "<!-- a note --><div>x</div>",
        '<?xml version="1.0"?><html>',
        "<p>One",
        "<table><tr>",
        "<body onload=x>",
        "<h1>T</h1>",
    ],
)
def test_a_page_is_told_by_how_it_begins(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n\n<div>x</div>",
        "A <b>bold</b> word",
        "<b>bold</b> first",
        "<3 you all",
        "<pizza>",
        "```\n<html>\n```",
        "x < y",
        "<-- not a comment",
        "<person@example.org> wrote:",
        "<!-- only a note -->\ntext",
    ],
)
def test_a_text_with_tags_further_on_is_a_text(text: str) -> None:
    assert not looks_like_html(text)


def test_length_and_digest_are_those_of_the_decompressed_bytes() -> None:
    plain, packed = read_source(b"abc\n"), read_source(gzip.compress(b"abc\n"))
    assert (plain.length, plain.digest) == (packed.length, packed.digest) == (4, plain.digest)
