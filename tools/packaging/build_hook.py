"""A hook of the build backend: every catalogue of words is compiled before a wheel or an editable install is made."""

from __future__ import annotations

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
import catalogues


class CustomBuildHook(BuildHookInterface):
    """Compiles the catalogues; Hatchling finds the class by its name."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Compile the PO files of all packages into MO files beside them, which the wheel takes along."""
        catalogues.compile_all()
