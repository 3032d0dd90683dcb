"""The street address of a home, sealed under a key of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_providers_and_homes")]

    operations = [
        migrations.AddField(model_name="home", name="address_sealed", field=models.BinaryField(null=True)),
    ]
