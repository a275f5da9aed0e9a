"""`narrate explain`: the script of one article, line by line."""

import argparse
import functools
from collections.abc import Mapping, Sequence

from apache_beam.options.pipeline_options import PipelineOptions
from rich.console import Console

from models import storage
from models.captioning.engines import load_captioner
from pipeline.exit_codes import DONE
from pipeline.explain import outcome_as_json, render_scripts, scripts_as_json
from pipeline.options import NarrateOptions, caption_settings, columns_of, narration_settings, parse_options
from pipeline.usage import Parser, UsageError, input_files
from transforms.composition import compose_scripts
from transforms.documents import Article
from transforms.extraction import ExtractionLimits
from transforms.figures.one_article import describe_article
from transforms.figures.records import extract_with_images
from transforms.outcomes import ArticleError, DeadLetter, SkipArticleError
from transforms.reading import is_page, read_unit, split_file


def explain(arguments: Sequence[str]) -> int:
    """Prints the script of one article, line by line; loads no voice."""
    options, chosen = _explain_options(arguments)
    article = _find(_paths_of(chosen), chosen.article_id, columns_of(options))
    console = Console(highlight=False)
    try:
        captions, narration = caption_settings(options), narration_settings(options)
        load = functools.partial(load_captioner, captions.captioner, options.view_as(NarrateOptions).device)
        extracted = extract_with_images(article, ExtractionLimits())
        document = describe_article(article, extracted, captions, narration, load)
        scripts = compose_scripts(document, narration)
    except (SkipArticleError, ArticleError) as error:
        outcome = outcome_as_json(error)
        if chosen.json:
            console.print_json(data=outcome)
        else:
            console.print(": ".join(map(str, outcome.values())), markup=False)
        return DONE
    if chosen.json:
        console.print_json(data=scripts_as_json(document, scripts))
    else:
        render_scripts(document, scripts, console)
    return DONE


def _explain_options(arguments: Sequence[str]) -> tuple[PipelineOptions, argparse.Namespace]:
    """Returns the options of the job, and what is to be explained: a file, or a pattern and an id."""
    parser = Parser(
        prog="narrate explain",
        usage="%(prog)s (FILE.html | --input PATTERN --article_id ID) [--json] [any option of narrate run]",
    )
    parser.add_argument("--input", metavar="PATTERN", help="a glob of *.parquet, *.jsonl or *.html files")
    parser.add_argument("--article_id", metavar="ID", help="which of their articles")
    parser.add_argument("--json", action="store_true", help="one object with the names of the manifest, for programs")
    chosen, others = parser.parse_known_args(list(arguments))
    files = [word for word in others if is_page(word) and not word.startswith("-")]
    if len(files) + bool(chosen.input) != 1:
        raise UsageError("explain: name one FILE.html, or --input PATTERN with --article_id ID")
    if bool(chosen.input) != bool(chosen.article_id):
        raise UsageError("--input and --article_id belong together: the files, and which of their articles")
    chosen.file = files[0] if files else None
    return parse_options([word for word in others if word not in files]), chosen


def _paths_of(chosen: argparse.Namespace) -> list[str]:
    """Returns the files among which the article stands, or raises UsageError where there is none."""
    if chosen.file is None:
        return input_files(chosen.input)
    if not storage.exists(chosen.file):
        raise UsageError(f"{chosen.file}: there is no such file")
    return [chosen.file]


def _find(paths: Sequence[str], article_id: str | None, columns: Mapping[str, str]) -> Article:
    """Returns the article of an id, or the first of all; raises UsageError where there is none."""
    unread = []
    for path in paths:
        try:
            units = split_file(path, columns)
        except (ArticleError, OSError, ValueError) as error:  # the article may stand in another file
            unread.append(f"{path}: {error}")
            continue
        for record in (record for unit in units for record in read_unit(unit, columns, image_bytes=True)):
            if article_id not in (None, record.article_id):
                continue
            if isinstance(record, DeadLetter):
                raise UsageError(f"{record.source}: {record.message}")
            return record
    if unread and len(unread) == len(paths):
        raise UsageError(unread[0])
    without = f", of which {len(unread)} cannot be read" if unread else ""
    raise UsageError(f"--article_id {article_id} stands in none of {len(paths)} files{without}")
