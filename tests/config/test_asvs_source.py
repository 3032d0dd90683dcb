"""What the source may not hold, read file by file: shows answers in `desk/asvs/`. Each search is shown to find."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"

Finder = Callable[[ast.AST], bool]


@cache
def modules() -> dict[str, ast.Module]:
    return {str(file.relative_to(SOURCE)): ast.parse(file.read_text("utf-8")) for file in SOURCE.rglob("*.py")}


def texts(ending: str) -> dict[str, str]:
    return {str(file.relative_to(SOURCE)): file.read_text("utf-8") for file in SOURCE.rglob(f"*.{ending}")}


def places(finder: Finder) -> list[str]:
    """Say where in the source something stands."""
    return [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, module in modules().items()
        for node in ast.walk(module)
        if finder(node)
    ]


def imported(node: ast.AST) -> Iterator[str]:
    """Give the full names that a node imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(*names: str) -> Finder:
    return lambda node: any(full == name or full.startswith(f"{name}.") for full in imported(node) for name in names)


def called(node: ast.AST) -> str:
    """Give the last word of what is called."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def words_of(node: ast.AST) -> Iterator[str]:
    """Give the names that a node uses, and a text that is one word."""
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.alias):
        yield node.name.rsplit(".", maxsplit=1)[-1]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def runs_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec", "compile"}:
        return True
    if any(word.arg == "shell" for word in getattr(node, "keywords", ())):
        return True
    return called(node) in {"from_string", "system", "popen"} or imports(
        "pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "code", "django.template.Template"
    )(node)


def is_put_together(node: ast.AST) -> bool:
    """Say whether a question to the database is made of other than fixed text. Names in capitals are fixed."""
    is_question = called(node) in {"execute", "executemany", "raw", "extra", "RawSQL", "RunSQL"}
    if not isinstance(node, ast.Call) or not is_question or not node.args:
        return False
    asked = node.args[0]
    if isinstance(asked, ast.JoinedStr):
        parts = [part.value for part in asked.values if isinstance(part, ast.FormattedValue)]
        return not all(isinstance(part, ast.Name) and part.id.isupper() for part in parts)
    is_formatted = called(asked) == "format" and isinstance(getattr(asked, "func", None), ast.Attribute)
    if is_formatted and isinstance(asked, ast.Call) and isinstance(asked.func, ast.Attribute):
        return isinstance(asked.func.value, ast.Constant | ast.JoinedStr)
    return isinstance(asked, ast.BinOp)


def is_weak(node: ast.AST) -> bool:
    weak = {"md5", "sha1", "ecb", "cbc", "cfb", "ofb", "arc4", "rc4", "tripledes", "blowfish", "des", "pkcs1v15"}
    return any(word.lower() in weak for word in words_of(node))


def mixes_fields(node: ast.AST) -> bool:
    """Say whether one is taken for the other: both whole, or the same field from either."""
    if isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.BoolOp | ast.Dict):
        parts = [*node.values]
    else:
        return False
    read = [re.match(r"\w+\.(GET|POST)\b(\.get\(['\"]\w+['\"])?", ast.unparse(part)) for part in parts]
    by_field = {(found[2], found[1]) for found in read if found}
    return any({(field, "GET"), (field, "POST")} <= by_field for field, _ in by_field)


def writes_any_field(node: ast.AST) -> bool:
    is_spread = isinstance(node, ast.Call) and any(
        word.arg is None and {"GET", "POST"} & {part.attr for part in ast.walk(word) if isinstance(part, ast.Attribute)}
        for word in node.keywords
    )
    return is_spread or "ModelForm" in set(words_of(node)) or "modelform_factory" in set(words_of(node))


def takes_for_markup(node: ast.AST) -> bool:
    return bool({"mark_safe", "SafeString", "SafeText", "SafeData", "safestring"} & set(words_of(node)))


def is_script(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "/javascript" in node.value


guessable = imports("random", "numpy.random")
reads_xml = imports("xml", "lxml", "defusedxml", "xmltodict")
talks = imports(
    *("socket", "ssl", "http.client", "urllib.request", "xmlrpc", "smtplib", "ftplib", "poplib", "imaplib"),
    *("requests", "httpx", "aiohttp", "urllib3", "ldap", "ldap3", "paramiko"),
)


@pytest.mark.parametrize(
    ("finder", "guilty"),
    [
        (runs_text, "eval(text)"),
        (runs_text, "import pickle"),
        (runs_text, "subprocess.run(text, shell=True)"),
        (runs_text, "engines['django'].from_string(text)"),
        (is_put_together, "cursor.execute(f'select {name}')"),
        (is_put_together, "cursor.execute('select %s' % name)"),
        (is_put_together, "cursor.execute('select {}'.format(name))"),
        (is_weak, "hashlib.md5(text)"),
        (is_weak, "hashlib.new('sha1')"),
        (is_weak, "from cryptography.hazmat.primitives.ciphers.modes import CBC"),
        (mixes_fields, "request.POST or request.GET"),
        (mixes_fields, "{**request.GET, **request.POST}"),
        (mixes_fields, "request.POST.get('sort') or request.GET.get('sort', '')"),
        (writes_any_field, "Home(**request.POST)"),
        (writes_any_field, "class A(forms.ModelForm): pass"),
        (takes_for_markup, "mark_safe(text)"),
        (guessable, "from random import choice"),
        (reads_xml, "import xml.etree.ElementTree"),
        (talks, "from urllib.request import urlopen"),
        (is_script, "HttpResponse(text, content_type='text/javascript')"),
    ],
)
def test_each_search_finds_what_it_looks_for(finder: Finder, guilty: str) -> None:
    assert any(finder(node) for node in ast.walk(ast.parse(guilty)))


def test_no_text_is_run_as_code() -> None:
    assert places(runs_text) == []


def test_no_question_to_the_database_is_put_together_from_text() -> None:
    asked = [place for place in places(is_put_together) if "/migrations/" not in place]
    assert asked == []


def test_no_weak_cipher_or_hash_is_used() -> None:
    assert places(is_weak) == []


def test_chance_is_never_one_that_can_be_guessed() -> None:
    assert places(guessable) == []


def test_no_code_of_ours_reads_xml_but_what_takes_signed_answers() -> None:
    """The identity provider's answers are XML; forged ones are refused in tests/organisation/identity/test_saml.py."""
    assert [place for place in places(reads_xml) if not place.startswith("utvag/gateways/identity/saml.py:")] == []


