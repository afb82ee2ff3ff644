"""A stack's configuration is refused where it is wrong, with the line and with what would be right."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from chalicelib.domain.routing.decision import Override
from laporctl import paths, stack_config
from laporctl.cli import main
from laporctl.stack_config import EMERGENCY, Band, ConfigError, Emergency, Partner, parse
from laporctl.stack_settings import CONTRAST, NEEDED, OPTIONAL, contrast_on_white, policies, provinces
from laporctl.stacks import configured, load_config

RIGHT = """\
slug = "kaltim"
name = "Kalimantan Timur"
province = "64"
policy = "progress-30"
brand = "LAPOR! Kalimantan Timur"
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        parse(text, "stacks/kaltim.toml")
    return str(raised.value).splitlines()


@pytest.mark.parametrize("slug", configured())
def test_every_stack_in_the_tree_can_be_deployed(slug: str) -> None:
    config = load_config(slug)
    assert config.province == provinces()[slug]["code"]
    assert "LAPOR" in config.brand
    assert contrast_on_white(config.accent) >= CONTRAST


def test_every_province_and_the_centre_are_configured() -> None:
    assert configured() == sorted(provinces())
    assert len(configured()) == 39


def test_what_is_not_said_has_its_default() -> None:
    config = parse(RIGHT, "stacks/kaltim.toml")
    assert (config.band, config.logo, config.texts, config.languages) == (None, None, {}, ("id", "en"))
    assert (config.emergency, config.accent, config.parameters) == (EMERGENCY, stack_config.DEFAULT_ACCENT, {})


def test_every_setting_is_read() -> None:
    config = parse(
        RIGHT
        + """\
accent = "#0b5d4b"
logo = "kaltim.svg"
band = { ground = "#0b5d4b", ink = "#ffffff" }
languages = ["id"]
offline = false
two_person = ["64.08-pupr"]
sure_share = 0.95
limit_factor = 2
domain = "lapor.example.go.id"
certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0a-1"

[[partners]]
slug = "kaltara"
account = "123456789012"
region = "ap-southeast-3"

[texts.tagline]
id = "Lapor saja"
en = "Just report"

[[emergency]]
number = "112"
label = "Darurat"

[[override]]
category = "jalan-rusak"
region = "64.08"
office = "64-pupr"
until = 2026-12-31

[rt]
"64.08.01.2001" = [1, 2]
""",
        "stacks/kaltim.toml",
    )
    assert (config.logo, config.band, config.languages) == ("kaltim.svg", Band("#0b5d4b", "#ffffff"), ("id",))
    assert not config.offline
    assert config.texts == {"tagline": {"id": "Lapor saja", "en": "Just report"}}
    assert config.two_person == ("64.08-pupr",)
    assert config.sure_share == 0.95
    assert config.parameters == {"LimitFactor": "2"}
    assert config.partners == (Partner("kaltara", "123456789012", "ap-southeast-3"),)
    assert (config.domain, config.certificate is not None) == ("lapor.example.go.id", True)
    assert config.emergency == (Emergency("112", "Darurat"),)
    assert config.override == (Override("jalan-rusak", "64.08", "64-pupr", until=date(2026, 12, 31)),)
    assert config.rt == {"64.08.01.2001": (1, 2)}


