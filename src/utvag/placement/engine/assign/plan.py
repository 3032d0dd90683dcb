"""From matches to an assignment: make the problem, solve it, name the homes."""

from collections.abc import Sequence

from utvag.placement.engine.assign.answer import Assigned, Assignment
from utvag.placement.engine.assign.problem import make_problem
from utvag.placement.engine.layout import Layout
from utvag.placement.engine.match import Match
from utvag.placement.engine.vocabulary import Parameters


def assign_cases(layout: Layout, parameters: Parameters, matches: Sequence[Match], seconds: float) -> Assignment:
    """Assign all cases at once; a home that is not checked is never given.

    :param matches: the answer for each case at full clearance, sorted by case id.
    """
    # SciPy takes longer to import than most questions take to answer; only this one needs it.
    from utvag.placement.engine.assign.solve import solve  # noqa: PLC0415  see above

    problem = make_problem(layout, parameters, matches)
    solution = solve(problem, seconds)
    chosen = [problem.columns[number] for number in solution.chosen]
    assigned = tuple(
        Assigned(matches[column.case].case, layout.homes.homes[column.home].id, column.hundredths / 100)
        for column in sorted(chosen, key=lambda column: column.case)
    )
    placed = {row.case for row in assigned}
    total = sum(column.hundredths for column in chosen)
    return Assignment(
        assigned=assigned,
        unplaced=tuple(match.case for match in matches if match.case not in placed),
        placed_bound=max(solution.placed_bound, len(assigned)),
        score_bound=solution.hundredths_bound / 100,
        optimal=len(assigned) == solution.placed_bound and total == solution.hundredths_bound,
    )
