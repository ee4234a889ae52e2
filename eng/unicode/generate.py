"""Writes services/Platform/Web/Unicode/normalization.txt: the data of Unicode's normalization forms (UAX #15), as Python has it.

Run `python3 eng/unicode/generate.py` for newer data: what is in the file now stays as it is, by Unicode's stability policy.
"""
import pathlib
import sys
import unicodedata

TARGET = pathlib.Path(__file__).parents[2] / "services/Platform/Web/Unicode/normalization.txt"
HANGUL = range(0xAC00, 0xD7A4)  # an algorithm, no data
SURROGATES = range(0xD800, 0xE000)


def points(text):
    return " ".join(f"{ord(c):X}" for c in text)


def composition(character):
    """The pair that a character is composed from, where NFC composes it."""
    mapping = unicodedata.decomposition(character)
    parts = [chr(int(part, 16)) for part in mapping.split()] if mapping and not mapping.startswith("<") else []
    return parts if len(parts) == 2 and unicodedata.normalize("NFC", character) == character else None


characters = [chr(code) for code in range(sys.maxunicode + 1) if code not in HANGUL and code not in SURROGATES]
canonical = {c: unicodedata.normalize("NFD", c) for c in characters}
compatible = {c: unicodedata.normalize("NFKD", c) for c in characters}
sections = {
    "canonical": [f"{points(c)} {points(d)}" for c, d in canonical.items() if d != c],
    "compatibility": [f"{points(c)} {points(d)}" for c, d in compatible.items() if d != canonical[c]],
    "compositions": [f"{points(c)} {points(pair)}" for c in characters if (pair := composition(c))],
    "classes": [f"{points(c)} {unicodedata.combining(c):X}" for c in characters if unicodedata.combining(c)],
}
lines = [f"# Unicode {unicodedata.unidata_version}, written by eng/unicode/generate.py; all numbers are hexadecimal."]
for name, entries in sections.items():
    lines += [f"[{name}]", *entries]
TARGET.write_text("\n".join(lines) + "\n")
