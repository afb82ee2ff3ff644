"""What a case refers to outside its own items: offices, lists, the case it follows, another stack, photos."""

from collections.abc import Iterator

from chalicelib.domain.attachments import rules as attachments
from chalicelib.services.duplicates.merging import LONGEST_CHAIN
from chalicelib.storage import mapping, table_keys
from laporctl.audit.case_items import NOTHING, CaseItems, WholeCase, place_of
from laporctl.audit.findings import Finding
from laporctl.audit.subject import BrokenCase, Subject


class References:
    """Checks the references of cases. Remembers which offices and stacks there are: a few thousand at most."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._offices: dict[str, bool] = {}
        self._stacks: dict[str, bool] = {}

    def check(self, items: CaseItems, whole: WholeCase) -> Iterator[Finding]:
        """What is wrong with what a whole case refers to."""
        case = whole.history.case
        for office in filter(None, (case.agency, *case.supporting)):
            if not self._is_office(office):
                yield Finding("office", case.id, office, "an office of the directory", NOTHING)
        if case.referred_to and not self._is_stack(case.referred_to):
            yield Finding("referral", case.id, case.referred_to, "a stack of the register", NOTHING)
        yield from self._set_aside(items)
        yield from self._returned(items)
        yield from self._lines(whole)
        yield from self._followed(whole)
        yield from self._photos(whole)

    def _is_office(self, agency: str) -> bool:
        if agency not in self._offices:
            self._offices[agency] = self._subject.item(*table_keys.agency(agency)) is not None
        return self._offices[agency]

    def _is_stack(self, prefix: str) -> bool:
        if prefix not in self._stacks:
            self._stacks[prefix] = self._subject.item(table_keys.stack(prefix), table_keys.META) is not None
        return self._stacks[prefix]

    def _returned(self, items: CaseItems) -> Iterator[Finding]:
        """The queue and the timers return the case: by these two somebody, or the sweep, comes upon it."""
        state = items.rows[table_keys.META]
        for index in ("agency", "clock"):
            keys = {f":{part}": {"S": getattr(state, f"{index}_{part}")} for part in ("pk", "sk")}
            if None in (key["S"] for key in keys.values()):
                continue
            answer = self._subject.client.query(
                TableName=self._subject.complaints,
                IndexName=index,
                KeyConditionExpression=f"{index}_pk = :pk AND {index}_sk = :sk",
                ExpressionAttributeValues=keys,
                ProjectionExpression="pk, sk",
            )
            if (state.pk, state.sk) not in {(each["pk"]["S"], each["sk"]["S"]) for each in answer["Items"]}:
                yield Finding("index", items.tracking_id, index, place_of(state, index), NOTHING)

    def _set_aside(self, items: CaseItems) -> Iterator[Finding]:
        """A case that stands back among the timers is listed for operators."""
        place = items.rows[table_keys.META].clock_sk
        times = table_keys.setbacks_in(place) if place else 0
        if times:
            line = self._subject.item(table_keys.SETBACKS, items.tracking_id)
            found = f"{int(line.times)} failures" if line else NOTHING
            if found != f"{times} failures":
                yield Finding("setback", items.tracking_id, table_keys.SETBACKS, f"{times} failures", found)

    def _lines(self, whole: WholeCase) -> Iterator[Finding]:
        """The lines on the overseers' lists."""
        for state, event in whole.steps:
            if mapping.list_of(event):
                expected = mapping.breach_to_row(self._subject.tables, state, event)
                found = self._subject.item(expected.pk, expected.sk)
                wanted, got = (f"{row.agency} {row.id}" if row else NOTHING for row in (expected, found))
                if wanted != got:
                    yield Finding("list", state.id, f"{expected.pk} event {event.seq}", wanted, got)

    def _followed(self, whole: WholeCase) -> Iterator[Finding]:
        """The case that a merged one follows, as far as it was merged again."""
        case = whole.history.case
        into, seen = case.merged_into, [case.id]
        while into:
            if into in seen or len(seen) > LONGEST_CHAIN:
                yield Finding("merged", case.id, "merged_into", "a case that is worked on", "a circle")
                return
            try:
                found = self._subject.history(into)
            except BrokenCase:
                return
            if found is None:
                yield Finding("merged", case.id, "merged_into", f"the case {into}", NOTHING)
                return
            if case.filing.public and not found.case.filing.public:
                yield Finding("merged", case.id, "merged_into", "a public case", "a hidden one")
            seen.append(into)
            into = found.case.merged_into

    def _photos(self, whole: WholeCase) -> Iterator[Finding]:
        """The files of the attachments that the case has."""
        case_id = whole.history.case.id
        kept = attachments.attachments_of(whole.history.events)
        there = self._subject.clean_files(case_id) if kept else set()
        for each in kept:
            for key in files_of(case_id, each):
                if key not in there:
                    yield Finding("attachment", case_id, key, f"the file of event {each.seq}", NOTHING)


def files_of(case_id: str, attachment: attachments.Attachment) -> tuple[str, str]:
    """The keys of an attachment's picture and preview."""
    makers = (attachments.clean_key, attachments.preview_key)
    return tuple(make(case_id, attachment.id, attachment.picture) for make in makers)  # type: ignore[return-value]
