"""Keep where a home lies apart from what it offers: under the key that only the engine has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_street_address")]

    operations = [
        migrations.AddField(model_name="home", name="sealed_place", field=models.BinaryField(null=True)),
    ]
