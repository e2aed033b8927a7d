"""Metrics in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats)."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.chat.health import PartHealth

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OTHER = "other"
"""The label of what is no command of the table."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, such as the depth of a queue; ``name`` without the program's prefix."""

    name: str
    help: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


Measures = Callable[[], Awaitable[Iterable[Measure]]]


class Metrics:
    """The program's numbers: answers are counted as they are given, the rest is asked when the page is read."""

    def __init__(self, commands: Iterable[str] = ()) -> None:
        """``commands`` are the names that become labels; whatever else people type is counted together."""
        self._commands = frozenset(commands)
        self._registry = CollectorRegistry()
        self._sources: list[Measures] = []
        self._answers = Histogram(
            "daybrief_answer_seconds",
            "Time from a command to its answer.",
            ("platform", "command"),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def answered(self, platform: str, command: str, seconds: float) -> None:
        """Count one answer."""
        known = command if command in self._commands else OTHER
        self._answers.labels(platform, known).observe(seconds)

    def ask_also(self, source: Measures) -> None:
        """Add a source that is asked at each reading."""
        self._sources.append(source)

    async def page(self, parts: Sequence[PartHealth]) -> bytes:
        """The page as it stands now."""
        measures = [
            Measure("part_up", "Whether a part of the program works.", float(part.well), {"part": part.name})
            for part in parts
        ]
        measures += [
            Measure("part_restarts", "How often a part was started again.", part.restarts, {"part": part.name})
            for part in parts
        ]
        for source in self._sources:
            measures += await source()
        momentary = CollectorRegistry()
        momentary.register(_Momentary(measures))
        return generate_latest(self._registry) + generate_latest(momentary)


class _Momentary(Collector):
    """Measures of one reading."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._measures = measures

    def collect(self) -> Iterator[GaugeMetricFamily]:
        families: dict[str, GaugeMetricFamily] = {}
        for measure in self._measures:
            name = f"daybrief_{measure.name}"
            if name not in families:
                families[name] = GaugeMetricFamily(name, measure.help, labels=tuple(measure.labels))
            families[name].add_metric(tuple(measure.labels.values()), measure.value)
        yield from families.values()
