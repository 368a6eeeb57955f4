"""Request bodies: what browsers send gets through unchanged, everything else is a 4xx with a reason, never a 500."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask import Flask, jsonify, request
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from trustcode.doors.lobby.bodies import BadBody, Body, BodyFault, BodyKind, BodyLimits, read_body, read_query

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
TIGHT = BodyLimits(form_bytes=2000, multipart_bytes=4000, json_bytes=3000, query_bytes=200, fields=20, value_length=500)


def plain(value: Any) -> Any:
    """A frozen JSON value as lists and dicts, for comparing."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if hasattr(value, "items") else value


def an_app() -> Flask:
    app = Flask("bodies")

    @app.before_request
    def strict() -> None:
        read_body(request, TIGHT)
        read_query(request, TIGHT)

    @app.route("/", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def echo() -> Any:
        body = read_body(request)
        files = {name: [[f.filename, f.content.decode("latin-1")] for f in sent] for name, sent in body.files.items()}
        query = {name: list(values) for name, values in read_query(request).items()}
        fields = {name: list(values) for name, values in body.fields.items()}
        return jsonify(fields=fields, files=files, json=plain(body.json), kind=body.kind, query=query)

    @app.route("/library", methods=["POST"])
    def library() -> Any:
        return jsonify(request.form.to_dict())

    @app.errorhandler(BadBody)
    def bad(no: BadBody) -> Any:
        return jsonify(fault=no.fault, where=no.where), no.status

    return app


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return an_app().test_client()


def post(client: FlaskClient, data: bytes, kind: str = FORM, **more: Any) -> Any:
    return client.post("/", data=data, content_type=kind, **more)


def fault_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["fault"]


# What gets through


def test_a_form_gets_through_with_its_repeated_fields(client: FlaskClient) -> None:
    answer = post(client, b"name=%E6%B9%98%E5%91%B3+%26+Co&kind=a&kind=b&empty=")

    assert answer.json["fields"] == {"name": ["湘味 & Co"], "kind": ["a", "b"], "empty": [""]}


def test_bare_utf_8_in_a_form_gets_through(client: FlaskClient) -> None:
    assert post(client, "q=米粉".encode()).json["fields"] == {"q": ["米粉"]}


def test_a_form_with_a_file_gets_through(client: FlaskClient) -> None:
    photo = (io.BytesIO(b"\xff\xd8\0\r\n--x"), "门头 1.jpg")

    answer = client.post("/", data={"name": "湘味\r\n二", "photo": photo})

    assert answer.json["fields"] == {"name": ["湘味\r\n二"]}
    assert answer.json["files"] == {"photo": [["门头 1.jpg", "\xff\xd8\0\r\n--x"]]}


def test_a_file_input_left_empty_is_no_file(client: FlaskClient) -> None:
    answer = client.post("/", data={"name": "a", "photo": (io.BytesIO(b""), "")})

    assert answer.json["files"] == {}


def test_json_gets_through_unchanged(client: FlaskClient) -> None:
    value = {"a": [1, -2.5, True, None, "湘"], "b": {"c": 2**53, "d": -(2**53)}, "": "\U00020bb7"}

    answer = post(client, json.dumps(value).encode(), JSON)

    assert (answer.json["json"], answer.json["kind"]) == (value, JSON)


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON;Charset=UTF-8"])
def test_the_name_of_a_type_may_be_written_either_way(client: FlaskClient, kind: str) -> None:
    assert post(client, b" {} ", kind).status_code == 200


def test_a_request_without_a_body_is_an_empty_body(client: FlaskClient) -> None:
    assert client.get("/").json["fields"] == {}
    assert client.post("/").json["kind"] is None


def test_a_library_can_read_the_form_again_afterwards(client: FlaskClient) -> None:
    answer = client.post("/library", data=b"csrf_token=abc", content_type=FORM)

    assert answer.json == {"csrf_token": "abc"}


def test_a_query_string_is_read_as_a_form_is(client: FlaskClient) -> None:
    assert client.get("/?q=%E7%B1%B3&q=b&&").json["query"] == {"q": ["米", "b"]}


def test_a_body_cannot_be_changed() -> None:
    with an_app().test_request_context("/", method="POST", data=b'{"a": [1]}', content_type=JSON):
        body = read_body(request)

    with pytest.raises(TypeError):
        body.json["a"] = 2
    with pytest.raises(TypeError):
        body.fields["a"] = ("2",)  # type: ignore[index]
    assert body.json["a"] == (1,)


def test_a_body_is_parsed_once() -> None:
    with an_app().test_request_context("/", method="POST", data=b"a=1", content_type=FORM):
        assert read_body(request) is read_body(request)


def test_a_door_can_ask_for_one_kind_only() -> None:
    with (
        an_app().test_request_context("/", method="POST", data=b"{}", content_type=JSON),
        pytest.raises(BadBody) as no,
    ):
        read_body(request, kinds=frozenset({BodyKind.FORM}))
    assert (no.value.status, no.value.fault) == (415, BodyFault.WRONG_TYPE)


# Asking a body for a field


def test_a_field_is_asked_for_by_name() -> None:
    body = Body(fields={"a": ("1",), "many": ("1", "2")})

    assert (body.text("a"), body.text("b"), body.text("b", "none")) == ("1", "", "none")
    assert (body.texts("many"), body.texts("b")) == (("1", "2"), ())


def test_a_field_meant_once_and_sent_twice_is_refused() -> None:
    body = Body(fields={"a": ("1", "2")})

    with pytest.raises(BadBody) as no:
        body.text("a")
    assert (no.value.fault, no.value.where) == (BodyFault.REPEATED_FIELD, "a")


def test_a_file_that_was_not_sent_is_none() -> None:
    assert Body().file("photo") is None


# What does not get through


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"a=%00", BodyFault.FORBIDDEN_CHARACTER),
        (b"a%00b=1", BodyFault.FORBIDDEN_CHARACTER),
        (b"a=\x00", BodyFault.FORBIDDEN_CHARACTER),
        (b"a=%ED%A0%80", BodyFault.NOT_UTF8),
        (b"a=%C0%AF", BodyFault.NOT_UTF8),
        (b"a=%FF", BodyFault.NOT_UTF8),
        (b"a=\xff", BodyFault.NOT_UTF8),
        (b"a=%F4%90%80%80", BodyFault.NOT_UTF8),
        (b"a=%", BodyFault.BAD_FORM),
        (b"a=%4", BodyFault.BAD_FORM),
        (b"a=%zz", BodyFault.BAD_FORM),
        (b"=1", BodyFault.BAD_FORM),
        (b"a%0A=1", BodyFault.BAD_FORM),
        (b"n" * 101 + b"=1", BodyFault.BAD_FORM),
    ],
)
def test_a_form_that_no_browser_sends_is_400(client: FlaskClient, raw: bytes, fault: BodyFault) -> None:
    assert fault_of(post(client, raw)) == (400, fault)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"[" * 1400, BodyFault.TOO_DEEP),
        (b"[" * 21 + b"]" * 21, BodyFault.TOO_DEEP),
        (b'{"a":' * 21 + b"1" + b"}" * 21, BodyFault.TOO_DEEP),
        (b'{"a": 1, "a": 2}', BodyFault.REPEATED_KEY),
        (b'{"a": 1, "\\u0061": 2}', BodyFault.REPEATED_KEY),
        (b"NaN", BodyFault.BAD_NUMBER),
        (b"[Infinity]", BodyFault.BAD_NUMBER),
        (b"-Infinity", BodyFault.BAD_NUMBER),
        (b"1e309", BodyFault.BAD_NUMBER),
        (b"1e300", BodyFault.BAD_NUMBER),
        (b"9007199254740993", BodyFault.BAD_NUMBER),
        (b"-9007199254740993", BodyFault.BAD_NUMBER),
        (b"9" * 2900, BodyFault.BAD_NUMBER),
        (b'"\\ud800"', BodyFault.FORBIDDEN_CHARACTER),
        (b'{"\\udfff": 1}', BodyFault.FORBIDDEN_CHARACTER),
        (b'"\\u0000"', BodyFault.FORBIDDEN_CHARACTER),
        (b"\xef\xbb\xbf{}", BodyFault.BAD_JSON),
        (b"{}{}", BodyFault.BAD_JSON),
        (b"{} x", BodyFault.BAD_JSON),
        (b"{'a': 1}", BodyFault.BAD_JSON),
        (b"[1,]", BodyFault.BAD_JSON),
        (b"{", BodyFault.BAD_JSON),
        (b"01", BodyFault.BAD_JSON),
        (b'"a\nb"', BodyFault.BAD_JSON),
        (b"\xff\xfe{\0}\0", BodyFault.NOT_UTF8),
    ],
)
def test_json_with_more_than_one_reading_is_400(client: FlaskClient, raw: bytes, fault: BodyFault) -> None:
    assert fault_of(post(client, raw, JSON)) == (400, fault)


