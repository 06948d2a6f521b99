package io.mistnet.node.casework;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class RetentionTest {

    private RelationalDatabase database;
    private Agency agency;

    @BeforeEach
    void open(RelationalDatabase fresh) throws Exception {
        database = fresh;
        agency = new Agency(database);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void aClosedCaseIsDeletedWithAllThatIsInItWhenItsTimeHasPassed() throws Exception {
        CaseFile due = full("OP-1");
        CaseFile open = full("OP-2");
        agency.cases.close(IDA, due.id(), 1);

        agency.clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(agency.retention.enforce()).isZero();
        agency.clock.advance(Duration.ofSeconds(1));
        assertThat(agency.retention.enforce()).isEqualTo(1);

        assertThat(agency.cases.find(due.id())).isEmpty();
        assertThat(agency.cases.find(open.id())).isPresent();
        for (String table : List.of("case_lookup", "lookup_batch", "case_event")) {
            assertThat(casesIn(table)).as(table).containsOnly(open.id());
        }
        assertThat(count("found_record")).isEqualTo(2);
        assertThat(count("batch_line")).isEqualTo(6);
    }

    @Test
    void noClosedCaseIsDeletedSoonerThanTheInstitutionSays() throws Exception {
        CaseFile file = full("OP-1");
        agency.cases.close(IDA, file.id(), 1);
        Retention longer = new Retention(agency.store, 90);
        agency.clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(longer.enforce()).isZero();

        agency.clock.advance(Duration.ofSeconds(1));
        assertThat(longer.enforce()).isEqualTo(1);
    }

    @Test
    void aCaseThatWasOpenedAgainStays() throws Exception {
        CaseFile file = full("OP-1");
        agency.cases.close(IDA, file.id(), 1);
        agency.cases.reopen(IDA, file.id(), 2);
        agency.clock.advance(Duration.ofDays(1_000));

        assertThat(agency.retention.enforce()).isZero();
        assertThat(agency.cases.find(file.id())).isPresent();
    }

    @Test
    void aListThatWasUploadedAndNeverAskedIsDeleted() {
        CaseFile file = agency.open(IDA, "OP-1");
        long id = agency.batches.prepare(IDA, file.id(), Optional.of("basis"), Agency.file("+4930901820\nbad"));
        agency.clock.advance(Duration.ofDays(8));
        agency.retention.enforce();

        assertThat(agency.reading.find(id)).isEmpty();
        assertThat(count("batch_line")).isZero();
    }

    /** A case with a lookup that found something, an answered batch and one that waits for a supervisor. */
    private CaseFile full(String reference) throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"), FakeInvestigations.record("desk 8"));
        CaseFile file = agency.open(IDA, reference);
        agency.look(IDA, file, phone(PHONE));
        agency.ended(agency.confirmed(IDA, file, Agency.file("+4930901820\n+4930901821\nbad"))
                .id());
        agency.confirmed(IDA, file, Agency.phones(4));
        return file;
    }

    private List<Long> casesIn(String table) {
        return database.inTransaction(handle -> handle.createQuery("SELECT DISTINCT case_id FROM " + table)
                .mapTo(Long.class)
                .list());
    }

    private long count(String table) {
        return database.inTransaction(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}
