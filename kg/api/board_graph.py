"""One graph with typed access: queries, traces, the network, rdflib, and building."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.api.query_rows import QueryRows, html_table
from kg.api.topic_trace import TopicTrace
from kg.errors import InputError, QueryError
from kg.store.configuration import read_configuration
from kg.store.opening import open_graph
from kg.store.parameterised_query import run_query
from kg.store.query_catalogue import find_query, public_queries, read_query
from kg.store.search import open_search
from kg.store.snapshots import PublishedGraph, is_remote, store_location
from kg.store.stats import count_classes
from kg.views.timeline import trace

if TYPE_CHECKING:
    import rdflib

    from kg.api.topic_network import TopicNetwork
    from kg.pipeline.build import BuildResult
    from kg.store.remote import Remote


class BoardGraph:
    """The graph in a store; made by ``kg.open``. Close it, or use it in a ``with``.

    It keeps looking at the snapshot that it first opened, until ``build`` or ``refresh``. Errors
    are those of ``kg.errors``, whose messages are whole sentences.
    """

    def __init__(self, store: str | PathLike[str] | None = None, *, timeout: float = 60.0) -> None:
        self.store = store_location(fspath(store) if store is not None else None)
        self._timeout = timeout
        self._opened: PublishedGraph | Remote | None = None

    # -- asking ----------------------------------------------------------------------------------

    def query(self, query: str, **params: object) -> QueryRows:
        """The rows of a query: a named one (``kg queries``), a file ``.rq``, or SPARQL itself.

        ``params`` are the query's, a name wherever an entity is asked for. Raises ``QueryError``,
        also where the query gives no rows but triples; ``NotFound`` for an unknown name.
        """
        is_text = "{" in query
        chosen = read_query("query", query) if is_text else find_query(query)
        given = {name: str(value) for name, value in params.items() if value is not None}
        result = run_query(self._source, chosen, given)
        if result.kind != "rows":
            raise QueryError(f"{chosen.name}: gives no rows; ask it of .rdflib instead")
        return QueryRows(result.rows, result.columns)

    def queries(self) -> QueryRows:
        """The named queries: what each answers, and its parameters."""
        rows = [
            {
                "name": each.name,
                "answers": each.answers,
                "parameters": "; ".join(parameter.name for parameter in each.parameters),
            }
            for each in public_queries()
        ]
        return QueryRows(rows, ("name", "answers", "parameters"))

    def trace(
        self, topic: str, since: date | str | None = None, until: date | str | None = None
    ) -> TopicTrace:
        """How a topic went through the meetings: a name, an acronym, an IRI, or words.

        Raises ``NotFound`` where no paper mentions it.
        """
        source = self._source
        with open_search(source) as index:
            found = trace(self._graph, topic, _day(since), _day(until), full=True, index=index)
        return TopicTrace(found)

    def network(
        self,
        topic: str | None = None,
        *,
        depth: int = 1,
        kinds: Iterable[str] | None = None,
        limit: int = 60,
        together: bool = False,
    ) -> TopicNetwork:
        """The people, organisations and programmes around a topic as a networkx ``MultiDiGraph``.

        Without a topic it is that of the most active names. ``kinds`` are person, organisation,
        programme, meeting, resolution, action and report; there are at most ``limit`` nodes, half
        as many more for each step beyond the first. Edges are what the papers state; ``together``
        adds who is only named with whom. Raises ``NotFound``.
        """
        from kg.api.topic_network import topic_graph

        wanted = list(kinds) if kinds is not None else None
        return topic_graph(self._graph, topic, depth, wanted, limit, together)

    @property
    def rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib ``Dataset`` over the same store (oxrdflib); only to be read.

        The union of all named graphs is its default graph.
        """
        import rdflib
        from oxrdflib import OxigraphStore

        graph = self._graph
        held = graph if isinstance(graph, ox.Store) else graph.download()
        return rdflib.Dataset(store=OxigraphStore(store=held), default_union=True)

    # -- building --------------------------------------------------------------------------------

    def build(
        self,
        paths: Iterable[str | PathLike[str]] = (),
        *,
        base: str | None = None,
        vocabulary: Iterable[str | PathLike[str]] | None = None,
        verdicts: str | PathLike[str] | None = None,
        workers: int = 0,
        fresh: bool = False,
    ) -> BuildResult:
        """Read papers into the store and publish its graph, as ``kg build`` does; then look at it.

        Without ``paths`` the papers that are in the store are built anew. Raises ``InputError``,
        also where the store is a server.
        """
        from kg.pipeline.build import build, rebuild
        from kg.pipeline.settings import BuildOptions

        if is_remote(self.store):
            raise InputError(f"{self.store}: a graph is built in a folder; send it with kg build")
        configured = read_configuration()
        own = tuple(map(Path, vocabulary)) if vocabulary is not None else configured.vocabulary
        said = Path(verdicts) if verdicts is not None else configured.verdicts
        options = BuildOptions(base or configured.base, own, workers, fresh, said)
        papers = [Path(path) for path in paths]
        result = build(papers, self.store, options) if papers else rebuild(self.store, options)
        self.refresh()
        return result

    def refresh(self) -> None:
        """Look at what is published now."""
        self.close()

    # -- opening and closing ---------------------------------------------------------------------

    def close(self) -> None:
        """Let the snapshot go; it is opened again when something is asked."""
        if isinstance(self._opened, PublishedGraph):
            self._opened.close()
        self._opened = None

    def __enter__(self) -> BoardGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _source(self) -> PublishedGraph | Remote:
        if self._opened is None:
            self._opened = open_graph(self.store, self._timeout)
        return self._opened

    @property
    def _graph(self) -> ox.Store | Remote:
        source = self._source
        return source.graph if isinstance(source, PublishedGraph) else source

    # -- showing ---------------------------------------------------------------------------------

    def __repr__(self) -> str:
        return f"kg.open({self.store!r})"

    def _repr_html_(self) -> str:
        """What the graph holds, for Jupyter."""
        counts = [(name, f"{number:,}") for name, number in count_classes(self._graph).items()]
        return html_table(("in the graph", "number"), counts)


def _day(given: date | str | None) -> date | None:
    """A day given as such or as ``2023-06-30``. Raises ``InputError`` for anything else."""
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise InputError(f"{given}: not a date; write it as 2023-06-30") from error
