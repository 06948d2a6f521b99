package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.OPERATE;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.access.Permission;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.api.token.ApiToken;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.http.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** The API itself: its description, its problems, the token that is used; and how the node fares. */
public final class NodeOperations implements ApiSection {

    private static final ContentType YAML = ContentTypes.parse("application/yaml");
    private static final String DESCRIPTION = "/io/mistnet/node/api/openapi.yaml";
    private static final String FOR_AN_HOUR = "public, max-age=3600";

    private final List<HealthCheck> checks;
    private final byte[] description = description();

    /** @param checks the components that must be up for the node to be ready */
    public NodeOperations(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/openapi.yaml", Audience.EVERYBODY, this::describe)
                        .producing(YAML.mediaType()),
                Operation.get("/problems/{kind}", Audience.EVERYBODY, this::explain),
                Operation.get("/token", Audience.EVERY_TOKEN, this::token),
                Operation.get("/health", Audience.of(OPERATE), this::health));
    }

    private Answer describe(Call call) {
        return Answer.bytes(YAML, description).withHeader("Cache-Control", FOR_AN_HOUR);
    }

    private Answer explain(Call call) {
        ProblemKind kind = ProblemKind.of(call.word("kind"))
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no such kind of problem.")
                        .asException());
        return Answer.of(Json.object()
                .put("type", kind.type())
                .put("title", kind.title())
                .put("status", kind.status())
                .put("explanation", kind.explanation()));
    }

    private Answer token(Call call) {
        ApiToken token = call.token().orElseThrow();
        ObjectNode json = Json.object()
                .put("name", token.name())
                .put("user", token.user().id())
                .put("expiresAt", token.expiresAt().toString());
        token.owner().ifPresent(owner -> json.put("owner", owner));
        ArrayNode roles = json.putArray("roles");
        token.roles().stream().sorted().map(UserRole::id).forEach(roles::add);
        ArrayNode permissions = json.putArray("permissions");
        Arrays.stream(Permission.values())
                .filter(token.user()::may)
                .map(EnumIds::of)
                .forEach(permissions::add);
        return Answer.of(json);
    }

    private Answer health(Call call) {
        Readiness readiness = Readiness.of(checks);
        ObjectNode json = Json.object().put("state", EnumIds.of(readiness.state()));
        ArrayNode components = json.putArray("components");
        readiness
                .components()
                .forEach(component -> components
                        .addObject()
                        .put("name", component.name())
                        .put("state", EnumIds.of(component.state()))
                        .put("detail", component.detail()));
        return Answer.of(json);
    }

    private static byte[] description() {
        try (InputStream stream = NodeOperations.class.getResourceAsStream(DESCRIPTION)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + DESCRIPTION + " is missing from this build");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
