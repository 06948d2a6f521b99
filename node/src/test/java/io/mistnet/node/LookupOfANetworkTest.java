package io.mistnet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditVerification;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.Signature;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.Contributions;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import io.mistnet.protocols.retrieval.RecordId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted lookup between four institutions over real links, with the real key generation, table and encryption. */
@Tag("slow")
class LookupOfANetworkTest {

    private static final Asking ANNA = new Asking("anna", "2026-17", "court order 7");

    @TempDir
    private static Path folder;

    private static LookupNodes nodes;

    @BeforeAll
    static void aNetworkWhoseHoldersHaveMadeTheirKey() throws Exception {
        nodes = new LookupNodes(folder);
        nodes.startAll();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void aSelectorThatTwoInstitutionsReportedIsFoundWithBothRecordsAndAnUnknownOneWithNone() throws Exception {
        add("fiu", phone(1), IntelligenceCategory.MULE_ACCOUNT, "F-1");
        add("bank-1", phone(1), IntelligenceCategory.PHISHING, "B-1");

        assertThat(look("police", phone(1)).records())
                .extracting(FoundRecord::institution, FoundRecord::category, FoundRecord::caseReference)
                .containsExactly(tuple("fiu", "MULE_ACCOUNT", "F-1"), tuple("bank-1", "PHISHING", "B-1"));
        assertThat(look("police", phone(2)).count()).isZero();
    }

    @Test
    void ofABatchThoseAreFoundThatSomebodyReported() throws Exception {
        List<RecordChange> changes = new ArrayList<>();
        for (int i = 100; i < 110; i++) {
            changes.add(addition("fiu", phone(i), IntelligenceCategory.OTHER, "F-" + i));
        }
        assertThat(apply("fiu", changes)).containsOnly(OperationResult.ADDED).hasSize(10);

        List<Selector> asked = IntStream.range(90, 110).mapToObj(LookupOfANetworkTest::phone).toList();
        List<LookupAnswer> answers =
                nodes.asker("bank-1").lookups().lookAll(asked, ANNA, soon(), Progress.NONE);

        assertThat(answers).extracting(LookupAnswer::count).startsWith(0, 0).endsWith(1, 1).hasSize(20);
        assertThat(answers.subList(0, 10)).allMatch(answer -> answer.count() == 0);
        assertThat(answers.subList(10, 20)).allMatch(answer -> answer.records().size() == 1);
    }

    @Test
    void anUpdatedRecordSaysTheNewAndARemovedOneIsGone() throws Exception {
        RecordId id = add("fiu", phone(3), IntelligenceCategory.MULE_ACCOUNT, "old");

        apply("fiu", List.of(new RecordChange.Update(id, phone(3), intelligence(IntelligenceCategory.OTHER, "new"))));
        assertThat(look("police", phone(3)).records()).extracting(FoundRecord::caseReference).containsExactly("new");

        assertThat(apply("bank-1", List.of(new RecordChange.Remove(id)))).containsExactly(OperationResult.NOT_YOURS);
        assertThat(apply("fiu", List.of(new RecordChange.Remove(id)))).containsExactly(OperationResult.REMOVED);
        assertThat(look("police", phone(3)).count()).isZero();
    }

    @Test
    void moreThanTheFourEyesLimitNeedsTheSupervisorsSignature() throws Exception {
        List<Selector> many = IntStream.range(1000, 2001).mapToObj(LookupOfANetworkTest::phone).toList();
        Asking bulk = new Asking("anna", "2026-18", "court order 8");
        assertThatThrownBy(() -> nodes.asker("police").lookups().lookAll(many, bulk, soon(), Progress.NONE))
                .isInstanceOfSatisfying(
                        LookupFailedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.APPROVAL));

        Authorisation draft = nodes.asker("police")
                .authorisations()
                .draft(new Grounds("2026-18", "court order 8", Purpose.ASK), many.size());
        nodes.asker("police").authorisations().approve(draft, Signature.approving(draft, supervisor("police")));

        assertThat(nodes.asker("police").lookups().lookAll(many, bulk, soon(), Progress.NONE)).hasSize(1001);
    }

    @Test
    void withTooFewHoldersUpALookupFailsAndNamesThem() throws Exception {
        nodes.stop("fiu");
        nodes.stop("bank-1");
        assertThatThrownBy(() -> look("police", phone(4)))
                .isInstanceOfSatisfying(
                        LookupFailedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AWAY))
                .hasMessageContaining("fiu")
                .hasMessageContaining("bank-1");
        nodes.start("fiu");
        nodes.awaitReady();
        assertThat(look("police", phone(4)).count()).isZero();
        nodes.start("bank-1");
        nodes.awaitReady();
    }

    @Test
    void theHostKeepsItsRecordsOverARestart() throws Exception {
        add("fiu", phone(5), IntelligenceCategory.MULE_ACCOUNT, "kept");
        nodes.stop(LookupNodes.HOST);
        assertThatThrownBy(() -> look("police", phone(5)))
                .isInstanceOfSatisfying(
                        LookupFailedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AWAY))
                .hasMessageContaining(LookupNodes.HOST);
        nodes.start(LookupNodes.HOST);
        nodes.awaitReady();
        assertThat(look("police", phone(5)).records()).extracting(FoundRecord::caseReference).containsExactly("kept");
    }

    @Test
    void whatWasAskedStandsInTheAskersAuditLog() throws Exception {
        look("police", phone(6));
        var config = NodeConfigFile.read(nodes.nodeConfig("police"));
        var report = AuditVerification.verify(
                config.dataDirectory().resolve(AuditLog.FOLDER),
                NetworkFile.read(config.networkFile())
                        .institution("police")
                        .keys()
                        .signing(),
                List.of());
        assertThat(report.isIntact()).isTrue();
        assertThat(report.entries()).isPositive();
    }

    private static RecordId add(String institution, Selector selector, IntelligenceCategory category, String reference)
            throws Exception {
        RecordChange addition = addition(institution, selector, category, reference);
        assertThat(apply(institution, List.of(addition))).containsExactly(OperationResult.ADDED);
        return addition.id();
    }

    private static RecordChange addition(
            String institution, Selector selector, IntelligenceCategory category, String reference) {
        Contributions contributions = nodes.asker(institution).contributions();
        return new RecordChange.Add(contributions.newId(), selector, intelligence(category, reference));
    }

    private static Intelligence intelligence(IntelligenceCategory category, String reference) {
        return new Intelligence(category, LocalDate.of(2026, 1, 30), reference, "");
    }

    private static List<OperationResult> apply(String institution, List<RecordChange> changes) throws Exception {
        return nodes.asker(institution).contributions().apply(changes, ANNA, soon(), Progress.NONE);
    }

    private static LookupAnswer look(String institution, Selector selector) throws Exception {
        return nodes.asker(institution).lookups().look(selector, ANNA, soon());
    }

    private static Selector phone(int number) {
        return Selector.parse(SelectorType.PHONE, "+31 6 2%07d".formatted(number), Optional.empty());
    }

    private static SupervisorKey supervisor(String institution) throws Exception {
        Path of = nodes.nodeConfig(institution).resolveSibling("supervisor.p12");
        return SupervisorKey.read(of, Password.fromFile(of.resolveSibling("supervisor-password")));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
