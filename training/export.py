"""Checkpoint → the three ONNX graphs the package runs, quantised, with their configuration.

    python -m training.export --run training/runs/reader-1 --to communique/reading/weights/reader-1

Whatever multiplies wide matrices is quantised dynamically, per channel (uint8 activations, int8 weights); the narrow
ones that end a head stay in float32: they cost nothing, and thresholds are set on their scores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from communique.reading import labels
from training.model import BUCKETS, CROP, REL, WIDTH, Reader
from training.vocabulary import starting_model

OPSET = 17


class Words(nn.Module):
    """One window of one article → word states and the scores of every head that needs no second look."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        r = self.reader
        words = r.encoder(ids, case, gap, quote, None)[0].index_select(0, heads)
        dep, head = r.relation_states(words)
        return (
            words,
            r.roles(words).unflatten(-1, (len(labels.ROLES), 3)).softmax(-1),
            r.names_out(r.names(words)).unflatten(-1, (len(labels.NAMES), 3)).softmax(-1),
            r.starts(words)[:, 0].sigmoid(),
            r.tags(words).softmax(-1),
            r.scripts(words),
            r.arcs(words[None])[0],
            dep,
            head,
        )


class Quoted(nn.Module):
    """The words round each cue → class probabilities, and whether it is an attribution."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.head = reader.conditioned

    def forward(self, crop: Tensor, cue: Tensor, bucket: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        classes, valid = self.head(crop, cue, bucket, inside)
        return classes.softmax(-1), valid.sigmoid()


class Relations(nn.Module):
    """States of dependents and their heads → relation scores."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        return self.reader.relation_scores(dep, head)


WORD_OUTPUTS = ("words", "roles", "names", "starts", "tags", "scripts", "arcs", "dep", "head")


def graphs(reader: Reader, folder: Path) -> None:
    """Write ``words.onnx``, ``quoted.onnx`` and ``relations.onnx`` in float32."""
    t = torch.tensor
    one = torch.ones((1, 12), dtype=torch.long)
    jobs = (
        ("words", Words(reader), (one, one, one, one, t([1, 2, 4, 6, 9])), ("ids", "case", "gap", "quote", "heads"),
         WORD_OUTPUTS, {"ids": {1: "t"}, "case": {1: "t"}, "gap": {1: "t"}, "quote": {1: "t"}, "heads": {0: "w"}}),
        ("quoted", Quoted(reader), (torch.zeros(3, 2 * CROP + 1, WIDTH), torch.zeros(3, WIDTH),
         torch.full((3, 2 * CROP + 1), BUCKETS // 2), torch.ones(3, 2 * CROP + 1, dtype=torch.bool)),
         ("crop", "cue", "bucket", "inside"), ("classes", "valid"),
         {"crop": {0: "n", 1: "c"}, "cue": {0: "n"}, "bucket": {0: "n", 1: "c"}, "inside": {0: "n", 1: "c"}}),
        ("relations", Relations(reader), (torch.zeros(5, REL + 1), torch.zeros(5, REL + 1)), ("dep", "head"),
         ("relations",), {"dep": {0: "w"}, "head": {0: "w"}}),
    )  # fmt: skip
    for name, module, example, inputs, outputs, axes in jobs:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                module.eval(), example, str(folder / f"{name}.onnx"), input_names=list(inputs),
                output_names=list(outputs), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
            )  # fmt: skip


WIDE = 64
"""Columns from which a matrix is worth quantising; narrower ones give the scores that thresholds are set on."""


def quantise(folder: Path) -> None:
    """Replace the wide matrices of the three graphs, and the tables of the encoder, by their int8 form."""
    for path in sorted(folder.glob("*.onnx")):
        kinds = ["MatMul", "Gemm", "Gather"] if path.stem == "words" else ["MatMul", "Gemm"]
        quantize_dynamic(
            path, folder / "int8.onnx", op_types_to_quantize=kinds, per_channel=True,
            weight_type=QuantType.QInt8, nodes_to_exclude=narrow(path),
        )  # fmt: skip
        (folder / "int8.onnx").replace(path)


def narrow(path: Path) -> list[str]:
    """Return the names of the products with fewer than ``WIDE`` columns, and those they will have when the
    quantiser has taken them apart: it makes a product and an addition of each Gemm before it looks at names."""
    graph = onnx.load(path).graph
    shapes = {i.name: tuple(i.dims) for i in graph.initializer}
    out: list[str] = []
    for node in graph.node:
        if node.op_type not in ("MatMul", "Gemm") or node.input[1] not in shapes:
            continue
        turned = any(a.name == "transB" and a.i for a in node.attribute)
        if shapes[node.input[1]][0 if turned else -1] < WIDE:
            out += [node.name, f"{node.name}_MatMul"]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="leave the encoder in float32")
    args = parser.parse_args()
    scripts = json.loads((args.run / "scripts.json").read_text())
    kept = torch.load(args.run / "checkpoint.pt", weights_only=True)
    reader = Reader(len(scripts))
    reader.load_state_dict(kept["model"])
    reader.eval()
    args.to.mkdir(parents=True, exist_ok=True)
    graphs(reader, args.to)
    if not args.plain:
        quantise(args.to)
    shutil.copy(starting_model() / "tokenizer.json", args.to / "tokenizer.json")
    write_config(args.to, scripts, int(kept["step"]))
    for path in sorted(args.to.iterdir()):
        print(f"{path.name:20} {path.stat().st_size / 1e6:8.2f} MB")


def write_config(folder: Path, scripts: list[str], step: int) -> None:
    """Write ``config.json``: inventories, crop, thresholds (kept when already there), file digests."""
    path = folder / "config.json"
    old = json.loads(path.read_text()) if path.exists() else {}
    config = {
        "name": folder.name,
        "steps": step,
        "crop": CROP,
        "buckets": BUCKETS,
        "names": list(labels.NAMES),
        "tags": list(labels.TAGS),
        "relations": list(labels.RELATIONS),
        "scripts": scripts,
        "thresholds": old.get(
            "thresholds", {"cue": 0.4, "valid": 0.6, "layer": 0.0, "switch": 1.0, "name": 0.5, "start": 0.5}
        ),
        "digests": {
            p.name: hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.glob("*"))
            if p.suffix == ".onnx" or p.name == "tokenizer.json"
        },
    }
    path.write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
