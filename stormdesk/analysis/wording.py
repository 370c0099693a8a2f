"""How texts are worded: the one door to language, tense, lemmas and rewording."""

from stormdesk.analysis.language import detect_language
from stormdesk.analysis.lemmas import lemmas, matches_event
from stormdesk.analysis.rewording import command_for, event_for
from stormdesk.analysis.tense import is_imperative, is_past_tense
from stormdesk.analysis.word_forms import LANGUAGES

__all__ = [
    "LANGUAGES",
    "command_for",
    "detect_language",
    "event_for",
    "is_imperative",
    "is_past_tense",
    "lemmas",
    "matches_event",
]
