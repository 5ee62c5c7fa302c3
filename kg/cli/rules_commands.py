"""``kg rules``: what the rules of names rest on."""

from __future__ import annotations

from typing import Annotated

import typer

rules = typer.Typer(help="What the rules that find names rest on.", no_args_is_help=True)


@rules.command()
def evidence(
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="Only those that too few bodies support.")
    ] = False,
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
    for rule in sorted((*found.rules, *found.quarantined), key=lambda rule: rule.id):
        if rule.id in off or not quarantined:
            state = "quarantined" if rule.id in off else "used"
            print(f"{rule.id:36} {len(bodies.get(rule.id, ())):3}  {state}")
    for name, source in public_lists():
        if not source or not quarantined:
            print(f"{name:36}   -  {source or 'names no public list'}")
