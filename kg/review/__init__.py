"""People's verdicts: what is in doubt, what somebody decided, and why."""
