"""What narrating a catalogue would take, without speaking any of it: counts, minutes of audio, hours of GPUs, cost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.machines import GPU_MACHINES, TEXT_MACHINE, Machine
from pipeline.options import Job
from pipeline.prices import (
    ENCODE_CPU_SECONDS,
    GPU_SPEEDS,
    PRICES_AS_OF,
    SPEAK_CPU_SECONDS,
    SPEECH_SERVICES,
    TEXT_CPU_SECONDS,
)
from transforms.composition import compose_scripts
from transforms.documents import Article
from transforms.extraction import extract_document
from transforms.outcomes import ArticleError, DeadLetter, FailureCode, SkipArticleError
from transforms.reading import InputUnit, read_unit, split_file
from transforms.scripts import Script, predicted_seconds

_HOUR = 3600.0


@dataclass
class Workload:
    """What a catalogue holds; `records` may be more than were read, then `scale` is how many times."""

    records: int = 0
    read: int = 0
    narrated: int = 0
    skip_reasons: Counter[str] = field(default_factory=Counter)
    dead_letter_codes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    audio_seconds: float = 0.0

    @property
    def scale(self) -> float:
        return self.records / self.read if self.read else 1.0

    def add(self, scripts: Iterable[Script]) -> None:
        """Adds the scripts of one article."""
        parts = list(scripts)
        self.narrated += 1
        self.languages[parts[0].language] += 1
        segments = [segment for part in parts for segment in part.segments]
        self.characters += sum(len(segment.spoken) for segment in segments)
        self.audio_seconds += predicted_seconds(segments)


def workload_of(paths: Iterable[str], job: Job) -> Workload:
    """Returns what the job would narrate of some files; with a limit, from the first records of them all."""
    workload = Workload()
    units = list(_units_of(paths, job, workload))
    workload.records += sum(unit.num_rows for unit in units)
    for record in (record for unit in units for record in read_unit(unit, job.columns)):
        if job.limit is not None and workload.read >= job.limit:
            break
        workload.read += 1
        _add_record(record, job, workload)
    workload.records = max(workload.records, workload.read) if job.limit is not None else workload.read
    return workload


def _units_of(paths: Iterable[str], job: Job, workload: Workload) -> Iterator[InputUnit]:
    """Yields the units of files; one that cannot be read is a dead letter."""
    for path in paths:
        try:
            yield from split_file(path, job.columns)
        except ArticleError as error:
            workload.dead_letter_codes[str(error.code)] += 1
        except (OSError, ValueError):
            workload.dead_letter_codes[str(FailureCode.UNREADABLE_FILE)] += 1
        else:
            continue
        workload.read += 1
        workload.records += 1


def _add_record(record: Article | DeadLetter, job: Job, workload: Workload) -> None:
    if isinstance(record, DeadLetter):
        workload.dead_letter_codes[record.code] += 1
        return
    try:
        workload.add(compose_scripts(extract_document(record, job.limits), job.narration))
    except SkipArticleError as skip:
        workload.skip_reasons[skip.reason] += 1
    except ArticleError as error:
        workload.dead_letter_codes[str(error.code)] += 1
    except Exception:
        workload.dead_letter_codes[str(FailureCode.COMPOSE_FAILED)] += 1  # the job would go on, and so does its plan


@dataclass(frozen=True)
class Estimate:
    """What one way of narrating takes; dollars by stage, `basis` is how its speed is known."""

    way: str
    hours: float
    unit: str
    dollars: Mapping[str, float]
    basis: str

    @property
    def total_dollars(self) -> float:
        return sum(self.dollars.values())


def estimates_of(workload: Workload, prices: Mapping[str, float], speeds: Mapping[str, float]) -> list[Estimate]:
    """Returns what the workload takes on CPUs, on each GPU, and of the cloud speech services."""
    audio, articles = workload.audio_seconds * workload.scale, workload.narrated * workload.scale
    core_hour = _machine_hour(TEXT_MACHINE, prices) / TEXT_MACHINE.vcpus
    core_hours = {
        "text": articles * TEXT_CPU_SECONDS / _HOUR,
        "speech": audio * SPEAK_CPU_SECONDS / _HOUR,
        "encoding": audio * ENCODE_CPU_SECONDS / _HOUR,
    }
    on_cpu = {stage: hours * core_hour for stage, hours in core_hours.items()}
    cpu = Estimate("hibari:heart, no GPU", sum(core_hours.values()), "vCPU hours", on_cpu, "measured")
    gpus = [_on_gpu(gpu, audio, core_hours["text"], prices, speeds) for gpu in GPU_SPEEDS]
    millions = workload.characters * workload.scale / 1e6
    services = [Estimate(name, 0.0, "", {"speech": millions * prices[name]}, "speech only") for name in SPEECH_SERVICES]
    return [cpu, *gpus, *services]


def _on_gpu(
    gpu: str, audio: float, text_core_hours: float, prices: Mapping[str, float], speeds: Mapping[str, float]
) -> Estimate:
    """Returns what Kokoro takes on workers with a GPU, whose vCPUs encode beside it: the slower of the two counts."""
    machine = GPU_MACHINES[gpu][1]
    speed = speeds.get(gpu, GPU_SPEEDS[gpu].audio_seconds_a_second)
    hours = audio / min(speed, machine.vcpus / ENCODE_CPU_SECONDS) / _HOUR
    dollars = {
        # A text worker is one Python process: one core of the machine works, all of it is paid.
        "text": text_core_hours * _machine_hour(TEXT_MACHINE, prices),
        "speech and encoding": hours * (prices[gpu] + _machine_hour(machine, prices)),
    }
    basis = "your figure" if gpu in speeds else GPU_SPEEDS[gpu].source
    return Estimate(f"kokoro, {gpu}", hours, "GPU hours", dollars, basis)


def _machine_hour(machine: Machine, prices: Mapping[str, float]) -> float:
    """Returns the price of an hour of a machine without its GPUs."""
    return machine.vcpus * prices["vcpu"] + machine.memory_gb * prices["memory_gb"]


def plan_as_json(workload: Workload, estimates: Iterable[Estimate]) -> dict[str, Any]:
    """Returns the plan for programs; figures are of all records, also where only some were read."""
    scale = workload.scale
    return {
        "records": workload.records,
        "records_read": workload.read,
        "narrated": round(workload.narrated * scale),
        "skip_reasons": {reason: round(count * scale) for reason, count in sorted(workload.skip_reasons.items())},
        "dead_letter_codes": {code: round(count * scale) for code, count in sorted(workload.dead_letter_codes.items())},
        "languages": {name: round(count * scale) for name, count in workload.languages.most_common()},
        "characters": round(workload.characters * scale),
        "audio_minutes": round(workload.audio_seconds * scale / 60, 1),
        "prices_as_of": PRICES_AS_OF,
        "estimates": [
            {
                "way": estimate.way,
                "hours": round(estimate.hours, 3),
                "unit": estimate.unit,
                "usd": round(estimate.total_dollars, 4),
                "usd_by_stage": {stage: round(dollars, 4) for stage, dollars in estimate.dollars.items()},
                "basis": estimate.basis,
            }
            for estimate in estimates
        ],
    }


def show_plan(console: Console, plan: Mapping[str, Any]) -> None:
    """Prints a plan as two tables."""
    counts = Table(title="What would be narrated", title_justify="left", show_header=False, box=None, pad_edge=False)
    sample = "" if plan["records"] == plan["records_read"] else f", from the first {plan['records_read']:,} of them"
    counts.add_row("records", f"{plan['records']:,}{sample}")
    counts.add_row("narrated", f"{plan['narrated']:,}, {plan['characters']:,} characters")
    for name in ("languages", "skip_reasons", "dead_letter_codes"):
        if plan[name]:
            counts.add_row(name.replace("_", " "), ", ".join(f"{key}: {count:,}" for key, count in plan[name].items()))
    counts.add_row("audio", f"{plan['audio_minutes']:,.0f} minutes")
    console.print(counts)
    title = f"What it would take, in all and per 1,000 articles (list prices around {plan['prices_as_of']})"
    costs = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for heading, justify in (("way", "left"), ("hours", "right"), ("US$", "right"), ("per 1,000", "right")):
        costs.add_column(heading, justify=justify)  # type: ignore[arg-type]  # rich's literal, which a loop widens
    costs.add_column("speed", overflow="fold")
    for estimate in plan["estimates"]:
        hours = f"{estimate['hours']:,.2f} {estimate['unit']}" if estimate["unit"] else ""
        per_thousand = 1000 * estimate["usd"] / max(1, plan["narrated"])
        costs.add_row(estimate["way"], hours, f"{estimate['usd']:,.2f}", f"{per_thousand:,.2f}", estimate["basis"])
    console.print(costs)
