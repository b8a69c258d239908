"""The fonts of the book: those of a package whose bytes are known, or folders that the project names.

The fonts of the machine are never used, so that the same sources give the same book everywhere. Libertinus Serif and
DejaVu Sans Mono are inside the compiler. Packages that add weights, emoji and other scripts are used where they are
installed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import TypstBuildError
from .locale import __

if TYPE_CHECKING:
    import typst

__all__ = ["KNOWN_FONTS", "find_fonts"]

#: File of ``pylopdf-fonts-zh-cn`` → SHA-256, compared with the upstream release of Noto.
KNOWN_FONTS = {
    "NotoSansSC-Regular.otf": "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    "NotoSerifSC-Regular.otf": "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
}
#: Packages of fonts that are used if they are installed, and their modules: Noto Sans CJK in all weights; Noto Sans,
#: Noto Emoji and some twenty scripts.
MORE_FONTS = {"manimgx-fonts-cjk": "manimgx_fonts_cjk", "manimgx-fonts": "manimgx_fonts"}


def find_fonts(folders: Sequence[Path]) -> tuple[typst.Fonts, str]:
    """Return the fonts of *folders* and of the package, and a digest of their bytes.

    The package may be missing if there are folders.

    Raises:
        TypstBuildError: A folder does not exist, or the package is missing without folders, or has other fonts.
    """
    import typst  # imported here, so that other builders of the project do not need the compiler

    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in _font_files(folder)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    if not folders or find_spec("pylopdf_fonts_zh_cn") is not None:
        folders = [*folders, _package_folder()]
        digest.update("".join(KNOWN_FONTS.values()).encode())
    for package, module in MORE_FONTS.items():
        if (found := _folder_of(package, module)) is not None:
            folders = [*folders, found]
            digest.update(f"{package} {version(package)}".encode())
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[Path(folder) for folder in folders]
    )
    return fonts, digest.hexdigest()


def _folder_of(package: str, module: str) -> Path | None:
    """Return the folder of a package of fonts, if it is installed with the metadata that name its version."""
    spec = find_spec(module)
    try:
        version(package)
    except PackageNotFoundError:
        return None
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _font_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise TypstBuildError(__("typst_font_paths: folder %s does not exist") % folder)
    return [path for path in folder.rglob("*") if path.suffix.lower() in {".otf", ".ttf", ".otc", ".ttc"}]


def _package_folder() -> Path:
    """Return the folder of the package's fonts, after comparing their bytes with the known ones."""
    try:
        import pylopdf_fonts_zh_cn
    except ImportError as error:
        raise TypstBuildError(
            __("no Chinese fonts: install pylopdf-fonts-zh-cn, or set typst_font_paths to a folder of fonts")
        ) from error
    folder = pylopdf_fonts_zh_cn.serif_path().parent
    for name, expected in KNOWN_FONTS.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise TypstBuildError(__("pylopdf-fonts-zh-cn has no %s: %s") % (name, error.strerror)) from error
        if found != expected:
            message = __("%s of pylopdf-fonts-zh-cn is not the expected version: SHA-256 is %s instead of %s")
            raise TypstBuildError(message % (name, found, expected))
    return folder
