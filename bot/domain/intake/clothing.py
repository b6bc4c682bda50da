"""Finds what a person wears, as one piece of the text."""

from __future__ import annotations

import re

from bot.domain.intake.model import Span
from bot.domain.intake.places import hide
from bot.domain.intake.sought import Sought

_GARMENT = (
    r"(?:衣服|衣裳|衣|裤子?|裙子?|鞋子?|帽子?|外套|t恤|卫衣|校服|羽绒服?|运动服|中山装|迷彩服|病号服|防晒服|棉服|演出服|唐装|旗袍|帽衫|球衣|秋衣|袄子?|褂子?|水鞋|背心|短袖|长袖|袜子?|围巾|夹克|毛线衣|睡衣|拖鞋|凉拖|红领巾|棉袄|衬衫|马甲|打底|西装|汉服|工装|工作服|冲锋衣|雨衣|披风|肚兜|连体|polo|马褂|皮衣|大衣|风衣|坎肩|polo衫|衫|凉鞋|靴|书包|背包|口罩|眼镜"
    r"|jacket|shirt|t-shirt|coat|dress|trousers|pants|jeans|shorts|skirt|hat|cap|shoes|sweater|hoodie|uniform|sneakers|sandals|slippers|vest|scarf|boots|clothes|top|backpack|pajamas|pyjamas|tracksuit)"
)
_COLOUR = "红橙橘桔黄绿青蓝紫黑白灰粉棕褐驼枣杏花格条金银米咖藏深浅"
_SHADE = "(?:荧光|卡其|[墨湖天酒玫宝军草奶乳肉藕豆砖](?=[红黄绿青蓝紫白粉灰色沙]))"
_CLOTHES = Sought(_GARMENT)
_WEARING = Sought(
    r"(?:当时|走失时|失踪时|走时|今天|早上|当天|出门时|全身|身上|上半身|下半身|里面|外面|可能|还)*(?:身穿|上身|上穿|下身|下穿|脚穿|脚上|头戴|戴着?|穿着?|外穿|内穿|背(?![带心])着?|着|一身|wearing|dressed in|wears|in an?|with an?)"
)
_COLOURED = re.compile(
    rf"{_SHADE}|[{_COLOUR}大小长短旧新厚薄纯牛碎条运动]|(?:red|blue|green|yellow|black|white|pink|purple|grey|gray|brown|orange|dark|light)\b"
)
# 衣服是墨绿色的; of 灰帽子军绿色外套 the colour is of what follows.
_COLOUR_BEHIND = Sought(
    rf"{_GARMENT}(?:的?颜色)?(?:都?是|为|[:：…\s])*[深浅大淡暗墨天军酒藏]?[红橙黄绿青蓝紫黑白灰粉棕褐金银米咖]{{1,2}}(?:色的?|的|(?=[，,。；;！!\s]|$))(?!一|{_GARMENT})"
    rf"|{_GARMENT}\s(?:is|was|are|were)\s(?:(?:dark|light|bright)\s)?(?:red|blue|green|yellow|black|white|pink|purple|grey|gray|brown|orange)\b"
)
_COLOUR_ALONE = re.compile(
    r"(?<!没)穿(?:的|着)?(?:是|一身)?[深浅大淡暗墨天军酒藏]?[红橙黄绿青蓝紫黑白灰粉棕褐]{1,2}(?:色的?|的)?(?=[，,。；;！!\s]|$)"
)
"""她穿的紫色: of whatever they wear."""
_BARE = re.compile(rf"\s*[一-龥]{{0,3}}{_GARMENT}\s*")
_SPLIT = re.compile(r"[，,。；;！!？?\n、]|\s(?:and|with)\s|(?<=[^a-z])\s(?=[^a-z])")
_TAKEN = Sought(r"[被遭让](?:一?个|两个|个)?[^，。,！!？?]{2,20}?[抱带拐领接偷抢牵][起]?走")
_NOT_WORN = Sought(
    r"[和跟][^，。,]{1,10}?(?:弟弟|妹妹|哥哥|姐姐|同学|小朋友|男孩|女孩|娃)|买|卖|丢|捡|洗|晾|晒|没穿|店|今年最新|不贵|挺贵|收衣|衣架|衣柜"
)


def takers(folded: str) -> list[Span]:
    """Where somebody is said to have taken the person along: 遭一个戴口罩的男人抱走."""
    return [Span(*found.span()) for found in _TAKEN.finditer(folded)]


def clothing(folded: str) -> Span | None:
    """The stretch of neighbouring phrases that name garments, from the first to the last."""
    if not _CLOTHES.search(folded):
        alone = _COLOUR_ALONE.search(folded)
        return Span(*alone.span()) if alone else None
    folded = hide(folded, takers(folded))
    stretch: Span | None = None
    for phrase in _phrases(folded):
        worn = _worn(folded, phrase) or (_beside(folded, phrase) if stretch else None)
        if worn is None:
            if stretch:
                break
            continue
        stretch = Span(stretch.start if stretch else worn.start, worn.end)
    return stretch


def _phrases(folded: str) -> list[Span]:
    cuts = [found.span() for found in _SPLIT.finditer(folded)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(folded)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _beside(folded: str, phrase: Span) -> Span | None:
    """A garment that is only named, behind one that is described: 穿紫棉袄 布鞋."""
    named = _BARE.fullmatch(folded, *phrase)
    return phrase if named and not _NOT_WORN.search(folded, *phrase) else None


def _worn(folded: str, phrase: Span) -> Span | None:
    garments = list(_CLOTHES.finditer(folded, *phrase))
    if not garments or _NOT_WORN.search(folded, *phrase):
        return None
    wearing = _WEARING.search(folded, *phrase)
    if wearing and wearing.end() <= garments[-1].start():
        return Span(wearing.start(), garments[-1].end())
    behind = _COLOUR_BEHIND.search(folded, *phrase)
    if behind:
        return Span(*behind.span())
    coloured = _COLOURED.search(folded, phrase.start, garments[-1].start() + 1)
    if coloured and garments[-1].end() - coloured.start() <= 24:
        return Span(coloured.start(), garments[-1].end())
    return None
