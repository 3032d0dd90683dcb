"""Write the role of every account that is there already as an appointment."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def appoint(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each account its appointment; one that has it keeps it."""
    del schema_editor
    appointments = apps.get_model("organisation", "Appointment").objects
    for account in apps.get_model("organisation", "StaffAccount").objects.all():
        appointments.get_or_create(account=account, role=account.role)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_appointments")]

    operations = [migrations.RunPython(appoint, migrations.RunPython.noop)]
