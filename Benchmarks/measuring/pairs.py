"""Two sides of a row, run in turns, and what comes of it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """One side's run: figures by name (`wall` in seconds, `bytes`, …), and how many answers were right."""

    figures: dict
    right: int
    asked: int
    # What was found in a clip; None where there is none, or where nothing can be read from it.
    exactness: Any = None


@dataclass(frozen=True)
class Row:
    """Something measured. A side takes the number of the pair and returns its outcome."""

    name: str
    title: str
    peer: str
    ours: Callable[[int], Outcome]
    theirs: Callable[[int], Outcome] | None = None
    # The second side is only meaningful after the first one, never before it.
    is_ordered: bool = False


@dataclass
class Result:
    """All pairs of a row, the warm-up left out of the figures but not of the exactness."""

    row: Row
    ours: dict = field(default_factory=lambda: defaultdict(list))
    theirs: dict = field(default_factory=lambda: defaultdict(list))
    right: dict = field(default_factory=lambda: {"ours": [0, 0], "theirs": [0, 0]})
    exactness: dict = field(default_factory=lambda: {"ours": [], "theirs": []})

    def add(self, side, outcome, counts):
        self.right[side][0] += outcome.right
        self.right[side][1] += outcome.asked
        self.exactness[side].append(outcome.exactness)
        if counts:
            for name, value in outcome.figures.items():
                getattr(self, side)[name].append(value)

    def ratios(self, figure):
        """Ours divided by theirs, pair by pair."""
        return [mine / other for mine, other in zip(self.ours[figure], self.theirs[figure], strict=True)]

    def value(self, figure):
        """What a limit is held against: the median ratio; of `requests` and `MiB` the most that was seen."""
        if figure in ("requests", "MiB"):
            return max(self.ours[figure])
        return median(self.ratios(figure))

    def document(self):
        """Everything as plain values."""
        return {
            "name": self.row.name,
            "peer": self.row.peer,
            "ours": dict(self.ours),
            "theirs": dict(self.theirs),
            "right": self.right,
            "exactness": {
                side: [found and vars(found) for found in every] for side, every in self.exactness.items()
            },
        }


def run(row, pairs):
    """One pair to warm up, then `pairs` that count; the sides take turns in going first."""
    result = Result(row)
    for number in range(pairs + 1):
        sides = [("ours", row.ours)] + ([("theirs", row.theirs)] if row.theirs else [])
        if row.is_ordered or number % 2:
            sides.reverse()
        for side, call in sides:
            result.add(side, call(number), counts=number > 0)
    return result
