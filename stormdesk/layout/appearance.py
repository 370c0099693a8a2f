"""What a sticky of every kind looks like: colour, size, sign, name and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stormdesk.layout.geometry import Box
from stormdesk.layout.glyphs import Glyph, glyph_of
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

SIDE = 160.0
"""Side of an event in board units."""

_LARGE = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0)
_SMALL = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
_CORNER = Box(10, 9, 22, 22)
_TINY = (12.0, 11.0, 10.0, 9.0, 8.0)


@dataclass(frozen=True, slots=True)
class Insets:
    """How far the text stays away from the edges of its sticky, in board units."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind looks; lengths in board units, tilt in degrees clockwise.

    ``type_sizes`` are those its text may be set in, descending. ``glyph_box`` is where its sign
    stands, from its top left corner; text never goes there, nor into the rest of that band.
    """

    label: str
    key: str
    hint: str
    width: float = SIDE
    height: float = SIDE
    tilt: float = 0.0
    insets: Insets = Insets(12, 34, 12, 12)
    glyph_box: Box = _CORNER
    type_sizes: tuple[float, ...] = _LARGE


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of a board as ``#RRGGBB``; text on stickies is always ink, which all carry.

    ``outer_ink`` and ``faint_ink`` are for text on paper, lanes and ruler, ``label`` is the ground
    of a pivotal event's name, ``accent`` belongs to the hand, ``heat`` is the hot path, ``areas``
    are the outlines of emerging contexts. ``line_width`` is a factor for flows, signs and
    boundaries; ``edge_depth`` says how much darker than itself a sticky's edge is, in percent.
    """

    kinds: Mapping[Kind, str]
    gain: str
    loss: str
    ink: str
    outer_ink: str
    faint_ink: str
    paper: str
    ruler: str
    lanes: tuple[str, ...]
    lane_edge: str
    flow: str
    loop: str
    pivotal: str
    label: str
    accent: str
    heat: str
    areas: tuple[str, ...]
    line_width: float = 1.0
    edge_depth: int = 118

    @property
    def has_strong_edges(self) -> bool:
        """Whether colours need their edges to stand out from the wall, even from afar."""
        return self.edge_depth >= 150


DEFAULT_PALETTE = Palette(
    kinds=MappingProxyType(
        {
            Kind.EVENT: "#FF9D48",
            Kind.COMMAND: "#23BFE7",
            Kind.ACTOR: "#FEF445",
            Kind.POLICY: "#B384BB",
            Kind.AGGREGATE: "#FFF9B1",
            Kind.READ_MODEL: "#D5F692",
            Kind.SYSTEM: "#EA94BB",
            Kind.HOTSPOT: "#F16C7F",
            Kind.OPPORTUNITY: "#B9E769",
            Kind.VALUE: "#7FD38C",
            Kind.SCREEN: "#FFFFFF",
            Kind.NOTE: "#F5F5F5",
        }
    ),
    gain="#7FD38C",
    loss="#F48B84",
    ink="#1A1A1A",
    outer_ink="#1A1A1A",
    faint_ink="#5F6368",
    paper="#FBFAF7",
    ruler="#FFFFFF",
    lanes=("#F3F0E9", "#EAF1F4", "#F1EDF4", "#EDF3EA", "#F6EEEA"),
    lane_edge="#D8D3C8",
    flow="#4A4F57",
    loop="#7A5C99",
    pivotal="#C2410C",
    label="#FFEDE3",
    accent="#1D5FD1",
    heat="#D4003B",
    areas=("#7A5C99", "#2F7D6B", "#A2563B", "#3B6BA2"),
)

LOOKS: Mapping[Kind, Look] = MappingProxyType(
    {
        Kind.EVENT: Look("Event", "E", "Past tense: Order placed"),
        Kind.COMMAND: Look("Command", "C", "An order to do something: Place order"),
        Kind.ACTOR: Look(
            "Actor", "A", "A person or role: Customer", 80, 116,
            insets=Insets(5, 36, 5, 6), glyph_box=Box(29, 9, 22, 22), type_sizes=_SMALL,
        ),
        Kind.POLICY: Look("Policy", "P", "Whenever X, then Y", 288),
        Kind.AGGREGATE: Look("Aggregate", "G", "A noun: Order", 288),
        Kind.READ_MODEL: Look("Read model", "R", "What is looked at to decide: Open orders"),
        Kind.SYSTEM: Look("System", "S", "Somebody else's system: Payment provider", 288),
        Kind.HOTSPOT: Look("Hotspot", "H", "A conflict, a question or a risk", tilt=6.0),
        Kind.OPPORTUNITY: Look("Opportunity", "O", "An idea or a chance"),
        Kind.VALUE: Look(
            "Value", "V", "Value created or destroyed", 64, 64,
            insets=Insets(4, 20, 4, 4), glyph_box=Box(25, 4, 14, 14), type_sizes=_TINY,
        ),
        Kind.SCREEN: Look("Screen", "U", "What people see: Checkout page"),
        Kind.NOTE: Look("Note", "N", "Anything else"),
    }
)  # fmt: skip


def look_of(kind: Kind) -> Look:
    """Return how a kind looks."""
    return LOOKS[kind]


def sign_of(sticky: Sticky) -> Glyph:
    """Return the small sign in a sticky's corner."""
    return glyph_of(sticky.kind, sticky.sign)


def text_area(kind: Kind) -> Insets:
    """Return how far text stays away from the edges of a kind."""
    return LOOKS[kind].insets


def label_of(kind: Kind, profile: Profile) -> str:
    """Return what this board calls a kind."""
    return profile.labels.get(kind, LOOKS[kind].label)


def colour_of(sticky: Sticky, palette: Palette = DEFAULT_PALETTE) -> str:
    """Return a sticky's colour; that of a value tells created from destroyed."""
    if sticky.kind is Kind.VALUE and sticky.sign is not None:
        return palette.gain if sticky.sign == "+" else palette.loss
    return palette.kinds[sticky.kind]
