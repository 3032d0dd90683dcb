"""Load the sections of `law/decision_types.toml` as rows. Only adds: what decisions rest on stays as it was.

When the file changes, a new migration runs this again.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from utvag.law.decision_types import all_bases

FOREVER = "9999-12-31"


def load_the_law(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write each section that is not there yet with exactly these days."""
    del schema_editor
    rows = apps.get_model("decisions", "LegalBasis").objects
    for basis in all_bases():
        rows.get_or_create(
            decision_type=basis.decision_type.value,
            act=basis.act,
            section=basis.section,
            from_date=basis.from_date,
            until_date=basis.until_date or FOREVER,
            from_age=basis.from_age,
            below_age=basis.below_age,
            defaults={"source": basis.source},
        )
