"""Comment sections: what the page's own names say holds its readers' comments.

Sees      blocks inside elements whose class, id, itemprop or role says comments, in the words of common
          publishing systems and some languages (`comments`, `comment-list`, `disqus_thread`, `kommentare`).
Leaves    sections that hold the page's main heading: there the word names the page. Of questions and
          answers the comments are remarks on the side.
Wrong on  forums that call their posts comments. So it only names the kind of what goes for other reasons; what it
          weighs alone is next to nothing. Where a page says of itself that it is a forum's, by its address or its
          description, it speaks for the sentences there. Where comments are asked for, it speaks up for all of them,
          but not against a rule that is sure: buttons and share bars between comments go.
Source    class names of WordPress, Disqus, Drupal and Joomla; on the development pages 113 forums, whose posts are
          main content, use them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:comment-section"
KIND = "comments"
NAMES = 0.05  # a weight that moves nothing and names a kind
THREAD = 0.6  # posts are what such a page is about
ASKED = 0.97  # beats a learned score of .97 for boilerplate, and no rule that is sure
FORUM = '<head><script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script></head>'
POST = (
    '<body><p>The harbour was closed.</p><div class="comment"><p>I saw it from my window.</p><p>Like</p></div></body>'
)
PAGE = '<body><p>The harbour was closed.</p><div class="{}"><p>Tom: I saw it.</p></div></body>'
EXAMPLES = (
    Example(PAGE.format("comments"), ("Tom: I saw it.",), "html"),
    Example(PAGE.format("comment-list wide"), ("Tom: I saw it.",), "html", Settings(include_comments=True)),
    Example(PAGE.format("commentary"), (), "html"),
    Example(FORUM + POST, ("I saw it from my window.", "Like"), "html"),
    Example('<body class="comments"><h1>Comments</h1><p>An essay on them.</p></body>', (), "html"),
)
WORDS = ("omment", "comentario", "reacties", "disqus")  # one of them stands in every name that _NAME finds
POST_WORDS = 6  # of a post's line; shorter ones are names and buttons
_ADDRESS = re.compile(
    r"https?://(?:[^/?#]*\.)?(?:(?:forums?|discuss|discussions?|boards?|lemmy)\.[^/?#]+/|[^/?#]+/(?:[^?#]*/)?"
    r"(?:forums?|threads?|topics?|discussions?|boards?|showthread|viewtopic|t)(?:[/?#.]|$))",
    re.IGNORECASE,
)
_TYPE = '"DiscussionForumPosting"'
_NAME = re.compile(
    r"(?<![\w-])(?:(?:user|reader|post|article|fb|wp|blog)[-_]?)?(?:comments?|kommentare?|commentaires?|comentarios?"
    r"|commenti|reacties)(?:[-_]?(?:list|section|area|thread|threads|wrapper|wrap|container|content|body|text|item|block"
    r"|box|holder|feed|stream))?(?![\w-])|(?<![\w-])(?:disqus_thread|UserComments)(?![\w-])",
    re.IGNORECASE,
)  # fmt: skip


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Name the blocks of comment sections, or speak for them."""
    if blocks.markup is None:
        return
    tree, inside = blocks.markup.tree, np.zeros(len(blocks), dtype=np.bool_)
    names = {*tree.distinct("classes").names, *tree.ids.values(), *tree.roles.values()}
    everything = "\n".join(names).lower()
    if not any(word in everything for word in WORDS):  # spares asking each name of a page, which are new on every site
        return
    named = set(filter(_says_comments, names))
    main = (blocks.markup.headings == 1).nonzero()[0][:1]
    if not named:
        return
    classes, numbers = tree.distinct("classes")
    at = np.array([name in named for name in classes])[numbers].nonzero()[0]
    others = (element for some in (tree.ids, tree.roles) for element, name in some.items() if name in named)
    for element in {*at.tolist(), *others}:
        first, last = tree.first[element], tree.last[element]
        if not ((main >= first) & (main < last)).any():
            inside[first:last] = True
    at = inside.nonzero()[0]
    if not len(at):
        return
    if KIND in settings.kept_kinds:
        yield Evidence(at, "content", ASKED, KIND, ID, Reason("inside the page's comments, which were asked for"))
        return
    if is_thread(blocks):
        said = (blocks.columns.words >= POST_WORDS) & blocks.columns.ends_sentence
        posts = at[(said & (4 * blocks.markup.link_chars < blocks.columns.visible))[at]]
        yield Evidence(posts, "content", THREAD, KIND, ID, Reason("a post, on a page that says it is a forum's"))
    yield Evidence(at, "boilerplate", NAMES, KIND, ID, Reason("inside the page's comments"), hint=True)


def is_thread(blocks: Blocks) -> bool:
    """Whether a page's address or its own description says that it belongs to a forum."""
    markup = blocks.markup
    assert markup is not None
    address = blocks.url or str(markup.meta.get("canonical") or "")
    return _ADDRESS.match(address) is not None or any(_TYPE in text for text in markup.tree.json_ld)


@lru_cache(maxsize=50_000)  # pages of one site share their names
def _says_comments(name: str) -> bool:
    return _NAME.search(name) is not None
