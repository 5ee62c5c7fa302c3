"""Partners over time as a page that stands by itself, and what templates need to draw it."""

from __future__ import annotations

from pathlib import Path

from kg.views.partners.partner_marks import PartnersOverTime
from kg.views.wording import ui_text

STYLE = "partners.css"
TEMPLATES = Path(__file__).parents[1] / "templates"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(iso: str) -> str:
    """``2019-09-27`` as “27 Sep 2019”, on two lines."""
    year, month, number = iso[:10].split("-")
    return f"{int(number)}\N{NO-BREAK SPACE}{_MONTHS[int(month) - 1]}\n{year}"


def style() -> str:
    """The style sheet of the table."""
    return (TEMPLATES / STYLE).read_text(encoding="utf-8")


def partners_page(partners: PartnersOverTime) -> str:
    """The table as one HTML page that requests nothing and runs no script."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from kg.views.timeline.formatting import day, pages

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "pages": pages, "short_day": short_day}
    environment.globals["ui_text"] = ui_text
    made: str = environment.get_template("partners_page.html").render(
        partners=partners, style=style()
    )
    return made.rstrip() + "\n"
