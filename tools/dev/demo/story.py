"""The story in its order. A chapter that is added here is played by `laporctl demo` and checked by the tests."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.dev.demo import casework, exchange, filing, oversight, phones, text_routing
from tools.dev.demo.actors import World
from tools.dev.demo.steps import Steps


@dataclass(frozen=True)
class Chapter:
    """A part of the story that needs no other part and can be played any number of times."""

    id: str
    title: str
    play: Callable[[World], Steps]


CHAPTERS = (
    Chapter("damaged-road", "A damaged road in Kutai Timur", filing.damaged_road),
    Chapter("chicken-coop", "A chicken coop in Desa Senyiur", casework.chicken_coop),
    Chapter("sent-twice", "A complaint sent twice", filing.sent_twice),
    Chapter("no-category", "A complaint without a category", casework.no_category),
    Chapter("answered", "An officer answers, the citizen closes", casework.answered),
    Chapter("wrong-door", "An office that is not competent", casework.wrong_door),
    Chapter("careful-offices", "Orders that are not carried out", casework.careful_offices),
    Chapter("thirty-days", "Thirty days without progress", oversight.thirty_days),
    Chapter("secret-and-anonymous", "A secret, anonymous complaint", filing.secret_and_anonymous),
    Chapter("without-javascript", "A form without JavaScript", filing.without_javascript),
    Chapter("numbers-and-mistakes", "Tracking numbers and mistakes", oversight.numbers_and_mistakes),
    Chapter("two-stacks", "Two provinces, one package", oversight.two_stacks),
    Chapter("own-words", "In the citizen's own words", text_routing.own_words),
    Chapter("across-the-border", "A case that belongs elsewhere", exchange.across_the_border),
    Chapter("by-sms", "A phone that writes SMS", phones.by_sms),
    Chapter("by-whatsapp", "A phone with WhatsApp", phones.by_whatsapp),
    Chapter("quiet-logs", "What the logs know", oversight.quiet_logs),
)
