package io.mistnet.node.api.token;

import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a token; its secret is not.
 *
 * @param name what the institution calls it; unique, and never given again
 * @param owner who answers for it, by the id that the audit log names; empty where nobody does
 * @param roles what whoever has it may be
 * @param createdAt when it was made
 * @param expiresAt from when on it is no longer taken
 * @param revokedAt since when it is no longer taken, where somebody said so
 * @param lastUsedAt when it was last taken, to the minute
 */
public record ApiToken(
        String name,
        Optional<String> owner,
        Set<UserRole> roles,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> lastUsedAt) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private static final Pattern OWNER = Pattern.compile("[\\x21-\\x7E]{1,128}");

    public ApiToken {
        roles = Set.copyOf(roles);
    }

    /** @throws IllegalArgumentException where a token cannot be called so */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: expected 1 to 64 of the characters a-z, 0-9, dot, hyphen and underscore, a letter or digit first");
        }
    }

    /** @throws IllegalArgumentException where nobody can be called so */
    static void requireOwner(String owner) {
        if (!OWNER.matcher(owner).matches() || User.isToken(owner)) {
            throw new IllegalArgumentException(
                    "owner: expected the id of a person as the audit log names it, 1 to 128 characters without blanks");
        }
    }

    /** Whether it is taken at this time. */
    public boolean isGood(Instant now) {
        return revokedAt.isEmpty() && expiresAt.isAfter(now);
    }

    /** As whom it acts. */
    public User user() {
        return User.ofToken(name, roles, owner);
    }
}
