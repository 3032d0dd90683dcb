"""The keys outside the database: made once, private, bound to what they wrap."""

import json
import secrets
import shutil
import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from utvag.gateways.keystore import FileKeystore, KeyDestroyed, KeysUnusable, Wrapped, WrappedKeyInvalid

DATA_KEY = bytes(range(32))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_a_wrapped_key_unwraps_for_its_subject_also_after_a_restart(folder: Path) -> None:
    subject = uuid4()
    wrapped = FileKeystore(folder).wrap("case", subject, DATA_KEY)
    assert FileKeystore(folder).unwrap("case", subject, wrapped) == DATA_KEY


def test_it_refuses_another_subject_s_or_kind_s_key(folder: Path) -> None:
    store, subject = FileKeystore(folder), uuid4()
    wrapped = store.wrap("case", subject, DATA_KEY)
    for kind, other in (("case", uuid4()), ("home", subject)):
        with pytest.raises(WrappedKeyInvalid):
            store.unwrap(kind, other, wrapped)


@pytest.mark.parametrize("index", [0, 1, 8, 9, 20, 21, 60])
def test_it_refuses_an_altered_key(folder: Path, index: int) -> None:
    store, subject = FileKeystore(folder), uuid4()
    wrapped = bytearray(store.wrap("case", subject, DATA_KEY))
    wrapped[index] ^= 1
    with pytest.raises(WrappedKeyInvalid):
        store.unwrap("case", subject, bytes(wrapped))


def test_folder_and_files_are_for_their_owner_only(folder: Path) -> None:
    FileKeystore(folder).wrap("case", uuid4(), DATA_KEY)
    FileKeystore(folder).destroy("case", [uuid4()])
    made = [folder, *folder.rglob("*")]
    assert {stat.S_IMODE(one.stat().st_mode) for one in made if one.is_dir()} == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in made if one.is_file()} == {0o600}
    assert len(made) == 6


def test_many_that_begin_at_once_make_one_key(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        hashes = set(pool.map(lambda _: FileKeystore(folder).keyed_hash("k", b"v"), range(32)))
    assert len(hashes) == 1
    assert [file.name for file in folder.iterdir()] == ["index.json"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_it_refuses_a_file_that_others_can_reach(folder: Path, mode: int) -> None:
    FileKeystore(folder).keyed_hash("k", b"v")
    (folder / "index.json").chmod(mode)
    with pytest.raises(KeysUnusable):
        FileKeystore(folder).keyed_hash("k", b"v")


def test_it_refuses_a_folder_that_others_can_enter(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o750)
    with pytest.raises(KeysUnusable):
        FileKeystore(folder).keyed_hash("k", b"v")


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '[{"id": "00", "key": "AA=="}]', '[{"id": 1}]'])
def test_it_refuses_a_damaged_file_and_leaves_it_alone(folder: Path, content: str) -> None:
    FileKeystore(folder).keyed_hash("k", b"v")
    (folder / "index.json").write_text(content)
    with pytest.raises(KeysUnusable) as refused:
        FileKeystore(folder).keyed_hash("k", b"v")
    assert "index.json" in str(refused.value)
    assert (folder / "index.json").read_text() == content


def test_after_a_rotation_new_keys_are_wrapped_anew_and_old_ones_still_open(folder: Path) -> None:
    subject = uuid4()
    old = FileKeystore(folder).wrap("case", subject, DATA_KEY)
    file = folder / "case.json"
    new_key = {"id": secrets.token_hex(8), "key": b64encode(secrets.token_bytes(32)).decode()}
    file.write_text(json.dumps([new_key, *json.loads(file.read_text())]))
    store = FileKeystore(folder)
    new = store.wrap("case", subject, DATA_KEY)
    assert new[1:9].hex() == new_key["id"] != old[1:9].hex()
    assert store.unwrap("case", subject, old) == store.unwrap("case", subject, new) == DATA_KEY


def test_the_store_shows_no_key(folder: Path) -> None:
    store = FileKeystore(folder)
    store.keyed_hash("k", b"v")
    assert repr(store) == "FileKeystore(…)"


def test_a_destroyed_key_is_refused_for_ever_also_when_its_secret_is_put_back(folder: Path, tmp_path: Path) -> None:
    store, gone, kept = FileKeystore(folder), uuid4(), uuid4()
    wrapped = [Wrapped("case", one, store.wrap("case", one, DATA_KEY)) for one in (gone, kept)]
    shutil.copytree(folder / "subjects", tmp_path / "copy")
    store.destroy("case", [gone])
    shutil.copytree(tmp_path / "copy", folder / "subjects", dirs_exist_ok=True)
    for asked in (store, FileKeystore(folder)):
        assert asked.unwrap_many(wrapped) == (None, DATA_KEY)
        with pytest.raises(KeyDestroyed):
            asked.wrap("case", gone, DATA_KEY)


def test_keys_that_last_are_not_destroyed(folder: Path) -> None:
    with pytest.raises(KeysUnusable):
        FileKeystore(folder).destroy("staff", [uuid4()])


def test_the_secret_is_erased_and_not_only_marked(folder: Path) -> None:
    store, gone = FileKeystore(folder), uuid4()
    wrapped = store.wrap("case", gone, DATA_KEY)
    store.destroy("case", [gone])
    shutil.rmtree(folder / "destroyed")
    with pytest.raises(WrappedKeyInvalid):
        store.unwrap("case", gone, wrapped)
