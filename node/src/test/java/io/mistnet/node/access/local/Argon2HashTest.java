package io.mistnet.node.access.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2HashTest {

    /** From the tests of the reference implementation, test.c of phc-winner-argon2. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void itIsTheReferencesArgon2id() {
        assertThat(new Argon2Hash(REFERENCE).matches("password".toCharArray())).isTrue();
        assertThat(new Argon2Hash(REFERENCE).matches("Password".toCharArray())).isFalse();
    }

    @Test
    void aPasswordMatchesItsOwnHashAlone() {
        Argon2Hash hash = Argon2Hash.of("grüße, 世界".toCharArray(), new SecureRandom());
        assertThat(hash.matches("grüße, 世界".toCharArray())).isTrue();
        assertThat(hash.matches("gruesse, 世界".toCharArray())).isFalse();
        assertThat(hash.matches(new char[0])).isFalse();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTimeWithTheRecommendedParameters() {
        SecureRandom random = new SecureRandom();
        String first = Argon2Hash.of("the same password".toCharArray(), random).text();
        assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Argon2Hash.of("the same password".toCharArray(), random).text())
                .isNotEqualTo(first);
    }

    @Test
    void aHashOfAnotherKindIsRefusedAndNoneIsPrinted() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Hash("$2b$12$abc"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Hash("secret"));
        assertThat(new Argon2Hash(REFERENCE)).hasToString("Argon2Hash[not shown]");
    }
}
