"""The graph of the job, on one screen."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from models.handlers import SpeechModelHandler
from pipeline.options import Job
from transforms.narrations import skipped_row
from transforms.reading import ReadArticles
from transforms.reruns import CountAttempts, KeepOtherRows, reads_letters_of
from transforms.results import WriteDeadLetters, WriteManifest, WriteSummary
from transforms.synthesis import NarrateScripts
from transforms.text_side import ComposeScripts, ExtractDocuments, SplitFinished


def build(
    root: beam.Pipeline, job: Job, handler: SpeechModelHandler, facts: Mapping[str, Any]
) -> PCollection[dict[str, Any]]:
    """Adds the whole job to a pipeline; returns its summary, which `facts` become a part of.

    Every way out of every step ends in the manifest or in the dead letters. Scripts cross one shuffle before the
    voice; audio crosses none.
    """
    read = root | "ReadArticles" >> ReadArticles(job.input, job.columns, job.limit)
    extracted = read.articles | "ExtractDocuments" >> ExtractDocuments(job.limits)
    composed = extracted.results | "ComposeScripts" >> ComposeScripts(job.narration)
    split = composed.results | "SplitFinished" >> SplitFinished(job.output, job.recipe)

    pending = split.pending | "SpreadScripts" >> beam.Reshuffle()
    narrate = NarrateScripts(handler, job.output, job.recipe, job.batch_seconds)
    written = pending | "NarrateScripts" >> narrate.with_resource_hints(**job.model_hints)

    skipped = (extracted.skipped, composed.skipped, written.skipped) | "AllSkipped" >> beam.Flatten()
    skipped_rows = skipped | "SkippedRows" >> beam.Map(skipped_row)
    rows = (split.finished, written.results, skipped_rows) | "AllRows" >> beam.Flatten()
    lost = (read.dead_letters, extracted.dead_letters, composed.dead_letters, written.dead_letters)
    letters = lost | "AllDeadLetters" >> beam.Flatten() | "CountAttempts" >> CountAttempts(read.attempts)

    is_own_letters = reads_letters_of(job.output, job.input)
    standing = (read.attempts | "KeepOtherRows" >> KeepOtherRows(job.output),) if is_own_letters else ()
    all_rows = (rows, *standing) | "WithStandingRows" >> beam.Flatten()
    manifest = all_rows | "WriteManifest" >> WriteManifest(job.output, job.shards)
    dead_letters = letters | "WriteDeadLetters" >> WriteDeadLetters(job.output, job.shards, after=manifest)
    summary = WriteSummary(job.output, facts, (manifest, dead_letters))
    return (read.counts, rows, letters) | "WriteSummary" >> summary
