"""The graph of the job, on one screen."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from models.handlers import SpeechModelHandler
from pipeline.options import Job
from transforms.figures.describing import CaptionHandler, DescribeFigures
from transforms.pruning import Prune
from transforms.reading import ReadArticles
from transforms.records import RecallRecords, RowsOfCopies, SettleRecords
from transforms.reruns import CountAttempts, KeepOthers, Others, reads_letters_of
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
    claims = (recalled.known, extracted.skipped, composed.skipped, composed.results)
    settled = claims | "SettleRecords" >> SettleRecords(job.output, job.recipe, job.digest)
    split = settled.scripts | "SplitFinished" >> SplitFinished(job.output, job.recipe)

    narrate = NarrateScripts(handler, job.output, job.recipe, job.batch_seconds, job.keep_speech)
    written = split.pending | "NarrateScripts" >> narrate.with_resource_hints(**job.model_hints)
    copies = settled.copies | "RowsOfCopies" >> RowsOfCopies(job.output, job.recipe, written.results)

    rows = (settled.rows, split.finished, written.results, copies.results)
    lost = [step.dead_letters for step in (read, extracted, composed, settled, written, copies)]
    letters = lost | "AllDeadLetters" >> beam.Flatten() | "CountAttempts" >> CountAttempts(read.attempts)

    others = Others()
    if reads_letters_of(job.output, job.input):
        others = read.attempts | "KeepOthers" >> KeepOthers(job.output)
    manifest = rows | "WriteManifest" >> WriteManifest(job.output, job.shards, others.rows)
    write_letters = WriteDeadLetters(job.output, job.shards, others.letters, after=manifest)
    files = [manifest, letters | "WriteDeadLetters" >> write_letters]
    if job.prune != "off":
        all_letters = (letters, *others.letters) | "LettersOfAll" >> beam.Flatten()
        prune = Prune(job.output, job.shards, job.prune == "remove", manifest)
        files.append((*rows, *others.rows, all_letters) | "Prune" >> prune)
    return read.counts | "WriteSummary" >> WriteSummary(job.output, facts, files)
