"""Where Sphinx keeps what it pickles for the next build: outside of the project.

To unpickle a file is to run what is in it. A stranger may have committed one where Sphinx looks for its own, so what
lies in the project is not read; `jiaozhu build` works outside of it anyway.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util._pathlib import _StrPath

from jiaozhu.store import kept_folder, tree_of

__all__ = ["keep_outside"]


def keep_outside(app: Sphinx, config: Config) -> None:
    """Let Sphinx keep its pickles in a folder of this machine's user, if they would be in the project."""
    if not Path(app.doctreedir).is_relative_to(tree_of(Path(app.confdir))):
        return
    folder = kept_folder(Path(app.confdir), Path(app.doctreedir))
    if folder is None:  # this build starts from scratch
        folder = Path(tempfile.mkdtemp(prefix="jiaozhu-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app.doctreedir = _StrPath(folder)
