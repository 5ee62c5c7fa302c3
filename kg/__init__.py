"""boardgraph: papers of partnership boards as a knowledge graph, traceable to their words.

::

    import kg

    board = kg.open("board")             # a folder or the address of a SPARQL server
    board.build(["packs/"])              # reads what is new
    board.trace("VRN").events            # how a topic evolved
    board.query("timeline", topic="VRN").to_frame()
    board.rdflib, board.network("VRN")   # for rdflib and networkx

``docs/python.md`` shows more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import BoardGraph

__all__ = ["__version__", "open"]

# In a wheel ontology/, extractors/ and queries/ lie in this package, so that no modules of other
# distributions with such common names can be taken for ours. In a checkout they lie beside it.
if not (Path(__file__).parent / "ontology").is_dir():
    __path__.append(str(Path(__file__).parent.parent))


def open(store: str | None = None, *, timeout: float = 60.0) -> BoardGraph:
    """The graph in ``store``: a folder, or the address of a SPARQL server.

    Without a name it is the store that ``kg`` takes in this folder. ``timeout`` in seconds bounds
    a request to a server. Nothing is opened before something is asked: a folder that is not there
    yet can be built.
    """
    from kg.api import BoardGraph

    return BoardGraph(store, timeout=timeout)
