"""Puts the readings together: from a message to what it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.intake.description import describe
from bot.domain.intake.facts import Facts, read_facts
from bot.domain.intake.gazetteer import Gazetteer
from bot.domain.intake.gravity import as_it_is, is_deadly
from bot.domain.intake.lexicon import Hits, fold, lexicon
from bot.domain.intake.model import NOWHERE, PERSON_KINDS, PlaceText, Reason, Span, Understanding
from bot.domain.intake.person import height
from bot.domain.intake.places import Piece, hide, homes, place_text, was_there
from bot.domain.intake.resemblance import Likeness, resemblance
from bot.domain.intake.rules import Half, Rule, Sentences, Verdict, rule_book, told
from bot.domain.intake.rumour import is_rumour
from bot.domain.intake.sought import Sought

SPEAK_AT = 0.7
_LISTEN_AT = 0.45
# A rule this certain is asked alone.
_CERTAIN = 0.92
# How likely another kind has to be to overrule a rule: one that is sure, and one that is hardly wrong.
_NO_DOUBT, _BEYOND_DOUBT, _HARDLY_WRONG = 0.9, 0.97, 0.85
# How much surer it has to be that a text is mere talk, and what is left of the rule then. A long one
# is like nothing that was learned from.
_TALK_OVER_RULE, _AS_TALK, _LONGEST_TALK = 100, 0.6, 60
_LONGEST_HALF, _LONGEST_BARE_HALF, _BESIDE_BARE, _LIKELY = 30, 10, 3, 0.5
# A wish is what remains when nothing more definite is at least this likely.
_OVER_WISH = 0.6
# A long text says its matter early; only phone numbers are read from all of it.
_READ = 500
_ADULT_AT = 18
_CHILD_BELOW_CM = 130
_NOTHING = Understanding()
_Told = dict[str, Any]
"""Fields of an answer, which is made once they are all there."""
_WISHES = ("need", "dispute")
_WELL = dict.fromkeys(PERSON_KINDS, "solved_person") | {
    "light": "solved",
    "hazard": "solved",
    "help": "helped",
}
_BODIES = ("someone", "elder", "adult", "child", "own", "they")
_MISSED = ("gone", "notfound", "notback", "unseen", "unreachable", "undone")
_THINGS, _NOT_OURS = ("light", "hazard"), ("toy", "elsewhere")
_SOMEBODY = frozenset({"notice"})
_LOST_THINGS = frozenset({"thing", "pet", "figure"})
_HURT = frozenset({"injury", "faint"})
_FACT = re.compile(
    r"\d{3}|[\d一二三四五六七八九十两]\s?(?:号楼|栋|幢|座|单元|楼|岁|#)|floor|building|years old"
)
_ANSWER = re.compile(r"就?是(?:我|他|她|这|那)|对(?:的|[，,、])|补充|更正|不是")
"""What goes on from somebody else's words reports nothing by what it is like."""
# Behind a blank whoever writes without commas may go on with what the person is like.
_ON = r"(?:(?!\s(?:男|女|穿|[\d一二三四五六七八九十两]{1,3}多?岁))[^，。,.;；!！?？\n])*"
_NOW_AT = Sought(
    rf"(?:现在|目前|这会儿?|暂时|先)[^，。,.;；!！?？\n]{{0,6}}?(?:在|到|去|来|给|交){_ON}"
    r"|(?:带|领|抱|送|接|安置|安顿|转移|交)(?:着|了)?(?:到|回|去|进|给|来|在)(?!来?了?[一两]?个)"
    rf"{_ON}"
    rf"|(?:在|回)我(?:们)?(?:家|屋|店){_ON}"
    r"|(?:now (?:at|in|with)|took (?:him|her|them) (?:to|home)|is (?:at|in) my)[^,.;!?\n]*"
)
"""Where somebody who was found has been brought."""
_TAKERS = ("stalked", "snatched")
"""A child beside a stranger is not found."""
_CRIMES = (*_TAKERS, "armed", "bloodshed")
_GRAVE = (
    *("trapped", "locked", "elevator_trapped", "drown", "faint", "self_harm", "give_up", "no_sign"),
    *("fell", "threat", "struck", "weapon", "cry_alone", "cry_life", "climbs", "life_support"),
    *("plunged", "robbery", "heart", "poisoned", "ambulance", "agony", "immobile"),
    *_CRIMES,
    "afloat",
)
_SPREADS = frozenset({"fire", "fire_strong", "arson", "blast", "explosion", "gas", "gas_strong"})
_CRIES = ("helpme", "scream")
_VIOLENT = ("violence", "beaten", "brawl", "siege", "mortal")
_PRIVATE = (
    "sensitive",
    "self_harm",
    "give_up",
    "violence",
    "beaten",
    "threat",
    "mortal",
    "brawl",
    "siege",
    "weapon",
    *_CRIMES,
)
_NO_TALK = (
    *_PRIVATE,
    *(
        "place_num",
        "aged",
        "wears",
        "blast",
        "explosion",
        "arson",
        "plunged",
        "robbery",
        "poisoned",
        "afloat",
    ),
)


