"""The same map on many machines: Ray Data moves the batches, tries again and replaces what dies; nothing else differs.

``run_on_ray`` reads a corpus as ``communique.run.run_local`` does, byte for byte, on a Ray cluster or on one that it
starts on this machine. Ray is loaded when it is called.
"""

from communique.scale.engine import Cluster, run_on_ray

__all__ = ["Cluster", "run_on_ray"]