WRONG = {
    'policy = "progress30"': (4, 'policy: "progress30" is no policy; did you mean "progress-30"?'),
    "policy = 30": (4, "policy: 30 is no policy; there are: "),
    'slug = "kaltm"': (1, 'slug: "kaltm" is no stack; did you mean "kaltim"?'),
    'slug = "kaltara"': (1, 'slug: "kaltara" is not the name of the file, "kaltim"'),
    'province = "65"': (3, 'province: "65" is not that of kaltim, "64"'),
    'name = "Kaltim"': (2, 'name: "Kaltim" is not that of kaltim, "Kalimantan Timur"'),
    'brand = ""': (5, 'brand: "" is not a text of 1 to 100 characters'),
    'polcy = "progress-30"': (6, 'polcy: no such setting; did you mean "policy"?'),
    'accent = "red"': (6, 'accent: "red" is not a colour'),
    'accent = "#ffcc00"': (6, "accent: #ffcc00 has a contrast of 1.5 on white, and needs 7"),
    'band = { ground = "#0b5d4b" }': (6, "band: ink is missing"),
    'band = { ground = "#ffcc00", ink = "#ffffff" }': (
        6,
        "band.ink: #ffffff has a contrast of 1.5 on #ffcc00, and needs 4.5: choose two colours",
    ),
    'logo = "https://example.org/logo.svg"': (6, 'logo: "https://example.org/logo.svg" is not a file beside this one'),
    'logo = "nowhere.svg"': (6, "logo: there is no file stacks/nowhere.svg"),
    'offline = "no"': (6, 'offline: "no" is neither true nor false'),
    'languages = ["en"]': (6, 'languages: ["en"] is neither ["id"] nor ["id", "en"]'),
    '[texts.tagline]\nen = "Report"': (6, "texts.tagline: id is missing"),
    '[texts]\nslogan = "Lapor"': (7, "texts.slogan: no such setting; there are: about, tagline"),
    "sure_share = 95": (6, "sure_share: 95 is not a number from 0.5 to 1"),
    "sure_share = true": (6, "sure_share: true is not a number"),
    "throttle_rate = 0": (6, "throttle_rate: 0 is not a whole number from 1 to 10000"),
    "throttle_rate = 1.5": (6, "throttle_rate: 1.5 is not a whole number"),
    "stream_parallelism = 11": (6, "stream_parallelism: 11 is not a whole number from 1 to 10"),
    'two_person = "64-pupr"': (6, "two_person: is not a list"),
    'two_person = ["PUPR"]': (6, 'two_person[0]: "PUPR" is not the id of an office, such as 64.08-pupr'),
    'partners = ["12"]': (6, "partners[0]: is not a table"),
    '[[partners]]\nslug = "kaltra"\naccount = "12"\nregion = "jakarta"': (
        7,
        'partners[0].slug: "kaltra" is no stack; did you mean "kaltara"?',
    ),
    '[[partners]]\nslug = "kaltara"\naccount = 123456789012\nregion = "ap-southeast-3"': (
        8,
        "partners[0].account: 123456789012 is not the number of an AWS account, 12 digits",
    ),
    'domain = "lapor.go.id"': (6, "domain: needs certificate beside it"),
    'domain = "https://lapor.go.id/"': (6, "domain: "),
    'certificate = "arn:aws:acm:ap-southeast-3:123456789012:certificate/0"': (6, "certificate: "),
    'web_acl = "arn:aws:wafv2:ap-southeast-3:123456789012:regional/webacl/a/0"': (6, "web_acl: "),
    'mail_domain = "kabar@lapor.go.id"': (6, "mail_domain: "),
    '[sign_in]\nissuer = "http://sso.example"': (7, "sign_in.issuer: "),
    '[sign_in]\nissuer = "https://sso.example"\nclient = "lapor"\nsecret = "lapor-kaltim-sso"': (
        6,
        "sign_in: domains is missing",
    ),
    '[sign_in]\nissuer = "https://sso.example"\nclient = "c"\nsecret = "sso"\ndomains = ["a.go.id"]': (
        9,
        "sign_in.secret: ",
    ),
    'sms_gateway = "plian"': (6, 'sms_gateway: "plian" is no form of a gateway; did you mean "plain"?'),
    'sms_send_url = "http://sms.example"\nsms_gateway = "plain"\nmail_domain = "lapor.go.id"': (6, "sms_send_url: "),
    'sms_send_url = "https://sms.example"\nsms_gateway = "plain"': (6, "sms_send_url: needs mail_domain beside it"),
    'whatsapp_number = "+62812"\nmail_domain = "lapor.go.id"': (6, "whatsapp_number: "),
    'whatsapp_number = "106540352242922"': (6, "whatsapp_number: needs mail_domain beside it"),
    'whatsapp_api = "https://graph.example/v23.0"': (6, "whatsapp_api: needs whatsapp_number beside it"),
    'alarm_email = "jaga"': (6, 'alarm_email: "jaga" is not an address such as jaga@kaltimprov.go.id'),
    "http_concurrency = 0": (6, "http_concurrency: 0 is not a whole number from 1 to 10000"),
    '[[emergency]]\nnumber = "112"\nlabel = "a"\n[[emergency]]\nnumber = 110\nlabel = "b"': (
        10,
        "emergency[1].number: 110",
    ),
    '[[emergency]]\nnumber = "112"': (6, "emergency[0]: label is missing"),
    '[[emergency]]\nnumber = "112"\nlabel = "a"\nlable = "a"': (
        9,
        'emergency[0].lable: no such setting; did you mean "label"',
    ),
    '[rt]\n"64.08" = [1]': (7, 'rt.64.08: "64.08" is not the code of a village'),
    '[rt]\n"64.08.01.2001" = [0]': (7, "rt.64.08.01.2001[0]: 0 is not a whole number from 1 to 999"),
    '[rt]\n"65.01.01.1001" = [1]': (7, "rt.65.01.01.1001: is no village of Kalimantan Timur (64)"),
    "rt = 3": (6, "rt: is not a table"),
    '[[override]]\ncategory = "jalan"\nregion = "64"\noffice = "64-pupr"': (
        7,
        'override[0].category: "jalan" is no category',
    ),
    '[[override]]\ncategory = "jalan-rusak"\nregion = "64"\noffice = "64-pupr"\nsince = "2026-01-01"': (
        10,
        "override[0].since: is not a day such as 2026-01-31, without quotation marks",
    ),
}
"""A wrong setting -> the line and the beginning of what is said about it."""