def understand(
    text: str,
    *,
    now: datetime | None = None,
    places: Gazetteer | None = None,
    known: str | None = None,
    fresh: bool = False,
) -> Understanding:
    """What this chat message is a report of; never raises, whatever the text.

    `now` is the time of the message and turns 刚才 and 昨晚 into instants; `places` are the
    district's own names. Where a command or an earlier message has said what it is about, `known`
    is that kind (or `lost_person`, `found_person`), and only the rest is read. What answers nothing
    and goes on with nothing is `fresh`: then what only resembles a report counts as well.
    """
    whole = fold(text)
    folded = whole[:_READ]
    hits = lexicon().scan(folded, _SOMEBODY if _is_about_somebody(known) else frozenset())
    rules = rule_book().possible(hits)
    worth_it = _is_worth_reading(rules, whole) or (fresh and _resembles_one(hits, folded))
    if known is None and not worth_it:
        return _NOTHING
    facts = read_facts(folded, whole)
    hits = with_facts(hits, facts)
    if known is not None:
        verdict: Verdict | None = _told(known, rules, hits, folded)
    else:
        verdict = (_judged if fresh else _ruled)(rules, hits, folded)
        verdict = _spreading(verdict, rules, hits, folded)
    return _Reading(text[:_READ], folded, hits, facts, verdict, now, places).answer()


def with_facts(hits: Hits, facts: Facts) -> Hits:
    """The words with what numbers and descriptions say, and nothing lost that is only worn."""
    hits = hits.plus(facts.derived())
    # Nobody is looking for the clothes or the hair that a person is known by.
    known_by = hits.of("wears", "looks")
    for name in _LOST_THINGS & hits.names:
        hits = hits.outside(name, known_by)
    # A lamp post that a car has hit is nobody who was hit.
    for name in _HURT & hits.names:
        hits = hits.outside(name, hits.of("pole_bad"))
    return hits


def _judged(rules: Sequence[Rule], hits: Hits, folded: str) -> Verdict | None:
    """Return what the rules say, or where they aren't certain what the examples of a kind say."""
    ruled = _ruled(rules, hits, folded)
    if (ruled and ruled.score >= _CERTAIN) or _ANSWER.match(folded) or is_half(folded, hits):
        return ruled
    alike = resemblance().likeness(folded, hits)
    if not alike.is_report:
        return _doubted(ruled, alike, folded, hits) if ruled else None
    arranged = "arranged" in hits and hits.names.isdisjoint(_MISSED)
    if arranged or (_is_unlikely(alike.family, hits) and alike.score < _BEYOND_DOUBT):
        return ruled
    if alike.family == "found" and not hits.names.isdisjoint(_TAKERS):
        return ruled
    of_one_family = ruled is not None and _family(ruled.rule.kind) == _family(alike.family)
    is_sure = ruled is not None and ruled.score >= SPEAK_AT
    if ruled and is_sure and ruled.rule.kind not in _WISHES:
        # What resembles another kind has to leave no doubt, the less the surer the rule is; a wish
        # or a quarrel never hides what is worse.
        overruled = _BEYOND_DOUBT if ruled.score >= _HARDLY_WRONG else _NO_DOUBT
        if of_one_family or alike.family in _WISHES or alike.score < overruled:
            return ruled
        return replace(resemblance().verdict(alike, folded, hits), learned=False)
    if ruled and of_one_family and ruled.doubts and not is_sure and alike.score < _BEYOND_DOUBT:
        # What makes a rule of this kind doubtful is said of what resembles it, too.
        return ruled
    if ruled and of_one_family and ruled.score >= _LISTEN_AT:
        together = 1 - (1 - ruled.score) * (1 - alike.score)
        return replace(ruled, score=together, learned=not is_sure)
    # A faint resemblance is none: 2栋楼下 says where, and not what.
    return resemblance().verdict(alike, folded, hits) if alike.score >= SPEAK_AT else ruled


