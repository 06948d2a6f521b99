package io.mistnet.node.access.local;

import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import java.time.Instant;
import java.util.Set;

/**
 * A user with a password of their own.
 *
 * @param name what they sign in with
 * @param displayName how pages call them
 * @param roles what they are
 * @param created when the account was made
 * @param passwordChanged when it got the password that it has
 */
public record LocalAccount(
        AccountName name, String displayName, Set<UserRole> roles, Instant created, Instant passwordChanged) {

    public LocalAccount {
        roles = Set.copyOf(roles);
    }

    public User user() {
        return new User(name.text(), displayName, roles);
    }
}
