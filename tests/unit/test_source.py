"""Decoding: every byte accounted for, binary refused, HTML and text told apart."""

from __future__ import annotations

import gzip

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
