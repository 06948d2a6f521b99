package io.mistnet.node.authorisation;

import io.mistnet.node.authorisation.AuthorisationRefusedException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A holder's count of evaluations, which outlives the process.
 *
 * <p>Evaluations are reserved before the work, in one synced write, and are not given back where the work then fails: what a holder answers is never more
 * than what it counted, whatever runs in parallel and whenever the process is killed. Counted are, each with its limit: the authorisation's evaluations
 * (its quota), those of the institution's case on this UTC day that no supervisor signed for (the four-eyes limit, so that a bulk cannot be had as many
 * small authorisations for one case), and the institution's on this day.
 *
 * <p>The ledger's time never goes back: where the clock does, the latest time that it has seen stands in, so an old day's count is not begun anew and an
 * authorisation whose count was deleted stays expired. A clock that was ahead by mistake therefore holds things up until that time; a warning says so.
 *
 * <p>Counts of expired authorisations and of past days are deleted. It logs institutions, serials and counts: no case, no basis, nothing of what was
 * evaluated. Thread-safe.
 */
public final class QuotaLedger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaLedger.class);
    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final CountRows rows;
    private final AuthorisationTerms terms;
    private final InstantSource clock;
    private Instant latest;
    private long prunedOn = Long.MIN_VALUE;

    private QuotaLedger(CountRows rows, AuthorisationTerms terms, InstantSource clock) {
        this.rows = rows;
        this.terms = terms;
        this.clock = clock;
        this.latest = Instant.ofEpochSecond(rows.get(CountKey.latest()));
    }

    /**
     * Opens the ledger in {@code folder}, or makes one.
     *
     * @throws QuotaLedgerException where it cannot be opened
     */
    public static QuotaLedger open(Path folder, AuthorisationTerms terms, InstantSource clock) {
        return new QuotaLedger(CountRows.open(folder), terms, clock);
    }

    /**
     * Counts evaluations that are about to be made: all of them, or none where one limit does not allow all.
     *
     * @param signed as {@link AuthorisationCheck} let it pass
     * @param evaluations how many; at least 1
     * @return what is used after it
     * @throws AuthorisationRefusedException where it expired by the ledger's time, or a limit would be passed
     * @throws QuotaLedgerException where the count cannot be written; nothing may be evaluated then
     */
    public synchronized Balance reserve(SignedAuthorisation signed, int evaluations)
            throws AuthorisationRefusedException {
        if (evaluations < 1) {
            throw new IllegalArgumentException("expected at least one evaluation");
        }
        Authorisation authorisation = signed.authorisation();
        Instant now = now();
        if (!authorisation.expires().isAfter(now)) {
            throw new AuthorisationRefusedException(
                    Reason.EXPIRED,
                    "it expired at %s, and the ledger's time is %s".formatted(authorisation.expires(), now));
        }
        long day = day(now);
        prune(now, day);
        Map<CountKey, Long> counts = new LinkedHashMap<>();
        counts.put(CountKey.latest(), now.getEpochSecond());
        long used = add(
                counts,
                CountKey.ofAuthorisation(authorisation),
                evaluations,
                authorisation.quota(),
                Reason.QUOTA_EXHAUSTED,
                "this authorisation");
        if (signed.supervisor().isEmpty()) {
            add(
                    counts,
                    CountKey.ofCase(authorisation, day),
                    evaluations,
                    terms.fourEyesAbove(),
                    Reason.CASE_NEEDS_SUPERVISOR,
                    "its case today without a supervisor's signature");
        }
        long usedToday = add(
                counts,
                CountKey.ofInstitution(authorisation.institution(), day),
                evaluations,
                terms.perDay(),
                Reason.DAY_EXHAUSTED,
                authorisation.institution() + " today");
        rows.put(counts);
        LOG.info(
                "institution={} authorisation={} evaluations={} used={} quota={} today={}",
                authorisation.institution(),
                authorisation.serial(),
                evaluations,
                used,
                authorisation.quota(),
                usedToday);
        return new Balance(used, authorisation.quota(), usedToday);
    }

    @Override
    public synchronized void close() {
        rows.close();
    }

    private long add(
            Map<CountKey, Long> counts, CountKey key, int evaluations, long limit, Reason reason, String ofWhat)
            throws AuthorisationRefusedException {
        long before = rows.get(key);
        if (evaluations > limit - before) {
            throw new AuthorisationRefusedException(
                    reason,
                    "%d evaluations wanted; %d of %d are left for %s"
                            .formatted(evaluations, Math.max(0, limit - before), limit, ofWhat));
        }
        counts.put(key, before + evaluations);
        return before + evaluations;
    }

    private Instant now() {
        Instant read = clock.instant();
        if (read.isAfter(latest)) {
            latest = read;
        } else if (read.isBefore(latest.minus(CLOCK_TOLERANCE))) {
            LOG.warn(
                    "the clock says {}, before {}, which the quota ledger has seen; it counts as at {}",
                    read,
                    latest,
                    latest);
        }
        return latest;
    }

    /** Once a day. The time is stored first: what is deleted must stay expired after a restart with an earlier clock. */
    private void prune(Instant now, long day) {
        if (day != prunedOn) {
            rows.put(Map.of(CountKey.latest(), now.getEpochSecond()));
            rows.delete(CountKey.authorisationsFrom(Instant.EPOCH), CountKey.authorisationsFrom(now));
            rows.delete(CountKey.institutionsFrom(0), CountKey.institutionsFrom(day));
            rows.delete(CountKey.casesFrom(0), CountKey.casesFrom(day));
            prunedOn = day;
        }
    }

    private static long day(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY);
    }
}
