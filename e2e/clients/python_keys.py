"""Consumer keys: asked for by the client, allowed by a person."""

import ovh

from person import Person
from python_support import connect, raises
from report import Scope, equal

BACK = "https://application.example/back?state=a%26b"


def start(keys: dict) -> tuple[ovh.Client, Person]:
    """A client without a consumer key, and somebody who can give it one."""
    control_plane = keys["baseUrl"].removesuffix("/1.0")
    # None would be looked for in the environment.
    return connect(keys, consumer_key=""), Person(control_plane)


def request_and_use(scope: Scope, owner: ovh.Client, keys: dict) -> None:
    client, person = start(keys)
    rules = [{"method": "GET", "path": "/me"}, {"method": "GET", "path": "/support/*"}]
    with scope.check("asks for a consumer key, which does not work yet"):
        pending = client.request_consumerkey(rules, redirect_url=BACK)
        equal(pending["state"], "pendingValidation")
        with raises(ovh.InvalidCredential, "This credential is not valid"):
            client.get("/me")
    with scope.check("the person sees what is asked for"):
        page = person.open(pending["validationUrl"])
        equal(page.status, 200)
        assert {"/me", "/support/*"} <= set(page.code), page.code
        assert keys["nic"] in page.choices["account"], page.choices
    with scope.check("a wrong password allows nothing"):
        answer = person.send(page, account=keys["nic"], password="wrong", answer="accept")
        assert answer.status_code // 100 == 4, answer.status_code
        with raises(ovh.InvalidCredential):
            client.get("/me")
    with scope.check("the right one does, and leads back to the application"):
        answer = person.send(
            page, account=keys["nic"], password=person.password(), validity="1h", answer="accept"
        )
        equal((answer.status_code, answer.headers.get("Location")), (303, BACK))
    with scope.check("the key works, within its rules"):
        equal(client.get("/me")["nichandle"], keys["nic"])
        client.get("/support/tickets")
        with raises(ovh.NotGrantedCall, "This call has not been granted"):
            client.get("/services")
        with raises(ovh.NotGrantedCall):
            client.put("/me", city="Elsewhere")
    with scope.check("the key knows its rules and its end"):
        credential = client.get("/auth/currentCredential")
        equal(credential["rules"], rules)
        assert credential["expiration"], credential
    with scope.check("the link cannot be answered twice"):
        equal(person.open(pending["validationUrl"]).status, 404)
    with scope.check("the owner finds the key and removes it"):
        path = f"/me/api/credential/{credential['credentialId']}"
        assert credential["credentialId"] in owner.get("/me/api/credential", status="validated")
        owner.delete(path)
        with raises(ovh.NotCredential):
            client.get("/me")
        with raises(ovh.ResourceNotFoundError):
            owner.get(path)


def refuse(scope: Scope, keys: dict) -> None:
    client, person = start(keys)
    with scope.check("a key that was refused stays without effect"):
        asking = client.new_consumer_key_request()
        asking.add_recursive_rules(ovh.API_READ_WRITE, "/support")
        page = person.open(asking.request()["validationUrl"])
        equal(person.send(page, answer="refuse").status_code, 200)
        with raises(ovh.InvalidCredential):
            client.get("/support/tickets")


def only_from_elsewhere(scope: Scope, keys: dict) -> None:
    client, person = start(keys)
    with scope.check("a key for other addresses is Forbidden here"):
        rules = [{"method": "GET", "path": "/*"}]
        pending = client.request_consumerkey(rules, allowedIPs=["192.0.2.0/24"])
        page = person.open(pending["validationUrl"])
        answer = person.send(page, account=keys["nic"], password=person.password(), answer="accept")
        equal(answer.status_code, 200)
        with raises(ovh.Forbidden):
            client.get("/me")
    with scope.check("a key logs itself out"):
        pending = client.request_consumerkey(rules)
        page = person.open(pending["validationUrl"])
        person.send(page, account=keys["nic"], password=person.password(), answer="accept")
        equal(client.get("/me")["nichandle"], keys["nic"])
        client.post("/auth/logout")
        assert not works(client), "the key still works"


def works(client: ovh.Client) -> bool:
    try:
        client.get("/me")
    except (ovh.InvalidCredential, ovh.NotCredential):
        return False
    return True
