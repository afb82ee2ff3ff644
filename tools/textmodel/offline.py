"""A stack's offices, names and rules as its files have them, without a deployed stack."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.gazetteer import Gazetteer
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing.decision import Classification, Override
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_place_words
from chalicelib.services.ports.case_store import Page
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.services.text.classifier import classify
from laporctl.stacks import load_config
from tools.refdata import regions, spellings
from tools.refdata.stack_files import directory_lines


@dataclass
class FileDirectory:
    """`ports.directory.Directory` over `build/directory/<slug>.jsonl`."""

    offices: dict[str, Agency]
    places: dict[str, Region]

    def region(self, code: str) -> Region | None:
        return self.places.get(code)

    def agencies(self, ids: Sequence[str]) -> dict[str, Agency]:
        return {agency_id: self.offices[agency_id] for agency_id in ids if agency_id in self.offices}

    def serving(self, region: str, limit: int, tier: Tier | None = None, after: str | None = None) -> Page[Agency]:
        found = [self.offices[name] for name in sorted(self.offices) if self.offices[name].region == region]
        found = [office for office in found if (tier is None or office.tier is tier) and office.id > (after or "")]
        return Page(tuple(found[:limit]), found[limit - 1].id if len(found) > limit else None)


@dataclass
class FilePlaces:
    """`ports.place_finder.PlaceFinder` over the names of the directory."""

    names: Gazetteer

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        mention = self.names.find(text, within)
        return FoundPlace(mention.codes[0], mention.words) if mention else None

    def names_in(self, text: str) -> tuple[str, ...]:
        return tuple(mention.words for mention in self.names.mentions(text))

    def near(self, lat: float, lon: float) -> None:
        return None


@dataclass
class FileTextClassifier:
    """`ports.text_classifier.TextClassifier` over one model, without a stack."""

    model: TextModel

    def classify(self, text: str, names: Sequence[str] = ()) -> Classification:
        return classify(self.model, text, names)

    def threshold(self, share: float) -> float:
        return self.model.threshold(share)


@dataclass
class FileRules:
    """`ports.rule_book.RuleBook` over `stacks/<slug>.toml`."""

    rules: list[Override]
    wanted: float

    def overrides(self) -> Sequence[Override]:
        return self.rules

    def share(self) -> float:
        return self.wanted


def directory_of(slug: str) -> FileDirectory:
    """The offices and regions of a stack; raises StackError before `laporctl data build`."""
    rows = list(directory_lines(slug))
    places = {row["code"]: Region(row["code"], tuple(row["path"])) for row in rows if row["kind"] == "region"}
    offices = [
        Agency(row["id"], row["name"], Tier.named(row["tier"]), row["coordinates"])
        for row in rows
        if row["kind"] == "agency"
    ]
    return FileDirectory({office.id: office for office in offices}, places)


def names_of(slug: str) -> list[tuple[str, str]]:
    """Code and name of every region below the province, in every spelling that is known."""
    rows = [row for row in directory_lines(slug) if row["kind"] == "region" and "." in row["code"]]
    return spellings.every([(row["code"], regions.bare(row["name"])) for row in rows])


def gazetteer_of(slug: str) -> Gazetteer:
    """The names of a stack as its functions search for them."""
    return Gazetteer(names_of(slug), load_place_words())


def rules_of(slug: str) -> FileRules:
    """The stack's own rules, of its configuration: `[[override]]` with category, region, office, and if they are
    bounded `since` and `until`; `sure_share` is how many of the automatic decisions must be right."""
    config = load_config(slug)
    return FileRules(list(config.override), config.sure_share)
