"""What was chosen before there was a start has its bed held, but nobody has lawfully moved in: it is planned."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placement", "0003_columns_of_the_journey")]

    operations = [
        migrations.RunSQL(
            sql="""
                update placement_placement set state = 'PLANNED' where origin = 'CHOSEN' and state = 'STANDING';
                update cases_case set state = 'WAITING'
                where state = 'PLACED' and id in (select case_id from placement_placement where state = 'PLANNED');
                update placement_placement set agreed_until = until_date where origin = 'CHOSEN';
                update placement_check set from_date = placement.from_date, until_date = placement.until_date
                from placement_placement placement where placement.check_id = placement_check.id;
            """,
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