def _spreading(
    verdict: Verdict | None, rules: Sequence[Rule], hits: Hits, folded: str
) -> Verdict | None:
    """Return the fire or the leak where a call for help tells of one: it endangers others, too."""
    if verdict is None or verdict.rule.kind != "help" or "give_up" in hits:
        return verdict
    spreads = [rule for rule in rules if any(_SPREADS.intersection(step) for step in rule.steps)]
    dangers = [rule for rule in spreads if rule.kind == "hazard"]
    danger = rule_book().judge(dangers, hits, Sentences(folded))
    return danger if danger and danger.score >= SPEAK_AT else verdict


def _doubted(ruled: Verdict, alike: Likeness, folded: str, hits: Hits) -> Verdict:
    """What reads like mere talk, a hundred times surer than the rule is, makes the rule doubtful.

    Never of blows, of who is tired of life, or where a house, an age or clothes are told: that is
    heard, however it is said.
    """
    sure = 1 - alike.score <= (1 - ruled.score) / _TALK_OVER_RULE
    if not sure or len(folded) > _LONGEST_TALK or not hits.names.isdisjoint(_NO_TALK):
        return ruled
    loudest = resemblance().loudest(alike, folded, hits)[0]
    doubts = (*ruled.doubts, ("reads like mere talk", loudest))
    return replace(ruled, score=ruled.score * _AS_TALK, doubts=doubts)


def _is_unlikely(kind: str, hits: Hits) -> bool:
    """Whether it is told that all is well, or of a toy or another place: nothing to be done here."""
    if kind in _THINGS and not hits.names.isdisjoint(_NOT_OURS):
        return True
    return _WELL.get(kind) in hits.names and "undone" not in hits


def _family(kind: str) -> str:
    """Return lost for lost_child and lost_adult alike."""
    return kind.partition("_")[0]


def _ruled(rules: Sequence[Rule], hits: Hits, folded: str) -> Verdict | None:
    sentences = Sentences(folded)
    case = rule_book().judge([rule for rule in rules if rule.kind != "need"], hits, sentences)
    if case and case.score >= SPEAK_AT:
        return case
    wish = rule_book().judge([rule for rule in rules if rule.kind == "need"], hits, sentences)
    if case and case.score >= _OVER_WISH and not (wish and wish.score >= SPEAK_AT):
        return case
    return min(filter(None, (case, wish)), key=lambda verdict: verdict.rank, default=None)


def _told(known: str, rules: Sequence[Rule], hits: Hits, folded: str) -> Verdict:
    """Return the verdict where the kind is known: sure, by the words that say so."""
    family = known.partition("_")[0]
    fitting = [rule for rule in rules if rule.kind.startswith(family)]
    verdict = rule_book().judge(fitting, hits, Sentences(folded))
    return replace(verdict, score=1.0) if verdict else told(known)


def _is_about_somebody(known: str | None) -> bool:
    """What is added to a report of a person describes that person, without a word for whom."""
    return known is not None and (known in PERSON_KINDS or known.endswith("_person"))


def says_nothing(text: str) -> bool:
    """Whether a text is surely no report, no half of one and no chain letter, by its words alone.

    It is what `understand` asks first, at a fraction of its price; most of what neighbours write
    ends here.
    """
    whole = fold(text)
    hits = lexicon().scan(whole[:_READ])
    if _is_worth_reading(rule_book().possible(hits), whole):
        return False
    return not is_half(whole, hits) and not _resembles_one(hits, whole)