def test_twenty_levels_of_json_are_fine(client: FlaskClient) -> None:
    assert post(client, b"[" * 20 + b"]" * 20, JSON).status_code == 200


BOUNDARY = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        pytest.param("multipart/form-data", PART + b"--x--", id="no boundary"),
        pytest.param("multipart/form-data; boundary=" + "x" * 71, PART + b"--x--", id="long boundary"),
        pytest.param(BOUNDARY, PART, id="no end"),
        pytest.param(BOUNDARY, b"hello" + PART + b"--x--", id="something before"),
        pytest.param(BOUNDARY, PART + b"--x--\r\nhello", id="something after"),
        pytest.param(BOUNDARY, b"hello", id="no part"),
        pytest.param(BOUNDARY, PART.replace(b"\r\n\r\n", b"\n\n") + b"--x--", id="bare line feeds"),
        pytest.param(BOUNDARY, PART.replace(b"form-data", b"attachment") + b"--x--", id="attachment"),
        pytest.param(BOUNDARY, PART.replace(b'name="a"', b"nothing") + b"--x--", id="no name"),
        pytest.param(BOUNDARY, b"--x\r\n\r\n1\r\n--x--", id="no head"),
        pytest.param(
            BOUNDARY,
            PART.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"--x--",
            id="base64",
        ),
        pytest.param(
            BOUNDARY,
            PART.replace(b"\r\n\r\n", b'\r\nContent-Disposition: form-data; name="b"\r\n\r\n') + b"--x--",
            id="two names",
        ),
        pytest.param(BOUNDARY, PART.replace(b'"a"', b'"a"; filename="' + b"n" * 256 + b'"') + b"--x--", id="long file"),
    ],
)
def test_a_multipart_form_out_of_shape_is_400(client: FlaskClient, kind: str, raw: bytes) -> None:
    assert fault_of(post(client, raw, kind)) == (400, BodyFault.BAD_FORM)


