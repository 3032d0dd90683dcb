"""Load the sections that decisions rest on."""

from django.db import migrations

from utvag.decisions.migrations._law import load_the_law


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_what_a_decision_rests_on")]

    operations = [migrations.RunPython(load_the_law, migrations.RunPython.noop)]
