"""A mapping is refused where it is wrong, with its line and what would be right."""

import pytest

from laporctl.legacy import mapping
from laporctl.legacy.mapping import Attached, MappingError

RIGHT = """\
system = "SITANGGAP"
dates = ["%d/%m/%Y"]

[columns]
number = "No"
text = "Isi"
filed_at = "Tanggal"
status = "Status"

[values.status]
"Selesai" = "closed"
"""


@pytest.mark.parametrize("name", sorted(each.stem for each in mapping.SHIPPED.glob("*.toml")))
def test_every_shipped_mapping_can_be_used(name: str) -> None:
    loaded = mapping.load(name)
    assert set(mapping.NEEDED) <= loaded.columns.keys()
    assert set(loaded.values["status"].values()) >= {"received", "routed", "in_progress", "responded", "closed"}


def test_values_are_read_whatever_their_case_and_spaces() -> None:
    loaded = mapping.parse(RIGHT.replace('"Selesai"', '"  SELESAI  Semua"'), "m.toml")
    assert loaded.values == {"status": {"selesai semua": "closed"}}
    assert loaded.clocks == "real"


WRONG = {
    'clocks = "never"': (3, 'clocks: "never" is neither "real" nor "import"'),
    "clok = 1": (3, 'clok: no such setting; did you mean "clocks"?'),
    'system = "Si tanggap"': (1, 'system: "Si tanggap" is not a name of capital letters'),
    "dates = []": (2, "dates: is not a list of forms"),
    'nomor = "No"': (9, "columns.nomor: no such field"),
    "title = 3": (9, "columns.title: is not the name of a column"),
    '"Selesai" = "done"': (11, 'values.status.Selesai: "done" is none of: "received"'),
    '[values.office]\n"Dinas" = "PUPR"': (13, 'values.office.Dinas: "PUPR" is not the id of an office'),
    '[values.secret]\n"Ya" = "ya"': (13, 'values.secret.Ya: "ya" is none of: true, false'),
    "[attachments]\nfolder = 3": (13, "attachments.folder: no such setting; there are: office, public, reporter"),
    '[attachments]\npublic = "ya"': (13, 'attachments.public: "ya" is neither true nor false'),
    "[attachments]\nreporter = 3": (13, "attachments.reporter: 3 is not the name of a column"),
    '[attachments]\nseparator = ""': (13, 'attachments.separator: "" is not what stands between two names'),
    '[values.phone]\n"a" = "b"': (12, "values.phone: no field whose values can be translated"),
}


@pytest.mark.parametrize("setting", WRONG)
def test_a_wrong_setting_is_named_with_its_line(setting: str) -> None:
    lines, key = RIGHT.splitlines(), setting.partition(" ")[0]
    line, said = WRONG[setting]
    same = [at for at, each in enumerate(lines) if each.startswith(f"{key} ")]
    at = same[0] if same else line - 1
    lines[at : at + len(same)] = setting.splitlines()
    with pytest.raises(MappingError) as raised:
        mapping.parse("\n".join(lines), "m.toml")
    found = str(raised.value).splitlines()
    assert any(each.startswith(f"m.toml:{line}: {said}") for each in found), found


@pytest.mark.parametrize("name", mapping.NEEDED)
def test_what_is_needed_is_named(name: str) -> None:
    text = "\n".join(line for line in RIGHT.splitlines() if not line.startswith(f"{name} "))
    with pytest.raises(MappingError, match=f"columns: {name} is missing"):
        mapping.parse(text, "m.toml")


def test_files_beside_the_export_are_hidden_unless_the_mapping_shows_them() -> None:
    assert mapping.parse(RIGHT, "m.toml").attached == Attached({}, ";", public=False)
    table = '[attachments]\noffice = "Foto"\nseparator = "|"\npublic = true'
    assert mapping.parse(f"{RIGHT}{table}", "m.toml").attached == Attached({"office": "Foto"}, "|", public=True)


def test_a_mapping_that_is_not_there_or_no_toml_is_one_line() -> None:
    with pytest.raises(MappingError, match="neither a file nor one of: lapor, sitanggap"):
        mapping.load("sitangap")
    with pytest.raises(MappingError, match="no TOML: "):
        mapping.parse("system = ", "m.toml")
