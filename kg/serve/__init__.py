"""``kg serve``: the explorer's pages and the SPARQL 1.1 endpoint, at one address.

One process speaks HTTP (``app``, ``protocol``, ``accept``, ``safety``) and looks at no graph. Beside it, one *keeper* a
snapshot (``keeper``) holds the graph in memory and forks the workers that answer (``queries``, ``pages``); ``pool``
hands them tasks and kills the one that runs too long. A new snapshot gets a new keeper; the old one ends with its last
answer.
"""
