"""Checkpoint → the ONNX graphs the package runs, quantised, with their configuration.

    python -m training.export --run training/runs/third --gold ../shared/gold --to communique/reading/weights/reader-3

Whatever multiplies wide matrices is quantised dynamically, per channel (uint8 activations, int8 weights); the narrow
ones that end a head stay in float32: they cost nothing, and thresholds are set on their scores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from communique.reading import labels
from communique.reading.encoder import Vocabulary
from communique.reading.pieces import LIMIT
from training import pruning
from training.balance import balance, calibration
from training.model import BUCKETS, CROP, REL, WIDTH, Reader
from training.pruning import kept_pieces
from training.vocabulary import starting_model

OPSET = 17


class Rows(nn.Module):
    """An embedding in int8 with a scale for each row.

    The quantiser has one scale for a whole table; the few largest numbers of 28,000 rows then set the grain of all.
    """

    small: Tensor
    scale: Tensor

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("small", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.small[ids].float() * self.scale[ids]


class Bottom(nn.Module):
    """The pieces of one window → their states after the layers the event branch shares."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.layers = reader.encoder.layers[:SHARED]

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor) -> Tensor:
        x = self.encoder.lower(ids, case, gap, quote)
        for layer in self.layers:
            x = layer(x, None)
        return x


class Words(nn.Module):
    """The states of one window → word states and the scores of every head that needs no second look."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.layers = reader.encoder.layers[SHARED:]

    def forward(self, states: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        r = self.reader
        for layer in self.layers:
            states = layer(states, None)
        words = states[0].index_select(0, heads)
        event = r.events(words)
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
            r.phrases_out(r.names(words)).unflatten(-1, (len(labels.PHRASES), 3)).softmax(-1),
            r.times(words).unflatten(-1, (len(labels.TIMES), 3)).softmax(-1),
            r.event_kinds(event).softmax(-1),
            r.event_status(event).softmax(-1),
            r.certainty(event).softmax(-1),
            r.links.mention(words)[:, 0].sigmoid(),
            r.links.back(words),
            r.links.fore(words),
            r.links.anaphoric(words)[:, 0],
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


SHARED = 2
WORD_OUTPUTS = (
    "words", "roles", "names", "starts", "tags", "scripts", "arcs", "dep", "head", "phrases", "times", "events",
    "status", "certainty", "mention", "back", "fore", "anaphoric",
)  # fmt: skip
PIECES = ("ids", "case", "gap", "quote")


def _first(names: tuple[str, ...], axis: str) -> dict[str, dict[int, str]]:
    """The first axis of these inputs and outputs is as long as it comes."""
    return {name: {0: axis} for name in names}


def graphs(reader: Reader, folder: Path) -> None:
    """Write ``bottom.onnx``, ``words.onnx``, ``quoted.onnx`` and ``relations.onnx`` in float32."""
    t = torch.tensor
    one = torch.ones((1, 12), dtype=torch.long)
    jobs = (
        ("bottom", Bottom(reader), (one, one, one, one), PIECES, ("states",),
         {k: {1: "t"} for k in (*PIECES, "states")}),
        ("words", Words(reader), (torch.zeros(1, 12, WIDTH), t([1, 2, 4, 6, 9])), ("states", "heads"),
         WORD_OUTPUTS, {"states": {1: "t"}, **_first(("heads", *WORD_OUTPUTS), "w"), "arcs": {0: "w", 1: "w"}}),
        ("quoted", Quoted(reader), (torch.zeros(3, 2 * CROP + 1, WIDTH), torch.zeros(3, WIDTH),
         torch.full((3, 2 * CROP + 1), BUCKETS // 2), torch.ones(3, 2 * CROP + 1, dtype=torch.bool)),
         ("crop", "cue", "bucket", "inside"), ("classes", "valid"),
         {**{k: {0: "n", 1: "c"} for k in ("classes", "crop", "bucket", "inside")}, **_first(("valid", "cue"), "n")}),
        ("relations", Relations(reader), (torch.zeros(5, REL + 1), torch.zeros(5, REL + 1)), ("dep", "head"),
         ("relations",), _first(("dep", "head", "relations"), "w")),
    )  # fmt: skip
    for name, module, example, inputs, outputs, axes in jobs:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                module.eval(), example, str(folder / f"{name}.onnx"), input_names=list(inputs),
                output_names=list(outputs), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
            )  # fmt: skip


GRAPHS = ("bottom", "words", "quoted", "relations")
WIDE = 64
"""Columns from which a matrix is worth quantising; narrower ones give the scores that thresholds are set on."""


def quantise(folder: Path) -> None:
    """Replace the wide matrices of the graphs by their int8 form."""
    for name in GRAPHS:
        path = folder / f"{name}.onnx"
        quantize_dynamic(
            path, folder / "int8.onnx", op_types_to_quantize=["MatMul", "Gemm"], per_channel=True,
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
    parser.add_argument("--gold", type=Path, required=True, help="news in it shows where outliers are")
    parser.add_argument("--plain", action="store_true", help="leave the encoder in float32")
    args = parser.parse_args()
    scripts = json.loads((args.run / "scripts.json").read_text())
    kept = torch.load(args.run / "checkpoint.pt", weights_only=True)
    layers = 1 + max(int(n.split(".")[2]) for n in kept["model"] if n.startswith("encoder.layers."))
    reader = Reader(len(scripts), layers)
    reader.load_state_dict(kept["model"])
    reader.eval()
    args.to.mkdir(parents=True, exist_ok=True)
    kept_ids = kept_pieces(starting_model() / "tokenizer.json")
    encoder = reader.encoder
    if not args.plain:
        balance(encoder, calibration(args.gold, Vocabulary(starting_model() / "tokenizer.json")))
    words = nn.Embedding.from_pretrained(encoder.words.weight.detach()[kept_ids])
    encoder.register_module("words", words if args.plain else Rows(words))
    encoder.positions = nn.Embedding.from_pretrained(encoder.positions.weight.detach()[:LIMIT])
    graphs(reader, args.to)
    if not args.plain:
        quantise(args.to)
    pruning.write(starting_model() / "tokenizer.json", kept_ids, args.to / "tokenizer.json")
    write_config(args.to, scripts, int(kept["step"]), reader.links.likeness.weight[:, 0].tolist())
    for path in sorted(args.to.iterdir()):
        print(f"{path.name:20} {path.stat().st_size / 1e6:8.2f} MB")


THRESHOLDS = {"cue": 0.4, "valid": 0.6, "layer": 0.0, "switch": 1.0, "name": 0.5, "start": 0.5, "phrase": 0.5,
              "time": 0.5, "event": 0.5, "mention": 0.3}  # fmt: skip
"""Where no run of ``tune`` has said better."""


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of the graphs and the tokenizer by file name."""
    files = sorted([*folder.glob("*.onnx"), *folder.glob("*.npz"), folder / "tokenizer.json"])
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def stamp(folder: Path) -> None:
    """Write the digests of the files anew into ``config.json``, after one of them has changed."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    config["digests"] = digests(folder)
    path.write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n")


def write_config(folder: Path, scripts: list[str], step: int, links: list[float]) -> None:
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
        "phrases": list(labels.PHRASES),
        "times": list(labels.TIMES),
        "events": list(labels.EVENTS),
        "statuses": list(labels.STATUSES),
        "certainty": list(labels.CERTAINTY),
        "scripts": scripts,
        "links": [round(x, 4) for x in links],
        "thresholds": THRESHOLDS | old.get("thresholds", {}),
        "digests": digests(folder),
    }
    path.write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
