package io.mistnet.node.api.frame;

import io.mistnet.node.access.Permission;
import java.util.Optional;

/**
 * Who may call an operation.
 *
 * @param needsToken whether anybody may who has no token
 * @param permission what the token must allow; empty where any token will do
 */
public record Audience(boolean needsToken, Optional<Permission> permission) {

    /** What tells nothing of the institution. */
    public static final Audience EVERYBODY = new Audience(false, Optional.empty());

    /** Whoever has a token. */
    public static final Audience EVERY_TOKEN = new Audience(true, Optional.empty());

    public static Audience of(Permission permission) {
        return new Audience(true, Optional.of(permission));
    }
}
