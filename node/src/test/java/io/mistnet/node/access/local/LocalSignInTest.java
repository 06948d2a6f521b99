package io.mistnet.node.access.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.LocalSignIn.Locked;
import io.mistnet.node.access.local.LocalSignIn.SignedIn;
import io.mistnet.node.access.local.LocalSignIn.Wrong;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSignInTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private RelationalDatabase database;
    private LocalSignIn signIn;

    @BeforeEach
    void anAccount() throws Exception {
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        LocalAccounts accounts = new LocalAccounts(database, clock, new SecureRandom());
        AccountName anna = new AccountName("anna");
        accounts.add(anna, "Anna", Set.of(UserRole.ANALYST), NewPassword.of(PASSWORD.toCharArray(), anna));
        signIn = new LocalSignIn(accounts, clock, new SecureRandom());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theRightPasswordSignsInWhateverTheCaseOfTheName() {
        assertThat(signIn.signIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
        assertThat(signIn.signIn(" Anna ", PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void fiveWrongPasswordsLockForAQuarterOfAnHour() {
        wrong("anna", 5);

        assertThat(signIn.signIn("anna", PASSWORD))
                .isInstanceOfSatisfying(
                        Locked.class,
                        locked -> assertThat(locked.until())
                                .isEqualTo(clock.instant().plus(Duration.ofMinutes(15))));
        clock.advance(Duration.ofMinutes(14));
        assertThat(signIn.signIn("anna", PASSWORD)).isInstanceOf(Locked.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(signIn.signIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void theRightPasswordForgivesThoseBefore() {
        for (int i = 0; i < 3; i++) {
            wrong("anna", 4);
            assertThat(signIn.signIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
        }
    }

    @Test
    void aNameWithoutAnAccountIsLockedTheSame() {
        wrong("emma", 5);
        assertThat(signIn.signIn("emma", PASSWORD)).isInstanceOf(Locked.class);
        assertThat(signIn.signIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void manyAttemptsAtOnceAreNoMoreThanManyInARow() {
        long tried = IntStream.range(0, 24)
                .parallel()
                .filter(i -> !(signIn.signIn("anna", "wrong") instanceof Locked))
                .count();
        assertThat(tried).isEqualTo(5);
    }

    @Test
    void aNameWithoutAnAccountTakesAsLongAsAWrongPassword() {
        wrong("warm", 3);
        Map<String, Long> shortest = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            for (String name : List.of("anna", "emma", "' OR 1=1 --")) {
                shortest.merge(name, nanos(name), Math::min);
            }
        }

        assertThat((double) shortest.get("emma") / shortest.get("anna")).isBetween(0.5, 2.0);
        assertThat((double) shortest.get("' OR 1=1 --") / shortest.get("anna")).isBetween(0.5, 2.0);
    }

    @Test
    void theLogLearnsOnlyNamesOfAccounts() {
        assertThat(signIn.signIn("anna", "wrong"))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.account()).contains(new AccountName("anna")));
        assertThat(signIn.signIn("emma", "wrong"))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.account()).isEmpty());
    }

    private void wrong(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn.signIn(name, "wrong " + i)).isInstanceOf(Wrong.class);
        }
    }

    /** Of the processor, which does all of it in this thread: a clock on the wall also measures who else uses it. */
    private long nanos(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(signIn.signIn(name, "wrong")).isInstanceOf(Wrong.class);
        return threads.getCurrentThreadCpuTime() - start;
    }
}
