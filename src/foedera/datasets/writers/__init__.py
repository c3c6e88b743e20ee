"""Files of tables: CSV, Parquet, Stata, and whatever format a package adds at the door."""

from foedera.datasets.writers.writer import Writer, formats, write_table, writer

__all__ = ["Writer", "formats", "write_table", "writer"]
