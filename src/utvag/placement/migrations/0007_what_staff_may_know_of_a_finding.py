"""Keep what case staff may know of a finding under the case's key, so that nobody opens the register for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placement", "0006_what_a_stay_rests_on")]

    operations = [
        migrations.AddField(model_name="finding", name="shown", field=models.BinaryField(null=True)),
    ]
