"""Fetching: a council's published papers → files in a folder, with notes of where they are from."""
