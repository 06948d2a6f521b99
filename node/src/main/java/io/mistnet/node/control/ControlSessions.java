package io.mistnet.node.control;

import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes sessions, and says how they ended. */
final class ControlSessions {

    private final PinnedTls tls;
    private final Greeting greeting;
    private final ControlSettings settings;
    private final ControlRegistry registry;
    private final LinkMeters meters;

    ControlSessions(
            PinnedTls tls, Greeting greeting, ControlSettings settings, ControlRegistry registry, LinkMeters meters) {
        this.tls = tls;
        this.greeting = greeting;
        this.settings = settings;
        this.registry = registry;
        this.meters = meters;
    }

    ControlSession dialling(Peer peer) {
        return new ControlSession(peer.institution(), Optional.of(peer), tls, greeting, settings, registry);
    }

    ControlSession accepting(String address) {
        return new ControlSession(address, Optional.empty(), tls, greeting, settings, registry);
    }

    /** Tells the registry, and counts a refusal. */
    Ending ended(ControlSession session, @Nullable Throwable completion) {
        Throwable failure =
                session.turnedAway().<Throwable>map(refused -> refused).orElseGet(() -> unwrapped(completion));
        Refusal refusal = refusal(session, failure);
        if (refusal != null) {
            meters.refused(refusal);
        }
        String reason = reason(session, failure, refusal);
        registry.ended(session, reason);
        return new Ending(reason, Optional.ofNullable(refusal));
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable completion) {
        return completion instanceof CompletionException wrapped ? wrapped.getCause() : completion;
    }

    private static @Nullable Refusal refusal(ControlSession session, @Nullable Throwable failure) {
        if (session.peer() == null && failure instanceof TimeoutException) {
            return Refusal.HANDSHAKE_TIMEOUT;
        }
        Refusal refusal = failure == null
                ? Refusal.HANDSHAKE_FAILED
                : PinnedTls.refused(session.name(), failure).refusal();
        boolean ofAnAcceptedOne = session.peer() == null && !session.isDialling();
        return refusal != Refusal.HANDSHAKE_FAILED || ofAnAcceptedOne ? refusal : null;
    }

    private static String reason(ControlSession session, @Nullable Throwable failure, @Nullable Refusal refusal) {
        if (refusal == Refusal.HANDSHAKE_TIMEOUT) {
            return session.name() + " " + refusal.text();
        }
        if (failure == null) {
            return session.name() + " closed the link";
        }
        if (refusal != null) {
            PeerRefusedException refused = PinnedTls.refused(session.name(), failure);
            return String.valueOf(refused.getMessage());
        }
        return failure instanceof TimeoutException
                ? session.name() + " was silent for too long"
                : String.valueOf(failure.getMessage());
    }
}
