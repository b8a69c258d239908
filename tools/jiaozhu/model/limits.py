"""The most that a contribution may hold: what is larger is not read, or was made to exhaust its reader.

The editor's guide lists them, and a test holds it to these numbers.
"""

from __future__ import annotations

#: Bytes of a data file, by its ending: a larger one is not what it claims to be.
MOST_BYTES = {".bib": 2_000_000, ".yaml": 1_000_000, ".md": 100_000}
#: Levels of YAML. Nothing in a corpus is nested half as deep; a file that is was made to exhaust its reader.
MOST_LEVELS = 20

#: Characters of a note, a definition or a basis. Some markup costs its parser the square of its length.
MOST_BODY = 5_000
#: Characters of what translates one block: a long paragraph, in a language that needs three letters for a character.
MOST_TRANSLATED = 20_000
#: Lists within lists in one of these. A Markdown parser silently skips what is nested much deeper.
MOST_LISTS = 5

#: Digits of a line's number and of a part's in it, and of any other whole number: longer, it is text.
MOST_LINE_DIGITS, MOST_PART_DIGITS, MOST_NUMBER_DIGITS = 7, 7, 18

#: Characters of a name: an id, or a file's name without its ending.
MOST_NAME = 80
MOST_HEADWORD = 60
#: Characters of a note's quote, and of the words before and after it.
MOST_QUOTE = 400
#: Characters of any other value in words.
MOST_WORDS = 2_000

#: Of an arithmetical expression: its characters, the bits of any number on the way, the digits that can be asked for.
MOST_EXPRESSION, MOST_BITS, MOST_DIGITS = 500, 4_096, 12

#: Works that a contribution brings; of each, its authors or editors, the characters of a field and of an address.
MOST_WORKS, MOST_PEOPLE, MOST_FIELD, MOST_ADDRESS = 8, 20, 300, 500

#: Of what is sent as one: its files, and the bytes of the file or mail that brings them.
MOST_FILES, MOST_SENT = 50, 2_000_000
#: Characters that the abbreviations of a bibliography may come to, written out: as many as its file may have.
MOST_EXPANDED = MOST_BYTES[".bib"]
#: CPU seconds and bytes of memory that work on one file may take; no file of a corpus takes a hundredth of them.
MOST_SECONDS, MOST_MEMORY = 120, 2_000_000_000
#: Problems of one file that are reported one by one; of the rest, how many they are at least.
MOST_PROBLEMS = 200
