package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.request.RequestKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends at the asker's own node: none of it reaches the host, and what is wrong by itself reaches no holder either. */
@Tag("slow")
class RefusedAtHomeTest {

    @TempDir
    private Path folder;

    private LookupNodes nodes;
    private AskerRole police;

    @BeforeEach
    void aNetwork() throws Exception {
        nodes = new LookupNodes(folder).started();
        police = nodes.asker("police");
        nodes.exchanged.clear();
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
    }

    @Test
    void aSelectorThatIsNoneIsRefusedBeforeAnythingIsSent() {
        for (SelectorType type : SelectorType.values()) {
            assertThatThrownBy(() -> look(Selector.parse(type, "no such thing\u0000", Optional.empty())))
                    .isInstanceOf(InvalidSelectorException.class)
                    .hasMessageNotContaining("no such thing");
        }
        assertThat(nodes.exchanged).isEmpty();
    }

    @Test
    void whatTheAuditLogCannotHoldCannotBeAsked() {
        for (String text : List.of("", " ", "t".repeat(257), "two\nlines")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Asking(text, "OP-1", "Police Act"));
            assertThatIllegalArgumentException().isThrownBy(() -> new Asking("detective-7", text, "Police Act"));
            assertThatIllegalArgumentException().isThrownBy(() -> new Asking("detective-7", "OP-1", text));
        }
    }

    @Test
    void aRecordThatDoesNotFitIsNotSentToTheHost() {
        invalid(() -> police.contributions()
                .apply(
                        List.of(add(LookupNodes.intelligence("a contact of more than 22 bytes"))),
                        LookupNodes.ASKING,
                        LookupNodes.soon(),
                        Progress.NONE));
        assertThat(nodes.exchanged(RequestKind.HOST_UPDATE)).isEmpty();
    }

    @Test
    void aBulkWithoutASupervisorIsRefusedBeforeAnythingIsSent() {
        List<Selector> bulk = IntStream.range(0, 1_001)
                .mapToObj(i ->
                        Selector.parse(SelectorType.IP, "10.1.%d.%d".formatted(i / 256, i % 256), Optional.empty()))
                .toList();
        assertThatThrownBy(() -> police.lookups().lookAll(bulk, LookupNodes.ASKING, LookupNodes.soon(), Progress.NONE))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.APPROVAL));
        assertThat(nodes.exchanged).isEmpty();
    }

    @Test
    void withFewerThanTHoldersNothingIsSentToTheHostAndThoseAwayAreNamed() throws Exception {
        assertThat(look(LookupNodes.phone(1)).count()).isZero();
        int before = nodes.exchanged.size();
        nodes.stop("bank-2");
        nodes.stop("fiu");

        assertThatThrownBy(() -> look(LookupNodes.phone(1)))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.AWAY))
                .hasMessageContaining("2 holders of the lookup's key are needed")
                .hasMessageContaining("bank-2: ")
                .hasMessageContaining("fiu: ")
                .hasMessageNotContaining("bank-3: ");
        assertThat(nodes.exchanged.stream().skip(before))
                .allMatch(request -> request.to().equals("bank-3") && request.kind() == RequestKind.OPRF_EVALUATE);

        nodes.startHolder("fiu");
        assertThat(look(LookupNodes.phone(1)).count()).isZero();
    }

    private LookupAnswer look(Selector selector) throws LookupFailedException {
        return police.lookups().look(selector, LookupNodes.ASKING, LookupNodes.soon());
    }

    private RecordChange add(Intelligence intelligence) {
        return new RecordChange.Add(police.contributions().newId(), LookupNodes.phone(1), intelligence);
    }

    private static void invalid(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.INVALID));
    }
}
