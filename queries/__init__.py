"""The questions: one SPARQL query a file, with its header. ``public`` for users, ``internal`` for our own commands. Read by ``kg.store.query``."""
