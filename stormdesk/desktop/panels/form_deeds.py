"""What a form does to the records it shows, and where the keyboard goes after it."""

from __future__ import annotations

from pydantic import ValidationError

from stormdesk.desktop.panels.fields import Field
from stormdesk.desktop.panels.form_fields import with_moved_field
from stormdesk.desktop.panels.form_parts import Choice, Fold, Shown
from stormdesk.editor.detailing import detail_of
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Change
from stormdesk.model.problem import explain
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Sticky


class Deeds:
    """Changes the records with the given ids, one step a change; ``shown`` tells what comes."""

    def __init__(self, editor: Editor, shown: Shown) -> None:
        self._editor = editor
        self._shown = shown
        self.ids: tuple[str, ...] = ()

    @property
    def records(self) -> list[Record]:
        """The records as they are now."""
        there = self._editor.board.records
        return [there[i] for i in self.ids if i in there]

    @property
    def is_free(self) -> bool:
        """Whether anything can be changed just now."""
        return self._editor.is_editable and self._editor.document.open_edit is None

    def commit(self, field: Field, value: object) -> str | None:
        """Take a value; return what is wrong with it, or None where nothing could be taken."""
        records = self.records
        if not records or not self.is_free:
            return None
        try:
            renamed = field.apply(self._editor, records, value)
        except ValidationError as error:
            return explain(error, (field.path[-1],))
        except ValueError as error:
            return str(error)
        self.ids = (renamed,) if renamed is not None else self.ids
        return ""

    def choose(self, choice: Choice) -> str:
        """Add what was chosen, unfolded; return the name of what has come, where it has one."""
        name, record = choice.name, self._subject()
        if choice.do is None:
            self._shown.add(name)
            if choice.is_section:
                self._shown.unfold(name)
            return name
        if record is None or not self.is_free:
            return ""
        choice.do(self._editor, record)
        if name:
            items = detail_of(self._editor.board.records[record.id], (name,))
            name = f"{name}.{len(items) - 1}"
            self._shown.unfold(name)
        return name

    def remove_item(self, fold: Fold) -> str:
        """Remove what a heading stands over; return the name of the section, which stays."""
        record, section = self._subject(), fold.name.rpartition(".")[0]
        if fold.remove is not None and record is not None and self.is_free:
            self._shown.fold_within(section)
            self._shown.add(section)
            fold.remove(self._editor, record)
        return section

    def remove_record(self, record_id: str) -> None:
        """Remove a record that is not on the wall."""
        if self.is_free:
            with self._editor.document.edit("Remove") as edit:
                edit.remove(record_id)

    def move_field(self, field: Field, to: int) -> str:
        """Move a field of a table, unless it would leave it; return the name of where it is."""
        at, index, record = field.path[:-2], int(field.path[-1]), self._subject()
        table = ".".join(str(step) for step in field.path[:-1])
        can = record is not None and self.is_free
        if not can or not 0 <= to < len(detail_of(record, (*at, "fields"))):
            return f"{table}.{index}"
        self._shown.fold_within(table)
        with self._editor.document.edit("Move field") as edit:
            edit.put(with_moved_field(record, at, index, to))
        return f"{table}.{to}"

    def _subject(self) -> Record | None:
        """Return the one record that is shown; of a repetition what lies behind it."""
        records = self.records
        if len(records) != 1:
            return None
        record = records[0]
        return original_of(self._editor.board, record) if isinstance(record, Sticky) else record


def heir_of(change: Change, record_id: str) -> str:
    """Return the id of a record after a change; that of a shared type follows its name."""
    gone, stays = change.pairs.get(record_id, (None, None))
    if gone is None or stays is not None:
        return record_id
    heirs = [i for i, old, new in change if old is None and type(new) is type(gone)]
    return heirs[0] if len(heirs) == 1 else record_id
