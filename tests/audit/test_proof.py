"""The log gets its tree by its own role, witnesses sign it over HTTP, and a program that shares no code verifies."""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

import utvag_verify
from tests.audit.given_log import ORIGIN, QUORUM, KeptLog, as_the_log, given_rows, kept_log
from tests.database import TestServer
from tests.givens import NOW
from utvag.audit.models import Checkpoint, Leaf, PendingEntry, TreeNode
from utvag.audit.operations import add_leaves, ask_witness, sign_checkpoint
from utvag.audit.queries import log_lines, note_at, proof_of_log
from utvag.gateways.keystore import LogSigner
from utvag.gateways.postgres.roles import OWNER_ROLE
from utvag.gateways.witnesses import WitnessRefused

pytestmark = pytest.mark.django_db(transaction=True)

MUTATIONS = 1000


@pytest.fixture
def log(tmp_path: Path) -> Iterator[KeptLog]:
    with kept_log(tmp_path) as kept:
        yield kept


def test_rows_get_their_leaves_in_the_order_of_time_and_once(server: TestServer, log: KeptLog) -> None:
    given_rows(5, NOW)
    with as_the_log(server):
        assert (add_leaves(most=3), add_leaves(most=3), add_leaves()) == (3, 2, 0)
        rows = list(Leaf.objects.order_by("index").values_list("index", "entry__at"))
        assert [index for index, _ in rows] == [0, 1, 2, 3, 4]
        assert [at for _, at in rows] == sorted(at for _, at in rows)
        assert not PendingEntry.objects.exists()


def test_the_witnesses_sign_and_the_page_knows(server: TestServer, log: KeptLog) -> None:
    with as_the_log(server):
        assert log.keep(NOW).size == 0
    given_rows(7, NOW)
    with as_the_log(server):
        assert log.keep(NOW).size == 7
    proof = proof_of_log()
    assert (proof.size, [line.size for line in proof.witnesses]) == (7, [7, 7, 7])
    assert proof.witnessed_at(QUORUM) is not None
    assert proof.witnessed_at(4) is None


def test_one_that_was_away_is_asked_from_where_it_is(server: TestServer, log: KeptLog) -> None:
    given_rows(3, NOW)
    with as_the_log(server):
        log.keep(NOW)
    given_rows(6, NOW, since=3)
    with as_the_log(server):
        add_leaves()
        between = sign_checkpoint(origin=ORIGIN, signer=log.signer, now=NOW)
        # It signs, but we lose its answer: it is further than we know.
        assert ask_witness(witness=log.witnesses[0], checkpoint=between)
        with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("delete from audit.audit_cosignature")
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute("delete from audit.audit_cosignature where checkpoint_id = 9")
    given_rows(2, NOW, since=9)
    with as_the_log(server):
        assert log.keep(NOW).size == 11


def test_two_histories_are_never_signed(server: TestServer, log: KeptLog) -> None:
    given_rows(4, NOW)
    with as_the_log(server):
        log.keep(NOW)
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute("delete from audit.audit_cosignature")
        admin.execute("delete from audit.audit_checkpoint")
        admin.execute("update audit.audit_leaf set hash = sha256('x') where index = 2")
        admin.execute("update audit.audit_treenode set hash = sha256('y')")
    given_rows(1, NOW, since=4)
    with as_the_log(server):
        add_leaves()
        forked = sign_checkpoint(origin=ORIGIN, signer=log.signer, now=NOW)
        for witness in log.witnesses:
            with pytest.raises(WitnessRefused, match="422"):
                ask_witness(witness=witness, checkpoint=forked)


def test_another_logs_key_gets_no_signature(server: TestServer, log: KeptLog, tmp_path: Path) -> None:
    with as_the_log(server):
        forged = sign_checkpoint(origin=ORIGIN, signer=LogSigner(tmp_path / "other"), now=NOW)
        with pytest.raises(WitnessRefused, match="403"):
            ask_witness(witness=log.witnesses[0], checkpoint=forged)


def test_the_database_keeps_the_tree_dense_and_the_role_changes_nothing(server: TestServer, log: KeptLog) -> None:
    given_rows(3, NOW)
    with as_the_log(server):
        add_leaves(most=2)
        left = PendingEntry.objects.get().entry_id
        for index, previous in ((3, 2), (2, None), (2, 0)):
            with pytest.raises(IntegrityError), transaction.atomic():
                add_leaf(index, previous, left)
        with pytest.raises(IntegrityError), transaction.atomic():
            Leaf.objects.create(index=2, previous_id=1, entry_id=left, hash=bytes(31))
        for statement in (
            "update audit.audit_logentry set action = 'X'",
            "delete from audit.audit_logentry",
            "delete from audit.audit_leaf",
            "update audit.audit_checkpoint set size = 0",
            "select 1 from cases_case",
            "select 1 from secrecy_datakey",
            "insert into audit.audit_logentry select * from audit.audit_logentry",
        ):
            with (
                connection.cursor() as cursor,
                pytest.raises(ProgrammingError, match="permission"),
                transaction.atomic(),
            ):
                cursor.execute(statement)


