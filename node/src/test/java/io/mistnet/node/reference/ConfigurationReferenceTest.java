package io.mistnet.node.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigObject;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.network.Role;
import io.mistnet.node.trial.TrialNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String WRITE = "mistnet.write-reference";
    private static final String HOW =
            "mvn -q -pl node -am test -Dtest=ConfigurationReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE;

    private final KeyNotes nodeNotes = new KeyNotes();
    private final ConfigObject node = NodeConfigFile.reference(nodeNotes);
    private final KeyNotes networkNotes = new KeyNotes();
    private final ConfigObject network = TrialNetwork.reference(networkNotes);

    @Test
    void theReferenceHasTheKeysThatTheCodeReadsAndNoOther() {
        assertThat(paths(node, nodeNotes)).containsExactlyInAnyOrderElementsOf(nodeNotes.paths());
        assertThat(paths(network, networkNotes)).containsExactlyInAnyOrderElementsOf(networkNotes.paths());
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(keys())
                .filteredOn(key -> key.says().isEmpty())
                .extracting(DocumentedKey::path)
                .containsExactly("mistnet");
    }

    @Test
    void everyKeyOfANodeNamesTheRolesThatUseIt() {
        List<String> roles = Arrays.stream(Role.values()).map(Role::written).toList();
        assertThat(DocumentedKey.in(node, nodeNotes)).allSatisfy(key -> {
            if (!key.users().equals("all")) {
                assertThat(key.users().split(", ")).as(key.path()).isSubsetOf(roles);
            }
        });
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        String page = ConfigurationPage.of(node, nodeNotes, network, networkNotes, HOW);
        if (System.getProperty(WRITE) != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md; to make it anew: " + HOW)
                .isEqualTo(page);
    }

    private Stream<DocumentedKey> keys() {
        return Stream.concat(
                DocumentedKey.in(node, nodeNotes).stream(), DocumentedKey.in(network, networkNotes).stream());
    }

    private static List<String> paths(ConfigObject reference, KeyNotes notes) {
        return DocumentedKey.in(reference, notes).stream()
                .map(DocumentedKey::path)
                .toList();
    }
}
