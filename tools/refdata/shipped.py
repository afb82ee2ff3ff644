"""The files of `chalicelib/data/`: what every stack needs at run time and every deployment zip carries."""

import hashlib
from typing import Any

from tools.refdata import holiday_list, jsontext, land_mask, regions, spellings, tables


def files() -> dict[str, str]:
    """File name -> content of everything in `chalicelib/data/`. The same sources and packages give the
    same bytes.
    """
    return {
        "categories.json": jsontext.by_line(categories(), depth=2),
        "how_to.json": jsontext.by_line(how_to()),
        "holidays.json": jsontext.by_line(holiday_list.by_day()),
        "notices.json": jsontext.by_line(tables.notices()),
        "gateways.json": jsontext.by_line(tables.gateways()),
        "mail.json": jsontext.by_line(tables.mail(), depth=2),
        "sms.json": jsontext.by_line(tables.sms(), depth=2),
        "whatsapp.json": jsontext.by_line(tables.whatsapp()),
        "land.json": jsontext.by_line(land_mask.grid(), depth=2),
        "place_words.json": jsontext.by_line(place_words()),
        "policies.json": jsontext.by_line({"policies": policies()}, depth=2),
        "provinces.json": jsontext.by_line(provinces()),
        "regencies.json": jsontext.by_line(regions.regencies()),
    }


def place_words() -> dict[str, Any]:
    """The names of places that are the same in every stack: those of the provinces, and the ordinary words."""
    return {
        "provinces": [list(pair) for pair in spellings.of_provinces()],
        "ordinary": tables.ordinary_names(),
    }


def categories() -> dict[str, Any]:
    """The routing table with its groups. `version` is a digest of the content, so it changes exactly when
    a row does.
    """
    rows = [_category(row) for row in tables.categories()]
    names = [{"id": g["id"], "name": {"id": g["name_id"], "en": g["name_en"]}} for g in tables.groups()]
    variants = [variant for row in tables.categories() if row.fact for variant in _variants(row, row.fact)]
    version = hashlib.sha256(jsontext.record([rows, names, variants]).encode()).hexdigest()[:12]
    questions = {fact: _question(question) for fact, question in tables.questions().items()}
    return {
        "version": version,
        "groups": names,
        "questions": questions,
        "categories": rows,
        "variants": variants,
        "bodies": {f"{tables.CENTRE}-{body.slug}": body.name for body in tables.central_bodies()},
    }


def how_to() -> dict[str, dict[str, str]]:
    """How to do what is asked about most, by category and language."""
    return {category: {"id": words["id"], "en": words["en"]} for category, words in tables.how_to().items()}


def citizens_categories() -> dict[str, Any]:
    """The part of the routing table that the site needs: how to name and find a category, not where it
    goes.
    """
    full = categories()
    kept = ("id", "name", "group", "words", "fact")
    rows = [{key: row[key] for key in kept if key in row} for row in full["categories"]]
    return {
        **{name: full[name] for name in ("version", "groups", "questions")},
        "categories": rows,
        "answered": _answered(),
    }


def _answered() -> dict[str, str]:
    """Categories that are an answer to another one's question, by that: nobody is offered both and asked as well."""
    answers = (answer for question in tables.questions().values() for answer in question["answers"])
    return {same: asking for answer in answers for asking, same in answer.get("same", {}).items()}


def _question(question: dict[str, Any]) -> dict[str, Any]:
    answers = [{"id": answer["id"], "name": answer["name"]} for answer in question["answers"]]
    return {"question": question["question"], "answers": answers}


def _variants(row: tables.Category, fact: str) -> list[dict[str, Any]]:
    """What a category becomes by each answer to its question."""
    return [
        {
            "id": f"{row.id}.{answer['id']}",
            "name": {
                "id": f"{row.name_id} ({answer['name']['id']})",
                "en": f"{row.name_en} ({answer['name']['en']})",
            },
            "sensitive": row.sensitive,
            "chain": [{"tier": tier, "type": agency_type} for tier, agency_type in _chain(row, answer)],
        }
        for answer in tables.questions()[fact]["answers"]
    ]


def _chain(row: tables.Category, answer: dict[str, Any]) -> list[tuple[str, str]]:
    """The chain that an answer leaves. Raises KeyError if it names no central body for who would have started."""
    if "body" in answer:
        return [("pusat", answer["body"][row.chain[0][1]])]
    tiers = [tier for tier, _ in row.chain]
    return list(row.chain[tiers.index(answer["from"]) if "from" in answer else 0 :])


def provinces() -> list[dict[str, Any]]:
    """The stacks: 38 provinces and the centre."""
    return [
        {
            "code": p.code,
            "prefix": p.prefix,
            "slug": p.slug,
            "name": "Pusat" if p.code == tables.CENTRE else regions.province_name(p.code),
            "timezone": p.timezone,
            "utc_offset": p.utc_offset,
            "opd_level": p.opd_level,
        }
        for p in tables.provinces()
    ]


def policies() -> list[dict[str, Any]]:
    """The clock policies as they are written, each clock with its citation where one is known: a version that `extends`
    another has its own clocks alone. What a clock is called stands in the sources for those who choose a policy:
    nothing reads it at run time."""
    unread = "title"
    return [
        {
            **policy,
            "clocks": {
                name: {key: clock[key] for key in clock if key != unread} for name, clock in policy["clocks"].items()
            },
        }
        for policy in tables.written_policies()
    ]


def _category(row: tables.Category) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": row.id,
        "ref": row.ref,
        "group": row.group,
        "name": {"id": row.name_id, "en": row.name_en},
        "priority": row.priority,
        "repair": row.repair or None,
        "sensitive": row.sensitive,
        "words": list(row.words),
        "legal_basis": row.legal_basis,
        "fact": row.fact,
        "chain": [{"tier": tier, "type": agency_type} for tier, agency_type in row.chain],
        "body": row.body,
    }
    return {key: value for key, value in found.items() if value is not None}
