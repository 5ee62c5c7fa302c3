"""The questions: one SPARQL query a file, with its header; read by ``kg.store.query``.

``public`` holds the questions offered to users, ``internal`` those our own commands ask.
"""
