package io.mistnet.node.audit;

import io.mistnet.node.network.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * What a verification found, up to the end or to the first break.
 *
 * @param entries events
 * @param lines all lines: events, heads and repairs
 * @param unsigned lines after the last signed head, which only a later head or an anchor can vouch for
 * @param repairs how many incomplete lines were cut off at a start of the node
 * @param incomplete bytes after the last complete line, which the next start of the node cuts off
 * @param startsAt the number of the first line; above 0 where earlier files were not looked at
 * @param first when the first line was written
 * @param last when the last line was written
 * @param head the hash of the last line
 * @param broken where the log is not what was written
 */
public record AuditReport(
        long entries,
        long lines,
        long unsigned,
        long repairs,
        long incomplete,
        long startsAt,
        Optional<Instant> first,
        Optional<Instant> last,
        Sha256 head,
        Optional<ChainBreak> broken) {

    AuditReport withBreak(ChainBreak found) {
        return new AuditReport(
                entries, lines, unsigned, repairs, incomplete, startsAt, first, last, head, Optional.of(found));
    }

    /** Whether nothing was changed, as far as hashes, signatures and anchors show. */
    public boolean isIntact() {
        return broken.isEmpty();
    }
}
