"""What stands where in one report: sentences, quotations and dates found by offset, without a walk over all of them."""

from bisect import bisect_left, bisect_right

from counterclaim.draft import DateMention, Draft, Quotation
from counterclaim.ledger import Span


class Index:
    """Finds the sentences, quotations and dates of one draft by where they stand."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._sentences = [s.span.start for s in draft.sentences]
        self._tokens = [s.first for s in draft.sentences]
        self._quotations = [q.span.start for q in draft.quotations]
        self._dates = sorted(draft.dates, key=lambda d: d.span)
        self._date_starts = [d.span.start for d in self._dates]

    def sentence_at(self, offset: int) -> int | None:
        """Return the number of the sentence that holds this offset, None between sentences."""
        number = bisect_right(self._sentences, offset) - 1
        return number if number >= 0 and offset < self.draft.sentences[number].span.end else None

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that this token stands in, or of the one before it."""
        return max(0, bisect_right(self._tokens, token) - 1)

    def sentences_in(self, span: Span) -> range:
        """Return the numbers of the sentences that share something with this span."""
        first = max(0, bisect_right(self._sentences, span.start) - 1)
        last = bisect_left(self._sentences, span.end)
        while first < last and self.draft.sentences[first].span.end <= span.start:
            first += 1
        return range(first, last)

    def quotations_in(self, span: Span) -> tuple[Quotation, ...]:
        """Return the quotations that share something with this span, marks included."""
        first = max(0, bisect_right(self._quotations, span.start) - 1)
        last = bisect_left(self._quotations, span.end)
        return tuple(q for q in self.draft.quotations[first:last] if q.span.overlaps(span))

    def dates_in(self, span: Span) -> tuple[DateMention, ...]:
        """Return the dates that begin inside this span."""
        first, last = bisect_left(self._date_starts, span.start), bisect_left(self._date_starts, span.end)
        return tuple(self._dates[first:last])