@pytest.mark.parametrize("setting", WRONG)
def test_a_wrong_setting_is_named_with_its_line_and_what_would_be_right(setting: str) -> None:
    key = setting.partition(" ")[0]
    if re.search(rf"^{re.escape(key)} = ", RIGHT, re.MULTILINE):
        text = re.sub(rf"^{re.escape(key)} = .*$", setting, RIGHT, flags=re.MULTILINE)
    else:
        text = RIGHT + setting + "\n"
    line, said = WRONG[setting]
    found = problems(text)
    assert any(each.startswith(f"stacks/kaltim.toml:{line}: {said}") for each in found), found


def test_each_setting_has_a_wrong_value_among_the_examples() -> None:
    tried = {re.match(r"\[*(\w+)", setting)[1] for setting in WRONG}  # type: ignore[index]
    alike = {"limit_factor", "throttle_burst", "filing_rate", "filing_burst"}
    alike |= {f"{each}_concurrency" for each in ("authorizer", "routing", "sweep")}
    assert NEEDED.keys() | OPTIONAL.keys() <= tried | alike


def test_every_setting_is_documented() -> None:
    page = (paths.ROOT / "docs" / "stacks.md").read_text()
    table = page[page.index("| setting |") : page.index("## Deploying")]
    named = set(re.findall(r"`\[*(\w+)\]*`", "".join(line.split("|")[1] for line in table.splitlines() if line)))
    assert NEEDED.keys() | OPTIONAL.keys() == named


def test_a_logo_that_could_do_something_is_refused_with_both_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "STACKS", tmp_path)
    (tmp_path / "own.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">\n<script/></svg>')
    (problem,) = problems(RIGHT + 'logo = "own.svg"\n')
    assert problem.startswith("stacks/kaltim.toml:6: logo: stacks/own.svg: line 2: <script> is none of")


@pytest.mark.parametrize("key", NEEDED)
def test_what_is_missing_is_named(key: str) -> None:
    rest = "".join(line for line in RIGHT.splitlines(keepends=True) if not line.startswith(f"{key} "))
    assert any(each.endswith(f": {key}: is missing") for each in problems(rest))


@pytest.mark.parametrize(("text", "line"), [("slug = ", 1), (RIGHT + 'accent = "#0b5', 6), (RIGHT + RIGHT, 6)])
def test_a_file_that_is_no_toml_is_named_with_its_line(text: str, line: int) -> None:
    (problem,) = problems(text)
    assert problem.startswith(f"stacks/kaltim.toml:{line}: no TOML: ")


def test_a_new_stack_is_asked_for_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "STACKS", tmp_path)
    answers = "working-days-3-5-10\n\n#1d4f8c\n"
    result = CliRunner().invoke(main, ["stack", "new", "sulsel"], input=answers)
    assert result.exit_code == 0, result.output
    config = load_config("sulsel")
    assert (config.policy, config.brand, config.accent) == ("working-days-3-5-10", "LAPOR! Sulawesi Selatan", "#1d4f8c")

    again = CliRunner().invoke(main, ["stack", "new", "sulsel", "--policy", policies()[0]])
    assert again.exit_code == 1
    assert "is there already" in again.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sulsle"], 'no stack "sulsle"; did you mean "sulsel"?'),
        (["sulsel", "--policy", "progress-30", "--brand", "L", "--accent", "#fff"], "accent"),
    ],
)
def test_a_new_stack_that_cannot_be_is_not_written(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "STACKS", tmp_path)
    result = CliRunner().invoke(main, ["stack", "new", *arguments])
    assert result.exit_code == 1
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_check_finds_offices_and_villages_that_do_not_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "STACKS", tmp_path)
    (tmp_path / "kaltim.toml").write_text(
        RIGHT + 'two_person = ["64.08-dhl", "64.08-pupr"]\n[rt]\n"64.08.01.9999" = [1]\n"64.08.01.2001" = [1]\n'
    )
    result = CliRunner().invoke(main, ["stack", "check", "kaltim"])
    assert result.exit_code == 1
    assert "two_person: there is no office 64.08-dhl" in result.output
    assert "rt: there is no village 64.08.01.9999" in result.output
    assert "64.08-pupr" not in result.output
    assert "1 checked, 1 cannot be deployed" in result.output
