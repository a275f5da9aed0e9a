"""What a record came to under some settings, kept in the output folder so that the next run need not parse its page.

A memo is true however a run ends: it says which narrations a record composes to, not that they have been made. That is
said by their own rows. It is named by the article's id, so that one read tells whether anything is known of a record.
"""

import json
from dataclasses import asdict, dataclass

from models import storage
from transforms.narrations import ManifestRow, id_digest, safe_id, skipped_row, standing_row
from transforms.outcomes import Skipped


@dataclass(frozen=True)
class Memo:
    """What the record of a digest comes to: the rows of its narration's parts, or a skip and its reason.

    `rows` are relative to the output folder. `settings_digest` stands for all else that shapes a narration.
    """

    article_id: str
    record_digest: str
    settings_digest: str
    rows: tuple[str, ...] = ()
    reason: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None

    def rows_at(self, source: str, output: str) -> tuple[ManifestRow, ...] | None:
        """Returns the manifest's rows of the record, which stands at `source`, or None where a narration is missing."""
        if self.reason is not None:
            identity = (self.url, self.title, self.language, self.record_digest)
            return (skipped_row(Skipped(self.article_id, source, self.reason, *identity)),)
        rows = [standing_row(path, source, output) for path in self.rows]
        found = tuple(row for row in rows if row is not None)
        return found if found and len(found) == len(rows) else None


def memo_path(article_id: str) -> str:
    """Returns where the memo of an article stands, relative to the output folder."""
    digest = id_digest(article_id)
    return f"state/records/{digest[:2]}/{safe_id(article_id)}-{digest[:16]}.json"


def read_memo(output: str, article_id: str) -> Memo | None:
    """Returns the memo of an article; None where there is none, or what stands there is none of this version."""
    try:
        record = json.loads(storage.read_if_any(storage.join(output, memo_path(article_id))) or b"")
        memo = Memo(**record | {"rows": tuple(record["rows"])})
    except (ValueError, TypeError, KeyError):
        return None
    return memo if memo.article_id == article_id else None


def write_memo(output: str, memo: Memo) -> None:
    """Writes a memo in place of the article's last one, or raises OSError."""
    data = json.dumps(asdict(memo), ensure_ascii=False, indent=1) + "\n"
    path = storage.join(output, memo_path(memo.article_id))
    storage.write_bytes(path, data.encode("utf-8", "replace"), "application/json")
