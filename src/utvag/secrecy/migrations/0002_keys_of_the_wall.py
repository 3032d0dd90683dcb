"""Let addresses, geography and reviews of the log have keys of their own kinds."""

from django.db import migrations, models

KINDS = ["case", "home", "provider", "register", "staff", "location", "geography", "review"]


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0001_data_keys")]

    operations = [
        migrations.RemoveConstraint(model_name="datakey", name="data_key_kind_is_known"),
        migrations.AddConstraint(
            model_name="datakey",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="data_key_kind_is_known"),
        ),
    ]
