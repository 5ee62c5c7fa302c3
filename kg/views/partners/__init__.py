"""Partners over time: who and what was tied to a topic at which meeting, as a table with marks."""
