"""PDF files written by hand: what is drawn where, in which order, and what is beside the pages' text."""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}


def words(x: float, y: float, text: str, size: float = 10, *, font: str = "F1", mode: int = 0, turn: str = "") -> str:
    """Draw words at a point, from the lower left corner of the page; ``turn`` is ``up`` or ``down``."""
    matrix = {"": f"1 0 0 1 {x} {y}", "up": f"0 1 -1 0 {x} {y}", "down": f"0 -1 1 0 {x} {y}"}[turn]
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {mode} Tr {matrix} Tm ({escaped}) Tj ET\n"


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """Draw a line."""
    return f"0.5 w {x} {y} m {to_x} {to_y} l S\n"


@dataclass
class Sheet:
    """A page."""

    drawn: str = ""
    width: float = 400
    height: float = 400
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    notes: list[str] = field(default_factory=list)  #: Annotations, as dictionaries.


def file_of(*sheets: Sheet, catalog: str = "", more: tuple[str, ...] = (), before: bytes = b"") -> bytes:
    """A file of some pages.

    Args:
        sheets: The pages.
        catalog: Entries of the catalogue. ``more`` has the objects that they refer to: the first is ``6 0 R``.
        more: Objects beside the pages.
        before: What precedes the header.
    """
    fonts = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for key, name in FONTS.items()
    )
    objects = ["", "", f"<< /Font << {fonts} >> >>", "<< /Title (A title) >>", "<< >>", *more]
    pages = []
    for sheet in sheets:
        stream = sheet.drawn.encode("cp1252").decode("latin-1")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        notes = []
        for note in sheet.notes:
            objects.append(note)
            notes.append(f"{len(objects)} 0 R")
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] {crop} /Rotate {sheet.rotate} "
            f"/Resources 3 0 R /Contents {content} 0 R /Annots [{' '.join(notes)}] >>"
        )
        pages.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(pages)}] /Count {len(pages)} >>"
    return before + _written(objects)


def _written(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + item.encode("latin-1") + b"\nendobj\n"
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
