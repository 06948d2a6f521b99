package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupAnswer;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The answers to a batch, as rows: a lookup for each different selector. */
final class BatchAnswerRows {

    private BatchAnswerRows() {}

    /**
     * Keeps the answers to the different selectors of a batch, and ends it.
     *
     * @return whether it was being asked until now: what is kept twice, because nobody knew whether the first time had succeeded, is there once
     */
    static boolean keep(
            Handle handle,
            Batch batch,
            List<Selector> selectors,
            List<LookupAnswer> answers,
            Revealed revealed,
            Instant asked,
            Instant at) {
        if (!end(handle, batch, revealed, at)) {
            return false;
        }
        PreparedBatch lookups = handle.prepareBatch("""
                INSERT INTO case_lookup (case_id, batch_id, person_id, legal_basis, selector_type, selector,
                  asked_at, ended_at, state, found, unreadable,
                  evaluations, holders_asked, holders_answered, queries, bytes_sent, bytes_received)
                VALUES (:case, :batch, :person, :basis, :type, :selector,
                  :asked, :at, 'ANSWERED', :found, :unreadable,
                  0, '', '', 0, 0, 0)
                """);
        for (int i = 0; i < selectors.size(); i++) {
            lookups.bind("case", batch.caseId())
                    .bind("batch", batch.id())
                    .bind("person", batch.by().id())
                    .bind("basis", batch.legalBasis())
                    .bind("type", selectors.get(i).type().id())
                    .bind("selector", selectors.get(i).canonical())
                    .bind("asked", asked)
                    .bind("at", at)
                    .bind("found", answers.get(i).count())
                    .bind("unreadable", answers.get(i).unreadable())
                    .add();
        }
        if (lookups.size() > 0) {
            lookups.execute();
        }
        keepRecords(handle, batch, selectors, answers);
        handle.createUpdate("""
                        UPDATE batch_line SET lookup_id =
                          (SELECT MAX(l.id) FROM case_lookup l WHERE l.batch_id = :batch
                             AND l.selector_type = batch_line.selector_type AND l.selector = batch_line.selector)
                        WHERE batch_id = :batch AND lookup_id IS NULL
                        """).bind("batch", batch.id()).execute();
        return true;
    }

    private static boolean end(Handle handle, Batch batch, Revealed revealed, Instant at) {
        return handle.createUpdate("""
                        UPDATE lookup_batch SET state = 'ANSWERED', ended_at = :at, failure_kind = NULL, failure = NULL,
                          evaluations = evaluations + :evaluations,
                          holders_asked = :holdersAsked, holders_answered = :holdersAnswered, queries = queries + :queries,
                          bytes_sent = bytes_sent + :sent, bytes_received = bytes_received + :received,
                          version = version + 1
                        WHERE id = :id AND state = 'RUNNING'
                        """)
                        .bind("id", batch.id())
                        .bind("at", at)
                        .bindMap(LookupRows.values(revealed))
                        .execute()
                > 0;
    }

    private static void keepRecords(Handle handle, Batch batch, List<Selector> selectors, List<LookupAnswer> answers) {
        PreparedBatch found = handle.prepareBatch("""
                INSERT INTO found_record (lookup_id, number, institution, category, record_date, case_reference, contact)
                SELECT l.id, :number, :institution, :category, :date, :reference, :contact
                FROM case_lookup l
                WHERE l.batch_id = :batch AND l.selector_type = :type AND l.selector = :selector
                """);
        for (int i = 0; i < selectors.size(); i++) {
            List<FoundRecord> records = answers.get(i).records();
            for (int number = 0; number < records.size(); number++) {
                LookupRows.bind(found, records.get(number))
                        .bind("number", number)
                        .bind("batch", batch.id())
                        .bind("type", selectors.get(i).type().id())
                        .bind("selector", selectors.get(i).canonical())
                        .add();
            }
        }
        if (found.size() > 0) {
            found.execute();
        }
    }
}
