"""Options that several commands share, given to each as one object."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any


def spell_out(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with the fields of its first parameter as options of its own, after its others.

    That parameter is a dataclass whose fields are annotated as options are; the command line, which
    looks at signatures alone, sees them one by one.
    """
    signature = inspect.signature(command, eval_str=True)
    first, *own = signature.parameters.values()
    fields = inspect.signature(first.annotation, eval_str=True).parameters

    @wraps(command)
    def spelled_out(**given: Any) -> None:
        options = first.annotation(**{name: given.pop(name) for name in fields})
        command(options, **given)

    parameters = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *fields.values())
    ]
    spelled_out.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    spelled_out.__annotations__ = {each.name: each.annotation for each in parameters}
    return spelled_out
