"""Integrity: whether what is stored of a case is what its events seal. The chain proves that the record fits together;
whoever may write the whole table could still make all of it anew."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chalicelib.domain.cases import filing_seal, hash_chain
from chalicelib.domain.cases.fold import fold
from chalicelib.domain.cases.model import FLAGS, REDACTED, WORDS_OF_CONTENT, Case, Content, Event, Filing
from chalicelib.domain.timestamps import from_text

UNSEALED_IN_FORMAT_1 = ("title", *FLAGS, "filed_at", "point", "region_path", "secret_hash", "content_mac")
"""Facts of a filing that the events of format 1 do not seal, or not each by itself."""


def find_alterations(case: Case, content: Content, events: Sequence[Event]) -> list[str]:
    """What does not fit together in a case; empty if nothing does not."""
    broken = hash_chain.first_broken(case.id, events)
    if broken is not None:
        return [f"the chain breaks at event {broken}"]
    if not events or case.chain != events[-1].hash:
        return ["events are missing at the end of the chain"]
    findings = []
    if fold(_as_sealed(case.filing, events[0]), events) != case:
        findings.append("the state does not follow from the events")
    if not _are_words_sealed(case.filing, content, events):
        findings.append("the citizen's words are not those that were filed")
    return findings


def unsealed(events: Sequence[Event]) -> tuple[str, ...]:
    """The facts of a case that its events do not seal, because it was filed before they did."""
    return UNSEALED_IN_FORMAT_1 if events[0].format == 1 else ()


def with_sealed_flags(case: Case, events: Iterable[Event]) -> Case:
    """The case with every flag that its events have set, whatever the stored state says: who empties the flags shows
    nothing to anybody. This compares and hashes nothing, so every view can afford it."""
    flags = {*case.filing.flags, *(flag for event in events for flag in _flags_of(event))}
    return case if flags == set(case.filing.flags) else replace(case, filing=case.filing.with_flags(flags))


def removed_parts(events: Iterable[Event]) -> set[str]:
    """The parts of a report that the events say were removed, here or before the case came here."""
    parts: set[str] = set()
    for event in events:
        if event.kind == "redacted":
            parts.add(str(event.data.get("part")))
        parts.update(str(event.data.get("removed", "")).split())
    return parts


def _flags_of(event: Event) -> list[str]:
    return str(event.data.get("flags", "")).split() + ["sensitive"] * bool(event.data.get("sensitive"))


def _as_sealed(filing: Filing, first: Event) -> Filing:
    """The filing with those facts that the first event seals. In format 1 the flags, and so on, are as stored; so are
    category and region of a case that came from another stack, whose first event named only those decided there."""
    data = first.data
    kind, category, region = (str(data.get(f"filed_{name}", data.get(name, ""))) for name in filing_seal.DECIDED)
    sealed = replace(filing, type=kind, policy=str(data.get("policy")))
    if first.format > 1 or first.kind == "filed":
        sealed = replace(sealed, category=category or None, region=region or None)
    if first.format == 1:
        return sealed
    flags = str(data.get("flags", "")).split()
    return replace(sealed, filed_at=from_text(str(data["filed_at"]))).with_flags(flags)


def _are_words_sealed(filing: Filing, content: Content, events: Sequence[Event]) -> bool:
    removed, sealed = removed_parts(events), events[0].data.get("content")
    if events[0].format == 1:
        gone = {part for part in WORDS_OF_CONTENT if getattr(content, part) == REDACTED}
        return filing_seal.commit_content(content) == sealed or bool(gone and gone <= removed)
    return (
        filing_seal.root(filing_seal.commitments(filing, content)) == sealed
        and removed >= content.commitments.keys()
        and all(filing_seal.is_removed(part, filing, content) for part in content.commitments)
    )
