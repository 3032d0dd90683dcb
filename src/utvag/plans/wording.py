"""Plans as sheets, in the words that the paper has."""

from utvag.documents.rules import Section, Sheet, Table
from utvag.foundation.dates import swedish_day
from utvag.plans.rules import CarePlan, SafetyPlan

TO_WRITE_DOWN = "Planen skrivs om när något ändras. Den här versionen finns kvar."


def care_sheet(plan: CarePlan, *, revision: int, law: str) -> Sheet:
    """Write a care plan as a sheet.

    :param law: the paragraph that applies.
    """
    rows = tuple((one.measure.swedish, one.goal, one.responsible.swedish) for one in plan.measures)
    return Sheet(
        title="Vårdplan",
        lead=f"Version {revision}. Planen är gjord enligt {law}.",
        sections=(
            Section("Behov", (plan.needs,)),
            Section("Mål och insatser", table=Table(("Område", "Mål och vad som görs", "Ansvarig"), rows)),
            Section("Insatser som andra ansvarar för", (plan.other_principals or "Inga är planerade.",)),
            Section("Personens egen syn", (plan.own_view,)),
            Section(
                "Ansvar och uppföljning",
                paragraphs=(TO_WRITE_DOWN,),
                rows=(
                    ("Håller ihop planen", plan.responsible),
                    ("Gäller från", swedish_day(plan.from_date)),
                    ("Gås igenom senast", swedish_day(plan.review_date)),
                ),
            ),
        ),
    )


def safety_sheet(plan: SafetyPlan, *, name: str, revision: int) -> Sheet:
    """Write one person's safety plan as a sheet."""
    parts = (
        ("Hotbilden i allmänna ord", plan.threat),
        ("Larm", plan.alarm),
        ("Vanor och rutiner", plan.routines),
        ("Så håller vi kontakt", plan.contact),
        ("Telefon, nät och sociala medier", plan.digital),
        ("Skola, förskola och arbete", plan.days or "Inget är bestämt."),
        ("Om adressen blir röjd", plan.if_disclosed),
    )
    return Sheet(
        title="Säkerhetsplan",
        lead=f"Version {revision}. Planen gäller en person, och är hens egen.",
        sections=(
            Section(
                "Vem planen gäller",
                rows=(
                    ("Namn", name or "Inte antecknat"),
                    ("Kodord", plan.code_word),
                    ("Gäller från", swedish_day(plan.from_date)),
                    ("Gås igenom senast", swedish_day(plan.review_date)),
                ),
            ),
            *(Section(heading, (text,)) for heading, text in parts),
            Section("Om planen", (TO_WRITE_DOWN, "Är det fara för liv? Ring 112.")),
        ),
    )