@pytest.mark.parametrize(("content", "fault"), [(b"\xff", BodyFault.NOT_UTF8), (b"\0", BodyFault.FORBIDDEN_CHARACTER)])
def test_a_field_of_a_multipart_form_is_as_strict(client: FlaskClient, content: bytes, fault: BodyFault) -> None:
    answer = post(client, PART.replace(b"1", content) + b"--x--", BOUNDARY)

    assert (fault_of(answer), answer.json["where"]) == ((400, fault), "a")


@pytest.mark.parametrize(
    ("kind", "raw", "fault"),
    [
        (FORM, b"a=" + b"1" * 2000, BodyFault.TOO_LARGE),
        (JSON, b'"' + b"1" * 3000 + b'"', BodyFault.TOO_LARGE),
        (BOUNDARY, PART + b"1" * 4000, BodyFault.TOO_LARGE),
        (FORM, b"a=" + b"1" * 501, BodyFault.FIELD_TOO_LONG),
        (JSON, b'"' + b"1" * 501 + b'"', BodyFault.FIELD_TOO_LONG),
        (JSON, b'{"' + b"k" * 101 + b'": 1}', BodyFault.FIELD_TOO_LONG),
        (BOUNDARY, PART.replace(b"1", b"1" * 501) + b"--x--", BodyFault.FIELD_TOO_LONG),
        (FORM, b"&".join([b"a=1"] * 21), BodyFault.TOO_MANY_FIELDS),
        (BOUNDARY, PART * 21 + b"--x--", BodyFault.TOO_MANY_FIELDS),
    ],
)
def test_a_body_that_is_too_much_is_413(client: FlaskClient, kind: str, raw: bytes, fault: BodyFault) -> None:
    assert fault_of(post(client, raw, kind)) == (413, fault)


def test_very_many_json_values_are_413() -> None:
    with (
        an_app().test_request_context("/", method="POST", data=b"[" + b"0," * 20_000 + b"0]", content_type=JSON),
        pytest.raises(BadBody) as no,
    ):
        read_body(request)
    assert (no.value.status, no.value.fault) == (413, BodyFault.TOO_MANY_FIELDS)


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/xml", f"{JSON}; charset=utf-16", f"{FORM}; charset=gbk", "json", "\xff/\xfe"],
)
def test_another_content_type_is_415(client: FlaskClient, kind: str) -> None:
    assert fault_of(post(client, b"{}", kind)) == (415, BodyFault.WRONG_TYPE)


def test_a_packed_body_is_415(client: FlaskClient) -> None:
    assert fault_of(post(client, b"{}", JSON, headers={"Content-Encoding": "gzip"})) == (415, BodyFault.WRONG_TYPE)


def test_a_body_in_chunks_is_411(client: FlaskClient) -> None:
    answer = post(client, b"a=1", headers={"Transfer-Encoding": "chunked"})

    assert fault_of(answer) == (411, BodyFault.NO_LENGTH)


