"""Settings: one frozen value with every choice that a caller can make."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Literal, get_args

from cleaner.errors import SettingsError
from cleaner.types import KINDS

OPTIONAL_KINDS = frozenset({"byline", "timestamp"})  # content for some readers: their rules wait to be asked

Favor = Literal["balanced", "precision", "recall"]
Names = str | Iterable[str]  # a collection of names, or one text with commas between them
Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

MOST = sys.maxsize // 8  # of characters: four times as many bytes are still a number that reading takes

# ISO 639-1, with the retired codes that old pages carry. Codes of three letters are too many to list: any is taken.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw "
    "ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm "
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# What people write instead of the code of a language that has rules: its name, a longer code, a country's.
_MEANT = {
    "af": "afrikaans afr", "am": "amharic amh", "ar": "arabic ara arb", "az": "azerbaijani aze", "be": "belarusian bel",
    "bg": "bulgarian bul", "bn": "bengali bangla ben", "ca": "catalan cat", "cs": "czech ces cze cz",
    "da": "danish dansk dan dk", "de": "german deutsch deu ger", "el": "greek ell gre gr", "en": "english eng",
    "es": "spanish español spa", "et": "estonian est ekk", "eu": "basque eus baq", "fa": "persian farsi fas per",
    "fi": "finnish suomi fin", "fr": "french français fra fre", "gl": "galician glg", "he": "hebrew heb",
    "hi": "hindi hin", "hr": "croatian hrv", "hu": "hungarian magyar hun", "hy": "armenian hye arm",
    "id": "indonesian ind", "is": "icelandic isl ice", "it": "italian italiano ita", "ja": "japanese jpn jp",
    "ka": "georgian kat geo", "kk": "kazakh kaz", "ko": "korean kor", "lt": "lithuanian lit", "lv": "latvian lav lvs",
    "mk": "macedonian mkd mac", "ml": "malayalam mal", "mr": "marathi mar", "ms": "malay msa may zsm",
    "ne": "nepali nep npi", "nl": "dutch nederlands nld dut", "no": "norwegian norsk nor nob",
    "pl": "polish polski pol", "pt": "portuguese português por", "ro": "romanian ron rum", "ru": "russian rus",
    "sk": "slovak slk slo", "sl": "slovenian slovene slv", "sq": "albanian sqi alb", "sr": "serbian srp rs",
    "sv": "swedish svenska swe", "sw": "swahili swa swh", "ta": "tamil tam", "te": "telugu tel", "th": "thai tha",
    "tl": "tagalog filipino tgl", "tr": "turkish türkçe tur", "uk": "ukrainian ukr ua", "ur": "urdu urd",
    "vi": "vietnamese vie vn", "zh": "chinese mandarin zho chi cmn cn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """How to clean. Defaults are what was measured; see docs/design.md for each.

    favor: which side of the curve between article damage and clutter left.
    keep: kinds that are never removed.
    drop: kinds that are content for some readers (bylines and timestamps), whose rules wait until
        they are named here; a kind named in both stays out of `keep`.
    language: the documents' language as a code (en, de, pt-BR) instead of finding it out.
    threshold: probability of boilerplate above which a block goes; None for `favor`'s own.
    learned: whether the learned score is heard; without it rules and heuristics decide alone.
    second_opinion: whether trafilatura's choice is heard for HTML.
    metadata: whether author, date and site name are looked for beyond what the page declares (slower).
    include_comments: readers' comments stay, as with `keep={"comments"}`.
    include_tables: False takes the tables of pages out.
    include_links, include_images: whether Markdown holds link targets and images.
    rules: paths of user packs, files or folders; same id overrides a shipped rule.
    disable: ids of rules and heuristics, kinds, packs and folders of packs that are switched off.
    max_chars, max_blocks, max_depth: limits; beyond them a LimitError.
    deadline: seconds for one document, looked at between stages; None for no limit.
    rule_timeout: seconds that one rule may spend on one document before it is switched off for it.
    """

    favor: Favor = "balanced"
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()
    language: str | None = None
    encoding: str | None = None
    threshold: float | None = None
    learned: bool = True
    second_opinion: bool = False
    metadata: bool = False
    rules: tuple[str, ...] = ()
    disable: frozenset[str] = frozenset()
    include_comments: bool = False
    include_tables: bool = True
    include_links: bool = True
    include_images: bool = False
    max_chars: int = 200_000_000
    max_blocks: int = 5_000_000
    max_depth: int = 500_000
    deadline: float | None = None
    rule_timeout: float = 1.0

    if TYPE_CHECKING:  # it takes more than it holds: a set, a list or a text with commas becomes a frozenset

        def __init__(
            self,
            favor: Favor = favor,
            keep: Names = keep,
            drop: Names = drop,
            language: str | None = language,
            encoding: str | None = encoding,
            threshold: float | None = threshold,
            learned: bool = learned,
            second_opinion: bool = second_opinion,
            metadata: bool = metadata,
            rules: Paths = rules,
            disable: Names = disable,
            include_comments: bool = include_comments,
            include_tables: bool = include_tables,
            include_links: bool = include_links,
            include_images: bool = include_images,
            max_chars: int = max_chars,
            max_blocks: int = max_blocks,
            max_depth: int = max_depth,
            deadline: float | None = deadline,
            rule_timeout: float = rule_timeout,
        ) -> None: ...

    def __post_init__(self) -> None:
        for name in ("keep", "drop", "disable"):
            object.__setattr__(self, name, frozenset(_members(name, getattr(self, name))))
        paths = _members("rules", self.rules, os.PathLike)
        object.__setattr__(self, "rules", tuple(str(path) for path in paths))
        self._check_numbers()
        unknown = sorted((self.keep | self.drop) - set(KINDS))
        if unknown:
            raise SettingsError(f"unknown kind {unknown[0]!r}; kinds are: {', '.join(KINDS)}")
        if self.favor not in get_args(Favor):
            raise SettingsError(f"favor is {' or '.join(get_args(Favor))}, not {self.favor!r}")
        for name, such in (("language", "a code such as en, de or pt-BR"), ("encoding", "a name such as utf-8")):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise SettingsError(f"{name} is {such}, not {value!r:.60}")
        if self.language:
            _check_language(self.language)

    @property
    def kept_kinds(self) -> frozenset[str]:
        """Kinds that nothing may remove."""
        return (self.keep | {"comments"} if self.include_comments else self.keep) - self.drop

    @property
    def silent_kinds(self) -> frozenset[str]:
        """Kinds whose rules name what they see and remove nothing."""
        return OPTIONAL_KINDS - self.drop

    def check_disabled(self, known: Collection[str]) -> None:
        """Raise SettingsError for a name in `disable` that is no kind and none of `known`.

        known: ids of rules and heuristics, packs and their folders, which only who loads them can name.
        """
        for name in sorted(self.disable - set(KINDS)):
            if name not in known:
                raise SettingsError(
                    f"disable: {name!r} is no rule, pack, heuristic or kind{near(name, [*KINDS, *known])}; "
                    "`cleaner rules list` names the rules"
                )

    def with_(self, **changes: Any) -> Settings:
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)

    def _check_numbers(self) -> None:
        """Raise SettingsError, naming the field, for what is no number or one beyond its bounds."""
        if self.threshold is not None:
            if not _is_number(self.threshold):
                raise SettingsError(f"threshold is a number between 0 and 1, not {self.threshold!r:.60}")
            if not 0 < self.threshold < 1:
                raise SettingsError(f"threshold lies between 0 and 1, not at {self.threshold}")
        for name in ("deadline", "rule_timeout"):
            value = getattr(self, name)
            if not (value is None and name == "deadline") and not (_is_number(value) and value >= 0):
                raise SettingsError(f"{name} is a number of seconds, not {value!r:.60}")
        for name in ("max_chars", "max_blocks", "max_depth"):
            value = getattr(self, name)
            if not (_is_number(value) and isinstance(value, Integral) and 0 <= int(value) <= MOST):
                raise SettingsError(f"{name} is a whole number up to {MOST:,}, not {value!r:.60}")


def near(name: str, names: Collection[str]) -> str:
    """The names that are meant most likely, as a question: those that end with it, else those that look like it."""
    tails = sorted(known for known in names if known.endswith((f"/{name}", f":{name}")))
    found = tails[:3] or _close(name, names)
    return f" (did you mean {' or '.join(map(repr, found))}?)" if found else ""


def _members(field: str, value: Any, *kinds: type) -> list[Any]:
    """What a field's value holds: texts, or things of other kinds. Raises SettingsError for anything else."""
    if isinstance(value, str):
        return [name.strip() for name in value.split(",") if name.strip()]
    if isinstance(value, kinds):
        return [value]
    members = list(value) if isinstance(value, Iterable) else None
    if members is None or not all(isinstance(member, (str, *kinds)) for member in members):
        several = "paths" if kinds else "names"
        raise SettingsError(f"{field} takes {several}: a list, or a text with commas between them, not {value!r:.60}")
    return members


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _check_language(language: str) -> None:
    """Raise SettingsError for what is no code of a language, and for three letters where rules go by two."""
    base = language.lower().replace("_", "-").split("-")[0]
    words = {word: code for code, meant in _MEANT.items() for word in meant.split()}
    if base in _CODES.split() or (len(base) == 3 and base.isascii() and base.isalpha() and base not in words):
        return
    near = words.get(base)
    if near is None and len(base) > 3:
        close = _close(base, words)
        near = words[close[0]] if close else None
    meant = f" (did you mean {near!r}?)" if near else ""
    raise SettingsError(f"unknown language {language!r}{meant}; a language is a code such as en, de or pt-BR")


def _close(name: str, names: Iterable[str]) -> list[str]:
    import difflib

    return difflib.get_close_matches(name, sorted(names), 3, 0.7)
