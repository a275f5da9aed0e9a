"""The graph of the job, on one screen."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from models.handlers import SpeechModelHandler
from pipeline.options import Job
from transforms.figures.describing import CaptionHandler, DescribeFigures
from transforms.narrations import skipped_row
from transforms.pruning import Prune
from transforms.reading import ReadArticles
from transforms.records import RecallRecords, RowsOfCopies, SettleRecords
from transforms.reruns import CountAttempts, KeepOthers, reads_letters_of
from transforms.results import WriteDeadLetters, WriteManifest, WriteSummary
from transforms.synthesis import NarrateScripts
from transforms.text_side import ComposeScripts, ExtractDocuments, SplitFinished


def build(
    root: beam.Pipeline,
    job: Job,
    handler: SpeechModelHandler,
    facts: Mapping[str, Any],
    captioner: CaptionHandler | None = None,
) -> PCollection[dict[str, Any]]:
    """Adds the whole job to a pipeline; returns its summary, which `facts` become a part of.

    Every way out of every step ends in the manifest or in the dead letters. Without a captioner documents go straight
    to composing. Scripts cross one shuffle, by article id, before the voice; audio and image bytes cross none.
    """
    needs_pictures = captioner is not None or job.cover
    read = root | "ReadArticles" >> ReadArticles(job.input, job.columns, job.limit, image_bytes=needs_pictures)
    recalled = read.articles | "RecallRecords" >> RecallRecords(job.output, job.digest)
    extracted = recalled.changed | "ExtractDocuments" >> ExtractDocuments(job.limits, job.picture_files, job.covers)
    describe = DescribeFigures(captioner, job.captions, job.narration, job.output, job.caption_hints)
    described = extracted.results | "DescribeFigures" >> describe
    composed = described | "ComposeScripts" >> ComposeScripts(job.narration)
    skipped = (extracted.skipped, composed.skipped) | "AllSkipped" >> beam.Flatten()
    claims = (recalled.known, skipped, composed.results)
    settled = claims | "SettleRecords" >> SettleRecords(job.output, job.recipe, job.digest)
    split = settled.scripts | "SplitFinished" >> SplitFinished(job.output, job.recipe)

    narrate = NarrateScripts(handler, job.output, job.recipe, job.batch_seconds, job.keep_speech)
    written = split.pending | "NarrateScripts" >> narrate.with_resource_hints(**job.model_hints)
    copies = settled.copies | "RowsOfCopies" >> RowsOfCopies(job.output, job.recipe, written)

    late = (written.skipped, copies.skipped) | "LateSkipped" >> beam.Flatten() | beam.Map(skipped_row)
    rows: tuple[PCollection[Any], ...] = (settled.rows, split.finished, written.results, copies.results, late)
    lost = [step.dead_letters for step in (read, extracted, composed, settled, written, copies)]
    letters = lost | "AllDeadLetters" >> beam.Flatten() | "CountAttempts" >> CountAttempts(read.attempts)

    all_rows, all_letters = rows, letters
    if reads_letters_of(job.output, job.input):
        others = read.attempts | "KeepOthers" >> KeepOthers(job.output)
        all_rows, all_letters = (*rows, others.rows), (letters, others.letters) | "OldLetters" >> beam.Flatten()
    manifest = all_rows | "WriteManifest" >> WriteManifest(job.output, job.shards)
    dead_letters = all_letters | "WriteDeadLetters" >> WriteDeadLetters(job.output, job.shards, after=manifest)
    prune = Prune(job.output, job.shards, job.prune == "remove", manifest)
    pruned = [(*all_rows, all_letters) | "Prune" >> prune] if job.prune != "off" else []
    summary = WriteSummary(job.output, facts, (manifest, dead_letters, *pruned))
    return (read.counts, *rows, letters) | "WriteSummary" >> summary
