"""The zip, and what makes one template deploy as many stacks."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from laporctl import paths
from tests.support.loops import at_least_one
from tests.template.conftest import Template
from tools.dev import package as packaging
from tools.dev import prune_libraries
from tools.dev.package import Package, build_package

HANDLERS = [
    "app",
    "authorize",
    "clean_attachment",
    "deliver",
    "receive_mail",
    "route_complaints",
    "send_notices",
    "sweep",
    "vault",
]
NAMES = ("FunctionName", "RoleName", "TableName", "QueueName", "BucketName", "LogGroupName", "PolicyName")


def test_nothing_is_named_so_that_one_template_makes_many_stacks(template: Template) -> None:
    for logical_id, resource in at_least_one(template["Resources"].items()):
        # A reference, or a name made from the stack's, is another one in each stack.
        named = [name for name in NAMES if isinstance(resource.get("Properties", {}).get(name), str)]
        assert not named, f"{logical_id} has a {named}: a second stack could not be made"


def test_the_province_is_a_parameter_with_a_pattern(template: Template) -> None:
    province = template["Parameters"]["Province"]

    assert "Default" not in province, "a stack for nobody in particular must not come about by accident"
    assert province["AllowedPattern"] == "[a-z][a-z0-9-]{1,30}"


def test_the_outputs_say_where_everything_is(template: Template) -> None:
    assert template["Outputs"].keys() >= {
        *("SiteUrl", "ApiUrl", "ComplaintsTable", "IdentitiesTable", "SiteBucket", "DistributionId"),
        *("HttpFunction", "SweepFunction", "RouteFunction", "VaultFunction", "VaultForOperators", "DeadLetters"),
    }


def test_cloudformation_can_read_the_template(package: Package) -> None:
    text = paths.TEMPLATE.read_text()

    assert "&id" not in text, "CloudFormation does not read YAML aliases"
    assert len(text.encode()) < 1_000_000


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Package, Path]]:
    """The package of the same tree in another place, beside whose code lie caches of tools; and its zip.

    A copy, because other tests run programs from the tree and the package of the build directory meanwhile.
    """
    root = tmp_path_factory.mktemp("elsewhere")
    for name in (*packaging.INPUTS, "tools", *packaging.INPUT_GLOBS):
        for source in paths.ROOT.glob(name):
            target = root / source.relative_to(paths.ROOT)
            target.parent.mkdir(exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    cache = root / "chalicelib" / ".some_tool_cache"
    cache.mkdir()
    (cache / "state").write_text("changes with every run")
    with pytest.MonkeyPatch.context() as patch:
        for module in (packaging, prune_libraries):
            patch.setattr(module, "__file__", str(root / Path(module.__file__).relative_to(paths.ROOT)))
        patch.setattr(packaging, "STAMP", root / "build" / "package.json")
        patch.setattr(packaging, "UNPACKED", root / "build" / "package")
        patch.setattr(paths, "ZIP", root / "build" / paths.ZIP.name)
        patch.setattr(paths, "TEMPLATE", root / "build" / paths.TEMPLATE.name)
        patch.setattr(paths, "BUILD", root / "build")
        patch.setattr(paths, "ROOT", root)
        made = build_package(), paths.ZIP
    yield made
    shutil.rmtree(root)


def test_the_same_tree_makes_the_same_package(package: Package, rebuilt: tuple[Package, Path]) -> None:
    assert rebuilt[0] == package


def test_nothing_is_done_when_nothing_changed(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("packaged again")

    monkeypatch.setattr(packaging, "_run_chalice", fail)

    assert build_package() == package


def test_the_zip_stays_small(package: Package) -> None:
    # SMS added 0.09 MB in November 2026: their door, grammar, texts and stores, each with its bytecode. Templates,
    # assignees, assisted entry and corrected addresses added as much together.
    assert package.size < 10_600_000
    assert package.unpacked < 40_000_000


def test_every_module_in_the_zip_has_its_bytecode(package: Package) -> None:
    with zipfile.ZipFile(paths.ZIP) as archive:
        names = set(archive.namelist())
    sources = {Path(name) for name in names if name.endswith(".py")}
    missing = [
        str(source)
        for source in sources
        if (source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc").as_posix() not in names
    ]

    assert sources
    assert not missing


def test_no_tool_of_the_developers_is_in_the_zip(package: Package) -> None:
    with zipfile.ZipFile(paths.ZIP) as archive:
        top = {name.partition("/")[0] for name in archive.namelist()}

    assert {"app.py", "chalicelib", "chalice", "pynamodb", "botocore"} <= top
    assert not top & {"tests", "laporctl", "web", "boto3", "moto", "stacks", "pydantic"}


def test_caches_beside_the_code_do_not_change_the_zip(package: Package, rebuilt: tuple[Package, Path]) -> None:
    again, archive = rebuilt
    assert again.sha256 == package.sha256
    with zipfile.ZipFile(archive) as zipped:
        assert not [name for name in zipped.namelist() if ".some_tool_cache" in name]


def test_the_zip_brings_everything_it_imports(package: Package, tmp_path: Path) -> None:
    """Unpacked elsewhere and imported without site-packages, as in Lambda's empty runtime."""
    with zipfile.ZipFile(paths.ZIP) as archive:
        archive.extractall(tmp_path)
    variables = {
        "PROVINCE": "kaltim",
        "POLICY": "progress-30",
        "COMPLAINTS_TABLE": "complaints",
        "IDENTITIES_TABLE": "identities",
        "ATTACHMENTS_BUCKET": "attachments",
        "LOG_LEVEL": "INFO",
        "POWERTOOLS_SERVICE_NAME": "lapor",
        "AWS_DEFAULT_REGION": "ap-southeast-3",
        "AWS_REGION": "ap-southeast-3",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import app, botocore.session, json\n"
        "session = botocore.session.get_session()\n"
        f"for service in {sorted(prune_libraries.SERVICES)!r}:\n"
        "    session.create_client(service)\n"
        f"found = sorted(n for n in {HANDLERS!r} if hasattr(app, n))\n"
        "lazy = 'PIL' not in sys.modules\n"
        "import PIL._imaging, PIL._webp\n"
        "from chalicelib.gateways.file_store import S3FileStore\n"
        "print(json.dumps([found, lazy, S3FileStore('bucket').address('clean/x.jpg', 300)]))\n"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], env=variables, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stderr
    found, lazy, address = json.loads(result.stdout)
    assert found == HANDLERS
    assert lazy, "importing app must not import Pillow: every function would start slower"
    assert address.startswith("https://bucket.s3.ap-southeast-3.amazonaws.com/clean/x.jpg?"), "signing needs its data"
