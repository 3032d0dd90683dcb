"""Tie each step to the state of its event, and each opening to the placement of its set and of its event.

When an event is closed its state travels to its steps, where one that is not done refuses it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("emergency", "0001_reserve_homes_and_disclosed_addresses"),
        ("placement", "0005_what_must_hold_of_the_journey"),
    ]

    operations = [
        migrations.RunSQL(
            sql="""
                alter table emergency_addressdisclosed
                add constraint address_disclosed_of_the_case_of_its_placement
                foreign key (placement_id, case_id) references placement_placement (id, case_id);
                alter table emergency_reserveset
                add constraint reserve_set_of_the_case_of_its_placement
                foreign key (placement_id, case_id) references placement_placement (id, case_id)
            """,
            reverse_sql="""
                alter table emergency_addressdisclosed drop constraint address_disclosed_of_the_case_of_its_placement;
                alter table emergency_reserveset drop constraint reserve_set_of_the_case_of_its_placement
            """,
        ),
        migrations.RunSQL(
            sql="""
                alter table emergency_disclosedstep
                add constraint disclosed_step_of_an_event_in_this_state
                foreign key (disclosed_id, disclosed_state)
                references emergency_addressdisclosed (id, state)
                on update cascade
            """,
            reverse_sql="alter table emergency_disclosedstep drop constraint disclosed_step_of_an_event_in_this_state",
        ),
        migrations.RunSQL(
            sql="""
                alter table emergency_reserveopening
                add constraint reserve_opening_of_its_set
                foreign key (reserve_set_id, placement_id, case_id)
                references emergency_reserveset (id, placement_id, case_id)
            """,
            reverse_sql="alter table emergency_reserveopening drop constraint reserve_opening_of_its_set",
        ),
        migrations.RunSQL(
            sql="""
                alter table emergency_reserveopening
                add constraint reserve_opening_of_its_event
                foreign key (disclosed_id, placement_id)
                references emergency_addressdisclosed (id, placement_id)
            """,
            reverse_sql="alter table emergency_reserveopening drop constraint reserve_opening_of_its_event",
        ),
    ]
