"""A Ray cluster of three nodes on this machine, in a process of its own: ``python -m tests.scale.nodes``.

Writes its address, then does what it is told on standard input: ``kill`` (-9, a node and all that runs on it; the one
the drivers are connected to stays), ``add`` (a node), and ends with its input. It answers each with a line.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from benchmarks.corpus.going import below

FAST = {"health_check_period_ms": 300, "health_check_timeout_ms": 1000, "health_check_failure_threshold": 3}
"""A dead node is missed after a second, not after fifteen."""


def main() -> None:
    """Keep the cluster until the input ends."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster  # noqa: PLC0415  (after the environment is set)

    node = {"num_cpus": 1, "object_store_memory": 80_000_000}
    cluster = Cluster(True, head_node_args=node | {"_system_config": FAST, "include_dashboard": False})
    nodes = [cluster.add_node(**node) for _ in range(2)]
    print(cluster.address, flush=True)
    for line in sys.stdin:
        if line.strip() == "add":
            nodes.append(cluster.add_node(**node))
        elif nodes:
            victim = nodes.pop()
            raylet = victim.all_processes["raylet"][0].process.pid
            for pid in below(raylet):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            cluster.remove_node(victim, allow_graceful=False)
        print("done", flush=True)
    cluster.shutdown()


if __name__ == "__main__":
    main()
