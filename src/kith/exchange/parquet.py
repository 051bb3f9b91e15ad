"""Tables out of Parquet files, as the same cells of text that a CSV gives."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kith.exchange import limits
from kith.exchange.content import Content
from kith.exchange.errors import RefusedFile, UnreadableFile
from kith.exchange.items import NotUnderstood
from kith.exchange.table import Row, Table

_BATCH = 4096


def open_parquet(content: Content) -> Table:
    """Return the table in a Parquet file; what is missing there reads as NA here."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(content.open()) as file:
            names = tuple(str(name) for name in file.schema_arrow.names)
            _within_limits(file.metadata, len(names))
    except (pa.ArrowException, OSError, ValueError):
        raise UnreadableFile("damaged") from None

    def rows() -> Iterator[Row | NotUnderstood]:
        try:
            with pq.ParquetFile(content.open()) as file:
                number = 0
                for batch in file.iter_batches(_BATCH, use_threads=False):
                    for cells in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                        number += 1
                        yield Row(number, tuple(cell_text(cell) for cell in cells))
        except (pa.ArrowException, OSError, ValueError, OverflowError):
            raise UnreadableFile("damaged") from None

    return Table(names, rows)


def _within_limits(metadata: Any, columns: int) -> None:
    """Refuse a file that would unpack to more than a file may be."""
    groups = range(metadata.num_row_groups)
    size = sum(metadata.row_group(index).total_byte_size for index in groups)
    if size > 4 * limits.FILE:
        raise RefusedFile("unpacks_too_large")
    if metadata.num_rows > limits.ROWS:
        raise RefusedFile("too_many_rows")
    if columns > limits.COLUMNS:
        raise RefusedFile("too_many_columns")


def cell_text(value: object) -> str:
    """Return a Parquet value as the text a CSV would hold."""
    if value is None:
        return "NA"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(cell_text(part) for part in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
