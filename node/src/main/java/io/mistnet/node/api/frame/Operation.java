package io.mistnet.node.api.frame;

import io.mistnet.node.audit.AuditAction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/**
 * One operation of the API. The table of all of them is what requests are routed by, and what the description is held against.
 *
 * @param method such as GET
 * @param path its addresses, below those of the API
 * @param audience who may call it
 * @param safeguard what its caller must send along
 * @param parameters the names that its query may have
 * @param mostBytes the most bytes that its body may have; 0 where it takes none
 * @param produces the types of its answers, the usual one first
 * @param action what the audit log says of it
 * @param handler what it does
 */
public record Operation(
        String method,
        PathTemplate path,
        Audience audience,
        Safeguard safeguard,
        Set<String> parameters,
        long mostBytes,
        List<MediaType> produces,
        AuditAction action,
        Handler handler) {

    private static final long USUAL_BYTES = 64 << 10;

    /** What an operation does. It may block, and may end later. */
    public interface Handler {

        CompletionStage<Answer> handle(Call call);
    }

    public Operation {
        parameters = Set.copyOf(parameters);
        produces = List.copyOf(produces);
    }

    public static Operation get(String path, Audience audience, Function<Call, Answer> work) {
        return of("GET", path, audience, Safeguard.NONE, 0, AuditAction.PAGE, work);
    }

    /** A read whose question must not stand in an address. */
    public static Operation search(String path, Audience audience, Function<Call, Answer> work) {
        return of("POST", path, audience, Safeguard.NONE, USUAL_BYTES, AuditAction.PAGE, work);
    }

    public static Operation post(String path, Audience audience, Safeguard safeguard, Function<Call, Answer> work) {
        return of("POST", path, audience, safeguard, USUAL_BYTES, AuditAction.CHANGE, work);
    }

    public static Operation put(String path, Audience audience, Function<Call, Answer> work) {
        return of("PUT", path, audience, Safeguard.VERSION, USUAL_BYTES, AuditAction.CHANGE, work);
    }

    public static Operation delete(String path, Audience audience, Function<Call, Answer> work) {
        return of("DELETE", path, audience, Safeguard.VERSION, 0, AuditAction.CHANGE, work);
    }

    private static Operation of(
            String method,
            String path,
            Audience audience,
            Safeguard safeguard,
            long mostBytes,
            AuditAction action,
            Function<Call, Answer> work) {
        return new Operation(
                method,
                PathTemplate.of(path),
                audience,
                safeguard,
                Set.of(),
                mostBytes,
                List.of(MediaTypes.APPLICATION_JSON),
                action,
                call -> CompletableFuture.completedStage(work.apply(call)));
    }

    public Operation withParameters(String... names) {
        return new Operation(method, path, audience, safeguard, Set.of(names), mostBytes, produces, action, handler);
    }

    public Operation withMostBytes(long most) {
        return new Operation(method, path, audience, safeguard, parameters, most, produces, action, handler);
    }

    public Operation producing(MediaType... types) {
        return new Operation(method, path, audience, safeguard, parameters, mostBytes, List.of(types), action, handler);
    }

    public Operation audited(AuditAction as) {
        return new Operation(method, path, audience, safeguard, parameters, mostBytes, produces, as, handler);
    }

    /** The same with what ends later. */
    public Operation handledBy(Handler other) {
        return new Operation(method, path, audience, safeguard, parameters, mostBytes, produces, action, other);
    }

    /** Whether it takes a key: what changes something, and is not the same when it is done twice. */
    boolean takesKey() {
        return method.equals("POST") && safeguard != Safeguard.NONE;
    }

    @Override
    public String toString() {
        return method + " " + path.text();
    }
}
