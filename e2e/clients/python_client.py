"""The official Python client, with the keys of every sample account."""

import json
import time
from pathlib import Path
from urllib.parse import quote

import ovh
import ovh.client
from ovh.exceptions import ResourceExpiredError

import python_keys
import python_tickets
from python_support import UNICODE, connect, raises
from report import Scope, equal

PRODUCTS = json.loads((Path(__file__).parent / "products.json").read_text())
# What the API calls a list of objects, in pages.
PAGES = {"X-Pagination-Mode": "CachedObjectList-Pages"}
SUSPENDED = "/vps, suspended"
TAGGED = "any list, tagged"


def run(scope: Scope, accounts: list[dict]) -> None:
    regions = {account["region"] for account in accounts}
    with scope.check("finds sample accounts in every region"):
        equal(sorted(regions), ["ca", "eu", "us"])
    seen: set[tuple[str, str]] = set()
    for keys in accounts:
        # The client's own table of endpoints knows the real ones only.
        ovh.client.ENDPOINTS[f"local-{keys['region']}"] = keys["baseUrl"]
        client = connect(keys)
        account = scope.scope(f"{keys['region']} {keys['nic']}")
        account.journey(identity, client, keys)
        account.journey(services, client)
        account.journey(products, client, keys, seen)
        account.journey(changes, client)
        account.journey(suspended, client, keys, seen)
        account.journey(python_tickets.life_of_a_ticket, client)
        account.journey(python_tickets.queries, client)
        account.journey(python_tickets.replacement, client)
        account.journey(errors, client, keys)
        account.journey(python_keys.request_and_use, client, keys)
        account.journey(python_keys.refuse, keys)
        account.journey(python_keys.only_from_elsewhere, keys)
    for region in sorted(regions):
        here = [product["list"] for product in PRODUCTS if region in product["regions"]]
        for thing in [*here, SUSPENDED, TAGGED]:
            trouble = None if (region, thing) in seen else "no sample account has one"
            scope.scope(region).record(f"has met something of {thing}", trouble)


def identity(scope: Scope, client: ovh.Client, keys: dict) -> None:
    with scope.check("tells the time without a signature"):
        told = client.get("/auth/time", _need_auth=False)
        assert type(told) is int and abs(told - time.time()) < 60, told
        assert abs(client.time_delta) < 60, client.time_delta
    with scope.check("reads the account"):
        equal(client.get("/me")["nichandle"], keys["nic"])
    with scope.check("reads it under the other name of the version, too"):
        equal(client.get("/v1/me"), client.get("/me"))
    with scope.check("reads the credential in use"):
        credential = client.get("/auth/currentCredential")
        equal(credential["status"], "validated")
        assert credential["rules"], credential
        known = client.get(f"/me/api/credential/{credential['credentialId']}")
        equal(known["applicationId"], credential["applicationId"])
    with scope.check("reads who is calling"):
        equal(client.get("/auth/details")["account"], keys["nic"])


