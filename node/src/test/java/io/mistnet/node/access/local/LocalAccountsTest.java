package io.mistnet.node.access.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class LocalAccountsTest {

    private static final AccountName ANNA = new AccountName("anna");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456789Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final LocalAccounts accounts;

    LocalAccountsTest(RelationalDatabase database) {
        accounts = new LocalAccounts(database, clock, new SecureRandom());
    }

    @Test
    void anAccountIsFoundAsItWasMade() {
        assertThat(add(ANNA, UserRole.ANALYST, UserRole.SUPERVISOR)).isTrue();

        assertThat(accounts.list()).singleElement().satisfies(account -> {
            assertThat(account.user())
                    .isEqualTo(new User("anna", "Anna Ä", Set.of(UserRole.ANALYST, UserRole.SUPERVISOR)));
            assertThat(account.created()).isEqualTo(Instant.parse("2026-03-02T12:00:00.123Z"));
            assertThat(account.passwordChanged()).isEqualTo(account.created());
        });
        assertThat(accounts.find(ANNA).orElseThrow().password().matches("a good long password".toCharArray()))
                .isTrue();
    }

    @Test
    void aNameIsTakenOnce() {
        assertThat(add(ANNA, UserRole.ANALYST)).isTrue();
        assertThat(add(new AccountName(" ANNA "), UserRole.OPERATOR)).isFalse();
        assertThat(accounts.list())
                .singleElement()
                .satisfies(account -> assertThat(account.roles()).containsExactly(UserRole.ANALYST));
    }

    @Test
    void accountsAreListedByName() {
        for (String name : new String[] {"zoe", "anna", "mia-2"}) {
            add(new AccountName(name), UserRole.AUDITOR);
        }
        assertThat(accounts.list())
                .extracting(account -> account.name().text())
                .containsExactly("anna", "mia-2", "zoe");
    }

    @Test
    void aUserHoldsUntilTheirAccountIsTakenAwayOrChanged() {
        add(ANNA, UserRole.ANALYST);
        User anna = accounts.list().get(0).user();
        Instant since = clock.instant();
        assertThat(accounts.holds(anna, since)).isTrue();
        assertThat(accounts.holds(new User("anna", "Anna Ä", Set.of(UserRole.OPERATOR)), since))
                .isFalse();

        clock.advance(Duration.ofSeconds(1));
        assertThat(accounts.changePassword(ANNA, password("another good password")))
                .isTrue();
        assertThat(accounts.holds(anna, since)).isFalse();
        assertThat(accounts.holds(anna, clock.instant())).isTrue();

        assertThat(accounts.remove(ANNA)).isTrue();
        assertThat(accounts.holds(anna, clock.instant())).isFalse();
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThat(accounts.remove(ANNA)).isFalse();
        assertThat(accounts.changePassword(ANNA, password("another good password")))
                .isFalse();
        assertThat(accounts.find(ANNA)).isEmpty();
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        add(ANNA, UserRole.ANALYST);
        accounts.changePassword(ANNA, password("another good password"));

        Argon2Hash hash = accounts.find(ANNA).orElseThrow().password();
        assertThat(hash.matches("another good password".toCharArray())).isTrue();
        assertThat(hash.matches("a good long password".toCharArray())).isFalse();
    }

    @Test
    void passwordsThatAreNoGoodAreRefusedWithoutBeingRepeated() {
        for (String bad :
                new String[] {"", "short", "elevenchars", "x".repeat(129), "my name is Anna!", "aaaaaabbbbbb"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> password(bad))
                    .satisfies(e -> assertThat(bad.isEmpty() || !e.getMessage().contains(bad))
                            .isTrue());
        }
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String bad : new String[] {"", "-anna", "anna lena", "a".repeat(65), "änna", "anna'--", "<b>"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AccountName(bad));
        }
    }

    private boolean add(AccountName name, UserRole... roles) {
        return accounts.add(name, "Anna Ä", Set.of(roles), password("a good long password"));
    }

    private static NewPassword password(String text) {
        return NewPassword.of(text.toCharArray(), ANNA);
    }
}
