"""Does a run on Ray lose or double anything when its machines are killed? One line of JSON.

    python benchmarks/corpus/kills_of_nodes.py --kills 20

The corpus of ``kills.py`` is read once in peace on this machine, then on a Ray cluster of three nodes on this machine
while nodes (the raylet and all that runs on it) are killed with ``kill -9`` at random moments and others are added. A
cluster is used for all kills, and as many runs as they take. Each run must hold every page once, and be equal to the
one in peace byte for byte. The node that the driver is connected to is left alone: who kills that kills the driver,
which is the other bench. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq
from ray.cluster_utils import Cluster

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.corpus.going import below
from benchmarks.corpus.kills import corpus, finished, held, pages_in, start

NODE = {"num_cpus": 1, "object_store_memory": 100_000_000}


def kill_one(cluster: Cluster, chance: random.Random) -> None:
    """Kill a node and all that runs on it, and add another."""
    victim = chance.choice(sorted(cluster.worker_nodes, key=lambda node: node.unique_id))
    for pid in below(victim.all_processes["raylet"][0].process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    cluster.remove_node(victim, allow_graceful=False)
    cluster.add_node(**NODE)


def on_ray(source: Path, out: Path, address: str) -> subprocess.Popen[bytes]:
    """Start a driver with a worker for each node."""
    command = [sys.executable, "-m", "communique", "run", str(source), "--out", str(out), "--workers", "3"]
    command += ["--engine", "ray", "--address", address]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def with_nodes_killed(source: Path, folder: Path, kills: int, chance: random.Random) -> tuple[list[Path], int]:
    """Read, again and again, until so many nodes were killed while a run was under way; return the folders."""
    cluster = Cluster(True, head_node_args=NODE | {"include_dashboard": False})
    for _ in range(2):
        cluster.add_node(**NODE)
    outs: list[Path] = []
    done = 0
    try:
        while done < kills:
            outs.append(folder / f"nodes{len(outs)}")
            process = on_ray(source, outs[-1], cluster.address)
            while done < kills and process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(chance.uniform(8.0, 25.0))
                if process.poll() is None:
                    kill_one(cluster, chance)
                    done += 1
            if not finished(process):
                break
    finally:
        cluster.shutdown()
    return outs, done


def main() -> None:
    """Kill, compare, and print what was found; exit code 1 where something was lost, doubled or differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20, help="how often a node is killed")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = corpus(folder / "in", asked.pages)
        if not finished(start(folder / "in", folder / "peace", 2)):
            sys.exit("the run in peace failed")
        peace = held(folder / "peace")
        runs, by_node = with_nodes_killed(folder / "in", folder, asked.kills, random.Random(asked.seed))
        counts = [pages_in(out) for out in runs]
        result = {
            "pages": len(pages),
            "kills_of_nodes": by_node,
            "runs": len(runs),
            "lost": sum(page not in count for count in counts for page in pages),
            "doubled": sum(number - 1 for count in counts for number in count.values()),
            "failures": sum(pq.read_table(path).num_rows for out in runs for path in (out / "failures").iterdir()),
            "equal": all(held(out) == peace for out in runs),
            "seconds": round(time.monotonic() - began),
        }
    print(json.dumps(result))
    sys.exit(0 if result["equal"] and not result["lost"] and not result["doubled"] else 1)


if __name__ == "__main__":
    main()
