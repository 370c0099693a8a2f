"""What an interview sheet asks: the phase of an agenda, put to somebody who is not in the room."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stormdesk.analysis.session_time import phase_under_way, running
from stormdesk.exchange.agenda import Agenda, AgendaPhase, Question
from stormdesk.exchange.agendas import agenda_of, all_agendas
from stormdesk.exchange.interview.marks import HEAD, marked
from stormdesk.exchange.interview.options import InterviewOptions
from stormdesk.exchange.outline_line import LETTERS
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.model.board import Board
from stormdesk.model.level import level_of
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.session import Session
from stormdesk.model.sticky import Kind

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its number and the kind of sticky that its answers are."""

    number: int
    text: str
    kind: Kind

    @property
    def mark(self) -> str:
        """The line of a text that answers stand below."""
        return marked(f"{self.number} {LETTERS[self.kind]}", self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of a sheet, each on one line."""

    title: str
    scope: str
    phase: str
    goal: str
    say: tuple[str, ...]
    questions: tuple[Asked, ...]

    @property
    def head(self) -> str:
        """The first line of a text, by which people and programs know what it is."""
        return marked(HEAD, f"{self.title} - {self.phase}")


def sheet_of(board: Board, options: InterviewOptions, words: FixedWords) -> Sheet:
    """Return what is asked.

    Raises BadInput where there is no such agenda or phase.
    """
    session = running(board)
    agenda = _agenda(board, session, options, words.language)
    phase = _phase(agenda, session, options.phase)
    asked = [(question.ask, _kind(question, phase)) for question in phase.questions]
    asked.append((words("interview.else"), phase.palette[0] if phase.palette else Kind.EVENT))
    return Sheet(
        title=_line(board.profile.title),
        scope=_line(board.profile.scope),
        phase=_line(phase.name),
        goal=_line(phase.goal),
        say=tuple(map(_line, phase.say)),
        questions=tuple(Asked(n, _line(text), kind) for n, (text, kind) in enumerate(asked, 1)),
    )


def _agenda(
    board: Board, session: Session | None, options: InterviewOptions, language: str
) -> Agenda:
    own = options.contents("agenda_file")
    if own is not None:
        return agenda_of(own, str(options.agenda_file))
    known = all_agendas(language=language)
    if options.agenda is not None:
        found = known.named(options.agenda)
        if found is None:
            names = [each.id for each in known.found]
            raise BadInput(
                "--agenda", f"no agenda {quoted(options.agenda)}{nearest(options.agenda, names)}"
            )
        return found
    followed = known.named(session.agenda) if session is not None else None
    if followed is not None:
        return followed
    if session is not None and session.agenda is not None:
        raise BadInput(
            "--agenda-file", f"name the file of agenda {quoted(session.agenda)}, which is your own"
        )
    level = known.named(level_of(board))
    silent = [a for a in (level, *known.found) if a is not None and any(p.silent for p in a.phases)]
    return silent[0] if silent else known.found[0]


def _phase(agenda: Agenda, session: Session | None, name: str | None) -> AgendaPhase:
    if name is not None:
        known = {phase.name.casefold(): phase for phase in agenda.phases}
        if name.casefold() not in known:
            names = [phase.name for phase in agenda.phases]
            raise BadInput("--phase", f"{agenda.id} has no {quoted(name)}{nearest(name, names)}")
        return known[name.casefold()]
    under_way = phase_under_way(session) if session is not None else None
    found = agenda.phase(under_way.name) if under_way is not None else None
    return found or next((each for each in agenda.phases if each.silent), agenda.phases[0])


def _kind(question: Question, phase: AgendaPhase) -> Kind:
    """Return what answers are: as they are kept, else what the phase adds to the board."""
    if question.answer is not None:
        return Kind.HOTSPOT if question.answer == "hotspot" else Kind.NOTE
    if not phase.palette:
        return question.kind or Kind.EVENT
    asked = question.kind
    return asked if asked is not None and asked in phase.palette else phase.palette[0]


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