def services(scope: Scope, client: ovh.Client) -> None:
    with scope.check("lists services by number"):
        ids = client.get("/services")
        assert ids and all(type(one) is int for one in ids), ids
        equal(len(set(ids)), len(ids))
    with scope.check("reads each, and the object that it leads to"):
        for one in ids:
            service = client.get(f"/services/{one}")
            equal(service["serviceId"], one)
            client.get(service["route"]["url"])
    with scope.check("reads pages of objects by the pagination headers"):
        size = max(1, len(ids) // 2)
        got: list[int] = []
        for number in range(1, 4):
            answer = client.raw_call("GET", "/services", headers={
                **PAGES,
                "X-Pagination-Number": str(number),
                "X-Pagination-Size": str(size),
            })
            equal(answer.status_code, 200)
            equal(answer.headers["X-Pagination-Elements"], str(len(ids)))
            page = answer.json()
            assert len(page) <= size
            got += [service["serviceId"] for service in page]
        equal(got, ids[: size * 3])
    with scope.check("reads a batch, in which one item is missing"):
        asked = [*ids[:3], 0]
        path = "/services/" + ",".join(map(str, asked))
        answer = client.raw_call("GET", path, headers={"X-Ovh-Batch": ","})
        equal(answer.status_code, 200)
        batch = answer.json()
        equal([str(item["key"]) for item in batch], [str(one) for one in asked])
        equal([item["value"]["serviceId"] for item in batch[:-1]], asked[:-1])
        assert all(item["error"] is None for item in batch[:-1]), batch
        assert batch[-1]["value"] is None and batch[-1]["error"], batch[-1]
    with scope.check("follows the cursor of a v2 list to its end"):
        first = resources(client, size=1000)
        followed = resources(client, size=max(1, len(first) // 2))
        assert first and first == followed, (len(first), len(followed))
        found = client.get(f"/v2/iam/resource/{quote(first[0]['urn'], safe='')}")
        equal(found, first[0])


def resources(client: ovh.Client, size: int) -> list[dict]:
    """All items of a list of API v2, page by page."""
    found: list[dict] = []
    headers = {"X-Pagination-Size": str(size)}
    while True:
        answer = client.raw_call("GET", "/v2/iam/resource", headers=dict(headers))
        equal(answer.status_code, 200)
        page = answer.json()
        assert len(page) <= size
        found += page
        following = answer.headers.get("X-Pagination-Cursor-Next")
        if following is None:
            return found
        assert page, "an empty page is followed by another"
        headers["X-Pagination-Cursor"] = following


def products(scope: Scope, client: ovh.Client, keys: dict, seen: set) -> None:
    for product in PRODUCTS:
        scope.journey(one_product, client, keys["region"], product, seen)


def one_product(
    scope: Scope, client: ovh.Client, region: str, product: dict, seen: set
) -> None:
    path = product["list"]
    if region not in product["regions"]:
        with scope.check(f"{path} is not there"), raises(ovh.ResourceNotFoundError):
            client.get(path)
        return
    with scope.check(f"{path} is listed"):
        names = client.get(path)
        assert all(isinstance(name, str) for name in names), names
    if not names:
        return
    url = f"{path}/{quote(names[0], safe='')}"
    with scope.check(f"{path} has an object"):
        found = client.get(url)
        if product["name"]:
            equal(found[product["name"]], names[0])
        seen.add((region, path))
    if product.get("infos", True):
        with scope.check(f"{path} has serviceInfos of the same service"):
            infos = client.get(f"{url}/serviceInfos")
            equal(infos["domain"], names[0])
            service = client.get(f"/services/{infos['serviceId']}")
            equal(service["resource"]["name"], names[0])
        with scope.check(f"{path} is filtered by tags"):
            objects = client.raw_call("GET", path, headers=dict(PAGES)).json()
            tags = {name: one["iam"]["tags"] for name, one in zip(names, objects, strict=True)}
            for key, value in {pair for own in tags.values() for pair in own.items()}:
                seen.add((region, TAGGED))
                condition = json.dumps({key: [{"operator": "EQ", "value": value}]})
                wanted = [name for name in names if tags[name].get(key) == value]
                equal(client.get(path, iamTags=condition), wanted)


def changes(scope: Scope, client: ovh.Client) -> None:
    with scope.check("changes the account and reads it back"):
        before = client.get("/me")
        client.put("/me", city=UNICODE)
        equal(client.get("/me"), {**before, "city": UNICODE})
    with scope.check("changes a display name and reads it back"):
        service = f"/services/{client.get('/services')[-1]}"
        client.put(service, displayName=UNICODE)
        equal(client.get(service)["resource"]["displayName"], UNICODE)


def suspended(scope: Scope, client: ovh.Client, keys: dict, seen: set) -> None:
    with scope.check("filters and sorts a list by headers"):
        of_vps = quote("/vps/%", safe="")
        answer = client.raw_call("GET", "/services", headers={
            **PAGES,
            "X-Pagination-Filter": f"resource.state:eq=suspended&route.path:like={of_vps}",
            "X-Pagination-Sort": "resource.name",
            "X-Pagination-Sort-Order": "DESC",
        })
        equal(answer.status_code, 200)
        found = [(one["resource"]["name"], one["resource"]["state"]) for one in answer.json()]
        equal(found, sorted(found, reverse=True))
        assert all(state == "suspended" for _, state in found), found
    for name, _ in found[:1]:
        seen.add((keys["region"], SUSPENDED))
        with scope.check("is told about a suspended service by ResourceExpiredError"):
            with raises(ResourceExpiredError):
                client.put(f"/vps/{name}", displayName="Not now")


def errors(scope: Scope, client: ovh.Client, keys: dict) -> None:
    cases = [
        ("a path that nobody declared", client, "/no/such/path",
         ovh.ResourceNotFoundError, "Got an invalid (or empty) URL"),
        ("a service of nobody", client, "/services/0", ovh.ResourceNotFoundError, "0"),
        ("a query parameter that nobody declared", client, "/me?colour=blue",
         ovh.BadParametersError, "Received not described parameters"),
        ("a number that is none", client, "/support/tickets/first",
         ovh.BadParametersError, "ticketId"),
        ("a value that is not in the enumeration", client, "/support/tickets?status=lost",
         ovh.BadParametersError, "status"),
        ("a wrong consumer key", connect(keys, consumer_key="x" * 32), "/me",
         ovh.NotCredential, "This credential does not exist"),
        ("a wrong application key", connect(keys, application_key="x" * 16), "/me",
         ovh.InvalidKey, "This application key is invalid"),
        ("a wrong application secret", connect(keys, application_secret="x" * 32), "/me",
         ovh.BadParametersError, "Invalid signature"),
    ]
    for name, asking, path, kind, words in cases:
        with scope.check(f"is told about {name} by {kind.__name__}"), raises(kind, words):
            asking.get(path)
