package io.mistnet.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.network.PublicKeys;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.peer.Membership;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NetworkCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void initWritesANetworkThatCheckAcceptsAndEveryNodeCanUse() throws Exception {
        assertThat(run("init", "--banks", "5", "--out", folder.toString())).isZero();
        assertThat(run("check", folder.resolve("network.conf").toString())).isZero();
        assertThat(out.toString()).contains("release-every: PT1S is for trials");
        Network network = NetworkFile.read(folder.resolve("network.conf"));
        assertThat(out.toString()).contains("SHA-256 " + network.hash());
        assertThat(network.banks()).hasSize(5);
        for (var institution : network.institutions()) {
            NodeConfig config =
                    NodeConfigFile.read(folder.resolve(institution.id()).resolve("node.conf"));
            assertThat(NetworkFile.read(config.networkFile()).hash()).isEqualTo(network.hash());
            Membership membership = Membership.load(config, Map.of(), Clock.systemUTC());
            assertThat(membership.topology().own()).isEqualTo(institution);
            assertThat(config.kafka().topics().transfers()).isEqualTo(institution.id() + ".mistnet.transfers");
        }
    }

    @Test
    void initWithSeparateComputeNodesGivesANetworkWithNoWarningButThatItIsATrial() {
        assertThat(run("init", "--banks", "3", "--separate-compute", "--out", folder.toString()))
                .isZero();
        assertThat(run("check", folder.resolve("network.conf").toString())).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("warning")))
                .singleElement()
                .asString()
                .contains("release-every: PT1S is for trials");
    }

    @Test
    void initGivesAllThatAskLookupsASupervisorsKey() throws Exception {
        assertThat(run("init", "--records", "5000", "--label-bytes", "128", "--out", folder.toString()))
                .isZero();
        Network network = NetworkFile.read(folder.resolve("network.conf"));
        assertThat(network.lookup()).hasValueSatisfying(terms -> {
            assertThat(terms.parameters().records()).isEqualTo(5000);
            assertThat(terms.parameters().labelBytes()).isEqualTo(128);
        });
        for (String asker : List.of("fiu", "police", "bank-1")) {
            Path own = folder.resolve(asker);
            Password password = Password.fromFile(own.resolve("supervisor-password"));
            assertThat(network.institution(asker).supervisor())
                    .contains(SupervisorKey.read(own.resolve("supervisor.p12"), password)
                            .publicKey());
        }
    }

    @Test
    void initWithoutTheLookupGivesBanksOnly() {
        assertThat(run("init", "--no-lookup", "--out", folder.toString())).isZero();
        assertThat(folder.resolve("bank-5")).exists();
        assertThat(folder.resolve("fiu")).doesNotExist();
    }

    @Test
    void initForAnAgencyThatHoldsAShareMakesItsSupervisorsKeyToo() {
        String own = folder.resolve("own").toString();
        assertThat(run("init", "--institution", "x", "--agency", "--oprf", "--out", own))
                .isEqualTo(2);
        assertThat(run(
                        "init",
                        "--institution",
                        "x",
                        "--agency",
                        "--oprf",
                        "--lookup-address",
                        "x.example:9403",
                        "--out",
                        own))
                .isZero();
        assertThat(out.toString())
                .contains("roles = [oprf, agency]", "lookup = \"x.example:9403\"", "supervisor-key = ");
        assertThat(folder.resolve("own").resolve("supervisor.p12")).exists();
    }

    @Test
    void initNeverOverwritesANetwork() {
        assertThat(run("init", "--out", folder.toString())).isZero();
        assertThat(run("init", "--out", folder.toString())).isEqualTo(1);
    }

    @Test
    void initForOneInstitutionPrintsAnEntryForTheNetworkFile() throws Exception {
        assertThat(run("init", "--banks", "4", "--out", folder.toString())).isZero();
        out.getBuffer().setLength(0);
        Path own = folder.resolve("newcomer");
        assertThat(run("init", "--institution", "newcomer", "--bic", "DEUTDEFF", "--out", own.toString()))
                .isZero();
        Path file = folder.resolve("network.conf");
        String text = Files.readString(file);
        int end = text.lastIndexOf(']');
        Files.writeString(file, text.substring(0, end) + out + "]\n");
        Network network = NetworkFile.read(file);
        KeyMaterial.read(own.resolve("identity.p12"), Password.fromFile(own.resolve("password")), "newcomer")
                .identity()
                .requireListedIn(network);
        assertThat(NodeConfigFile.read(own.resolve("node.conf")).networkFile()).isEqualTo(own.resolve("network.conf"));
        assertThat(network.banks()).hasSize(5);
    }

    @Test
    void renewGivesAnotherCertificateThatIsTakenOnceTheNetworkFileAnnouncesIt() throws Exception {
        assertThat(run("init", "--no-lookup", "--out", folder.toString())).isZero();
        Path own = folder.resolve("bank-1");
        Path renewed = own.resolve("identity-next.p12");
        out.getBuffer().setLength(0);
        assertThat(run("renew", "--config", own.resolve("node.conf").toString(), "--out", renewed.toString()))
                .isZero();
        Identity identity = KeyMaterial.read(renewed, Password.fromFile(own.resolve("password")), "bank-1")
                .identity();
        Path file = folder.resolve("network.conf");
        Network before = NetworkFile.read(file);
        PublicKeys old = before.institution("bank-1").keys();
        assertThatThrownBy(() -> identity.requireListedIn(before)).hasMessageContaining("other keys");

        String text = Files.readString(file);
        String listed = "certificate = \"%s\"".formatted(old.certificate().hex());
        Files.writeString(file, text.replace(listed, listed + "\n" + out));
        Network announced = NetworkFile.read(file);
        identity.requireListedIn(announced);
        for (Sha256 certificate : List.of(old.certificate(), Sha256.of(identity.certificate()))) {
            assertThat(announced.withCertificate(certificate))
                    .hasValueSatisfying(
                            institution -> assertThat(institution.id()).isEqualTo("bank-1"));
        }
        assertThat(announced.institution("bank-1").keys().signing()).isEqualTo(old.signing());

        Files.writeString(
                file, text.replace(listed, out.toString().replace("next-", "").strip()));
        assertThat(NetworkFile.read(file).withCertificate(old.certificate())).isEmpty();
        identity.requireListedIn(NetworkFile.read(file));
    }

    @Test
    void aNextCertificateThatAnotherInstitutionHasIsRefused() throws Exception {
        assertThat(run("init", "--no-lookup", "--out", folder.toString())).isZero();
        Path file = folder.resolve("network.conf");
        Network network = NetworkFile.read(file);
        String others = network.institution("bank-2").keys().certificate().hex();
        String own = "certificate = \"%s\""
                .formatted(network.institution("bank-1").keys().certificate().hex());
        Files.writeString(
                file, Files.readString(file).replace(own, own + "\nnext-certificate = \"%s\"".formatted(others)));
        assertThat(run("check", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("institutions[0] and institutions[1]: the same certificate");
    }

    @Test
    void checkNamesAllProblemsAndFails() throws Exception {
        assertThat(run("init", "--out", folder.toString())).isZero();
        Path file = folder.resolve("network.conf");
        Files.writeString(
                file,
                Files.readString(file).replace("compute = P1", "compute = P0").replace("limits", "limit"));
        assertThat(run("check", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("exactly one institution that is P0, not [bank-2, bank-3]")
                .contains("exactly one institution that is P1, not none")
                .contains("limit: unknown key")
                .contains("limits.accounts-per-bank: missing");
    }

    @Test
    void wrongUsageHasStatusTwo() {
        assertThat(run("init", "--banks", "0", "--out", folder.toString())).isEqualTo(2);
        assertThat(run("init", "--institution", "x", "--compute", "P0", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(run("init")).isEqualTo(2);
        String own = folder.resolve("own").toString();
        assertThat(run("init", "--institution", "x", "--bic", "DEUT", "--out", own))
                .isEqualTo(2);
        assertThat(run("init", "--institution", "A bank", "--bic", "DEUTDEFF", "--out", own))
                .isEqualTo(2);
        assertThat(run("init", "--institution", "x", "--bic", "DEUTDEFF", "--banks", "3", "--out", own))
                .isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    private int run(String... arguments) {
        return new CommandLine(new NetworkCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
