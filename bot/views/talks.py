"""A theme in private: the long text, its three questions, and for staff a way to have it quiet."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.notices import MutedGroup
from bot.domain.themes import Theme, ThemeTalk
from bot.texts import escaped
from bot.views.buttons import Do
from bot.views.keyboard import LABEL, Row, keyboard
from bot.views.layout import bold, cut, lines
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys
from bot.views.themes import Question, theme_talk, theme_title

GROUPS = 6


def talk(theme: Theme, reader: Reader, *, staff: bool = False) -> Message:
    """What 了解更多 opens."""
    keys = NoticeKeys(reader)
    rows: list[Row] = [[keys.press("button-notice-quiz", Do.QUIZ, theme)]]
    if staff:
        rows.append([keys.press("button-notice-mute", Do.MUTE, f"{theme}.0")])
    return replace(theme_talk(ThemeTalk(theme), reader), keyboard=keyboard(*rows))


def question_in_words(question: Question, reader: Reader) -> Message:
    """A question where no poll can be asked: the answer is covered until it is touched."""
    options = [escaped(f"{'ABC'[n]}. {text}") for n, text in enumerate(question.options)]
    right = reader.words("quiz-answer", letter="ABC"[question.right], why=question.why)
    covered = f"<tg-spoiler>{right}</tg-spoiler>"
    return Message(f"{lines(bold(escaped(question.asked)), *options)}\n{covered}")


def muted(theme: Theme, groups: Sequence[MutedGroup], reader: Reader, *, start: int = 0) -> Message:
    """静音此类通知: the groups of one's nodes; a tap mutes the theme there, or ends that."""
    keys, words = NoticeKeys(reader), reader.words
    rows: list[Row] = [
        [
            keys.named(
                f"{'🔕' if one.muted else '🔔'} {cut(one.title, LABEL) or '–'}",
                Do.MUTE_HERE,
                f"{theme}.{start}.{one.chat_id}",
            )
        ]
        for one in groups[start : start + GROUPS]
    ]
    if len(groups) > GROUPS:
        after = start + GROUPS
        following = after if after < len(groups) else 0
        rows.append([keys.press("button-more", Do.MUTE, f"{theme}.{following}")])
    said = words("notice-mute-which", theme=theme_title(theme, reader))
    return Message(said if groups else words("notice-mute-none"), keyboard(*rows))
