"""Student's t distribution for whole degrees of freedom, by its finite series (Abramowitz & Stegun 26.7.3-4)."""

from __future__ import annotations

from math import atan, cos, pi, sin, sqrt


def student_within(t: float, freedom: int) -> float:
    """The chance that a t value lies within ±t."""
    angle = atan(t / sqrt(freedom))
    if freedom == 1:
        return 2 * angle / pi
    total = term = cos(angle) if freedom % 2 else 1.0
    step = 3 if freedom % 2 else 2
    while step <= freedom - 2:
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
        step += 2
    if freedom % 2:
        return 2 / pi * (angle + sin(angle) * total)
    return sin(angle) * total


def student_quantile(chance: float, freedom: int) -> float:
    """The value below which a t value lies with this chance (at least one half); halved until exact to 1e-12."""
    low, high = 0.0, 1.0
    while student_within(high, freedom) < 2 * chance - 1:
        high *= 2
    while high - low > 1e-12 * max(1.0, high):
        middle = (low + high) / 2
        if student_within(middle, freedom) < 2 * chance - 1:
            low = middle
        else:
            high = middle
    return (low + high) / 2
