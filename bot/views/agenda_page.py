"""The agenda of a meeting on one sheet of paper: HTML that prints by itself, nothing fetched."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from bot.domain.agenda import Agenda, Item, Matter
from bot.domain.privacy import without_contact
from bot.texts import Safe, escaped
from bot.views import listing, wording
from bot.views.agenda import been_through, decided
from bot.views.layout import cut, dotted
from bot.views.message import Reader

TOGETHER, SINGLY = 5, 8
"""Points of each sort that fit on one A4 page even if each takes two lines, and its numbers two."""
PLACE, OWNER, DECISION = 18, 8, 26

STYLE = """
@page { size: A4; margin: 14mm 12mm }
* { box-sizing: border-box }
body { font: 10pt/1.35 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #111;
  max-width: 186mm; margin: 0 auto; padding: 6mm 0 }
h1 { font-size: 17pt; margin: 0 0 1mm } h2 { font-size: 12pt; margin: 5mm 0 1.5mm }
p { margin: 0 0 1mm } .small { color: #444; font-size: 9.5pt }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { border: .3mm solid #777; padding: .8mm 1.5mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { background: #eee; font-weight: 600 } tr { break-inside: avoid }
.all { font-size: 8pt; line-height: 1.25 }
.sort { width: 22% } .number, .who { width: 10% } .what { width: 15% }
.where { width: 19% } .late { width: 18% } .decision { width: 28% }
.signed { display: flex; gap: 10mm; margin-top: 7mm } .signed span { flex: 1; border-bottom: .3mm solid #777 }
@media print { body { padding: 0 } }
"""


def agenda_page(agenda: Agenda, reader: Reader) -> str:
    """Return the whole document; nobody who reported anything is named in it."""
    words, day = reader.words, reader.day(agenda.at)
    title = words("page-title", grid=agenda.grid)
    drawn_up = words(
        "page-drawn-up",
        level=words("page-level", level=agenda.level.value),
        year=day.year,
        month=day.month,
        day=day.day,
    )
    counts = words("page-summary", together=len(agenda.together), singly=len(agenda.singly))
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{words.locale}">\n<meta charset="utf-8">',
            f"<title>{title}</title>\n<style>{STYLE}</style>",
            f'<h1>{title}</h1>\n<p class="small">{dotted(drawn_up, counts)}</p>',
            f"<h2>{words('page-together')}</h2>",
            _together(agenda.together, reader),
            f"<h2>{words('page-singly')}</h2>",
            _singly(agenda, reader),
            f'<p class="signed"><span>{words("page-present")}</span>',
            f"<span>{words('page-signed')}</span></p>\n</html>\n",
        ]
    )


def _together(items: Sequence[Item], reader: Reader) -> str:
    words = reader.words
    head = {
        "page-what": "what",
        "page-where": "where",
        "page-how-long": "sort",
        "page-decision": "decision",
    }
    rows = [
        (
            escaped(wording.matter(item.kind, item.category, reader)),
            escaped(cut(item.grid, PLACE)),
            words("page-open-recent", open=len(item.matters), recent=item.recent),
            _decision(item),
        )
        for item in items[:TOGETHER]
    ]
    below = [dotted(words("page-number"), _numbers(item.matters)) for item in items[:TOGETHER]]
    return _table(head, rows, len(items), reader, below=below)


def _singly(agenda: Agenda, reader: Reader) -> str:
    head = {
        "page-number": "number",
        "page-what": "what",
        "page-where": "where",
        "page-how-long": "late",
        "page-who": "who",
        "page-decision": "decision",
    }
    rows = [
        (
            _numbers(item.matters),
            escaped(wording.what(matter.facts, reader)),
            escaped(cut(wording.where(matter.facts), PLACE)),
            _how_long(matter, agenda, reader),
            escaped(cut(matter.owner or "", OWNER)),
            _decision(item),
        )
        for item in agenda.singly[:SINGLY]
        for matter in item.matters
    ]
    return _table(head, rows, len(agenda.singly), reader)


def _how_long(matter: Matter, agenda: Agenda, reader: Reader) -> Safe:
    return dotted(listing.late(matter.late(agenda.at), reader), been_through(matter, reader))


def _numbers(matters: Sequence[Matter]) -> Safe:
    return Safe(" ".join(str(one.facts.number) for one in matters))


def _decision(item: Item) -> Safe:
    return escaped(cut(without_contact(decided(item) or ""), DECISION))


def _table(
    head: dict[str, str],
    rows: Iterable[Sequence[Safe]],
    total: int,
    reader: Reader,
    *,
    below: Iterable[Safe] = (),
) -> str:
    """Return a table of so many of `total` rows, each with a line across the page `below` it if given."""
    words, listed = reader.words, list(rows)
    if not listed:
        return f"<p>{words('page-none')}</p>"
    names = "".join(f'<th class="{style}">{words(key)}</th>' for key, style in head.items())
    body = "\n".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>{_across(line, len(row))}"
        for row, line in zip_longest(listed, below)
    )
    more = total - len(listed)
    rest = f'\n<p class="small">{words("page-more", items=more)}</p>' if more > 0 else ""
    return f"<table>\n<tr>{names}</tr>\n{body}\n</table>{rest}"


def _across(line: Safe | None, columns: int) -> str:
    return f'\n<tr><td class="all" colspan="{columns}">{line}</td></tr>' if line else ""
