"""是同一人 · 不是, under a missing and a found person who look alike."""

from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.services import matching
from bot.views.buttons import Act
from bot.views.toasts import Toast

routes = Routes("matching")

STEPS = {
    Act.SAME_PERSON: Step(matching.confirm, Toast.SAME_PERSON, with_arg=True),
    Act.OTHER_PERSON: Step(matching.deny, Toast.OTHER_PERSON, with_arg=True),
}
take_steps(routes, STEPS)
