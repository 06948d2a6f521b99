package io.mistnet.node.access;

import io.mistnet.node.network.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Who has signed in, in memory: a restart signs everybody out. The browser has a session's id in a {@link SecretCookie}, and only its hash is kept here, so that who reads the memory of the process cannot enter with what it
 * finds. Thread-safe.
 */
public final class Sessions implements Gate {

    /** A request with this header is the page's own, not the user's: it does not keep a session from being idle. */
    public static final String POLL_HEADER = "X-Poll";

    /** How soon somebody whose account was changed is out. */
    static final Duration RECHECK = Duration.ofMinutes(1);

    private final SessionLimits limits;
    private final SecretCookie cookie;
    private final Standing standing;
    private final InstantSource clock;
    private final Secrets secrets;
    private final Map<Sha256, Session> sessions = new ConcurrentHashMap<>();

    /**
     * A session that has ended.
     *
     * @param user whose it was
     * @param farewell where the browser goes so that its user is signed out at the provider too; empty where there is none
     */
    public record Ended(User user, Optional<URI> farewell) {}

    private static final class Session {

        private final Visitor visitor;
        private final Optional<URI> farewell;
        private final Instant began;
        private volatile Instant seen;
        private volatile Instant checked;

        private Session(Visitor visitor, Optional<URI> farewell, Instant now) {
            this.visitor = visitor;
            this.farewell = farewell;
            this.began = now;
            this.seen = now;
            this.checked = now;
        }
    }

    /** @param standing whether those who have signed in may stay */
    public Sessions(
            SessionLimits limits, SecretCookie cookie, Standing standing, InstantSource clock, SecureRandom random) {
        this.limits = limits;
        this.cookie = cookie;
        this.standing = standing;
        this.clock = clock;
        this.secrets = new Secrets(random);
    }

    @Override
    public Optional<Visitor> visitor(HttpRequest request) {
        Instant now = clock.instant();
        Optional<Sha256> key = cookie.of(request).map(Sessions::key);
        Optional<Session> session = key.map(sessions::get).filter(found -> isOpen(found, now));
        if (session.isEmpty() || !mayStay(session.get(), now)) {
            key.ifPresent(sessions::remove);
            return Optional.empty();
        }
        if (request.getHeader(POLL_HEADER).isEmpty()) {
            session.get().seen = now;
        }
        return session.map(found -> found.visitor);
    }

    /** Whether the browser believes to have a session. */
    public boolean isClaimed(HttpRequest request) {
        return cookie.of(request).isPresent();
    }

    /**
     * Begins a session, under an id that nobody had before; the one that the request had, if any, ends.
     *
     * @param farewell where the browser goes after sign-out, at the provider; empty where there is none
     * @return the header that hands it to the browser
     */
    public HttpHeader begin(HttpRequest request, User user, Optional<URI> farewell) {
        end(request);
        Instant now = clock.instant();
        makeRoom(now);
        String id = secrets.next();
        sessions.put(key(id), new Session(new Visitor(user, secrets.next()), farewell, now));
        return cookie.set(id);
    }

    /** Ends the request's session, if it has one. */
    public Optional<Ended> end(HttpRequest request) {
        return cookie.of(request)
                .map(Sessions::key)
                .map(sessions::remove)
                .map(session -> new Ended(session.visitor.user(), session.farewell));
    }

    /** The header that takes the id from the browser. */
    public HttpHeader clear() {
        return cookie.clear();
    }

    /** How many there are; some of them may be over. */
    public int count() {
        return sessions.size();
    }

    private boolean isOpen(Session session, Instant now) {
        return now.isBefore(session.seen.plus(limits.idle())) && now.isBefore(session.began.plus(limits.absolute()));
    }

    private boolean mayStay(Session session, Instant now) {
        if (now.isBefore(session.checked.plus(RECHECK))) {
            return true;
        }
        boolean holds = standing.holds(session.visitor.user(), session.began);
        session.checked = now;
        return holds;
    }

    private synchronized void makeRoom(Instant now) {
        if (sessions.size() < limits.most()) {
            return;
        }
        sessions.values().removeIf(session -> !isOpen(session, now));
        while (sessions.size() >= limits.most()) {
            sessions.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().seen))
                    .ifPresent(idlest -> sessions.remove(idlest.getKey()));
        }
    }

    private static Sha256 key(String id) {
        return Sha256.of(id.getBytes(StandardCharsets.US_ASCII));
    }
}
