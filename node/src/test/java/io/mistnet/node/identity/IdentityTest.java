package io.mistnet.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    private static TrialNetwork trial;
    private static Network network;

    @BeforeAll
    static void threeBanks() throws Exception {
        trial = Trials.ofBanks(3);
        network = trial.network();
    }

    @Test
    void twoInstitutionsDeriveTheSameSecretAndNoOtherPairDoes() throws Exception {
        byte[] oneTwo = secret("bank-1", "bank-2");
        assertThat(oneTwo).hasSize(32).isEqualTo(secret("bank-2", "bank-1"));
        assertThat(secret("bank-1", "bank-3")).isNotEqualTo(oneTwo);
        assertThat(secret("bank-2", "bank-3")).isNotEqualTo(oneTwo);
    }

    @Test
    void theSecretWithItselfIsTheInstitutionsOwn() throws Exception {
        assertThat(secret("bank-1", "bank-1"))
                .hasSize(32)
                .isEqualTo(secret("bank-1", "bank-1"))
                .isNotEqualTo(secret("bank-2", "bank-2"))
                .isNotEqualTo(secret("bank-1", "bank-2"));
    }

    @Test
    void anotherNetworkFileGivesAnotherSecret() throws Exception {
        Network renamed = Trials.renamed(trial);
        assertThat(trial.identity("bank-1").secretWith(renamed, renamed.institution("bank-2")))
                .isNotEqualTo(secret("bank-1", "bank-2"));
    }

    @Test
    void aSignatureHoldsForItsMessageAndSignerOnly() throws Exception {
        byte[] message = "what was dealt".getBytes(StandardCharsets.UTF_8);
        byte[] signature = trial.identity("bank-1").sign(message);
        Institution signer = network.institution("bank-1");
        assertThat(signer.keys().signing().verifies(message, signature)).isTrue();
        assertThat(network.institution("bank-2").keys().signing().verifies(message, signature))
                .isFalse();
        assertThat(signer.keys().signing().verifies(new byte[] {1}, signature)).isFalse();
        assertThat(signer.keys().signing().verifies(message, new byte[3])).isFalse();
    }

    @Test
    void keysComeBackFromTheirFileAsTheyWere(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("identity.p12");
        Password password = Password.of("correct horse");
        KeyMaterial keys = keys("bank-1");
        keys.writeTo(file, password);
        Identity read = KeyMaterial.read(file, password, "bank-1").identity();
        assertThat(read.publicKeys()).isEqualTo(network.institution("bank-1").keys());
        assertThat(read.secretWith(network, network.institution("bank-2"))).isEqualTo(secret("bank-1", "bank-2"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyStoreWithTheWrongPasswordIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("identity.p12");
        keys("bank-1").writeTo(file, Password.of("right"));
        assertThatThrownBy(() -> KeyMaterial.read(file, Password.of("wrong"), "bank-1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("password");
    }

    @Test
    void aKeyStoreThatOthersCanReadIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("identity.p12");
        keys("bank-1").writeTo(file, Password.of("right"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyMaterial.read(file, Password.of("right"), "bank-1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void keysAreNeverOverwritten(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("identity.p12");
        keys("bank-1").writeTo(file, Password.of("right"));
        assertThatThrownBy(() -> keys("bank-2").writeTo(file, Password.of("right")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void keysThatTheNetworkFileDoesNotListAreRefused() throws Exception {
        trial.identity("bank-1").requireListedIn(network);
        Identity stranger = Trials.ofBanks(3).identity("bank-1");
        assertThatThrownBy(() -> stranger.requireListedIn(network))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("bank-1 with other keys");
    }

    @Test
    void nothingSecretPrints() throws Exception {
        assertThat(Password.of("correct horse").toString()).doesNotContain("correct");
        assertThat(trial.identity("bank-1")).hasToString("Identity[bank-1]");
    }

    private static byte[] secret(String own, String other) throws Exception {
        return trial.identity(own).secretWith(network, network.institution(other));
    }

    private static KeyMaterial keys(String id) {
        return Objects.requireNonNull(trial.keys().get(id));
    }
}
