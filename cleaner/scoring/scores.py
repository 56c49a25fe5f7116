"""What a learned score hands over: log-odds a block, and the features that carried them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.types import Evidence, Ints, Reason

Floats = NDArray[np.float64]
Explain = Callable[[Ints], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Scores:
    """A learned score of every block of one document.

    logit: log-odds that a block is boilerplate, float64 (n,), on a fixed grid.
    origin: "score:text" or "score:html".
    explain: for an array of block indices, a phrase each that names the two or three features
        that carried the score ("far behind the core, no sentence end, shares 3 % of its words").
        Called once with all the removed blocks, so it works on whole arrays.
    """

    logit: Floats
    origin: str
    explain: Explain

    @property
    def probability(self) -> Floats:
        """Probability of boilerplate, (n,)."""
        return 1 / (1 + np.exp(-np.clip(self.logit, -30, 30)))

    def evidence(self) -> Iterator[Evidence]:
        """The score as evidence: for boilerplate where it is above one half, for content elsewhere."""
        weight = np.abs(np.tanh(self.logit / 2))  # |2p − 1|
        for points_to, chosen in (("boilerplate", self.logit > 0), ("content", self.logit <= 0)):
            at = chosen.nonzero()[0]
            if len(at):
                reason = ScoreReason("", {"at": at, "scores": self, "points_to": points_to})
                yield Evidence(at, points_to, weight[at], "other", self.origin, reason)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ScoreReason(Reason):
    """A reason that asks the score for its features when it is read."""

    def read(self, position: int = 0) -> str:
        """The sentence for one block; `read_many` is the way for more."""
        return self.read_many([position])[0]

    def read_many(self, positions: Sequence[int]) -> list[str]:
        """The sentences for the blocks at these positions."""
        scores: Scores = self.values["scores"]
        at = self.values["at"][np.asarray(positions, dtype=np.int64)]
        odds = scores.probability[at]
        phrases = scores.explain(at)
        return [
            f"learned score {p:.2f} for boilerplate: {phrase}" if phrase else f"learned score {p:.2f} for boilerplate"
            for p, phrase in zip(odds.tolist(), phrases, strict=True)
        ]

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as its sentences: another process has no use for the net."""
        return Reason, ("{said}", {"said": self.read_many(range(len(self.values["at"])))})
