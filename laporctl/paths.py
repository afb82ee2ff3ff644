"""Paths in a working copy. Everything generated is below `build/` or `.local/`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
ZIP = BUILD / "deployment.zip"
TEMPLATE = BUILD / "template.yaml"
ACCOUNT_TEMPLATE = ROOT / "account.yaml"
BUDGET_TEMPLATE = ROOT / "budget.yaml"
MERGED_TEMPLATE = ROOT / ".chalice" / "template.yaml"
SHIPPED = ROOT / "chalicelib" / "data"
DESCRIPTION = SHIPPED / "openapi.json"
COLLECTION = ROOT / "docs" / "api" / "lapor.postman_collection.json"
RELEASED_DESCRIPTION = ROOT / "docs" / "api" / "released.json"
LOCAL = ROOT / ".local"
STACKS_JSON = LOCAL / "stacks.json"
STACKS = ROOT / "stacks"
DIRECTORY = BUILD / "directory"
REGIONS = BUILD / "regions"
COASTS = BUILD / "coasts"
WEB = ROOT / "web"
SITE = WEB / "dist"
EMULATOR_VENV = ROOT / ".venv-emulator"
