"""Checks: a line each, and totals."""

import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator


class Broken(Exception):
    """A check failed, so what builds on it cannot be checked."""


class Report:
    """What was checked, and how it went."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def scope(self, name: str) -> "Scope":
        return Scope(self, name)

    def summary(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"

    def exit_status(self) -> int:
        # No check at all is no success.
        return 0 if self.passed and not self.failed else 1


class Scope:
    """Checks under a common name."""

    def __init__(self, report: Report, name: str) -> None:
        self.report = report
        self.name = name

    def scope(self, name: str) -> "Scope":
        return Scope(self.report, f"{self.name} {name}")

    def record(self, name: str, trouble: str | None) -> None:
        if trouble is None:
            self.report.passed += 1
            print(f"ok      {self.name}: {name}", flush=True)
        else:
            self.report.failed += 1
            print(f"FAILED  {self.name}: {name}\n        {trouble}", flush=True)

    @contextmanager
    def check(self, name: str) -> Iterator[None]:
        """Records whether the block raised anything."""
        try:
            yield
        except Exception as error:
            self.record(name, describe(error))
            raise Broken from error
        self.record(name, None)

    def journey(self, steps: Callable[..., None], *arguments: object) -> None:
        """Runs checks that build on each other: a failure ends only these."""
        try:
            steps(self, *arguments)
        except Broken:
            pass
        except Exception as error:
            self.record("goes on to the next check", describe(error))


def describe(error: Exception) -> str:
    """What went wrong, and on which line of ours."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).parent == Path(__file__).parent
        and Path(frame.filename) != Path(__file__)
    ]
    words = " ".join(str(error).split()) or ours[-1].line
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in ours)
    return f"{type(error).__name__}: {words} ({places})"


def equal(actual: object, expected: object) -> None:
    assert actual == expected, f"expected {expected!r}, got {actual!r}"
