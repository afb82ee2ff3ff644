"""What the actions on a case are called and ask for."""

from chalicelib.api import action_labels
from chalicelib.api.casework import ACTIONS


def test_every_action_has_a_name_in_both_languages_and_no_two_the_same() -> None:
    assert action_labels.LABELS.keys() == ACTIONS.keys()
    for language in ("id", "en"):
        names = [words[language] for words in action_labels.LABELS.values()]
        assert len(set(names)) == len(names)


def test_the_fields_of_a_body_come_in_order_with_those_that_must_be_sent() -> None:
    assert action_labels.fields_of(ACTIONS["progress"].body, repair=True) == [
        {"name": "note", "required": True},
        {"name": "kind", "required": False},
        {"name": "promised", "required": False},
        {"name": "on", "required": False},
    ]
