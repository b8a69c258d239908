"""Engines of the service: which records can contain a word. What they name is verified, so that none can be wrong.

Other packages add theirs by entry points of the group ``jiaozhu.engines``.
"""

from jiaozhu.service.engines.engine import Engine, EngineFailed, EngineKind, Narrowed
from jiaozhu.service.engines.registry import ENGINES, engine_for

__all__ = ["ENGINES", "Engine", "EngineFailed", "EngineKind", "Narrowed", "engine_for"]