def is_half(folded: str, hits: Hits) -> bool:
    """Whether it is bare half a sentence: it tells nothing, whatever else resembles it."""
    if len(folded) > _LONGEST_BARE_HALF:
        return False
    return any(fits(half, folded, hits) for half in rule_book().halves)


def fits(half: Half, folded: str, hits: Hits) -> bool:
    """Whether a half is what this is; who writes more has said what there is."""
    if len(folded) > _LONGEST_HALF or not half.rule.may_fit(hits.names):
        return False
    verdict = rule_book().judge([half.rule], hits, Sentences(folded))
    if verdict is None or verdict.score < _LIKELY:
        return False
    beside = len(folded) - (verdict.span.end - verdict.span.start)
    return beside <= _BESIDE_BARE or not half.bare


def _resembles_one(hits: Hits, folded: str) -> bool:
    alike = resemblance().likeness(folded, hits)
    return alike.is_report and alike.score >= SPEAK_AT


def _is_worth_reading(rules: Sequence[Rule], whole: str) -> bool:
    return bool(rules) or _FACT.search(whole) is not None


def _blanked(character: str, shown: str) -> str:
    return shown if shown == "\0" else character


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    folded: str
    hits: Hits
    facts: Facts
    likeliest: Verdict | None
    now: datetime | None
    gazetteer: Gazetteer | None

    def answer(self) -> Understanding:
        likeliest = self.likeliest
        verdict = likeliest if likeliest and likeliest.score >= _LISTEN_AT else None
        common: _Told = {
            "phones": tuple(digits for digits, _ in self.facts.numbers),
            "forwarded_rumour": is_rumour(self.folded, self.hits, self.now, self.gazetteer),
            "solved": "solved" in self.hits and "undone" not in self.hits,
            "learned": likeliest is not None and likeliest.learned,
            "why": tuple(self._why(likeliest)),
        }
        if verdict is None:
            return self._silent(common)
        if not self._kind(verdict).startswith("found_"):
            return self.described(common, verdict)
        now_at = [Span(*now.span()) for now in _NOW_AT.finditer(self.folded)]
        if not now_at:
            return self.described(common, verdict)
        there = self.text[slice(*now_at[0])].strip()
        return self._apart_from(now_at).described(common | {"now_at": there}, verdict)

    def _apart_from(self, now_at: Sequence[Span]) -> _Reading:
        """Blank out where a found person is now: that is nobody's to read (promise 5)."""
        shown = hide(self.folded, now_at)
        facts = replace(read_facts(shown, shown), numbers=self.facts.numbers)
        text = "".join(map(_blanked, self.text, shown))
        return replace(self, text=text, folded=shown, facts=facts)

    def described(self, common: _Told, verdict: Verdict) -> Understanding:
        kind = self._kind(verdict)
        lived = homes(self.folded) if kind in PERSON_KINDS else []
        here = self._only(lived, apart=True)
        spots = here.spots()
        if kind in PERSON_KINDS:
            spots = [piece for piece in spots if was_there(here.folded, piece.span)]
        place = place_text(here.text, spots)
        home = self._home(lived)
        told = common | self._report(verdict, place if place.text else home, home)
        if kind in PERSON_KINDS:
            told |= self._person(kind, verdict, here.facts, spots)
        return Understanding(**told)

    def _silent(self, common: _Told) -> Understanding:
        doubtful = self.likeliest.score if self.likeliest else 0.0
        place = NOWHERE
        if self.facts.pieces:
            place = place_text(self.text, self.facts.known(self.folded, self.gazetteer))
        return Understanding(**common, confidence=1.0 - doubtful, place=place)

    def _only(self, spans: Sequence[Span], *, apart: bool) -> _Reading:
        """Read places in these spans alone, or (`apart`) everywhere else."""
        if apart and not spans:
            return self
        edges = [0, *(edge for span in sorted(spans) for edge in span), len(self.text)]
        others = [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
        hidden = spans if apart else others
        text, folded = (hide(one, hidden).replace("\0", "。") for one in (self.text, self.folded))
        return replace(self, text=text, folded=folded, facts=self.facts.without(hidden))

    def spots(self) -> list[Piece]:
        return self.facts.spots(self.folded, self.gazetteer)

    def _home(self, lived: Sequence[Span]) -> PlaceText:
        if not lived:
            return NOWHERE
        there = self._only(lived, apart=False)
        return place_text(there.text, there.spots())

    def _report(self, verdict: Verdict, place: PlaceText, home: PlaceText) -> _Told:
        kind, category = self._kind(verdict), as_it_is(verdict.rule.category, self.folded)
        injured = "injury" in self.hits and "unhurt" not in self.hits
        # A lamp that a car ran into is nobody who was hurt.
        if injured and kind == "light" and self.hits.names.isdisjoint(_BODIES):
            injured = any("撞" not in self.folded[slice(*hurt)] for hurt in self.hits.of("injury"))
        grave = kind in ("help", "hazard") and self._is_grave()
        grave = grave or (category == "elevator" and "inside" in self.hits)
        grave = grave or is_deadly(category, self.folded)
        return {
            "kind": kind,
            "category": category,
            "confidence": self._confidence(verdict, place),
            "place": place,
            "home": home,
            "injured": injured,
            "sensitive": not self.hits.names.isdisjoint(_PRIVATE),
            "life_safety": grave or injured or kind in PERSON_KINDS,
            "question": None if place.text else "place",
        }

    def _is_grave(self) -> bool:
        """A life is in danger; so it is under blows when somebody cries for help."""
        words = self.hits.names
        beaten = not words.isdisjoint(_VIOLENT) and not words.isdisjoint(_CRIES)
        return beaten or not words.isdisjoint(_GRAVE)

    def _person(self, kind: str, verdict: Verdict, facts: Facts, spots: Sequence[Piece]) -> _Told:
        person, seen = describe(kind, self.text, self.hits, facts, verdict, spots)
        window = seen.resolve(self.now) if seen and self.now else None
        lost = kind.startswith("lost_")
        return {
            "person": person,
            "others": self.facts.several.others,
            "last_seen_time": (window[0].isoformat(), window[1].isoformat()) if window else None,
            "question": "where" if lost and not person.last_seen_place else None,
        }

    def _kind(self, verdict: Verdict) -> str:
        """The age that is told decides between child and adult; 妹妹 is a child until she works."""
        kind = verdict.rule.kind
        if kind not in PERSON_KINDS and not kind.endswith("_person"):
            return kind
        what, _, who = kind.partition("_")
        years = self.facts.youngest
        if years is not None:
            who = "child" if years < _ADULT_AT else "adult"
        elif who == "person":
            who = "child" if self._is_small() else "adult"
        elif who == "adult" and "grown" not in self.hits:
            young = self.hits.of("child_soft")
            who = "child" if any(span in young for span in verdict.chain) else "adult"
        return f"{what}_{who}"

    def _is_small(self) -> bool:
        tall = height(self.facts.rest)
        short = tall is not None and tall[0] < _CHILD_BELOW_CM
        return short or bool(self.hits.of("child", "child_soft"))

    def _confidence(self, verdict: Verdict, place: PlaceText) -> float:
        """Details make a likely report a little likelier; they save no doubtful one."""
        if verdict.score < SPEAK_AT:
            return verdict.score
        facts = self.facts
        told = sum(map(bool, (place.text, facts.age, facts.clothing, facts.numbers)))
        return min(0.99, verdict.score + 0.015 * told)

    def _why(self, verdict: Verdict | None) -> Iterator[Reason]:
        if verdict is None:
            return
        rule = verdict.rule
        kind = f"{rule.kind}-{rule.category}" if rule.category else rule.kind
        for span, step in zip(verdict.chain, rule.steps, strict=True):
            yield self._reason(span, f"{kind}: {'/'.join(step)}")
        for name, span in verdict.doubts:
            yield self._reason(span, f"doubt: {name}")
        for piece in self.facts.pieces:
            yield self._reason(piece.span, piece.field)
        if self.facts.age:
            yield self._reason(self.facts.age[1], "age")

    def _reason(self, span: Span, decided: str) -> Reason:
        return Reason(span, self.text[slice(*span)], decided)
