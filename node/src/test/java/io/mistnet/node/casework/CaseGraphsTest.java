package io.mistnet.node.casework;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class CaseGraphsTest {

    private Agency agency;

    @BeforeEach
    void open(RelationalDatabase database) throws Exception {
        agency = new Agency(database);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void aCaseIsLinkedToItsSelectorsTheirRecordsAndOtherCases() throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"), FakeInvestigations.record("desk 8"));
        CaseFile file = agency.open(IDA, "OP-1");
        CaseFile other = agency.open(JON, "OP-2");
        agency.look(IDA, file, phone(PHONE));
        agency.look(IDA, file, phone(PHONE));
        agency.look(IDA, file, phone("+4930901821"));
        agency.look(JON, other, phone(PHONE));

        CaseGraph graph = agency.graphs.around(file.id());

        assertThat(graph.nodes())
                .extracting(node -> node.kind() + " " + node.label())
                .containsExactlyInAnyOrder(
                        "FOCUS OP-1",
                        "OWN +4930901820",
                        "OWN +4930901821",
                        "RECORD MULE_ACCOUNT",
                        "RECORD MULE_ACCOUNT",
                        "CONTRIBUTOR fiu",
                        "CASE OP-2");
        assertThat(graph.edges()).hasSize(2 + 2 + 2 + 1);
        assertThat(graph.leftOut()).isZero();
    }

    @Test
    void aLargeCaseShowsItsHitsAndSaysHowManyAreLeftOut() throws Exception {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.others.know("+4930901850", FakeInvestigations.record("desk 7"));
        Batches unlimited = new Batches(agency.store, agency.runner, agency.approvals, 1_000);
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < CaseGraphs.MOST_SELECTORS + 10; i++) {
            csv.append("+493090%04d\n".formatted(1_800 + i));
        }
        long id = unlimited.prepare(IDA, file.id(), java.util.Optional.of("b"), Agency.file(csv.toString()));
        unlimited.confirm(IDA, id, 1, new Batches.Decision(false, false, java.util.Optional.empty()));
        agency.ended(id);

        CaseGraph graph = agency.graphs.around(file.id());
        assertThat(graph.leftOut()).isEqualTo(10);
        assertThat(graph.nodes()).anyMatch(node -> node.kind() == CaseGraph.Kind.RECORD);
    }

    @Test
    void thereIsNoGraphOfACaseThatIsNotThere() {
        assertThatThrownBy(() -> agency.graphs.around(17)).isInstanceOf(UnknownItemException.class);
    }
}
