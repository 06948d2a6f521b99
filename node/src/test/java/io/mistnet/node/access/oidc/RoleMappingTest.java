package io.mistnet.node.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleMappingTest {

    private static final Map<UserRole, Set<String>> NAMES = Map.of(
            UserRole.ANALYST, Set.of("mistnet-analyst", "Fraud Analysts"), UserRole.AUDITOR, Set.of("mistnet-auditor"));

    @Test
    void aListGrantsEachRoleThatItNames() {
        var granted = at("roles").granted(Map.of("roles", List.of("mistnet-auditor", "Fraud Analysts", "canteen")));
        assertThat(granted.roles()).containsExactlyInAnyOrder(UserRole.ANALYST, UserRole.AUDITOR);
        assertThat(granted.unknown()).containsExactly("canteen");
    }

    @Test
    void aTextIsOneNameAndNotItsParts() {
        assertThat(at("roles").granted(Map.of("roles", "Fraud Analysts")).roles())
                .containsExactly(UserRole.ANALYST);
        assertThat(at("roles").granted(Map.of("roles", "never mistnet-auditor")).roles())
                .isEmpty();
    }

    @Test
    void dotsLeadIntoObjects() {
        Map<String, Object> claims = Map.of("realm_access", Map.of("roles", List.of("mistnet-auditor")));
        assertThat(at("realm_access.roles").granted(claims).roles()).containsExactly(UserRole.AUDITOR);
        assertThat(at("realm_access.groups").granted(claims).roles()).isEmpty();
        assertThat(at("realm_access.roles.more").granted(claims).roles()).isEmpty();
    }

    @Test
    void aClaimThatHasDotsInItsNameIsFoundToo() {
        assertThat(at("https://bank.example/roles")
                        .granted(Map.of("https://bank.example/roles", List.of("mistnet-auditor")))
                        .roles())
                .containsExactly(UserRole.AUDITOR);
    }

    @Test
    void whatIsNoNameGrantsNothing() {
        for (Object value : List.of(7, true, Map.of("mistnet-auditor", true), List.of(List.of("mistnet-auditor"), 3))) {
            assertThat(at("roles").granted(Map.of("roles", value)).roles()).isEmpty();
        }
        assertThat(at("roles").granted(Map.of()).roles()).isEmpty();
        assertThat(at("roles").granted(Map.of("roles", "MISTNET-AUDITOR")).roles())
                .isEmpty();
    }

    private static RoleMapping at(String claim) {
        return new RoleMapping(claim, NAMES);
    }
}
