# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table (CSV) of forges and owners: `forge` (a host or an address), `owner`, and optionally `type`, `include`, `exclude`, `ignored`
and what the list of code.gouv.fr has. The first line names the columns, in English or French, in any order; a line starting with `#` is a
remark. Cells are separated by comma, semicolon or tab.
"""

from __future__ import annotations

from collections.abc import Mapping

from ospo_policy.model.errors import Problem
from ospo_policy.model.inventory import SOFTWARE, Ignored, Inventory, ListFormat, Source
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import DateText, Glob, Url
from ospo_policy.parsers.grammars import GRAMMARS
from ospo_policy.parsers.inventories import addresses
from ospo_policy.parsers.inventories.cells import Cell, rows, separator
from ospo_policy.parsers.nearest import suggestion

MAX_ROWS = 50_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "forge": ("forge", "url", "host", "domain", "domaine", "adresse", "address"),
    "owner": ("owner", "organisation", "organization", "org", "group", "groupe", "account", "compte"),
    "type": ("type", "software", "logiciel"),
    "include": ("include", "inclure"),
    "exclude": ("exclude", "exclure"),
    "ignored": ("ignored", "ignored_since", "ignoré", "ignore"),
    "pso_id": ("pso_id",),
    "ospo_url": ("ospo_url", "ospo"),
    "floss_policy": ("floss_policy",),
    "name": ("name", "nom"),
}
_ALIASES = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_NO = ("", "no", "non", "false", "faux", "0")
_YES = ("yes", "oui", "true", "vrai", "1", "x")


class _RowError(Exception):
    """A line that names no place: the cell, what is wrong with it, what to do."""

    def __init__(self, cell: Cell, what: Message, hint: str) -> None:
        super().__init__(what.key)
        self.problem = (cell, what, Message(hint))


class _Reader:
    """Reads the rows, and notes what is wrong with them."""

    def __init__(self, file: str, columns: Mapping[str, int]) -> None:
        self.file = file
        self.columns = columns
        self.sources: list[Source] = []
        self.problems: list[Problem] = []

    def at(self, cell: Cell) -> Position:
        return Position(self.file, cell.line, cell.column)

    def problem(self, cell: Cell, what: Message, hint: Message | None = None) -> None:
        self.problems.append(Problem(self.at(cell), what, hint))

    def row(self, row: list[Cell]) -> None:
        """One line of the table."""
        cells = {name: row[index] for name, index in self.columns.items() if index < len(row) and row[index].text}
        try:
            place, owner = _place(row, cells)
        except _RowError as error:
            self.problem(*error.problem)
            return
        self.sources.append(
            Source(
                place.host,
                self.software(place.host, cells.get("type")),
                owner,
                self.at(row[0]),
                cells["pso_id"].text if "pso_id" in cells else None,
                cells["name"].text if "name" in cells else None,
                self.url(cells.get("floss_policy")),
                self.url(cells.get("ospo_url")),
                self.ignored(cells.get("ignored")),
                self.globs(cells.get("include")),
                self.globs(cells.get("exclude")),
                place.scheme,
            )
        )

    def software(self, host: str, cell: Cell | None) -> str | None:
        """The software as the table tells it, else as the host does."""
        if cell is None:
            return addresses.software(host)
        if cell.text.lower() in SOFTWARE:
            return cell.text.lower()
        what = message("bind.bad-choice", key="type", found=addresses.shown(cell.text))
        self.problem(cell, what, suggestion(cell.text[:80], SOFTWARE))
        return addresses.software(host)

    def url(self, cell: Cell | None) -> str | None:
        if cell is None or GRAMMARS[Url].wrong(cell.text) is None:
            return cell.text if cell else None
        self.problem(cell, message("grammar.url", found=addresses.shown(cell.text)))
        return None

    def globs(self, cell: Cell | None) -> tuple[str, ...]:
        """Globs, separated by spaces."""
        good: list[str] = []
        for glob in cell.text.split() if cell else ():
            assert cell is not None
            wrong = GRAMMARS[Glob].wrong(glob)
            if wrong is None:
                good.append(glob)
            else:
                self.problem(cell, wrong)
        return tuple(good)

    def ignored(self, cell: Cell | None) -> Ignored | None:
        """Whether the line is to be left alone: a date, or yes."""
        if cell is None or cell.text.lower() in _NO:
            return None
        since = cell.text
        if since.lower() in _YES or GRAMMARS[DateText].wrong(since) is not None:
            if since.lower() not in _YES:
                self.problem(cell, message("grammar.date", found=addresses.shown(since)))
            since = ""
        return Ignored(since, self.at(cell))


def _place(row: list[Cell], cells: Mapping[str, Cell]) -> tuple[addresses.Address, str | None]:
    """The forge and the owner of a line. Raises `_RowError` where they cannot be told."""
    cell = cells.get("forge")
    if cell is None:
        raise _RowError(row[0], Message("inventory.csv.no-forge"), "inventory.bad-host.hint")
    found = addresses.address(cell.text)
    if isinstance(found, Message):
        raise _RowError(cell, found, "inventory.bad-host.hint")
    owner = "/".join(found.path) or None
    if "owner" in cells and cells["owner"].text != "*":
        if owner is not None:
            what = message("inventory.csv.two-owners", found=addresses.shown(cell.text))
            raise _RowError(cell, what, "inventory.csv.two-owners.hint")
        path = addresses.owner(cells["owner"].text)
        if isinstance(path, Message):
            raise _RowError(cells["owner"], path, "inventory.bad-owner.hint")
        owner = path
    if owner is None and found.host in addresses.SHARED_HOSTS:
        raise _RowError(cell, message("inventory.whole-public", host=found.host), "inventory.whole-public.hint")
    return found, owner


def _columns(head: list[Cell]) -> dict[str, int]:
    """Which cell of a row is which column."""
    found: dict[str, int] = {}
    for index, cell in enumerate(head):
        name = _ALIASES.get(cell.text.lower().replace(" ", "_").replace("-", "_"))
        if name is not None:
            found.setdefault(name, index)
    return found


def read(text: str, file: str) -> Inventory:
    """The entries of a table. Never raises."""
    table = rows(text.removeprefix("\ufeff"), separator(text))
    head = next(table, None)
    while head is not None and head[0].text.startswith("#"):
        head = next(table, None)
    if head is None:
        return Inventory(ListFormat.CSV, (), (Problem(Position(file, 1, 1), Message("pack.empty")),))
    reader = _Reader(file, _columns(head))
    if "forge" not in reader.columns:
        hint = message("inventory.csv.head.hint", columns=tuple(COLUMNS))
        reader.problem(head[0], Message("inventory.csv.head"), hint)
        return Inventory(ListFormat.CSV, (), tuple(reader.problems))
    for count, row in enumerate(table):
        if row[-1].is_open:
            reader.problem(row[-1], Message("inventory.csv.quote"), Message("inventory.csv.quote.hint"))
            break
        if count >= MAX_ROWS:
            reader.problem(row[0], message("inventory.csv.too-long", limit=MAX_ROWS))
            break
        if not row[0].text.startswith("#"):
            reader.row(row)
    return Inventory(ListFormat.CSV, tuple(reader.sources), tuple(reader.problems))
