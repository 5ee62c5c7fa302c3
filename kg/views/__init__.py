"""Answers to read: timeline, digest, comparison, network, exports."""
