"""Series of figures as line charts, and the choice of figures to draw and to list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.views.profile import FigurePoint, FigureSeries

WIDTH, HEIGHT = 360, 130  # of a chart, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 24, 16, 22  # margins
_LABEL_WIDTH = 44  # room that the label of a point takes
FEWEST_POINTS = 3  # of a series that is drawn; shorter ones are listed
CHARTS = 6  # drawn at most
FIGURES = 40  # listed at most beside the charts


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A point in a chart with its label; ``show`` says whether there is room to print the label."""

    x: float
    y: float
    label: str
    year: str
    show: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A line through the points of a series.

    ``low`` and ``high`` label the axis; ``threshold`` is the height (y) of the threshold's line, if
    there is one.
    """

    series: FigureSeries
    marks: tuple[ChartMark, ...]
    low: str
    high: str
    threshold: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def path(self) -> str:
        """The points as an SVG polyline takes them: ``x,y x,y``."""
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class FigureSelection:
    """Charts, figures listed beside them, and how many more figures there are."""

    charts: tuple[Chart, ...]
    listed: tuple[tuple[FigureSeries, FigurePoint], ...]
    more: int


def select_figures(series: Sequence[FigureSeries]) -> FigureSelection:
    """Draws up to ``CHARTS`` series and lists up to ``FIGURES`` figures of the others."""
    drawn = charts(series)[:CHARTS]
    in_charts = [chart.series for chart in drawn]
    others = tuple(
        (each, point) for each in series if each not in in_charts for point in each.points
    )
    return FigureSelection(drawn, others[:FIGURES], len(others[FIGURES:]))


def charts(series: Sequence[FigureSeries]) -> tuple[Chart, ...]:
    """A chart for every series that has enough points to show a movement."""
    return tuple(_chart(each) for each in series if len(each.line) >= FEWEST_POINTS)


def _chart(series: FigureSeries) -> Chart:
    threshold = series.threshold.amount if series.threshold is not None else None
    amounts = [point.amount or 0.0 for point in series.line]
    low, high = _axis(amounts if threshold is None else [*amounts, threshold])

    def height(amount: float) -> float:
        return round(
            HEIGHT - _BOTTOM - (amount - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 1
        )

    return Chart(
        series,
        _marks(series.line, height),
        f"{low:g}",
        f"{high:g}",
        None if threshold is None else height(threshold),
    )


def _axis(amounts: Sequence[float]) -> tuple[float, float]:
    """Where the axis begins and ends: at zero, unless that would flatten the movement."""
    smallest, largest = min(amounts), max(amounts)
    low = 0.0 if 0 <= smallest < 0.5 * largest else smallest
    return (low - 1, largest + 1) if low == largest else (low, largest)


def _marks(line: Sequence[FigurePoint], height: Callable[[float], float]) -> tuple[ChartMark, ...]:
    """The points by time; a label is printed where it does not touch the last one printed."""
    days = [date.fromisoformat(point.when or "").toordinal() for point in line]
    span = max(days[-1] - days[0], 1)
    marks: list[ChartMark] = []
    last_labelled: float | None = None
    for day, point in zip(days, line, strict=True):
        x = round(_LEFT + (day - days[0]) / span * (WIDTH - _LEFT - _RIGHT), 1)
        show = last_labelled is None or x - last_labelled > _LABEL_WIDTH
        if show:
            last_labelled = x
        y = height(point.amount or 0.0)
        marks.append(ChartMark(x, y, point.value, (point.when or "")[:4], show))
    return tuple(marks)
