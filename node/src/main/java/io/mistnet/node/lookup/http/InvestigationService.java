package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.Signature;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.http.LookupMessages.Answer;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.BatchEnd;
import io.mistnet.node.lookup.http.LookupMessages.Done;
import io.mistnet.node.lookup.http.LookupMessages.Draft;
import io.mistnet.node.lookup.http.LookupMessages.Found;
import io.mistnet.node.lookup.http.LookupMessages.Look;
import io.mistnet.node.lookup.http.LookupMessages.LookAll;
import io.mistnet.node.lookup.http.LookupMessages.NumberedAnswer;
import io.mistnet.node.lookup.http.LookupMessages.Revealed;
import io.mistnet.node.lookup.http.LookupMessages.Statement;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out what the requests say. All is checked before anything is sent to others. Blocks. */
final class InvestigationService {

    /** Most selectors of one batch. */
    static final int MOST_SELECTORS = 100_000;

    private static final double NANOS = 1e9;

    private final Investigations investigations;
    private final ObjectMapper json;

    InvestigationService(Investigations investigations, ObjectMapper json) {
        this.investigations = investigations;
        this.json = json;
    }

    Answer look(byte[] body) throws LookupFailedException {
        Look request = JsonBodies.read(json, body, Look.class);
        Selector selector = Selectors.parse(request.type(), request.selector(), Selectors.region(request.region()));
        Asking asking = new Asking(request.user(), request.caseReference(), request.basis())
                .under(approval(request.approval()));
        Disclosure disclosure = new Disclosure();
        long start = System.nanoTime();
        LookupAnswer answer = investigations.look(selector, asking, disclosure);
        return new Answer(Found.of(answer), answer.unreadable(), Revealed.of(disclosure), seconds(start));
    }

    void lookAll(byte[] body, Lines lines) throws LookupFailedException {
        LookAll request = JsonBodies.read(json, body, LookAll.class);
        List<Selector> selectors = selectors(request);
        Asking asking = new Asking(request.user(), request.caseReference(), request.basis())
                .under(approval(request.approval()));
        int different = new HashSet<>(selectors).size();
        Disclosure disclosure = new Disclosure();
        long start = System.nanoTime();
        List<LookupAnswer> answers =
                investigations.lookAll(selectors, asking, done -> lines.write(new Done(done, different)), disclosure);
        for (int i = 0; i < answers.size(); i++) {
            LookupAnswer answer = answers.get(i);
            lines.write(new NumberedAnswer(i + 1, Found.of(answer), answer.unreadable()));
        }
        lines.write(new BatchEnd(Revealed.of(disclosure), seconds(start)));
    }

    Statement draft(byte[] body) {
        Draft request = JsonBodies.read(json, body, Draft.class);
        Grounds grounds = new Grounds(request.caseReference(), request.basis(), purpose(request.purpose()));
        return new Statement(
                investigations.draft(grounds, request.evaluations()).bytes());
    }

    /** @throws LookupFailedException where it is none */
    static Optional<io.mistnet.node.authorisation.Approval> approval(@Nullable Approval sent)
            throws LookupFailedException {
        if (sent == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new io.mistnet.node.authorisation.Approval(
                    Authorisation.read(sent.statement()), Signature.of(sent.signature())));
        } catch (AuthorisationRefusedException e) {
            throw new LookupFailedException(LookupFailedException.Kind.APPROVAL, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Selector> selectors(LookAll request) {
        List<Written> written = request.selectors();
        if (written.isEmpty() || written.size() > MOST_SELECTORS) {
            throw new IllegalArgumentException(
                    "selectors: expected 1 to %d, not %d".formatted(MOST_SELECTORS, written.size()));
        }
        Optional<Region> region = Selectors.region(request.region());
        List<Selector> selectors = new ArrayList<>(written.size());
        for (Written one : written) {
            try {
                selectors.add(Selectors.parse(one.type(), one.selector(), region));
            } catch (IllegalArgumentException | InvalidSelectorException e) {
                throw new IllegalArgumentException(
                        "selector %d: %s".formatted(selectors.size() + 1, e.getMessage()), e);
            }
        }
        return selectors;
    }

    private static Purpose purpose(String name) {
        return switch (name) {
            case "ask" -> Purpose.ASK;
            case "contribute" -> Purpose.CONTRIBUTE;
            default -> throw new IllegalArgumentException("purpose: expected ask or contribute");
        };
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / NANOS;
    }
}
