"""Collecting a transcript line by line, and the account of everything in the file that does not become one."""

from __future__ import annotations

from collections.abc import Sequence

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.scans.embedded import Kept, PictureFinder, keep_pictures, without_data
from jiaozhu.locale import Lazy
from jiaozhu.model.file_account import FileAccount, Item, Sum, solid
from jiaozhu.model.transcript import Choice, Inline, PageImage, PageSpot, TextImage, Transcript

#: What ends a line in Unicode but is not a line feed: some programs would see two lines and others one.
_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
#: Items of one kind that are listed one by one, and code points of each that are shown.
_MOST_LISTED, _MOST_SHOWN = 1_000, 200
#: Pixels of the shorter side of a picture that may be a page; characters for each of them, if they are.
_PAGE_SIZE, _FEW = 600, 20


class TranscriptBuilder:
    """Collects lines and their places. Blank lines are left out.

    Report whatever text of the file does not become a line with ``leave``, and what is in a line without being in the
    file with ``supply``; ``expect`` says how much there is by another count.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = self._kept = 0
        self._counted: int | None = None
        self._supplied: dict[str, Sum] = {}
        self._left_out: dict[str, Sum] = {}
        self._items: list[Item] = []
        self.lines: list[str] = []
        self.places: list[PageSpot] = []
        self.notes: list[str | Lazy] = []
        self.choices: list[Choice] = []
        self.inlines: list[Inline] = []
        self.title = self.author = self.publisher = self.date = ""  #: As the file's own metadata say.
        self.reader = ""
        self.images: list[PageImage] = []
        self.find_picture: PictureFinder | None = None  #: Of files that have the pictures that they show.
        self.unreliable = False

    def add(self, text: str, place: PageSpot) -> list[int]:
        """Add a paragraph, or a line of one; every line end in it begins another line at the same place.

        Returns:
            The numbers of the lines that it became, from 1.
        """
        numbers = []
        for line in text.translate(_ENDS).split("\n"):
            content = line.strip()
            if content:
                self._characters += len(content) + 1
                self._kept += solid(content)
                self._limits.check_characters(self._characters)
                self.lines.append(content)
                self.places.append(place)
                numbers.append(len(self.lines))
        return numbers

    def supply(self, kind: str, text: str) -> None:
        """Account for text in a line that the file does not have, such as a computed number."""
        _count(self._supplied, kind, text)

    def leave(self, kind: str, text: str, at: str = "") -> None:
        """Account for an item of the file that does not become a line.

        Args:
            kind: Of the item; ``model.file_account`` has words for the usual ones.
            text: As in the file; empty for a picture. An item of blanks alone is layout and is passed over.
            at: Where in the file it is.
        """
        if text and not solid(text):
            return
        if _count(self._left_out, kind, text).items <= _MOST_LISTED:
            self._items.append(Item(kind, at, solid(text), " ".join(text[: 2 * _MOST_SHOWN].split())[:_MOST_SHOWN]))

    def expect(self, characters: int) -> None:
        """Say how many code points of text the file has, blanks aside, by a walk that knows nothing of the reader."""
        self._counted = (self._counted or 0) + characters

    def finish(self) -> Transcript:
        """Return the transcript of everything that was added."""
        text = "".join(f"{line}\n" for line in self.lines)
        kept = keep_pictures(self.inlines, self.find_picture, self._limits) if self.find_picture else Kept((), ())
        shown = (item._replace(value=without_data(item.value)) for item in self.inlines)
        return Transcript(
            text,
            tuple(self.places),
            (*self.notes, *kept.notes),
            tuple(self.choices),
            " ".join(self.title.split()),
            FileAccount(self._counted, self._kept, self._supplied, self._left_out, tuple(self._items)),
            tuple(shown),
            reader=self.reader,
            images=tuple(self.images),
            pictures=kept.pictures,
            author=" ".join(self.author.split()),
            publisher=" ".join(self.publisher.split()),
            date=self.date.strip(),
            unreliable=self.unreliable or _are_pages(kept.pictures, self._kept),
            find_picture=self.find_picture,
        )


def _are_pages(pictures: Sequence[TextImage], characters: int) -> bool:
    """Whether pictures are the pages of a book: they are large, and there is hardly anything else."""
    pages = len({shown.address for shown in pictures if min(shown.size) >= _PAGE_SIZE})
    return pages > 0 and characters < _FEW * pages


def _count(sums: dict[str, Sum], kind: str, text: str) -> Sum:
    items, characters = sums.get(kind, Sum())
    sums[kind] = found = Sum(items + 1, characters + solid(text))
    return found
