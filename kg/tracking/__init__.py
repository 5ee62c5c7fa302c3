"""Tracking: an action from log to log, a request to its answer, a recommendation to its resolution,
corrections.

``track`` ties statements of several papers. Each tie has a score, the features it is the sum of,
and a mark where it is doubtful. The weights are data (``weights.toml``), and so are the phrases
(``lexicon.toml``). A person's verdict on a tie is stronger than any score.
"""