def test_only_the_gateways_talk_to_others() -> None:
    """The engine's process answers and asks nobody; the demo waits for its own server to answer."""
    ours = [place for place in places(talks) if place.startswith("utvag/")]
    may = ("utvag/gateways/", "utvag/config/engine.py:", "utvag/config/demo/")
    assert [place for place in ours if not place.startswith(may)] == []


def test_fields_of_the_address_and_of_the_form_are_not_mixed() -> None:
    assert places(mixes_fields) == []


def test_a_form_writes_only_the_fields_that_it_names() -> None:
    assert places(writes_any_field) == []


def test_no_answer_is_made_as_a_script() -> None:
    assert places(is_script) == []


def test_no_text_is_taken_for_markup() -> None:
    assert places(takes_for_markup) == []
    opened = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
    assert [name for name, text in texts("html").items() if opened.search(text)] == []


def test_no_page_holds_a_script_or_style_of_its_own() -> None:
    own = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
    assert [name for name, text in texts("html").items() if own.search(text)] == []


def test_every_file_of_a_page_is_our_own() -> None:
    asked_for = re.compile(
        r"<(?:script|link|img|iframe|object|embed|source|video|audio)\b[^>]*?\s(?:src|href|data)=\"([^\"]*)"
    )
    found = {each for text in texts("html").values() for each in asked_for.findall(text)}
    assert found
    assert {each for each in found if not each.startswith("{% static ")} == set()


def test_our_scripts_keep_nothing_and_write_no_markup() -> None:
    scripts = texts("js")
    assert scripts
    never = re.compile(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML|outerHTML|insertAdjacentHTML|document\.write"
        r"|postMessage|addEventListener\(\s*[\"']message|\beval\(|new Function|importScripts"
    )
    assert {name: never.findall(text) for name, text in scripts.items() if never.search(text)} == {}


def test_no_debugging_can_be_turned_on() -> None:
    settings = modules()["utvag/config/settings.py"]
    told = {
        getattr(node.targets[0], "id", ""): node.value for node in ast.walk(settings) if isinstance(node, ast.Assign)
    }
    assert ast.unparse(told["DEBUG"]) == "False"
    assert "TEMPLATE_DEBUG" not in told and "INTERNAL_IPS" not in told
    unwanted = {"django.contrib.admin", "django.contrib.admindocs", "debug_toolbar", "django_extensions", "silk"}
    assert unwanted.isdisjoint(word for node in ast.walk(settings) for word in words_of(node))
