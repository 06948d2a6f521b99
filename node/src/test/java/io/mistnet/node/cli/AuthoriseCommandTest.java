package io.mistnet.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.ApprovalDraft;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.authorisation.Mandate;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.oprf.ListedKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuthoriseCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path bank;

    @BeforeEach
    void aTrialNetwork() throws Exception {
        assertThat(new CommandLine(new NetworkCommand())
                        .setOut(new PrintWriter(out, true))
                        .execute("init", "--banks", "3", "--out", folder.toString()))
                .isZero();
        bank = folder.resolve("bank-1");
        Files.writeString(
                bank.resolve("node.conf"),
                Files.readString(bank.resolve("node.conf"))
                        + "mistnet.lookup.payees { legal-basis = contract, approval = payees.approval }\n");
    }

    @Test
    void theNodeTakesOverWhatItsSupervisorApproved() throws Exception {
        assertThat(run("--case", "payee-checks", "--quota", "50000", "--days", "29"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("bank-1 may have 50000 selectors evaluated in the case payee-checks (contract)");

        Approval approval = Approval.read(Files.readString(bank.resolve("payees.approval")));
        Network network = NetworkFile.read(folder.resolve("network.conf"));
        AuthorisationTerms terms = AuthorisationTerms.of(network);
        InstantSource clock = Clock.systemUTC();
        Password password = Password.fromFile(bank.resolve("password"));
        SignedAuthorisation signed = new AuthorisationIssuer(
                        terms,
                        new IssuingPolicy(1000, Duration.ofDays(1), 10),
                        KeyMaterial.read(bank.resolve("identity.p12"), password, "bank-1")
                                .identity(),
                        new AuthorisationCheck(terms, new ListedKeys(network), clock),
                        clock,
                        new SecureRandom())
                .authorise(
                        new Mandate(new Grounds("payee-checks", "contract", Purpose.ASK), Optional.of(approval)),
                        50_000);
        assertThat(signed.authorisation().quota()).isEqualTo(50_000);
        assertThat(signed.authorisation().legalBasis()).isEqualTo("contract");
    }

    @Test
    void anotherInstitutionsSupervisorCannotApprove() {
        Path other = folder.resolve("bank-2");
        assertThat(runWith(other, "--case", "payee-checks", "--quota", "50000")).isEqualTo(1);
        assertThat(err.toString()).contains("supervisor-key of bank-1");
        assertThat(bank.resolve("payees.approval")).doesNotExist();
    }

    @Test
    void whatTheNodeCouldNotUseIsRefusedAsWrongUsage() {
        assertThat(run("--case", "payee-checks", "--quota", "50000", "--days", "30"))
                .isEqualTo(2);
        assertThat(run("--case", "payee-checks", "--quota", "1000")).isEqualTo(2);
        assertThat(run("--case", "payee-checks", "--quota", "50000", "--basis", "another"))
                .isEqualTo(2);
        assertThat(run("--case", "watch-list", "--quota", "50000")).isEqualTo(2);
        assertThat(run("--case", "watch-list", "--quota", "50000", "--basis", "law"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--out: node.conf names no approval file for this case");
        assertThat(bank.resolve("payees.approval")).doesNotExist();
    }

    @Test
    void aRequestOfTheConsoleIsShownAndSigned() throws Exception {
        Authorisation draft = draft(Clock.systemUTC().instant().plus(Duration.ofHours(5)));
        Path request = Files.writeString(folder.resolve("request.txt"), new ApprovalDraft(draft).text());
        Path approval = folder.resolve("approval.txt");

        assertThat(run("--request", request.toString(), "--out", approval.toString(), "--yes"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains(
                        "bank-1 may have 7 selectors evaluated", "OP-1; $(rm -rf ~)", "court order 7", "look them up");
        assertThat(Approval.read(Files.readString(approval)).draft()).isEqualTo(draft);
    }

    @Test
    void nothingIsSignedThatNobodyConfirmsOrThatIsNoRequestOfThisInstitution() throws Exception {
        Instant later = Clock.systemUTC().instant().plus(Duration.ofHours(5));
        Path approval = folder.resolve("approval.txt");
        Path request = folder.resolve("request.txt");

        Files.writeString(request, new ApprovalDraft(draft(later)).text());
        assertThat(run("--request", request.toString(), "--out", approval.toString()))
                .isEqualTo(1);
        assertThat(run("--request", request.toString(), "--yes")).isEqualTo(2);
        Files.writeString(request, new ApprovalDraft(draft(Instant.ofEpochSecond(1))).text());
        assertThat(run("--request", request.toString(), "--out", approval.toString(), "--yes"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("make a new one");
        Files.writeString(request, "no request");
        assertThat(run("--request", request.toString(), "--out", approval.toString(), "--yes"))
                .isEqualTo(1);
        Files.writeString(
                request,
                new ApprovalDraft(Authorisation.draft(
                                Sha256.of(new byte[1]), "bank-1", grounds(), later, 7, new SecureRandom()))
                        .text());
        assertThat(run("--request", request.toString(), "--out", approval.toString(), "--yes"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("another network file");
        assertThat(run("--request", request.toString(), "--case", "x", "--quota", "5000"))
                .isEqualTo(2);
        assertThat(approval).doesNotExist();
    }

    private Authorisation draft(Instant expires) throws Exception {
        Network network = NetworkFile.read(folder.resolve("network.conf"));
        return Authorisation.draft(network.hash(), "bank-1", grounds(), expires, 7, new SecureRandom());
    }

    private static Grounds grounds() {
        return new Grounds("OP-1; $(rm -rf ~)", "court order 7", Purpose.ASK);
    }

    private int run(String... arguments) {
        return runWith(bank, arguments);
    }

    private int runWith(Path supervisor, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--config",
                bank.resolve("node.conf").toString(),
                "--supervisor",
                supervisor.resolve("supervisor.p12").toString(),
                "--supervisor-password-file",
                supervisor.resolve("supervisor-password").toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(new AuthoriseCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
