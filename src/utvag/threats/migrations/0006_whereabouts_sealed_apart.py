"""Keep where somebody is apart from who threatens whom: under the key that only the engine has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("threats", "0005_sheets_on_the_polices_side")]

    operations = [
        migrations.AddField(model_name="registerentry", name="sealed_place", field=models.BinaryField(null=True)),
    ]
