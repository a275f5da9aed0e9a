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
from pipeline.usage import UsageError
from transforms.composition import compose_scripts
from transforms.documents import Article
from transforms.extraction import ExtractionLimits
from transforms.figures.one_article import describe_article
from transforms.figures.records import extract_with_images
from transforms.outcomes import ArticleError, DeadLetter, SkipArticleError
from transforms.reading import read_unit, split_file


def explain(arguments: Sequence[str]) -> int:
    """Prints the script of one article, line by line; loads no voice."""
    files = [word for word in arguments if word.endswith(".html") and not word.startswith("--")]
    options, chosen = _explain_options([word for word in arguments if word not in files])
    if len(files) > 1 or bool(files) == bool(chosen.article_id):
        raise UsageError("explain: name one FILE.html, or --input PATTERN with --article_id ID")
    article = _find(files[0] if files else chosen.input, None if files else chosen.article_id, columns_of(options))
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
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--article_id")
    chosen, others = parser.parse_known_args(list(arguments))
    options = parse_options(others)
    chosen.input = options.view_as(NarrateOptions).input
    if bool(chosen.input) != bool(chosen.article_id):
        raise UsageError("--input and --article_id belong together: the files, and which of their articles")
    return options, chosen


def _find(pattern: str, article_id: str | None, columns: Mapping[str, str]) -> Article:
    """Returns the article of an id, or the first of all; raises UsageError where there is none."""
    paths = storage.match(pattern)
    if not paths:
        raise UsageError(f"{pattern} matches no file")
    for path in paths:
        try:
            units = split_file(path, columns)
        except ArticleError as error:
            raise UsageError(f"{path}: {error}") from error
        for record in (record for unit in units for record in read_unit(unit, columns, image_bytes=True)):
            if article_id not in (None, record.article_id):
                continue
            if isinstance(record, DeadLetter):
                raise UsageError(f"{record.source}: {record.message}")
            return record
    raise UsageError(f"--article_id {article_id} stands in none of {len(paths)} files")
