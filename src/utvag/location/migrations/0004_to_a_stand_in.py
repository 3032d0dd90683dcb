"""A stand-in sees where somebody lives as she does whose work it is, while she is named: same budget, told, logged."""

from importlib import import_module

from django.db import migrations

# What is there, with one purpose more: the whole function again would hide what is new in it.
BEFORE = import_module("utvag.location.migrations.0003_in_an_emergency").SPEND
HANDLES = "s.purpose in ('COORDINATION', 'CASE_WORK', 'ON_CALL')"
HANDLES_TOO = "s.purpose in ('COORDINATION', 'CASE_WORK', 'ON_CALL', 'STAND_IN')"
SPEND = BEFORE.replace(HANDLES, HANDLES_TOO)


class Migration(migrations.Migration):
    dependencies = [("location", "0003_in_an_emergency"), ("cases", "0013_stand_in")]

    operations = [migrations.RunSQL(SPEND, BEFORE)]
