"""The graph in Python: ``kg.open(store)`` gives a ``BoardGraph`` to ask, trace, draw and build."""

from kg.api.board_graph import BoardGraph

__all__ = ["BoardGraph"]