@pytest.mark.parametrize("length", ["-1", "+3", "3, 3", "three", "٣", "1" * 13, "0x3", " "])
def test_a_length_that_is_no_number_is_400(client: FlaskClient, length: str) -> None:
    answer = post(client, b"a=1", environ_overrides={"CONTENT_LENGTH": length})

    assert fault_of(answer) == (400, BodyFault.BAD_LENGTH)


def test_a_body_shorter_than_it_says_is_400(client: FlaskClient) -> None:
    answer = post(client, b"a=1", environ_overrides={"CONTENT_LENGTH": "9"})

    assert fault_of(answer) == (400, BodyFault.CUT_SHORT)


def test_a_line_that_breaks_is_400(client: FlaskClient) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    answer = client.post("/", content_type=FORM, environ_overrides={"CONTENT_LENGTH": "9", "wsgi.input": Broken()})

    assert fault_of(answer) == (400, BodyFault.CUT_SHORT)


def test_bytes_after_the_declared_length_are_not_read(client: FlaskClient) -> None:
    answer = post(client, b"a=1&b=2", environ_overrides={"CONTENT_LENGTH": "3"})

    assert answer.json["fields"] == {"a": ["1"]}


def test_a_get_with_a_body_is_400(client: FlaskClient) -> None:
    assert fault_of(client.get("/", data=b"a=1", content_type=FORM)) == (400, BodyFault.NOT_EXPECTED)


@pytest.mark.parametrize(
    ("query", "status"), [("q=%00", 400), ("q=%ff", 400), ("q=%", 400), ("q=" + "1" * 200, 413), ("=", 400)]
)
def test_a_query_string_is_as_strict(client: FlaskClient, query: str, status: int) -> None:
    assert client.get("/", query_string=query).status_code == status


def test_a_bad_body_has_its_status_even_without_a_page_of_words() -> None:
    app = Flask("bare")

    @app.post("/")
    def page() -> str:
        read_body(request)
        return ""

    answer = app.test_client().post("/", data=b"NaN", content_type=JSON)

    assert answer.status_code == 400


# Anything at all

KINDS = st.sampled_from([FORM, JSON, BOUNDARY, "multipart/form-data; boundary*=utf-8''%ff", "multipart/form-data; x"])
TOKENS = (
    b"--x --x-- Content-Disposition:form-data ;name=a ;filename*=utf-8''%ff { } [ ] \\u d800 : , 1 e & = % %ff".split()
)
PIECES = st.sampled_from([*TOKENS, b"\r\n", b"\r\n\r\n", b'"', b"\0", b"9" * 18])
RUBBISH = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(b"".join), st.text().map(str.encode))


@settings(max_examples=300, deadline=None)
@given(raw=RUBBISH, kind=KINDS)
def test_no_body_at_all_is_a_500(raw: bytes, kind: str) -> None:
    answer = an_app_client().post("/", data=raw, content_type=kind)

    assert answer.status_code in {200, 400, 413, 415}


@settings(max_examples=150, deadline=None)
@given(kind=st.text(max_size=60), length=st.text(max_size=20), coding=st.sampled_from([None, "chunked", "x"]))
def test_no_head_at_all_is_a_500(kind: str, length: str, coding: str | None) -> None:
    head = {"CONTENT_TYPE": kind.encode().decode("latin-1"), "CONTENT_LENGTH": length}
    if coding:
        head["HTTP_TRANSFER_ENCODING"] = coding

    answer = an_app_client().post("/", data=b"a=1", environ_overrides=head)

    assert answer.status_code in {200, 400, 411, 413, 415}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="ascii", min_codepoint=1), max_size=9), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(value=VALUES)
def test_what_is_sound_json_comes_through_as_it_was(value: Any) -> None:
    raw = json.dumps(value).encode()
    with an_app().test_request_context("/", method="POST", data=raw, content_type=JSON):
        assert plain(read_body(request).json) == value


@settings(max_examples=150, deadline=None)
@given(
    fields=st.dictionaries(
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
        max_size=6,
    ),
    has_file=st.booleans(),
)
def test_what_a_browser_sends_comes_through_as_it_was(*, fields: dict[str, str], has_file: bool) -> None:
    data: dict[str, Any] = dict(fields)
    if has_file:
        data["file*"] = (io.BytesIO(b"1"), "a.jpg")
    with an_app().test_request_context("/", method="POST", data=data):
        body = read_body(request)

    assert {name: values[0] for name, values in body.fields.items()} == fields


_CLIENTS: list[FlaskClient] = []


def an_app_client() -> FlaskClient:
    """One client for all examples of a property."""
    if not _CLIENTS:
        _CLIENTS.append(an_app().test_client())
    return _CLIENTS[0]
