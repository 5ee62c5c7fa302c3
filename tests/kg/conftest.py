"""Makes the modules in this folder importable for tests in the folders below it."""
