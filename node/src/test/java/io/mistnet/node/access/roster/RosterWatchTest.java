package io.mistnet.node.access.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.Access;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.AccountName;
import io.mistnet.node.access.local.LocalAccounts;
import io.mistnet.node.access.local.NewPassword;
import io.mistnet.node.api.token.ApiTokens;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
final class RosterWatchTest {

    private static final AccountName ANNA = new AccountName("anna");

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final SecureRandom random = new SecureRandom();
    private final List<Access> written = new ArrayList<>();
    private RelationalDatabase database;
    private LocalAccounts accounts;
    private ApiTokens tokens;
    private RosterWatch watch;

    @BeforeEach
    void open(RelationalDatabase fresh) {
        database = fresh;
        accounts = new LocalAccounts(fresh, clock, random);
        tokens = new ApiTokens(fresh, clock);
        watch = new RosterWatch(fresh, folder, written::add);
        accounts.add(ANNA, "Anna", Set.of(UserRole.SUPERVISOR, UserRole.INVESTIGATOR), password("one long password"));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void whoIsThereAtTheFirstStartIsWrittenDownOnce() {
        watch.compare();
        watch.compare();

        assertThat(written)
                .containsExactly(new Access(
                        "node",
                        AuditAction.ACCOUNT,
                        "accounts/anna/found/investigator-supervisor",
                        AuditOutcome.ANSWERED));
    }

    @Test
    void whatTheCommandsDoIsWrittenDown() {
        watch.compare();
        accounts.changePassword(ANNA, password("another long password"));
        accounts.add(new AccountName("bert"), "Bert", Set.of(UserRole.AUDITOR), password("one long password"));
        tokens.add("tool", Optional.of("anna"), Set.of(UserRole.ANALYST), tomorrow(), random);
        assertThat(compared())
                .containsExactly(
                        "ACCOUNT accounts/anna/password",
                        "ACCOUNT accounts/bert/added/auditor",
                        "TOKEN tokens/tool/added/analyst");

        accounts.remove(ANNA);
        tokens.revoke("tool");
        assertThat(compared()).containsExactly("TOKEN tokens/tool/revoked", "ACCOUNT accounts/anna/removed");
    }

    @Test
    void whatSomebodyWritesIntoTheDatabaseByHandIsWrittenDown() {
        tokens.add("tool", Optional.of("anna"), Set.of(UserRole.ANALYST), tomorrow(), random);
        watch.compare();
        change("UPDATE local_account SET roles = 'auditor '");
        change("UPDATE api_token SET owner_id = 'bert', token_hash = '%s'".formatted("0".repeat(64)));
        assertThat(compared())
                .containsExactly(
                        "ACCOUNT accounts/anna/roles/auditor",
                        "TOKEN tokens/tool/owner/bert",
                        "TOKEN tokens/tool/secret");

        change("UPDATE local_account SET name = '%s'".formatted("a b\n/" + "é".repeat(50)));
        assertThat(compared())
                .hasSize(2)
                .allMatch(line -> line.startsWith("ACCOUNT accounts/a"))
                .allSatisfy(line -> AuditEvent.access(
                        "node", AuditAction.ACCOUNT, line.substring("ACCOUNT ".length()), AuditOutcome.ANSWERED));
    }

    @Test
    void aPasswordThatIsPutBackWithinAMinuteIsSeenWhereSomebodySignedInByIt() {
        watch.compare();
        String own = hash();
        accounts.changePassword(ANNA, password("of somebody else"));
        written.clear();

        watch.aheadOfSignIns().write(new Access("anna", AuditAction.PAGE, "cases", AuditOutcome.ANSWERED));
        assertThat(lines()).containsExactly("PAGE cases");
        written.clear();
        watch.aheadOfSignIns().write(new Access("anna", AuditAction.SIGN_IN, "session", AuditOutcome.ANSWERED));
        assertThat(lines()).containsExactly("ACCOUNT accounts/anna/password", "SIGN_IN session");

        change("UPDATE local_account SET password_hash = '%s'".formatted(own));
        assertThat(compared()).containsExactly("ACCOUNT accounts/anna/password");
    }

    @Test
    void aUseOfATokenIsNoChange() {
        String text = tokens.add("tool", Set.of(UserRole.ANALYST), tomorrow(), random);
        watch.compare();
        tokens.find(text);

        assertThat(compared()).isEmpty();
    }

    @Test
    void whatWasSeenLastIsKeptForItsOwnerAloneAndHasNoSecret() throws Exception {
        String text = tokens.add("tool", Set.of(UserRole.ANALYST), tomorrow(), random);
        watch.compare();

        Path file = folder.resolve("roster.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("accounts/anna").doesNotContain(text, hash(), "argon2");

        Files.writeString(file, "{");
        assertThat(compared())
                .containsExactly(
                        "ACCOUNT accounts/anna/found/investigator-supervisor", "TOKEN tokens/tool/found/analyst");
    }

    private List<String> compared() {
        written.clear();
        new RosterWatch(database, folder, written::add).compare();
        return lines();
    }

    private List<String> lines() {
        return written.stream()
                .map(access -> access.action() + " " + access.subject())
                .toList();
    }

    private String hash() {
        return database.inTransaction(handle -> handle.createQuery("SELECT password_hash FROM local_account")
                .mapTo(String.class)
                .one());
    }

    private void change(String statement) {
        database.inTransaction(handle -> handle.execute(statement));
    }

    private Instant tomorrow() {
        return clock.instant().plus(Duration.ofDays(1));
    }

    private static NewPassword password(String text) {
        return NewPassword.of(text.toCharArray(), ANNA);
    }
}
