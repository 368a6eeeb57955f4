"""Two lists beside each other: what one side alone has, what stands differently, one number that became two matters."""

from __future__ import annotations

from trustcode.exchange.rules.reconciling import key_of, reconcile


def test_what_one_side_alone_has_is_named_in_order() -> None:
    found = reconcile({"B": "", "A": "x", "C": "y"}, {"C": "y", "E": "z", "D": "z"})

    assert (found.both, found.only_theirs, found.only_ours, found.differing) == (1, ("A", "B"), ("D", "E"), ())


def test_what_stands_differently_is_named_and_an_empty_state_is_not_compared() -> None:
    found = reconcile({"A": "refused", "B": "", "C": "agreed"}, {"A": "received", "B": "received", "C": "agreed"})

    assert (found.both, found.differing) == (3, (("A", "refused", "received"),))


def test_two_matters_of_a_number_are_compared_apart() -> None:
    ours = {"A": "received", key_of("A", "report"): "no_case"}

    found = reconcile({"A": "received", key_of("A", "report"): "case_filed"}, ours)

    assert (found.both, found.only_ours, found.differing) == (2, (), (("A#report", "case_filed", "no_case"),))


def test_who_has_the_bare_number_has_both_matters() -> None:
    found = reconcile({"A": "received"}, {"A": "received", key_of("A", "report"): "no_case"})

    assert (found.both, found.only_theirs, found.only_ours, found.differing) == (1, (), (), ())


def test_a_lone_report_may_be_called_one() -> None:
    found = reconcile({key_of("A", "report"): "no_case", key_of("B", "complaint"): "received"}, {"A": "no_case"})

    assert (found.both, found.only_theirs, found.only_ours) == (1, ("B",), ())


def test_what_is_no_report_has_the_bare_number() -> None:
    assert (key_of("A", "complaint"), key_of("A", ""), key_of("A", "report")) == ("A", "A", "A#report")


def test_a_matter_that_only_we_have_is_named() -> None:
    both = {"A": "received", "A#report": "received"}

    assert reconcile({}, both).only_ours == ("A", "A#report")
    assert reconcile({"A#report": "received"}, both).only_ours == ("A",)
