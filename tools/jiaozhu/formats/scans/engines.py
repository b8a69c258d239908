"""The engines that recognise pictures, in the order in which they are tried.

Other packages add theirs by entry points of the group ``jiaozhu.recognizers``: Tesseract, kraken, a service.
"""

from __future__ import annotations

from jiaozhu.formats.limits import UnreadableSource
from jiaozhu.formats.scans.rapid import load_rapid
from jiaozhu.formats.scans.recognizer import Engine, Recognizer
from jiaozhu.locale import _
from jiaozhu.model.doors import Registry

__all__ = ["GROUP", "RECOGNIZERS", "recognizer"]

#: The group of entry points.
GROUP = "jiaozhu.recognizers"
_OWN = (Engine("rapidocr", load_rapid, "pip install 'jiaozhu[ocr]'"),)
#: By name.
RECOGNIZERS = Registry(GROUP, Engine, _OWN)


def recognizer(name: str = "") -> Recognizer:
    """Return an engine that is ready to read.

    Args:
        name: Which; by default the first that is installed.

    Raises:
        UnreadableSource: It is not installed, or no engine has this name.
    """
    if name and name not in RECOGNIZERS:
        known = ", ".join(RECOGNIZERS)
        raise UnreadableSource(_("there is no recogniser '{name}'", name=name), _("there are: {names}", names=known))
    engines = [RECOGNIZERS[name]] if name else list(RECOGNIZERS.values())
    for engine in engines:
        try:
            return engine.load()
        except ImportError:
            continue
    message = _("pictures of pages need a recogniser, and none is installed")
    raise UnreadableSource(message, engines[0].needs)
