"""Who is let in, as whom, and until when: on the sign-in itself and through the dashboard."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from conftest import copied
from opened_pages import dashboard, drawn, said
from signing import AUTH, STAFF, claims, secrets_of
from streamlit.testing.v1 import AppTest

from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.store import open_store
from pages.frame import listening, person, provider

ROOT = Path(__file__).resolve().parents[3]


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture(scope="module")
def signed_store(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with an analyst and a director who keep their access."""
    store = copied(example_store, tmp_path_factory.mktemp("signed") / "store.sqlite")
    with open_store(str(store)) as opened:
        opened.access.grant(LOCAL, "ana@school.be", "analyst")
        opened.access.grant(LOCAL, "dir@school.be", "director", ["Centrum 07"])
    return store


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """Puts secrets in place for what is asked outside of a page."""

    def put(held: dict[str, Any]) -> None:
        from streamlit.runtime.secrets import Secrets

        made = Secrets()
        made._secrets = held  # type: ignore[assignment]
        monkeypatch.setattr(st, "secrets", made)

    return put


@pytest.fixture
def opened(signed_store: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Opens the dashboard as who has these claims."""
    monkeypatch.setenv("MEASUREMENT_STORE", str(signed_store))

    def open_as(user: dict[str, Any], held: dict[str, Any] | None = None, **query: str) -> AppTest:
        app = dashboard(**query)
        app.secrets = secrets_of() if held is None else held
        app.user = user
        return app.run()

    return open_as


def titles(app: AppTest) -> list[str]:
    return [one.value for one in app.title]


# ---------------------------------------------------------------- what the secrets say


def test_without_a_section_nobody_has_to_sign_in(secrets):
    secrets({})
    assert not provider.configured()
    assert provider.faults() == []
    assert provider.claims() is None


def test_a_good_section_has_no_faults_and_may_listen_anywhere(secrets):
    secrets(secrets_of())
    assert provider.configured()
    assert [str(fault) for fault in provider.faults()] == []
    assert listening.refusal("0.0.0.0") is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"client_id": ""}, "client_id"),
        ({"redirect_uri": ""}, "redirect_uri"),
        ({"cookie_secret": "te kort"}, "cookie_secret is te kort"),
        (
            {"server_metadata_url": "https://login.microsoftonline.com/common/v2.0/.well-known/x"},
            "common",
        ),
        (
            {"server_metadata_url": "https://login.microsoftonline.com/organizations/v2.0/x"},
            "organizations",
        ),
        ({"server_metadata_url": "https://login.microsoftonline.com/Common/v2.0/x"}, "common"),
        ({"server_metadata_url": "http://idp.school.be/x"}, "https://"),
        ({"server_metadata_url": "idp.school.be/x"}, "https://"),
    ],
)
def test_a_section_that_is_not_safe_is_named_and_opens_nothing(secrets, change, named):
    secrets(secrets_of(AUTH | change))
    assert any(named in str(fault) for fault in provider.faults())
    assert named in str(listening.refusal("127.0.0.1"))


def test_sign_in_without_staff_in_the_secrets_is_refused(secrets):
    secrets({"auth": AUTH})
    assert any("[access]" in str(fault) for fault in provider.faults())


def test_named_providers_are_offered_each(secrets):
    shared = {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}
    one = {key: AUTH[key] for key in ("client_id", "client_secret", "server_metadata_url")}
    other = one | {"server_metadata_url": "https://idp.smartschool.be/x"}
    secrets(secrets_of({**shared, "microsoft": one, "smartschool": other}))
    assert provider.providers() == ["microsoft", "smartschool"]
    assert provider.faults() == []
    secrets(secrets_of({**shared, "microsoft": one, "twice": one}))
    assert any("server_metadata_url" in str(fault) for fault in provider.faults())
    secrets(secrets_of({**shared, "microsoft": {**one, "client_secret": ""}}))
    assert any("[auth.microsoft]" in str(fault) for fault in provider.faults())


def test_secrets_that_cannot_be_read_open_nothing(tmp_path, monkeypatch):
    from streamlit import config
    from streamlit.runtime.secrets import Secrets

    file = tmp_path / "secrets.toml"
    file.write_text("[auth\nclient_id = ", encoding="utf-8")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    monkeypatch.setattr(st, "secrets", Secrets())
    try:
        assert provider.configured()
        assert "secrets.toml" in str(listening.refusal("127.0.0.1"))
    finally:
        config.set_option("secrets.files", before)


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"Host": "localhost:8501"}, False),
        ({"Host": "127.0.0.1:8501"}, False),
        ({"Host": "[::1]:8501"}, False),
        ({}, False),
        ({"Host": "effect.school.be"}, True),
        ({"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.9"}, True),
        ({"Host": "localhost:8501", "Forwarded": "for=10.0.0.9"}, True),
    ],
)
def test_without_sign_in_a_request_must_come_from_this_machine(secrets, headers, refused):
    secrets({})
    assert (listening.refused("127.0.0.1", headers) is not None) is refused


def test_with_sign_in_a_proxy_may_pass_requests_on(secrets):
    secrets(secrets_of())
    assert listening.refused("127.0.0.1", {"Host": "effect.school.be", "Forwarded": "x"}) is None


@pytest.mark.parametrize(
    ("told", "email"),
    [
        ({"email": " Dir@School.be "}, "dir@school.be"),
        ({"email": "dir@school.be", "email_verified": False}, ""),
        ({"email": "dir@school.be", "email_verified": True}, "dir@school.be"),
        ({"email": "dir@school.be", "email_verified": "false"}, ""),
        ({"email": "dir@school.be", "email_verified": 0}, ""),
        ({"email": "dir@school.be", "email_verified": "True"}, "dir@school.be"),
        ({"email": None}, ""),
        ({"preferred_username": "dir@school.be"}, ""),
    ],
)
def test_the_address_is_what_the_provider_vouches_for(secrets, told, email):
    secrets(secrets_of())
    assert provider.email_of(told) == email


def test_another_claim_can_hold_the_address(secrets):
    secrets(secrets_of(claim="preferred_username"))
    assert provider.email_of({"preferred_username": "dir@school.be"}) == "dir@school.be"
    secrets(secrets_of(claim="sub"))
    assert any("claim" in str(fault) for fault in provider.faults())


def test_the_example_of_secrets_holds_none_and_works_when_it_is_filled_in(secrets):
    told = tomllib.loads((ROOT / ".streamlit" / "secrets.example.toml").read_text("utf-8"))
    empty = [key for key, value in told["auth"].items() if not value]
    assert empty == ["cookie_secret", "client_id", "client_secret"]
    secrets(told)
    assert provider.faults()
    secrets({**told, "auth": {**told["auth"], **{key: AUTH[key] for key in empty}}})
    assert provider.faults() == []


def test_secrets_and_stores_stay_out_of_the_repository():
    ignored = set((ROOT / ".gitignore").read_text("utf-8").split())
    assert {"/data/store*", "/data/secret*", "/data/exports/", ".streamlit/secrets.toml"} <= ignored


# ---------------------------------------------------------------- through the dashboard


def test_who_is_not_signed_in_sees_a_button_and_nothing_else(opened: Any) -> None:
    app = opened({"is_logged_in": False})
    assert titles(app) == ["Effectmeting"]
    assert app.button(key="sign_in_").label == "Aanmelden"
    assert not drawn(app)
    assert "Centrum 0" not in said(app)


@pytest.mark.parametrize(
    ("user", "first"),
    [
        (claims(STAFF), "Overzicht"),
        (claims("ana@school.be"), "Overzicht"),
        (claims("dir@school.be"), "Centrumprofiel"),
        (claims("DIR@school.BE"), "Centrumprofiel"),
    ],
)
def test_everybody_begins_on_the_page_of_the_role(opened: Any, user, first) -> None:
    app = opened(user)
    assert not app.exception
    assert titles(app) == [first]


def test_first_staff_get_access_from_the_secrets_and_it_is_logged(
    opened: Any, signed_store: Path
) -> None:
    opened(claims(STAFF))
    with open_store(str(signed_store)) as store:
        account = store.access.account_of(STAFF)
        assert account is not None
        assert account.role == "staff"
        assert "secrets" in set(store.audit.table()["who"])


@pytest.mark.parametrize(
    ("user", "sentence"),
    [
        (claims("vreemd@school.be"), "vreemd@school.be"),
        (claims(exp=int(time.time()) - 1), "verlopen"),
        (claims(exp=None), "verlopen"),
        (claims(email_verified=False), "geverifieerd"),
        (claims("geen adres"), "geverifieerd"),
    ],
)
def test_who_may_not_come_in_is_told_why_and_sees_nothing(opened: Any, user, sentence) -> None:
    app = opened(user, centrum="Centrum 03", school_year="2024-2025")
    assert titles(app) == ["Effectmeting"]
    assert sentence in said(app)
    assert not drawn(app)
    assert "Centrum 0" not in said(app)


def test_a_sign_in_that_expires_ends_at_the_next_action(opened: Any) -> None:
    user = claims(nonce="expires")
    app = opened(user)
    assert titles(app) == ["Centrumprofiel"]
    app.user = {**user, "exp": int(time.time()) - 1}
    app.run()
    assert titles(app) == ["Effectmeting"]
    assert "verlopen" in said(app)


def test_a_sign_in_that_was_ended_holds_nowhere_else(opened: Any) -> None:
    user = claims(nonce="ends")
    app, other = opened(user), opened(user)
    assert titles(other) == ["Centrumprofiel"]
    app.button(key="sign_out").click().run()
    assert titles(other.run()) == ["Effectmeting"]
    assert "afgemeld" in said(other)
    assert titles(opened({**user, "iat": user["iat"] + 5})) == ["Centrumprofiel"]  # signed in anew


@pytest.mark.parametrize("how", ["signed out", "expired", "withdrawn", "another centre", "still"])
def test_a_file_that_was_offered_is_made_only_for_who_may_still_have_it(
    signed_store: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(signed_store))
    email = f"{how.replace(' ', '')}@school.be"
    with open_store(str(signed_store)) as store:
        account = store.access.grant(LOCAL, email, "director", ["Centrum 07"])
        until = time.time() + (0.2 if how == "expired" else 600)
        who = person.Person(
            email, "x", "director", "director", account.centres, account, how, until
        )
        person.let_in(who)
        make = person.while_allowed(lambda: b"file")
        person.let_in(None)  # it is built in a thread of its own, where nobody is here
        if how == "signed out":
            store.sign_ins.end(how, until, time.time())
        elif how == "expired":
            time.sleep(0.3)
        elif how == "withdrawn":
            store.access.end(LOCAL, email)
        elif how == "another centre":
            store.access.change(LOCAL, email, "director", ["Centrum 08"])
    if how == "still":
        assert make() == b"file"
    else:
        with pytest.raises(SurveyError):
            make()


def test_sign_ins_that_ended_are_kept_without_a_new_revision(signed_store: Path) -> None:
    with open_store(str(signed_store)) as store:
        before = store.revision
        store.sign_ins.end("one", 200.0, now=100.0)
        assert store.sign_ins.ended("one")
        store.sign_ins.end("one", 200.0, now=100.0)
        store.sign_ins.end("two", 500.0, now=300.0)  # the first has ended by itself meanwhile
        assert not store.sign_ins.ended("one")
        assert store.sign_ins.ended("two")
        assert store.revision == before


def test_withdrawn_access_ends_at_the_next_action(opened: Any, signed_store: Path) -> None:
    with open_store(str(signed_store)) as store:
        store.access.grant(LOCAL, "weg@school.be", "director", ["Centrum 07"])
    app = opened(claims("weg@school.be"))
    assert titles(app) == ["Centrumprofiel"]
    with open_store(str(signed_store)) as store:
        store.access.end(LOCAL, "weg@school.be")
    app.toggle(key="paper").set_value(True).run()
    assert titles(app) == ["Effectmeting"]
    assert "Centrum 07" not in said(app)


def test_another_centre_holds_at_the_next_action(opened: Any, signed_store: Path) -> None:
    with open_store(str(signed_store)) as store:
        store.access.grant(LOCAL, "ander@school.be", "director", ["Centrum 07"])
    app = opened(claims("ander@school.be"))
    assert "Centrum 07" in said(app)
    with open_store(str(signed_store)) as store:
        store.access.change(LOCAL, "ander@school.be", "director", ["Centrum 09"])
    app.run()
    assert "Centrum 09" in said(app)
    assert "Centrum 07" not in said(app)


def test_a_director_cannot_look_as_somebody_else(opened: Any) -> None:
    app = dashboard()
    app.secrets, app.user = secrets_of(), claims()
    app.session_state["look_as"] = "staff"
    app.session_state["look_at"] = "Centrum 03"
    app.run()
    assert titles(app) == ["Centrumprofiel"]
    assert "Centrum 07" in said(app)
    assert "Centrum 03" not in said(app)


def test_staff_look_as_a_director_and_get_no_more(opened: Any) -> None:
    app = opened(claims(STAFF))
    app.radio(key="look_as").set_value("director").run()
    assert titles(app) == ["Centrumprofiel"]
    centre = app.selectbox(key="look_at").value
    assert centre in said(app)
    app.selectbox(key="look_at").set_value("Centrum 19").run()
    assert "Centrum 19" in said(app)
    app.radio(key="look_as").set_value("staff").run().switch_page(
        "pages/centre/profile/page.py"
    ).run()
    assert len(app.selectbox(key="centrum").options) == 19


def test_an_analyst_sees_all_but_changes_nothing(opened: Any) -> None:
    app = opened(claims("ana@school.be"))
    assert not [b for b in app.button if b.key == "start_empty"]
    app.switch_page("pages/results/comments/page.py").run()
    assert not app.exception
    assert not [b for b in app.button if str(b.key).startswith(("release_", "withdraw_"))]
    app.switch_page("pages/data/reach/page.py").run()
    assert not app.exception
    assert not [b for b in app.button if b.key in ("save_figures", "take_over", "add_list")]


@pytest.mark.parametrize("script", ["data/imports", "data/access"])
def test_an_analyst_gets_no_page_of_staff(opened: Any, script: str) -> None:
    app = opened(claims("ana@school.be"))
    with pytest.raises(ValueError, match="navigation page"):
        app.switch_page(f"pages/{script}/page.py")


def test_a_director_of_two_centres_chooses_between_them(opened: Any, signed_store: Path) -> None:
    with open_store(str(signed_store)) as store:
        store.access.grant(LOCAL, "twee@school.be", "director", ["Centrum 07", "Centrum 08"])
    user = claims("twee@school.be")
    app = opened(user, centrum="Centrum 08")
    assert app.selectbox(key="centrum").options == ["Centrum 07", "Centrum 08"]
    assert "Centrum 08" in app.header[0].value
    app = opened(user, centrum="Centrum 03")
    assert app.header[0].value == "Centrum 07"


def test_access_is_of_who_signed_in_first_with_the_address_until_staff_release_it(
    opened: Any, signed_store: Path
) -> None:
    first, other = claims("eerst@school.be"), claims("eerst@school.be", sub="een ander")
    elsewhere = claims("eerst@school.be", iss="https://elders")
    with open_store(str(signed_store)) as store:
        store.access.grant(LOCAL, "eerst@school.be", "analyst")
        assert titles(opened(first)) == ["Overzicht"]
        assert titles(opened(first | {"iat": 1, "nonce": "n2"})) == ["Overzicht"]
        for stranger in (other, elsewhere, first | {"oid": "x"}):
            app = opened(stranger)
            assert titles(app) == ["Effectmeting"]
            assert "eerder met een ander account" in said(app)
        store.access.release(LOCAL, "eerst@school.be")
        assert titles(opened(other)) == ["Overzicht"]
        assert "eerder met een ander account" in said(opened(first))
        log = store.audit.table()
        told = log[log["about"] == "eerst@school.be"]["action"].tolist()
        assert told == ["access_bound", "access_released", "access_bound", "access_granted"]


def test_who_is_not_named_by_the_provider_does_not_come_in(opened: Any) -> None:
    app = opened(claims("ana@school.be", sub=None))
    assert titles(app) == ["Effectmeting"]
