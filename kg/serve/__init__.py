"""``kg serve``: the explorer's pages and the SPARQL 1.1 endpoint, at one address.

One process speaks HTTP (``app``, ``sparql_protocol``, ``content_negotiation``, ``access_control``)
and looks at no graph. Beside it, one parent process a snapshot (``worker_parent``) holds the graph
in memory and forks the workers that answer (``worker_tasks``, ``query_runner``, ``pages``);
``worker_pool`` hands them tasks and kills the one that runs too long. A new snapshot gets a new
parent; the old one ends with its last answer. Where processes cannot be forked, each worker loads
the snapshot for itself (``lone_worker``).
"""
