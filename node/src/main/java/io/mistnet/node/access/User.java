package io.mistnet.node.access;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has signed in.
 *
 * @param id unique in the institution, and what the audit log names: a local account's name, or the provider's subject
 * @param name how pages call them
 * @param roles what they are; may be empty, and then they may do nothing
 * @param owner of a token, who answers for it, by their {@code id}; empty for people
 */
public record User(String id, String name, Set<UserRole> roles, Optional<String> owner) {

    private static final int MOST_CHARACTERS = 128;
    private static final String TOKEN = "token:";

    public User {
        roles = Set.copyOf(roles);
        if (id.isBlank() || id.length() > MOST_CHARACTERS || name.isBlank() || name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "user: expected an id and a name of 1 to %d characters".formatted(MOST_CHARACTERS));
        }
    }

    /** Somebody who signs in. */
    public User(String id, String name, Set<UserRole> roles) {
        this(id, name, roles, Optional.empty());
    }

    /** Whom a token acts as; nobody who signs in has such an id. */
    public static User ofToken(String name, Set<UserRole> roles, Optional<String> owner) {
        return new User(TOKEN + name, "token " + name, roles, owner);
    }

    /** Whether an id is that of a token. */
    public static boolean isToken(String id) {
        return id.startsWith(TOKEN);
    }

    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.permissions().contains(permission));
    }
}
