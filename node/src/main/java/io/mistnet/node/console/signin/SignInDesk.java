package io.mistnet.node.console.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.access.Access;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.access.Sessions;
import io.mistnet.node.access.SignInForms;
import io.mistnet.node.access.User;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.signin.SignInMeters.End;
import java.net.URI;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all ways to sign in have in common. */
public final class SignInDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SignInDesk.class);
    private static final String SUBJECT = "session";

    /** Stands in the audit log where nobody is known by the name that was typed: it may be a password in the wrong field. */
    private static final String NOBODY = "unknown";

    private final Sessions sessions;
    private final SignInForms forms;
    private final AccessLog log;
    private final RateLimit<String> limit;
    private final RemoteAddress addresses;
    private final SignInMeters meters;

    /** @param limit how often each address may try */
    public SignInDesk(
            Sessions sessions,
            SignInForms forms,
            AccessLog log,
            RateLimit<String> limit,
            RemoteAddress addresses,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.forms = forms;
        this.log = log;
        this.limit = limit;
        this.addresses = addresses;
        this.meters = new SignInMeters(meters);
    }

    Sessions sessions() {
        return sessions;
    }

    SignInForms forms() {
        return forms;
    }

    /** Whether the address that a request comes from may try once more. */
    boolean admits(HttpRequest request) {
        String address = addresses.of(request);
        if (limit.allows(address)) {
            return true;
        }
        LOG.warn("too many attempts to sign in from {}", address);
        meters.count(End.LIMITED);
        return false;
    }

    /** Begins a session, and sends the browser on. */
    HttpResponse enter(HttpRequest request, User user, Optional<URI> farewell, String next, Responder responder) {
        log.write(new Access(user.id(), AuditAction.SIGN_IN, SUBJECT, AuditOutcome.ANSWERED));
        meters.count(End.SIGNED_IN);
        return responder
                .seeOther(next)
                .addHeader(sessions.begin(request, user, farewell))
                .addHeader(forms.clear());
    }

    /** Notes that somebody was refused. */
    void refused(Optional<String> user, End end) {
        log.write(new Access(user.orElse(NOBODY), AuditAction.SIGN_IN, SUBJECT, AuditOutcome.REFUSED));
        meters.count(end);
    }

    /** Notes what did not get as far as a refusal. */
    void failed(End end) {
        meters.count(end);
    }

    void unknownRoles(int names) {
        meters.countUnknownRoles(names);
    }

    /** Ends the request's session, and notes it. */
    Optional<Sessions.Ended> leave(HttpRequest request) {
        Optional<Sessions.Ended> ended = sessions.end(request);
        ended.ifPresent(session ->
                log.write(new Access(session.user().id(), AuditAction.SIGN_OUT, SUBJECT, AuditOutcome.ANSWERED)));
        return ended;
    }
}
