"""Event branch and shared lower layers → int8 ONNX graphs.

    python -m training.events.export --checkpoint training/runs/first/checkpoint.pt \
        --branch training/runs/events-1/branch.pt --to communique/reading/weights/reader-3

Quantised as the encoder is: dynamically, per channel, int8 weights; what gives the scores stays in float32.
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from communique.reading.events import NO_EVENT, TYPES
from training.events.model import BOTTOM, Branch, reader_encoder
from training.export import digests, narrow
from training.model import WIDTH, Encoder

OPSET = 17


class Lower(nn.Module):
    """Embeddings and the first layers: pieces of one window → states (1, t, 384)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = Encoder(BOTTOM)
        self.encoder.load_state_dict(encoder.state_dict(), strict=False)

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor) -> Tensor:
        states: Tensor = self.encoder(ids, case, gap, quote, None)
        return states


class Upper(nn.Module):
    """The branch with probabilities for logits."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, states: Tensor, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        types, event, conflict = self.branch(states, None, source, target)
        return types.softmax(-1), event.sigmoid(), conflict.sigmoid()


def bottom_graph(encoder: Encoder, path: Path, plain: bool = False) -> None:
    """Write the shared lower layers."""
    one = torch.ones((1, 12), dtype=torch.long)
    names = ("ids", "case", "gap", "quote")
    _write(Lower(encoder), (one, one, one, one), names, ("states",), path)
    if not plain:
        quantise(path)


def events_graph(branch: Branch, path: Path, plain: bool = False) -> None:
    """Write the branch."""
    example = (torch.zeros(1, 12, WIDTH), torch.ones(1, 12), torch.ones(1, 12))
    _write(Upper(branch), example, ("states", "source", "target"), ("types", "event", "conflict"), path)
    if not plain:
        quantise(path)


def _write(
    module: nn.Module, example: tuple[Tensor, ...], inputs: tuple[str, ...], outputs: tuple[str, ...], path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), example, str(path), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes={k: {1: "t"} for k in inputs}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def quantise(path: Path) -> None:
    """Replace the wide matrices of a graph, and the tables of the lower layers, by their int8 form."""
    kinds = ["MatMul", "Gemm", "Gather"] if path.stem == "bottom" else ["MatMul", "Gemm"]
    small = path.with_name(path.stem + "8.onnx")
    quantize_dynamic(
        path, small, op_types_to_quantize=kinds, per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=narrow(path),
    )  # fmt: skip
    small.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--branch", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="leave the graphs in float32")
    parser.add_argument("--no-bottom", action="store_true", help="write the branch alone")
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    if not args.no_bottom:
        bottom_graph(reader_encoder(args.checkpoint), args.to / "bottom.onnx", args.plain)
    if args.branch:
        kept = torch.load(args.branch, weights_only=True)
        branch = Branch(depth=kept["depth"])
        branch.load_state_dict(kept["model"])
        events_graph(branch, args.to / "events.onnx", args.plain)
        (args.to / "events.json").write_text(json.dumps({"types": list(TYPES), "none": NO_EVENT}, indent=1) + "\n")
    config = args.to / "config.json"
    if config.exists():
        now = json.loads(config.read_text(encoding="utf-8")) | {"digests": digests(args.to)}
        config.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for path in sorted(args.to.glob("*.onnx")):
        print(f"{path.name:20} {path.stat().st_size / 1e6:8.2f} MB")


if __name__ == "__main__":
    main()
