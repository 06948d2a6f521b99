package io.mistnet.node.access;

/**
 * A signed-in user in one of their sessions.
 *
 * @param user who
 * @param csrfToken what every request of this session that changes something must carry; secret from other sites
 */
public record Visitor(User user, String csrfToken) {

    @Override
    public String toString() {
        return "Visitor[" + user.id() + "]";
    }
}
