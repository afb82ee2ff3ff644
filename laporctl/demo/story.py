"""The story in its order. A chapter that is added here is played by `laporctl demo` and checked by the tests."""

from laporctl.demo import crossing, filing, reading, watching, working
from laporctl.demo.telling import Chapter

CHAPTERS = (
    Chapter("damaged-road", "A damaged road in Kutai Timur", filing.damaged_road),
    Chapter("chicken-coop", "A chicken coop in Desa Senyiur", working.chicken_coop),
    Chapter("sent-twice", "A complaint sent twice", filing.sent_twice),
    Chapter("no-category", "A complaint without a category", working.no_category),
    Chapter("answered", "An officer answers, the citizen closes", working.answered),
    Chapter("wrong-door", "An office that is not competent", working.wrong_door),
    Chapter("careful-offices", "Orders that are not carried out", working.careful_offices),
    Chapter("thirty-days", "Thirty days without progress", watching.thirty_days),
    Chapter("secret-and-anonymous", "A secret, anonymous complaint", filing.secret_and_anonymous),
    Chapter("without-javascript", "A form without JavaScript", filing.without_javascript),
    Chapter("numbers-and-mistakes", "Tracking numbers and mistakes", watching.numbers_and_mistakes),
    Chapter("two-stacks", "Two provinces, one package", watching.two_stacks),
    Chapter("own-words", "In the citizen's own words", reading.own_words),
    Chapter("across-the-border", "A case that belongs elsewhere", crossing.across_the_border),
    Chapter("quiet-logs", "What the logs know", watching.quiet_logs),
)
