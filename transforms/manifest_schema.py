"""The columns of the manifest, as Parquet has them."""

import pyarrow as pa

_SEGMENT = pa.struct(
    [
        ("index", pa.int32()),
        ("block", pa.int32()),
        ("role", pa.string()),
        ("rule", pa.string()),
        ("text", pa.string()),
        ("spoken", pa.string()),
        ("generated", pa.bool_()),
        ("language", pa.string()),
        ("voice", pa.string()),
        ("start_seconds", pa.float64()),
        ("end_seconds", pa.float64()),
        ("list_item", pa.string()),
    ]
)
_IMAGE = pa.struct(
    [
        ("url", pa.string()),
        ("block", pa.int32()),
        ("decision", pa.string()),
        ("rule", pa.string()),
        ("description", pa.string()),
        ("source", pa.string()),
        ("model", pa.string()),
        ("width", pa.int32()),
        ("height", pa.int32()),
    ]
)
_COVERAGE = pa.struct([(name, pa.int32()) for name in ("blocks", "spoken", "described", "skipped", "failed")])
_SKIP = pa.struct([("block", pa.int32()), ("rule", pa.string()), ("text", pa.string())])
# The measures of a speech recogniser that listened to the narration; null until one has.
_QA = pa.struct([("word_error_rate", pa.float64()), ("flags", pa.list_(pa.string()))])

_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("article_id", pa.string()),
    ("part", pa.int32()),
    ("parts", pa.int32()),
    ("status", pa.string()),
    ("reason", pa.string()),
    ("source", pa.string()),
    ("url", pa.string()),
    ("title", pa.string()),
    ("author", pa.string()),
    ("published_at", pa.string()),
    ("section", pa.string()),
    ("language", pa.string()),
    ("fingerprint", pa.string()),
    ("audio_uri", pa.string()),
    ("audio_format", pa.string()),
    ("sample_rate", pa.int32()),
    ("duration_seconds", pa.float64()),
    ("audio_bytes", pa.int64()),
    ("audio_sha256", pa.string()),
    ("loudness_lufs", pa.float64()),
    ("true_peak_dbtp", pa.float64()),
    ("captions_uri", pa.string()),
    ("chapters_uri", pa.string()),
    ("engine", pa.string()),
    ("voice", pa.string()),
    ("model_revision", pa.string()),
    ("voice_licence", pa.string()),
    ("synthetic_voice", pa.bool_()),
    ("pipeline_version", pa.string()),
    ("segments", pa.list_(_SEGMENT)),
    ("images", pa.list_(_IMAGE)),
    ("coverage", _COVERAGE),
    ("skips", pa.list_(_SKIP)),
    ("qa", _QA),
]
MANIFEST_SCHEMA = pa.schema(_COLUMNS)
