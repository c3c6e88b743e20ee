"""News reports as captured: bytes, text, outlet, dates, and what each line is."""

from foedera.documents.capture import (
    FORMATS,
    SUFFIXES,
    capture,
    capture_text,
    file_bytes,
    report_files,
)
from foedera.documents.report import Line, LineKind, Published, Report, Stated

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "Line",
    "LineKind",
    "Published",
    "Report",
    "Stated",
    "capture",
    "capture_text",
    "file_bytes",
    "report_files",
]