def add_leaf(index: int, previous: int | None, entry: UUID) -> None:
    Leaf.objects.create(index=index, previous_id=previous, entry_id=entry, hash=bytes(32))
    connection.check_constraints()


def test_the_running_role_reads_no_row_and_writes_no_tree(server: TestServer) -> None:
    given_rows(1, NOW)
    for statement in (
        "select 1 from audit.audit_pendingentry",
        "delete from audit.audit_pendingentry",
        "select 1 from audit.audit_leaf",
        "insert into audit.audit_checkpoint values (1, sha256(''), '', now())",
        "select audit.pend_entry()",
    ):
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission"), transaction.atomic():
            cursor.execute(statement)


def verified(lines: list[str], log: KeptLog, tmp_path: Path, *more: str) -> int:
    file = tmp_path / "export.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return utvag_verify.main([str(file), *log.keys, *more])


@pytest.fixture
def exported(server: TestServer, log: KeptLog) -> list[str]:
    for since in (0, 6, 13):
        given_rows(7, NOW, since=since)
        with as_the_log(server):
            log.keep(NOW)
    with as_the_log(server):
        return log.export()


def test_an_export_is_verified_by_a_program_of_its_own(
    exported: list[str], log: KeptLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(exported, log, tmp_path) == 0
    assert "STÄMMER: 21 rader, 3 kontrollpunkter" in capsys.readouterr().out
    assert verified(exported, log, tmp_path, "--oldest", "3600") == 0
    assert verified(exported, log, tmp_path, "--oldest", "1", "--now", "99999999999") == 1
    assert verified(exported, log, tmp_path, "--quorum", "4") == 1


def test_a_log_that_was_rolled_back_is_found_by_whoever_has_seen_more(
    server: TestServer, exported: list[str], log: KeptLog, tmp_path: Path
) -> None:
    seen = tmp_path / "seen.txt"
    with as_the_log(server):
        seen.write_text(note_at(21), encoding="utf-8")
    assert verified(exported, log, tmp_path, "--seen", str(seen)) == 0
    cut = next(number for number, line in enumerate(exported) if "checkpoint" in json.loads(line)) + 1
    assert verified(exported[:cut], log, tmp_path) == 0
    assert verified(exported[:cut], log, tmp_path, "--seen", str(seen)) == 1


def test_a_thousand_random_changes_are_all_found(
    server: TestServer, exported: list[str], log: KeptLog, tmp_path: Path
) -> None:
    seen = tmp_path / "seen.txt"
    with as_the_log(server):
        seen.write_text(note_at(21), encoding="utf-8")
    draw = random.Random(20261122)
    # All three must have signed here: with a quorum of two, one signature too few is no fault.
    wanted = ("--seen", str(seen), "--quorum", "3")
    assert verified(exported, log, tmp_path, *wanted) == 0
    missed, made = [], dict.fromkeys((change.__name__ for change in CHANGES), 0)
    while sum(made.values()) < MUTATIONS:
        change = draw.choice(CHANGES)
        changed = change(list(exported), draw)
        # What changes nothing is no change: another is made.
        if tells(changed) != tells(exported):
            made[change.__name__] += 1
            if verified(changed, log, tmp_path, *wanted) == 0:
                missed.append((sum(made.values()), change.__name__))
    assert missed == []
    assert min(made.values()) >= MUTATIONS / len(CHANGES) / 2, made


def tells(lines: list[str]) -> list[object]:
    """Give what an export says, however its lines are written."""
    return [json.loads(line) for line in lines]


def test_whatever_is_changed_in_the_stored_tree_is_found_or_tells_nothing_false(
    server: TestServer, exported: list[str], log: KeptLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every stored hash is altered, and every leaf given another row; then the log goes on by a row and is exported.

    The verifier makes the tree from the rows. So it refuses the next checkpoint where that rests on an altered hash;
    an altered hash further in bears nothing any more, and the export is to the byte what it would have been.
    """
    given_rows(1, NOW, since=21)
    with as_the_log(server, OWNER_ROLE):
        hashes = {(0, index) for index in Leaf.objects.values_list("index", flat=True)}
        hashes |= set(TreeNode.objects.values_list("level", "index"))
        true = exported_after(lambda: None, log)
        found, silent = set[tuple[int, int]](), set[tuple[int, int]]()
        for level, index in sorted(hashes):
            lines = exported_after(partial(alter_hash, level, index), log)
            if verified(lines, log, tmp_path, "--quorum", "0") == 1:
                assert "kontrollpunkt 22: raderna före den är inte de" in capsys.readouterr().out
                found.add((level, index))
            else:
                assert lines == true
                silent.add((level, index))
        for index in range(21):
            for other in ((index + 1) % 21, 21):
                lines = exported_after(partial(give_another_row, index, other), log)
                assert verified(lines, log, tmp_path, "--quorum", "0") == 1, (index, other)
    assert verified(true, log, tmp_path, "--quorum", "0") == 0
    assert len(true) == len(exported) + 2
    # 22 rows are 16, 4 and 2: the first two are stored whole, and the third is made of the last leaf.
    assert found == {(4, 0), (2, 4), (0, 20)}
    assert len(silent) == 21 + 18 - 3


def exported_after(change: Callable[[], None], log: KeptLog) -> list[str]:
    """Change, let the log go on, and export, with what no witness has signed; then take all back."""
    with transaction.atomic():
        change()
        add_leaves()
        sign_checkpoint(origin=ORIGIN, signer=log.signer, now=NOW)
        lines = list(log_lines(quorum=0))
        transaction.set_rollback(True)
    return lines


def alter_hash(level: int, index: int) -> None:
    rows = TreeNode.objects.filter(level=level, index=index) if level else Leaf.objects.filter(index=index)
    assert rows.update(hash=bytes(32)) == 1


def give_another_row(index: int, other: int) -> None:
    """Let two leaves change rows; a leaf that is not there yet gives its row away."""
    spare = PendingEntry.objects.values_list("entry", flat=True).get()
    here = Leaf.objects.values_list("entry", flat=True).get(index=index)
    there = Leaf.objects.filter(index=other).values_list("entry", flat=True).first()
    Leaf.objects.filter(index=index).update(entry=spare)
    if there is None:
        PendingEntry.objects.update(entry=here)
        return
    Leaf.objects.filter(index=other).update(entry=here)
    Leaf.objects.filter(index=index).update(entry=there)


def rows_of(lines: list[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith('{"row"')]


def points_of(lines: list[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith('{"checkpoint"')]


def change_a_field(lines: list[str], draw: random.Random) -> list[str]:
    at = draw.choice(rows_of(lines))
    row = json.loads(lines[at])["row"]
    name = draw.choice(sorted(row))
    row[name] = draw.choice([None, "", "X", f"{row[name]} ", 7])
    lines[at] = json.dumps({"row": row})
    return lines


def take_a_row_away(lines: list[str], draw: random.Random) -> list[str]:
    del lines[draw.choice(rows_of(lines))]
    return lines


def write_a_row_twice(lines: list[str], draw: random.Random) -> list[str]:
    lines.insert(draw.choice(rows_of(lines)), lines[draw.choice(rows_of(lines))])
    return lines


def swap_two_rows(lines: list[str], draw: random.Random) -> list[str]:
    one, other = draw.sample(rows_of(lines), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def invent_a_row(lines: list[str], draw: random.Random) -> list[str]:
    at = draw.choice(rows_of(lines))
    row = json.loads(lines[at])["row"] | {"id": f"{draw.getrandbits(128):032x}"}
    lines.insert(at, json.dumps({"row": row}))
    return lines


def change_a_checkpoint(lines: list[str], draw: random.Random) -> list[str]:
    at = draw.choice(points_of(lines))
    note = list(json.loads(lines[at])["checkpoint"])
    note[draw.randrange(len(note))] = draw.choice("ABab01+/ \n—")
    lines[at] = json.dumps({"checkpoint": "".join(note)}, ensure_ascii=False)
    return lines


def take_the_end_away(lines: list[str], draw: random.Random) -> list[str]:
    return lines[: draw.randrange(1, len(lines))]


def take_signatures_away(lines: list[str], draw: random.Random) -> list[str]:
    at = draw.choice(points_of(lines))
    note = json.loads(lines[at])["checkpoint"].split("\n")
    kept = note[: draw.choice([4, 5, 6])]
    lines[at] = json.dumps({"checkpoint": "\n".join([*kept, ""])}, ensure_ascii=False)
    return lines


def move_a_signature(lines: list[str], draw: random.Random) -> list[str]:
    one, other = (lines[at] for at in draw.sample(points_of(lines), 2))
    first, second = (json.loads(each)["checkpoint"].split("\n") for each in (one, other))
    at = draw.choice([4, 5, 6, 7])
    first[at] = second[at]
    lines[lines.index(one)] = json.dumps({"checkpoint": "\n".join(first)}, ensure_ascii=False)
    return lines


def swap_two_checkpoints(lines: list[str], draw: random.Random) -> list[str]:
    one, other = draw.sample(points_of(lines), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


Change = Callable[[list[str], random.Random], list[str]]
CHANGES: tuple[Change, ...] = (
    change_a_field,
    take_a_row_away,
    write_a_row_twice,
    swap_two_rows,
    invent_a_row,
    change_a_checkpoint,
    take_the_end_away,
    take_signatures_away,
    move_a_signature,
    swap_two_checkpoints,
)


def test_a_checkpoint_stands_once_for_each_size(server: TestServer, log: KeptLog) -> None:
    given_rows(2, NOW)
    with as_the_log(server):
        first, second = log.keep(NOW), log.keep(NOW)
        assert first == second
        assert Checkpoint.objects.count() == 1
