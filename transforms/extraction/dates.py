"""Dates as pages and records write them."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import htmldate
from lxml.html import HtmlElement

_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})[/.]?(?P<month>\d{2})[/.]?(?P<day>\d{2})(?:\b|T)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


def date_on_page(root: HtmlElement, url: str | None) -> str | None:
    """Returns the date that a page shows or has in its address, or None where there is none."""
    try:
        found = htmldate.find_date(root, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, OverflowError):  # what looks like a date may break its parsers
        return None
    return str(found) if found else None


def iso_date(text: str) -> str | None:
    """Returns a date or time in ISO 8601, or None where the text is not one that can be read for certain."""
    text = text.strip()
    if match := _ISO.match(text):
        return _checked(match["date"], match["time"], match["zone"])
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds).astimezone().isoformat()
    if match := _COMPACT.match(text):
        return _checked(f"{match['year']}-{match['month']}-{match['day']}", None, None)
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _checked(day: str, time: str | None, zone: str | None) -> str | None:
    try:
        date.fromisoformat(day)
        if not time:
            return day
        zone = "+00:00" if zone == "Z" else (zone or "")
        return datetime.fromisoformat(
            f"{day}T{time}{zone if ':' in zone or not zone else zone[:3] + ':' + zone[3:]}"
        ).isoformat()
    except ValueError:
        return None
