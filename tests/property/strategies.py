"""Inputs for property tests: texts, bytes and tag soup, from well-formed to hostile."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = [
    "harbour",
    "council",
    "bridge",
    "the",
    "of",
    "and",
    "Monday",
    "voted",
    "spring",
    "news",
    "Sport",
    "Home",
    "Menu",
    "cookies",
    "newsletter",
    "Share",
    "Facebook",
    "Straße",
    "Übermut",
    "été",
    "niño",
    "мост",
    "город",
    "橋の町",
    "川沿い",
    "القرية",
    "الجسر",
    "गाँव",
    "สะพาน",
    "3.4%",
    "2031",
    "€40",
    "don't",
    "twenty-one",
]
MARKS = ["-", "•", "*", "|", "–", "---", "* * *", "", "", " ", "\t", "1.", "2)", "```", "> ", "# ", "|---|---|", "©"]
ENDS = ["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c", "\x85"]

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
sentences = st.builds(lambda words, end: words + end, phrases, st.sampled_from([".", "?", "!", "…", "。", ":", "", ""]))
lines = st.one_of(
    sentences,
    st.sampled_from(MARKS),
    st.builds(lambda mark, words: f"{mark} {words}", st.sampled_from(MARKS), phrases),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" | ".join),
    st.sampled_from(
        [
            "Read more: Ferry stays",
            "Lesen Sie auch: Die Fähre",
            "Share on Facebook",
            "Accept all cookies",
            "© 2031 Gazette",
        ]
    ),
)
documents = st.lists(st.tuples(lines, st.sampled_from(ENDS)), max_size=40).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
anything = st.text(st.characters(), max_size=200)  # lone surrogates and NUL included
texts = st.one_of(documents, anything, st.builds(str.__add__, documents, anything))

encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
encoded = st.builds(lambda text, encoding: text.encode(encoding), documents, encodings)
legacy = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    documents,
    st.sampled_from(["windows-1252", "iso-8859-2", "windows-1251", "shift_jis", "gb18030", "koi8-r", "euc-kr"]),
)


def _broken(data: bytes, at: int, junk: bytes) -> bytes:
    at %= len(data) + 1
    return data[:at] + junk + data[at:]


broken = st.builds(_broken, st.one_of(encoded, legacy), st.integers(0, 5000), st.binary(max_size=4))
byte_strings = st.one_of(encoded, legacy, broken, st.binary(max_size=120))

TAGS = [
    "p",
    "div",
    "span",
    "a",
    "b",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "pre",
    "code",
    "br",
    "hr",
    "nav",
    "footer",
    "aside",
    "article",
    "section",
    "main",
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "form",
    "button",
    "select",
    "option",
    "textarea",
    "svg",
    "math",
    "title",
    "frameset",
    "amp-img",
    "center",
    "font",
    "body",
    "html",
    "head",
    "input",
]
ATTRIBUTES = [
    "",
    "",
    "",
    ' class="comment"',
    ' id="main"',
    " hidden",
    ' style="display:none"',
    " href=x",
    ' aria-hidden="true"',
    " x='",
]
openings = st.builds(lambda tag, attribute: f"<{tag}{attribute}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
closings = st.sampled_from(TAGS).map("</{}>".format)
odd = st.sampled_from(
    [
        "<!-- note -->",
        "<!--",
        "<![CDATA[x]]>",
        "<iframe/>",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "<",
        ">",
        "\0",
        "\n",
        "  ",
    ]
)
soup = st.lists(st.one_of(openings, closings, phrases, odd), max_size=40).map("".join)

PLAIN_TAGS = [
    "p",
    "div",
    "span",
    "a",
    "b",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "pre",
    "code",
    "br",
    "hr",
    "nav",
    "footer",
    "aside",
    "article",
    "section",
    "main",
    "noscript",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "form",
    "button",
    "amp-img",
    "center",
    "font",
]
plain_soup = st.lists(
    st.one_of(
        st.sampled_from(PLAIN_TAGS).map("<{}>".format),
        st.sampled_from(PLAIN_TAGS).map("</{}>".format),
        phrases,
        st.sampled_from(["<!-- note -->", "&amp;", "&nbsp;", "\n"]),
    ),
    max_size=60,
).map("".join)
