"""Folds by registered domain: which part of a cross-validation a page belongs to.

Several pages of a site, and all renderings of a page, stay in one fold, so that anything
tuned or learned is reported on sites that it has not seen. The fold is a hash of the domain,
so it is the same on every machine and does not change when pages are added.
"""

from __future__ import annotations

import hashlib
from functools import cache

import tldextract


@cache
def _extract() -> tldextract.TLDExtract:
    """The public suffix list that comes with the library; nothing is downloaded or cached on disk."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def registered_domain(url_or_domain: str) -> str:
    """`x.co.uk` of `https://shop.x.co.uk/a`; what has no public suffix (a page's id, an address) is its own domain."""
    found = _extract()(url_or_domain)
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}".lower()
    return (found.domain or found.suffix or url_or_domain).lower()


def fold_of(url_or_domain: str, k: int = 5) -> int:
    """The fold, 0 to k - 1. For a page without a URL hand in its id."""
    digest = hashlib.sha256(registered_domain(url_or_domain).encode()).digest()
    return int.from_bytes(digest[:8], "big") % k
