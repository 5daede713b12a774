"""The sample city: an invented city on the true frame of Weihai, made by a seeded generator.

Every firm, person, number and abstract is invented; units, tasks, targets and places are facts. Its day is
`Made.as_of`; its records carry the realm `sample` and are never counted together with real ones.
"""

from ipcity.sources.sample_city.generate import SEED, Made, generate

__all__ = ["SEED", "Made", "generate"]
