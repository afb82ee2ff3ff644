"""Whether anybody altered what is on record: a case held against its own chain of hashes."""

from chalicelib.domain.cases import hash_chain
from chalicelib.domain.cases.fold import fold
from chalicelib.domain.cases.model import REDACTED, WORDS_OF_CONTENT
from chalicelib.services.ports.case_store import CaseHistory


def find_alterations(history: CaseHistory) -> list[str]:
    """What does not fit together in a case; empty if nobody altered it."""
    findings = []
    broken = hash_chain.first_broken(history.case.id, history.events)
    if broken is not None:
        findings.append(f"the chain breaks at event {broken}")
    elif history.case.chain != history.events[-1].hash:
        findings.append("events are missing at the end of the chain")
    else:
        if fold(history.case.filing, history.events) != history.case:
            findings.append("the state does not follow from the events")
        redacted = {event.data.get("part") for event in history.events if event.kind == "redacted"}
        gone = {part for part in WORDS_OF_CONTENT if getattr(history.content, part) == REDACTED}
        as_filed = hash_chain.commit_content(history.content) == history.events[0].data["content"]
        if not as_filed and not (gone and gone <= redacted):
            findings.append("the citizen's words are not those that were filed")
    return findings
