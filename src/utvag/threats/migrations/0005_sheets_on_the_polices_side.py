"""Keep the printed sheets in the police's schema."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("threats", "0004_printed_sheets")]

    operations = [
        migrations.RunSQL(
            sql="alter table threats_printedsheet set schema threat_register",
            reverse_sql="alter table threat_register.threats_printedsheet set schema public",
        ),
    ]
