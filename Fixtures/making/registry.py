"""The list of fixtures: one function each, named for its trap."""

from dataclasses import dataclass
from typing import Callable


@dataclass
class Fixture:
    """A fixture's folder name, the sentence that says what it traps, and the function that builds it."""

    name: str
    sentence: str
    build: Callable


FIXTURES = []


def trap(name, sentence):
    """Registers the function that builds the media playlist `name` (a path below Fixtures/media)."""
    def register(function):
        FIXTURES.append(Fixture(name, sentence, function))
        return function
    return register
