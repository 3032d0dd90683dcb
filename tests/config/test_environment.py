"""What the environment may say, and that its secrets do not show themselves."""

from pathlib import Path

import pytest

from utvag.config.environment import DatabaseAddress, EnvironmentInvalid, parse_database_url, read_environment


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql://u:p%40@h:5433/n", DatabaseAddress("h", "5433", "n", "u", "p@")),
        ("postgres://u@/n?host=/var/run/pg&port=5440", DatabaseAddress("/var/run/pg", "5440", "n", "u", "")),
        ("postgresql://u:p@h", DatabaseAddress("h", "", "utvag", "u", "p")),
    ],
)
def test_it_takes_an_address_apart(url: str, address: DatabaseAddress) -> None:
    assert parse_database_url(url) == address


@pytest.mark.parametrize("url", ["mysql://h/n", "sqlite:///x", "postgresql://h:port/n", "text"])
def test_it_refuses_what_is_no_postgresql_address(url: str) -> None:
    with pytest.raises(EnvironmentInvalid):
        parse_database_url(url)


def test_nothing_is_a_demo_unless_it_is_said() -> None:
    assert not read_environment({}).is_demo
    assert not read_environment({"UTVAG_DEMO": "true"}).is_demo
    assert read_environment({"UTVAG_DEMO": "1"}).is_demo


def test_cookies_need_https_everywhere_but_in_the_demo() -> None:
    assert read_environment({}).is_https
    assert not read_environment({"UTVAG_DEMO": "1"}).is_https


def test_the_secret_key_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from the file\n")
    assert read_environment({"UTVAG_SECRET_KEY_FILE": str(file)}).secret_key == "from the file"
    with pytest.raises(EnvironmentInvalid):
        read_environment({"UTVAG_SECRET_KEY_FILE": str(tmp_path / "none")})


def test_passwords_and_keys_do_not_show_themselves() -> None:
    environment = read_environment({"DATABASE_URL": "postgresql://u:canary@h/n", "UTVAG_SECRET_KEY": "canary"})
    assert "canary" not in repr(environment)
    assert "canary" not in repr(environment.database)
