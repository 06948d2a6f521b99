package io.mistnet.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The description of the API, and what an exchange has that it does not say. */
final class Description {

    private static final String ADDRESS = "https://mistnet.test/openapi";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final JsonNode root;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private Description(JsonNode root) {
        this.root = root;
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, root.toString()))));
    }

    static Description read() throws IOException {
        try (InputStream stream = Description.class.getResourceAsStream("/io/mistnet/node/api/openapi.yaml")) {
            return new Description(new YAMLMapper().readTree(stream));
        }
    }

    /** One operation. */
    record Described(String method, String path, JsonNode json) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    JsonNode root() {
        return root;
    }

    Map<String, Described> operations() {
        Map<String, Described> operations = new LinkedHashMap<>();
        root.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        Described described = new Described(
                                entry.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), entry.getValue());
                        operations.put(described.toString(), described);
                    }
                }));
        return operations;
    }

    /** The names of an operation's parameters in a place. */
    List<String> parameters(Described operation, String in, boolean requiredOnly) {
        List<String> names = new ArrayList<>();
        operation.json().path("parameters").forEach(entry -> {
            JsonNode parameter = resolved(entry);
            if (parameter.path("in").asText().equals(in)
                    && (!requiredOnly || parameter.path("required").asBoolean())) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** All that were answered so far: {@code GET /alerts 200}. */
    Set<String> seen() {
        return seen;
    }

    /** What of an exchange is not as described. */
    List<String> differences(String method, String path, Optional<String> body, HttpResponse<String> response) {
        int status = response.statusCode();
        Optional<Described> operation = find(method, path);
        if (operation.isEmpty()) {
            return problem(response, List.of(401, 404, 405, 429), status == 405 ? "MethodNotAllowed" : "NotFound");
        }
        seen.add("%s %d".formatted(operation.get(), status));
        JsonNode described = resolved(operation.get().json().path("responses").path(String.valueOf(status)));
        if (described.isMissingNode()) {
            return List.of("the description of %s has no %d".formatted(operation.get(), status));
        }
        List<String> differences = new ArrayList<>();
        headers(described, response, differences);
        if (!method.equals("HEAD")) {
            content(described, response, differences);
        }
        if (status < 300 && body.isPresent()) {
            String schema = operation
                    .get()
                    .json()
                    .at("/requestBody/content/application~1json/schema/$ref")
                    .asText();
            differences.addAll(validate(schema, body.get()));
        }
        return differences;
    }

    private List<String> problem(HttpResponse<String> response, List<Integer> expected, String name) {
        if (!expected.contains(response.statusCode())) {
            return List.of("nothing is described there, and it answered " + response.statusCode());
        }
        List<String> differences = new ArrayList<>();
        headers(root.at("/components/responses/" + name), response, differences);
        if (!response.body().isEmpty()) {
            differences.addAll(validate("#/components/schemas/Problem", response.body()));
        }
        return differences;
    }

    private void headers(JsonNode described, HttpResponse<String> response, List<String> differences) {
        described.path("headers").fields().forEachRemaining(entry -> {
            JsonNode header = resolved(entry.getValue());
            Optional<String> value = response.headers().firstValue(entry.getKey());
            if (value.isEmpty() && header.path("required").asBoolean()) {
                differences.add("the header %s is missing".formatted(entry.getKey()));
            }
            String pattern = header.at("/schema/pattern").asText();
            if (value.isPresent()
                    && !Pattern.compile(pattern).matcher(value.get()).find()) {
                differences.add("the header %s is %s".formatted(entry.getKey(), value.get()));
            }
        });
    }

    private void content(JsonNode described, HttpResponse<String> response, List<String> differences) {
        JsonNode content = described.path("content");
        if (content.isMissingNode()) {
            if (!response.body().isEmpty()) {
                differences.add("no body is described");
            }
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            differences.add("no body of the type %s is described".formatted(type));
            return;
        }
        String schema = media.at("/schema/$ref").asText();
        if (!schema.isEmpty()) {
            differences.addAll(validate(schema, response.body()));
        } else if (response.body().isEmpty()) {
            differences.add("the body is empty");
        }
    }

    private List<String> validate(String reference, String text) {
        try {
            JsonNode value = JSON.readTree(text.isEmpty() ? "{}" : text);
            JsonSchema schema = known.computeIfAbsent(
                    reference, any -> schemas.getSchema(SchemaLocation.of(ADDRESS + reference), config));
            return schema.validate(value).stream().map(Object::toString).toList();
        } catch (IOException e) {
            return List.of("no JSON: " + text);
        }
    }

    private Optional<Described> find(String method, String path) {
        String called = method.equals("HEAD") ? "GET" : method;
        return operations().values().stream()
                .filter(operation -> operation.method().equals(called)
                        && path.matches(operation
                                .path()
                                .replace(".", "\\.")
                                .replace("{id}", "[1-9][0-9]{0,17}")
                                .replace("{kind}", "[a-z-]{1,64}")))
                .findFirst();
    }
}
