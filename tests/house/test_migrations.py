"""The models and the migrations say the same, and every migration is named for what it means."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

import utvag

MIGRATIONS = sorted(Path(utvag.__file__).parent.glob("*/migrations/0*.py"))


@pytest.mark.django_db
def test_no_model_says_more_than_its_migrations() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, interactive=False, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_migration_says_what_it_is_for(path: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z_]{3,}", path.stem)
    assert "auto" not in path.stem
    assert path.read_text(encoding="utf-8").startswith('"""')
