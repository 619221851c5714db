"""The hours of a person's day, and the clock times at which doses fall in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import msgspec

DAY = 24 * 60
GRID = 5
"""Minutes that clock times are rounded to."""


class Hours(msgspec.Struct, frozen=True):
    """When a person wakes, eats and goes to sleep (after midnight, if that is before waking).

    ``gap`` is the least time between two doses in minutes; without it, half of what an even spread over 24 hours gives.
    """

    wake: time = time(7)
    sleep: time = time(22, 30)
    meals: tuple[time, ...] = (time(8), time(13), time(19))
    gap: int | None = None
    every: float | None = None
    """The fewest hours between doses that a monograph states ("every 4 to 6 hours": 4): no plan goes below them."""

    def least_gap(self, times: int) -> int:
        """Minutes that must lie between two doses, of so many a day."""
        asked = self.gap if self.gap is not None else DAY // (2 * times)
        return max(asked, round(self.every * 60)) if self.every else asked


def clock_times(times: int, hours: Hours) -> list[int] | None:
    """Minutes after midnight for so many doses a day (past 1,440 after it), or None where they do not fit.

    At meals where there are enough of them, those that lie furthest apart; else evenly between waking and sleep. The
    night counts as a gap too.

    >>> [divmod(minute, 60) for minute in clock_times(3, Hours())]
    [(8, 0), (13, 0), (19, 0)]
    >>> [divmod(minute, 60) for minute in clock_times(4, Hours())]
    [(7, 0), (12, 10), (17, 20), (22, 30)]
    """
    wake, sleep = _minutes(hours.wake), _minutes(hours.sleep)
    if sleep <= wake:
        sleep += DAY
    meals = sorted({_after(_minutes(meal), wake) for meal in hours.meals if _after(_minutes(meal), wake) <= sleep})
    choices = (
        [list(chosen) for chosen in combinations(meals, times)] if times <= len(meals) <= 8 and not hours.every else []
    )
    choices.sort(key=_narrowest, reverse=True)
    even = [wake + (sleep - wake) * place // max(times - 1, 1) // GRID * GRID for place in range(times)]
    least = hours.least_gap(times)
    return next((chosen for chosen in [*choices, even] if _narrowest(chosen) >= least), None)


def _narrowest(chosen: list[int]) -> int:
    """The shortest time between two doses, the night included."""
    return min(later - earlier for earlier, later in pairwise([*chosen, chosen[0] + DAY]))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _after(minute: int, wake: int) -> int:
    return minute if minute >= wake else minute + DAY


def instants(first: date, days: int, minutes: list[int], zone: ZoneInfo | None, gap: int) -> list[datetime]:
    """The moments of all doses of some days.

    In a zone a wall-clock time that a change of the clocks leaves out is moved on by the change, and a dose that a
    shorter night would bring too near to the one before is put off until the gap has passed.
    """
    walls = [
        datetime.combine(first + timedelta(days=day + minute // DAY), time(minute % DAY // 60, minute % 60))
        for day in range(days)
        for minute in minutes
    ]
    if zone is None:
        return walls
    moments: list[datetime] = []
    for wall in walls:
        moment = wall.replace(tzinfo=zone).astimezone(UTC)
        if moments:
            moment = max(moment, moments[-1] + timedelta(minutes=gap))
        moments.append(moment)
    return [moment.astimezone(zone) for moment in moments]
