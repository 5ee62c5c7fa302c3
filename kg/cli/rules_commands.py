"""``kg rules``: what the rules of names rest on."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import JsonOption
from kg.cli.output import print_json

rules = typer.Typer(help="What the rules that find names rest on.", no_args_is_help=True)


@rules.command()
def evidence(
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="Only those that too few bodies support.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the rules of names with how many bodies' papers support each, and the lists of the
    vocabulary with the public list that their entries stand in.

    A rule that the papers of fewer than two bodies support is not used: it is in quarantine.
    """
    from kg.extractors.names import rules as names
    from kg.ontology.vocabulary import load
    from kg.ontology.vocabulary.sources import public_lists

    found = names.load(load())
    bodies = names.evidence()
    off = {rule.id for rule in found.quarantined}
    rows: list[dict[str, object]] = []
    for rule in sorted((*found.rules, *found.quarantined), key=lambda rule: rule.id):
        if rule.id in off or not quarantined:
            support = {"bodies": len(bodies.get(rule.id, ())), "used": rule.id not in off}
            rows.append({"rule": rule.id, **support})
    lists = [(name, source) for name, source in public_lists() if not source or not quarantined]
    if as_json:
        sources = [{"list": name, "source": source or None} for name, source in lists]
        print_json({"rules": rows, "lists": sources})
        return
    for row in rows:
        print(f"{row['rule']:36} {row['bodies']:3}  {'used' if row['used'] else 'quarantined'}")
    for name, source in lists:
        print(f"{name:36}   -  {source or 'names no public list'}")
