"""The questions: one SPARQL query a file, with its header. Read by ``kg.ask``."""
