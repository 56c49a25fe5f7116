"""Every example of every shipped rule holds, and there are enough look-alikes among them."""

from __future__ import annotations

import pytest

from cleaner.ruleset.check import check
from cleaner.ruleset.examples import all_packs, run

PACKS = all_packs()
OUTCOMES = run(PACKS)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_the_examples_of_a_pack_hold(pack) -> None:
    mine = [outcome for outcome in OUTCOMES if outcome.case.rule.pack == pack.name]
    assert mine, "a pack without examples"
    assert [f"{outcome.case.rule.id}: {outcome.problem}" for outcome in mine if outcome.failed] == []


def test_a_known_miss_that_is_none_any_more_is_promoted() -> None:
    assert [outcome.case.short for outcome in OUTCOMES if outcome.promote] == []


def test_a_third_of_the_examples_are_look_alikes_that_stay() -> None:
    kept = sum(outcome.case.want == "keeps" for outcome in OUTCOMES)
    assert len(OUTCOMES) >= 400
    assert kept >= len(OUTCOMES) / 3


def test_nothing_is_to_mend() -> None:
    assert [str(finding) for finding in check(PACKS, outcomes=OUTCOMES) if finding.serious] == []


def test_a_pack_that_was_not_measured_says_what_it_rests_on() -> None:
    silent = [pack.name for pack in PACKS if not pack.form.measured and not pack.form.rests_on]
    assert silent == []


def test_no_rule_is_made_for_one_site() -> None:
    assert [pack.name for pack in PACKS if pack.form.hosts or pack.name.startswith("sites/")] == []
