"""What a feature of a line is called where it is much, and where it is little."""

from __future__ import annotations

# name -> (much, little); "" where that says nothing worth reading
PHRASES: dict[str, tuple[str, str]] = {
    "characters": ("long", "short"),
    "words": ("many words", "few words"),
    "word length": ("long words", "short words"),
    "letters": ("nearly all letters", "few letters"),
    "digits": ("many digits", "hardly a digit"),
    "capitals": ("many capitals", "few capitals"),
    "punctuation": ("much punctuation", "little punctuation"),
    "symbols": ("symbols", ""),
    "letters of scripts without spaces": ("a script without spaces", ""),
    "capitalised words": ("words with a capital", "words in lower case"),
    "words in capitals": ("words in capitals", ""),
    "numbers": ("numbers", ""),
    "long words": ("long words", ""),
    "short words": ("short words", ""),
    "known words": ("words that many pages use", "words that few pages use"),
    "ends as a sentence": ("ends as a sentence", "no sentence end"),
    "ends with a letter": ("ends with a letter", ""),
    "ends with a digit": ("ends with a digit", ""),
    "begins with a capital": ("begins with a capital", ""),
    "begins with a digit": ("begins with a digit", ""),
    "begins in lower case": ("begins in lower case", ""),
    "bullet in front": ("a bullet in front", ""),
    "number in front": ("a number in front", ""),
    "indent": ("indented", "not indented"),
    "no letter or digit": ("neither letter nor digit", ""),
    "place in the text": ("late in the text", "early in the text"),
    "lines above": ("many lines above", "near the top"),
    "lines below": ("many lines below", "near the end"),
    "share of the text above": ("most of the text is above", "most of the text is below"),
    "characters above": ("much text above", "little text above"),
    "blank lines above": ("a gap above", "no gap above"),
    "blank lines below": ("a gap below", "no gap below"),
    "first after a gap": ("first line after a gap", ""),
    "times that the line occurs": ("the line occurs again", ""),
    "occurred before": ("the line occurred before", ""),
    "lines with the same first word": ("other lines begin alike", ""),
    "neighbours with the same first word": ("its neighbours begin alike", ""),
    "lines with the same last word": ("other lines end alike", ""),
    "neighbours with the same last word": ("its neighbours end alike", ""),
    "is prose": ("reads as prose", "no prose"),
    "prose above": ("most of the prose is above", "little prose above"),
    "prose below": ("most of the prose is below", "little prose below"),
    "lines since prose": ("far below the last paragraph", "right below a paragraph"),
    "lines until prose": ("far above the next paragraph", "right above a paragraph"),
    "none above": ("no paragraph above", "paragraphs above"),
    "none below": ("no paragraph below", "paragraphs below"),
    "prose within 3 lines": ("paragraphs close by", "no paragraph close by"),
    "prose within 10 lines": ("paragraphs around it", "no paragraph around it"),
    "prose within 30 lines": ("paragraphs around it", "hardly a paragraph around it"),
    "length beside the longest": ("among the longest lines", "far shorter than the longest line"),
    "length beside prose": ("as long as a paragraph", "shorter than a paragraph"),
    "words that the prose uses": ("shares words with the prose", "shares no words with the prose"),
    "words that the prose uses often": ("words that the prose uses often", "none of the prose's frequent words"),
    "number of words that the prose uses": ("shares words with the prose", "shares no words with the prose"),
    "words that occur again": ("words that occur again", "words that occur nowhere else"),
    "telling words": ("many telling words", "few telling words"),
    "names that the prose uses": ("names that the prose uses", "no names that the prose uses"),
    "words of the first long line": ("words of the title", "no words of the title"),
    "words of the second long line": ("words of the second line", ""),
}


def phrase(name: str, much: bool) -> str:
    """The words for a feature that is above (`much`) or below its mean; "" where there are none."""
    if name in PHRASES:
        return PHRASES[name][0 if much else 1]
    if name.startswith("the text's"):
        return ""  # true of every line of the document
    return name if much else ""
