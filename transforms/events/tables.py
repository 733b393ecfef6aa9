"""Reading the coder's data files: tab-separated, `#` comments, errors that name file, line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources


class DataFileError(ValueError):
    """A data file of the coder that does not read; the message says where and what to do."""


def data_lines(name: str) -> Iterator[tuple[int, str]]:
    """Line number and text of each line that is neither blank nor a comment."""
    text = resources.files("transforms.events").joinpath("data", name).read_text(encoding="utf-8")
    yield from lines_of(text)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Line number and text of each line of a text that is neither blank nor a comment."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def rows_of(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a file as dicts, with `line`; cells left off at the end of a line are empty.

    Raises:
        DataFileError: a line with more cells than the file has columns.
    """
    yield from rows_in(data_lines(name), name, columns)


def weights_of(name: str) -> dict[str, float]:
    """The weights of a file of two columns, feature and weight, by feature.

    Raises:
        DataFileError: a weight is no number.
    """
    weights: dict[str, float] = {}
    for row in rows_of(name, ("feature", "weight")):
        try:
            weights[row["feature"]] = float(row["weight"])
        except ValueError:
            raise DataFileError(f"{name}, line {row['line']}: {row['weight']!r} is no number") from None
    return weights


def rows_in(lines: Iterable[tuple[int, str]], name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of numbered lines, as `rows_of` gives them; `name` is for messages.

    Raises:
        DataFileError: a line with more cells than there are columns.
    """
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise DataFileError(
                f"{name}, line {number}: {len(cells)} cells, but the columns are {', '.join(columns)}; "
                "remove the extra tabs"
            )
        cells += [""] * (len(columns) - len(cells))
        yield dict(zip(columns, cells, strict=True)) | {"line": str(number)}
