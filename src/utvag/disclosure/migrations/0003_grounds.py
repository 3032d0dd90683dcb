"""Load the grounds with their days and receivers, as the law has them."""

from uuid import uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from utvag.law.grounds import grounds


def load_grounds(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the grounds as the law has them now; a later change is a migration of its own."""
    del schema_editor
    ground, ground_party = apps.get_model("disclosure", "Ground"), apps.get_model("disclosure", "GroundParty")
    for one in grounds().values():
        ground.objects.create(
            key=one.key,
            from_date=one.from_date,
            until_date=one.until_date,
            needs_under_21=one.needs_under_21,
            may_recur=one.may_recur,
        )
        ground_party.objects.bulk_create(
            ground_party(id=uuid4(), ground_id=one.key, party=party) for party in sorted(one.to)
        )


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_bound_to_consent_and_ground")]

    operations = [migrations.RunPython(load_grounds, migrations.RunPython.noop)]
