"""Leave it to the code which forms keep drafts: a new form is no change of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_drafts")]

    operations = [
        migrations.RemoveConstraint(model_name="draft", name="draft_form_is_known"),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("form__regex", r"^[A-Z_]{3,40}$")), name="draft_form_is_a_word"
            ),
        ),
    ]
