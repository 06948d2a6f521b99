package io.mistnet.node.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class ApiTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<UserRole> ROLES = Set.of(UserRole.ANALYST, UserRole.AUDITOR);

    private final SettableClock clock = new SettableClock(NOW);
    private final SecureRandom random = new SecureRandom();
    private RelationalDatabase database;
    private ApiTokens tokens;

    @BeforeEach
    void open(RelationalDatabase fresh) {
        database = fresh;
        tokens = new ApiTokens(fresh, clock);
    }

    @Test
    void aTokenIsFoundByItsTextAlone() {
        String text = tokens.add("tool", ROLES, NOW.plus(Duration.ofDays(1)), random);

        assertThat(text).matches("mistnet_[A-Za-z0-9_-]{43}");
        ApiToken found = tokens.find(text).orElseThrow();
        assertThat(found.name()).isEqualTo("tool");
        assertThat(found.roles()).isEqualTo(ROLES);
        assertThat(found.user().id()).isEqualTo("token:tool");
        for (String other : List.of("", "tool", text + "A", text.substring(1), text.toLowerCase(Locale.ROOT))) {
            assertThat(tokens.find(other)).as(other).isEmpty();
        }
    }

    @Test
    void whatDoesNotLookLikeATokenIsRefusedWithoutTheDatabase() {
        database.close();

        for (String other : List.of("", "tool", "mistnet_short", "mistnet_" + "!".repeat(43), "x".repeat(256))) {
            assertThat(tokens.find(other)).as(other).isEmpty();
        }
    }

    @Test
    void theTextIsNotKept() {
        String text = tokens.add("tool", ROLES, NOW.plus(Duration.ofDays(1)), random);

        List<String> kept = database.inTransaction(handle -> handle.createQuery("SELECT token_hash FROM api_token")
                .mapTo(String.class)
                .list());
        assertThat(kept).hasSize(1).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(kept.get(0)).doesNotContain(text);
        assertThat(tokens.find(kept.get(0))).isEmpty();
    }

    @Test
    void aTokenEndsWhenItExpiresOrIsRevoked() {
        String text = tokens.add("tool", ROLES, NOW.plus(Duration.ofDays(1)), random);
        assertThat(tokens.find(text).orElseThrow().isGood(clock.instant())).isTrue();

        clock.advance(Duration.ofDays(1));
        assertThat(tokens.find(text).orElseThrow().isGood(clock.instant())).isFalse();
        String other = tokens.add("other", ROLES, NOW.plus(Duration.ofDays(2)), random);
        assertThat(tokens.revoke("other")).isTrue();
        assertThat(tokens.find(other).orElseThrow().isGood(clock.instant())).isFalse();
        assertThat(tokens.revoke("other")).isFalse();
        assertThat(tokens.revoke("nobody")).isFalse();
    }

    @Test
    void itsLastUseIsKnownToTheMinute() {
        String text = tokens.add("tool", ROLES, NOW.plus(Duration.ofDays(1)), random);
        assertThat(lastUsed()).isEmpty();
        tokens.find(text);
        assertThat(lastUsed()).contains(NOW);
        clock.advance(Duration.ofSeconds(59));
        tokens.find(text);
        assertThat(lastUsed()).contains(NOW);
        clock.advance(Duration.ofSeconds(2));
        tokens.find(text);
        assertThat(lastUsed()).contains(NOW.plusSeconds(61));
        tokens.revoke("tool");
        clock.advance(Duration.ofHours(1));
        tokens.find(text);
        assertThat(lastUsed()).contains(NOW.plusSeconds(61));
    }

    @Test
    void aNameIsGivenOnce() {
        tokens.add("tool", ROLES, NOW.plus(Duration.ofDays(1)), random);
        tokens.revoke("tool");

        assertThatThrownBy(() -> tokens.add("tool", ROLES, NOW.plus(Duration.ofDays(1)), random))
                .hasMessageContaining("take another name");
        assertThat(tokens.all()).extracting(ApiToken::name).containsExactly("tool");
    }

    @Test
    void aTokenWithoutNameOrRolesOrEndIsNotMade() {
        for (String name : List.of("", "A", "a b", "-a", "a".repeat(65), "a:b")) {
            assertThatThrownBy(() -> tokens.add(name, ROLES, NOW.plus(Duration.ofDays(1)), random))
                    .hasMessageStartingWith("name:");
        }
        assertThatThrownBy(() -> tokens.add("tool", Set.of(), NOW.plus(Duration.ofDays(1)), random))
                .hasMessageStartingWith("roles:");
        for (Instant end : List.of(NOW, NOW.minusSeconds(1), NOW.plus(Duration.ofDays(800)))) {
            assertThatThrownBy(() -> tokens.add("tool", ROLES, end, random)).hasMessageStartingWith("expires:");
        }
        assertThat(tokens.all()).isEmpty();
    }

    private Optional<Instant> lastUsed() {
        return tokens.all().get(0).lastUsedAt();
    }
}
