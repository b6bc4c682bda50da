"""Stars in somebody's own words: 五星, 4分, 很好."""

import re

MOST = 5
_BESIDE = re.compile(r"[\s，。！!~～.,、\ufe0f]+")
_THANKS = re.compile(r"(?:谢谢|辛苦)\w{0,4}$|thankyou$|thanks$")
_SHOWN = re.compile("[⭐★🌟]{1,5}")
_COUNTED = re.compile(
    r"我?[打给评]?(?P<count>[1-5一二两三四五])(?:颗星|个星|星|分)(?:半|好评)?"
    r"|(?P<number>[1-5]|one|two|three|four|five)stars?"
)
_NUMBERS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_SAID = {
    5: re.compile("(?:非常|特别|真的?|很|太)(?:好|满意|棒|不错)了?|好评|excellent|verygood|great"),
    4: re.compile("(?:挺|蛮)好的?|还?不错|满意|good"),
    3: re.compile("一般般?|还行|还可以"),
    2: re.compile("不太好|不怎么样|不太满意"),
    1: re.compile("[很太]差了?|差评|很?不满意"),
}


def stars_in(words: str) -> int | None:
    """Return how many stars somebody gives who says nothing else, None for any other words."""
    plain = _THANKS.sub("", _BESIDE.sub("", words).lower())
    if _SHOWN.fullmatch(plain):
        return len(plain)
    counted = _COUNTED.fullmatch(plain)
    if counted:
        number = counted["count"] or counted["number"]
        return _NUMBERS.get(number) or int(number)
    return next((stars for stars, said in _SAID.items() if said.fullmatch(plain)), None)
