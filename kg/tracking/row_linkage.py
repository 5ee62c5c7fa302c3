"""Link the rows of action logs into chains, one chain an action.

Logs are taken in order of time. Within one log, every pair of a row and an earlier action that
blocking lets through is compared; pairs are then accepted best score first, each row and each
action at most once. A row that is left begins a new action.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.log_rows import ActionLogRow, RowChain, read_log_rows
from kg.tracking.row_comparison import compare_rows
from kg.tracking.tie_features import threshold
from kg.tracking.tie_overrides import TieOverrides
from kg.tracking.tracked_statements import FactRef, Tie


def link_rows(index: CorpusIndex, overrides: TieOverrides) -> list[RowChain]:
    """Every action as a chain of rows, in the order of their first rows.

    Boards whose actions go on in another board's log are merged in ``index``: they are one board
    under two names.
    """
    linker = _RowLinker(index, overrides)
    for _, rows in groupby(read_log_rows(index), key=lambda row: (row.day, row.ref.document)):
        linker.add_log(list(rows))
    for chain in linker.chains:
        for earlier, later, tie in zip(
            chain.rows[:-1], chain.rows[1:], chain.ties[1:], strict=True
        ):
            if earlier.board != later.board and tie is not None and not tie.doubtful:
                index.merge_boards(earlier.board, later.board)
    return linker.chains


class _RowLinker:
    """The chains so far, with the blocking keys by which the next log's rows find them."""

    def __init__(self, index: CorpusIndex, overrides: TieOverrides) -> None:
        self.chains: list[RowChain] = []
        self._index, self._overrides = index, overrides
        self._chain_of: dict[FactRef, int] = {}
        self._by_raised: dict[date, list[int]] = {}
        self._undated: dict[str, list[int]] = {}  # board line → chains that do not say when raised
        self._last_log: dict[str, set[int]] = {}  # board line → chains that its last log carries

    def add_log(self, log: Sequence[ActionLogRow]) -> None:
        """Link the rows of one log to the chains of earlier logs."""
        matches = self._match(log)
        carried: dict[str, set[int]] = {}
        for place, row in enumerate(log):
            chain = self._append(row, matches.get(place))
            self._add_keys(row, chain)
            carried.setdefault(self._index.board_line(row.board), set()).add(chain)
        self._last_log.update(carried)

    def _match(self, log: Sequence[ActionLogRow]) -> dict[int, tuple[int, Tie]]:
        """Place of a row in the log → the chain it goes on with: one to one, best score first."""
        pairs = [
            (-tie.score, chain, place, tie)
            for place, row in enumerate(log)
            for chain in self._candidates(row)
            if (tie := self._judge(chain, row)) is not None
        ]
        matches: dict[int, tuple[int, Tie]] = {}
        used: set[int] = set()
        for _, chain, place, tie in sorted(pairs, key=lambda pair: pair[:3]):
            if chain not in used and place not in matches:
                used.add(chain)
                matches[place] = (chain, tie)
        return matches

    def _candidates(self, row: ActionLogRow) -> Sequence[int]:
        """Blocking: the chains that a row is compared with.

        They are those raised on the row's days or a few days off, those without a day in the log
        before, and those that a person said it goes on with. A row that does not say when it was
        raised is compared with all chains of the log before.
        """
        reach = int(threshold("continues", "near-days"))
        found = {
            chain
            for day in row.action.raised
            for off in range(-reach, reach + 1)
            for chain in self._by_raised.get(day + timedelta(off), ())
        }
        recent = self._last_log.get(self._index.board_line(row.board), set())
        if row.action.raised:
            recent = recent & set(self._undated.get(row.board, ()))
        confirmed = self._overrides.confirmed("continues", row.ref)
        return sorted(
            found | recent | {self._chain_of[ref] for ref in confirmed if ref in self._chain_of}
        )

    def _judge(self, chain: int, row: ActionLogRow) -> Tie | None:
        """The tie from a row to a chain: as a person said, else as the features say."""
        rows = [earlier.ref for earlier in self.chains[chain].rows]
        confirmed = [ref for ref in self._overrides.confirmed("continues", row.ref) if ref in rows]
        if confirmed:
            return self._overrides.confirmed_tie("continues", row.ref, confirmed[-1])
        if self._overrides.rejects("continues", row.ref, rows):
            return None
        return compare_rows(self._index, self.chains[chain].last, row)

    def _append(self, row: ActionLogRow, match: tuple[int, Tie] | None) -> int:
        """Put a row at the end of the chain it matches, or into a new one.

        Gives the chain's number.
        """
        if match is None:
            self.chains.append(RowChain([row]))
            return len(self.chains) - 1
        chain, tie = match
        self.chains[chain].rows.append(row)
        self.chains[chain].ties.append(tie)
        return chain

    def _add_keys(self, row: ActionLogRow, chain: int) -> None:
        """Make a chain findable by what its newest row says."""
        self._chain_of[row.ref] = chain
        for day in row.action.raised:
            known = self._by_raised.setdefault(day, [])
            if chain not in known:
                known.append(chain)
        if not row.action.raised:
            line = self._index.board_line(row.board)
            self._undated.setdefault(line, []).append(chain)
