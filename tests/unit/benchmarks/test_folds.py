"""Folds keep a site's pages together."""

import pytest

from benchmarks.folds import fold_of, registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://shop.x.co.uk/a", "x.co.uk"),
        ("www.x.co.uk", "x.co.uk"),
        ("https://EXAMPLE.org/A?b=c", "example.org"),
        ("http://127.0.0.1:80/a", "127.0.0.1"),
        ("4917", "4917"),
    ],
)
def test_the_registered_domain_is_what_one_owner_registers(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


def test_pages_of_a_site_share_a_fold_whatever_the_host() -> None:
    urls = ("https://shop.x.co.uk/a", "http://www.x.co.uk/b/c", "x.co.uk")
    assert len({fold_of(url) for url in urls}) == 1


def test_folds_stay_the_same_on_every_machine() -> None:
    assert [fold_of(domain) for domain in ("a.org", "b.org", "c.org", "d.org")] == [1, 0, 2, 3]


def test_folds_are_of_like_size() -> None:
    counts = [sum(fold_of(f"site{n}.org") == fold for n in range(1000)) for fold in range(5)]
    assert min(counts) > 150
