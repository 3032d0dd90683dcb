"""Tie a decision to the ages of its paragraph, and compare them with the person's on the day of the decision.

A decision from before keeps no age, and none can be counted here, where everything that tells it is sealed: the check
is for what is written from now on.
"""

import django.db.models.functions
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q, Value

NO_AGE, EVERY_AGE = 0, 200
FILL = """
    update decisions_decision decision
    set basis_youngest = basis.youngest, basis_too_old = basis.too_old
    from decisions_legalbasis basis where basis.id = decision.basis_id
"""
TIE = """
    alter table decisions_decision
    add constraint decision_at_the_ages_of_its_basis
    foreign key (basis_id, basis_youngest, basis_too_old)
    references decisions_legalbasis (id, youngest, too_old)
    deferrable initially immediate
"""


def ages(column: str, otherwise: int) -> models.GeneratedField:
    """Give the column without nulls."""
    return models.GeneratedField(
        expression=django.db.models.functions.Coalesce(F(column), Value(otherwise)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_acute_decided_at_once")]

    operations = [
        migrations.AddField("legalbasis", "youngest", ages("from_age", NO_AGE)),
        migrations.AddField("legalbasis", "too_old", ages("below_age", EVERY_AGE)),
        migrations.AddConstraint(
            "legalbasis",
            models.UniqueConstraint(fields=("id", "youngest", "too_old"), name="legal_basis_with_its_ages"),
        ),
        migrations.AddField("decision", "age", models.SmallIntegerField(null=True)),
        migrations.AddField("decision", "basis_youngest", models.SmallIntegerField(null=True)),
        migrations.AddField("decision", "basis_too_old", models.SmallIntegerField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("decision", "basis_youngest", models.SmallIntegerField()),
        migrations.AlterField("decision", "basis_too_old", models.SmallIntegerField()),
        AddConstraintNotValid(
            "decision",
            models.CheckConstraint(
                condition=Q(basis_youngest=NO_AGE, basis_too_old=EVERY_AGE)
                | Q(age__isnull=False, age__gte=F("basis_youngest"), age__lt=F("basis_too_old")),
                name="decision_at_an_age_of_its_basis",
            ),
        ),
        migrations.RunSQL(TIE, "alter table decisions_decision drop constraint decision_at_the_ages_of_its_basis"),
    ]
