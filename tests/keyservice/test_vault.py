"""The root key: three of five shares open the keys, two give nothing; and what is damaged is not opened."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from uuid import uuid4

import pytest

from tests.keyservice.given import Clock, settings_in
from utvag_keyservice.__main__ import main, root_in
from utvag_keyservice.files import VaultUnusable
from utvag_keyservice.service import Service
from utvag_keyservice.settings import SettingsInvalid, read_settings
from utvag_keyservice.shares import SharesInvalid, combine, make_root, split
from utvag_keyservice.vault import Vault, reseal
from utvag_keyservice.wire import Question

KEY = bytes(range(32))


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_any_three_shares_restore_the_root_key_and_two_give_nothing() -> None:
    root = make_root()
    shares = split(root)
    assert len(shares) == 5
    assert {combine(three) for three in combinations(shares, 3)} == {root}
    for two in combinations(shares, 2):
        with pytest.raises(SharesInvalid):
            combine(two)
    with pytest.raises(SharesInvalid):
        combine([shares[0], shares[0], shares[1]])
    with pytest.raises(SharesInvalid):
        combine([*shares[:2], split(make_root())[2]])
    with pytest.raises(SharesInvalid):
        combine([*shares[:2], shares[2].replace(shares[2].split()[-1], "academic")])


def test_another_root_key_opens_nothing_and_changes_nothing(keys: Path) -> None:
    root, subject = make_root(), uuid4()
    wrapped = Vault(keys, root).wrap("case", subject, KEY)
    before = {path.name: path.read_bytes() for path in keys.iterdir()}
    with pytest.raises(VaultUnusable, match="another root key"):
        Vault(keys, make_root())
    assert {path.name: path.read_bytes() for path in keys.iterdir()} == before
    assert Vault(keys, root).unwrap("case", subject, wrapped) == KEY


def test_a_file_whose_name_was_changed_does_not_open(keys: Path) -> None:
    root = make_root()
    Vault(keys, root)
    (keys / "case.sealed").write_bytes((keys / "home.sealed").read_bytes())
    with pytest.raises(VaultUnusable):
        Vault(keys, root)


def test_keys_whose_mark_is_gone_are_not_sealed_over(keys: Path) -> None:
    Vault(keys, make_root())
    (keys / "root.sealed").unlink()
    with pytest.raises(VaultUnusable, match="mark"):
        Vault(keys, make_root())


def test_keys_that_others_may_read_are_refused(keys: Path) -> None:
    root = make_root()
    Vault(keys, root)
    (keys / "case.sealed").chmod(0o640)
    with pytest.raises(VaultUnusable, match="0600"):
        Vault(keys, root)


def test_a_new_root_key_is_put_in_place_also_when_a_first_try_was_cut_short(keys: Path) -> None:
    old, new, subject = make_root(), make_root(), uuid4()
    wrapped = Vault(keys, old).wrap("case", subject, KEY)
    whole = {path: path.read_bytes() for path in keys.iterdir()}
    reseal(keys, old, new)
    # As a kill leaves it: some files are under the new key, the mark and the others under the old one.
    for path in sorted(whole)[3:]:
        path.write_bytes(whole[path])
    reseal(keys, old, new)
    assert Vault(keys, new).unwrap("case", subject, wrapped) == KEY
    with pytest.raises(VaultUnusable):
        Vault(keys, old)


class Typist(io.StringIO):
    """Three people at the ceremony: they copy the shares that are shown, and type some of them in again."""

    def __init__(self, capsys: pytest.CaptureFixture[str], first: Sequence[str], chosen: Sequence[int]) -> None:
        super().__init__()
        self._capsys, self._typed, self._chosen = capsys, list(first), list(chosen)
        self.shown: list[str] = []

    def copy(self, _prompt: str = "") -> str:
        self.shown += re.findall(r"^(?:[a-z]+ ){32}[a-z]+$", self._capsys.readouterr().out, re.MULTILINE)
        return ""

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]  # typeshed has the bytes of the base class
        return f"{self._typed.pop(0) if self._typed else self.shown[self._chosen.pop(0)]}\n"


def ceremony(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *arguments: str,
    first: Sequence[str] = (),
    chosen: Sequence[int] = (4, 1, 2),
) -> tuple[int, list[str]]:
    typist = Typist(capsys, first, chosen)
    monkeypatch.setattr(sys, "stdin", typist)
    monkeypatch.setattr("builtins.input", typist.copy)
    return main(["ceremony", *arguments]), typist.shown


def test_the_ceremony_shows_five_shares_once_and_writes_none_of_them(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shares = ceremony(monkeypatch, capsys, str(keys))
    assert (code, len(set(shares))) == (0, 5)
    subject = uuid4()
    wrapped = Vault(keys, combine(shares[:3])).wrap("case", subject, KEY)
    words = [share.split()[-1].encode() for share in shares]
    assert not any(word in path.read_bytes() for word in words for path in keys.iterdir())
    # Another is refused while the first holds; a yearly one needs three of the old shares.
    assert ceremony(monkeypatch, capsys, str(keys))[0] == 2
    assert ceremony(monkeypatch, capsys, str(keys), "--renew", first=shares[:2] + shares[:1])[0] == 2
    code, renewed = ceremony(monkeypatch, capsys, str(keys), "--renew", first=shares[2:])
    assert (code, len(set(renewed))) == (0, 5)
    assert Vault(keys, combine(renewed[2:])).unwrap("case", subject, wrapped) == KEY
    with pytest.raises(VaultUnusable):
        Vault(keys, combine(shares[:3]))


def test_a_ceremony_whose_shares_were_copied_wrongly_changes_nothing(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ceremony(monkeypatch, capsys, str(keys), chosen=(0, 0, 1))[0] == 2
    assert not keys.exists()


def test_the_settings_of_a_demo_are_refused_outside_it(tmp_path: Path) -> None:
    for changed in ({"evidence": ["demo"]}, {"root_file": str(tmp_path / "root")}):
        with pytest.raises(SettingsInvalid, match="--demo"):
            settings_in(tmp_path, **changed)
    assert read_settings(tmp_path / "settings.json", is_demo=True).root_file == tmp_path / "root"


def test_a_sealed_service_answers_how_it_stands_and_opens_with_three_shares(tmp_path: Path, keys: Path) -> None:
    root = make_root()
    Vault(keys, root)
    service = Service(settings_in(tmp_path), Clock())
    operator = service._clients["operator"]
    assert service.answer(operator, Question("status"))["sealed"] is True
    assert service.answer(operator, Question("unwrap"))["why"] == "sealed"
    shares = split(root)
    assert service.answer(operator, Question("unseal", shares=shares[:2]))["why"] == "invalid"
    assert service.answer(operator, Question("unseal", shares=split(make_root())[:3]))["why"] == "invalid"
    assert service.answer(service._clients["web"], Question("unseal", shares=shares[:3]))["why"] == "kind"
    assert service.answer(operator, Question("unseal", shares=shares[1:4]))["ok"] is True
    assert service.answer(operator, Question("status"))["sealed"] is False
    service.close()


def test_the_demos_root_key_is_made_once(tmp_path: Path) -> None:
    assert root_in(tmp_path / "root") == root_in(tmp_path / "root")
    (tmp_path / "root").write_bytes(b"short")
    with pytest.raises(VaultUnusable):
        root_in(tmp_path / "root")
