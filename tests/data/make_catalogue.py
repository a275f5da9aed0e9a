"""Writes the sample catalogue, tests/data/catalogue.parquet, from its pages: `python -m tests.data.make_catalogue`."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.data.charts import HEAT_PUMP_SALES, MILL_VISITORS, draw_bar_chart, draw_line_chart

PAGES = Path(__file__).parent / "catalogue"
CATALOGUE = Path(__file__).parent / "catalogue.parquet"
ROW_GROUP_SIZE = 4  # several row groups even in this small file, so that reading by row group is tried

IMAGE = pa.struct([("url", pa.string()), ("bytes", pa.binary()), ("alt", pa.string()), ("caption", pa.string())])
COLUMNS: dict[str, pa.DataType] = {
    "article_id": pa.string(),
    "html": pa.string(),
    "url": pa.string(),
    "title": pa.string(),
    "author": pa.string(),
    "published_at": pa.timestamp("ms", tz="UTC"),
    "language": pa.string(),
    "images": pa.list_(IMAGE),
}
SCHEMA = pa.schema(COLUMNS)


@dataclass(frozen=True)
class Picture:
    """An image that comes with its record, as the input contract has it."""

    url: str
    bytes: bytes
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True)
class Record:
    """A row of the catalogue; None where a real one would have a gap too."""

    article_id: str
    html: str | None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    images: tuple[Picture, ...] = ()


def page(name: str) -> str:
    """Returns the HTML of a page of the catalogue."""
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def photograph(name: str) -> bytes:
    """Returns a photograph of the catalogue, as a JPEG file."""
    return (PAGES / f"{name}.jpg").read_bytes()


def catalogue() -> list[Record]:
    """Returns the rows of the sample catalogue, in their order."""
    return [
        Record(
            "tide-mill",
            page("tide-mill"),
            url="https://courier.example.org/2026/04/09/tide-mill-turns-again/",
            title="Ashcombe’s tide mill turns again after 64 years",
            author="Ruth Adeyemi",
            published_at=datetime(2026, 4, 9, 5, 0, tzinfo=UTC),
            language="en-GB",
            images=(
                Picture(
                    "https://courier.example.org/wp-content/uploads/2026/04/mill-visitors.png",
                    draw_bar_chart(MILL_VISITORS),
                    alt="Bar chart of visitors to the tide mill, rising each year from 4,100 in 2021 to 14,700 in 2025",
                    caption="The mill has more than tripled its visitors.",
                ),
            ),
        ),
        Record(
            "rye-loaf",
            page("rye-loaf"),
            url="https://crumbandkettle.example.com/no-hurry-rye-loaf/",
            title="The No-Hurry Rye Loaf",
            published_at=datetime(2025, 11, 14, 12, 0, tzinfo=UTC),
            language="en-US",
        ),
        Record(
            "harbour-front",  # a list of links: no article
            page("harbour-front"),
            url="https://courier.example.org/harbour/",
            title="Harbour",
            language="en-GB",
        ),
        Record(
            "moon-tour",
            page("moon-tour"),
            url="https://nightfall.example.com/moon-two-small-lenses",
            title="A Tour of the Moon with Two Small Lenses",
            author="Tomasz Wren",
            published_at=datetime(2025, 9, 2, tzinfo=UTC),
            language="en",
            images=(
                Picture(
                    "https://nightfall.example.com/media/moon.jpg",
                    photograph("moon"),
                    alt="Grey plain on the Moon with one round crater, a bright ridge and many small pits",
                    caption="Low light makes a map of every bump.",
                ),
            ),
        ),
        Record(
            "small-print-cat",
            page("small-print-cat"),
            url="https://secondbreakfast.example.com/2024/02/cat-small-print.html",
            images=(Picture("https://secondbreakfast.example.com/img/chelsea.jpg", photograph("chelsea")),),
        ),
        Record(
            "stadtbaeume",
            page("stadtbaeume"),
            url="https://birkenroder-anzeiger.example.org/lokales/linden/",
            title="Wie Birkenrode seine Linden rettet",
            author="Katrin Ziegler",
            published_at=datetime(2025, 7, 22, 5, 15, tzinfo=UTC),
            language="de",
        ),
        Record(
            "csv-tutorial",
            page("csv-tutorial"),
            url="https://devnotes.example.com/posts/big-csv/",
            title="Reading a CSV file that is bigger than your memory",
            author="Imani Castellanos",
            language="en",
        ),
        Record(
            "withdrawn-notice",
            None,
            url="https://courier.example.org/2026/03/30/withdrawn/",
            title="This article has been withdrawn",
            language="en-GB",
        ),
        Record(
            "cup-final",
            page("cup-final"),
            url="https://touchline.example.com/womens-cup/2026/final",
            title="Late Larkin header wins five-goal final for Fenwick",
            author="Dev Okonjo",
            published_at=datetime(2026, 5, 16, 19, 48, tzinfo=UTC),
            language="en-GB",
        ),
        Record(
            "seven-kings",
            page("seven-kings"),
            url="https://parishreview.example.org/essays/2025/clock/",
            author="Edith Marlowe",
            published_at=datetime(2025, 11, 30, tzinfo=UTC),
            language="en-GB",
        ),
        Record(
            "heat-pumps",
            page("heat-pumps"),
            url="https://ledgerandline.example.com/energy/heat-pumps-q4",
            title="Heat pumps outsell gas boilers for a third straight quarter",
            author="Priya Raman, Luis Ortega",
            published_at=datetime(2026, 2, 3, 13, 30, tzinfo=UTC),
            language="en-US",
            images=(
                Picture(
                    "https://ledgerandline.example.com/i/heat-pump-sales.png",
                    draw_line_chart(HEAT_PUMP_SALES),
                    alt="Heat pump sales by quarter",
                    caption="Sales have more than doubled since early 2024. Source: NEM",
                ),
            ),
        ),
    ]


def table_of(records: Iterable[Record]) -> pa.Table:
    """Returns the records as a table in the schema of the input contract."""
    return pa.Table.from_pylist([asdict(record) for record in records], schema=SCHEMA)


def write_catalogue(path: Path) -> None:
    """Writes the sample catalogue to a Parquet file; the same libraries write the same bytes."""
    pq.write_table(table_of(catalogue()), path, row_group_size=ROW_GROUP_SIZE, compression="zstd")


if __name__ == "__main__":
    write_catalogue(CATALOGUE)
