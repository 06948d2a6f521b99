package io.mistnet.node.api.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mistnet.node.access.User;
import io.mistnet.node.api.token.ApiToken;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.apache.pekko.http.javadsl.model.MediaType;

/**
 * One request, let in and read.
 *
 * @param operation what is called
 * @param address the request's path
 * @param path what stands for the parts in braces of the operation's path
 * @param token whose it is; empty where the operation needs none
 * @param parameters of the query
 * @param body what was sent
 * @param key of the request, where it has one
 * @param seen the versions that the caller saw, where they said so
 * @param wanted the type of answer that the caller likes best
 */
public record Call(
        Operation operation,
        String address,
        Map<String, String> path,
        Optional<ApiToken> token,
        Parameters parameters,
        Body body,
        Optional<String> key,
        Optional<TagList> seen,
        MediaType wanted) {

    /** The number in the path. */
    public long id() {
        return Long.parseLong(word("id"));
    }

    /** What stands for a part in braces. */
    public String word(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the path of %s has no {%s}".formatted(operation, name));
        }
        return value;
    }

    /** Who asks. */
    public User user() {
        return token.orElseThrow().user();
    }

    /** @throws ProblemException where the caller saw another version than the present one */
    public void requireSeen(long version, JsonNode present) {
        stale(version, present).ifPresent(problem -> {
            throw problem.asException();
        });
    }

    /**
     * The same, and the problem tells what was changed.
     *
     * @param changesSince the changes after a version
     */
    public void requireSeen(long version, JsonNode present, LongFunction<ArrayNode> changesSince) {
        stale(version, present).ifPresent(problem -> {
            OptionalLong last = seen.map(TagList::version).orElseGet(OptionalLong::empty);
            throw (last.isPresent() ? problem.with("changes", changesSince.apply(last.getAsLong())) : problem)
                    .asException();
        });
    }

    private Optional<Problem> stale(long version, JsonNode present) {
        EntityTag tag = EntityTag.of(version, present);
        return seen.filter(tags -> tags.names(tag)).isPresent()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                ProblemKind.STALE,
                                "If-Match names another version than the present one, which ETag names.")
                        .withHeader(Answer.ETAG, tag.value()));
    }

    Call with(Body read) {
        return new Call(operation, address, path, token, parameters, read, key, seen, wanted);
    }

    @Override
    public String toString() {
        return "Call[" + operation + "]";
    }
}
