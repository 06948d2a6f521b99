package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends requests with one token. Every answer is held against the description: its status, its headers, its body. */
final class ApiClient {

    private static final String BASE = "/api/v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestApi api;
    private final Description description;
    private final Optional<String> token;

    ApiClient(TestApi api, Description description, Optional<String> token) {
        this.api = api;
        this.description = description;
        this.token = token;
    }

    /** An answer. */
    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("no header " + name));
        }

        boolean has(String header) {
            return response.headers().firstValue(header).isPresent();
        }

        String etag() {
            return header("ETag");
        }

        /** The end of the problem's address. */
        String problem() {
            String type = json().path("type").asText();
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** The fields that the problem names. */
        List<String> fields() {
            return json().path("errors").findValuesAsText("field");
        }

        /** A value of each item. */
        List<String> items(String name) {
            return json().path("items").findValuesAsText(name);
        }
    }

    Description description() {
        return description;
    }

    Optional<String> token() {
        return token;
    }

    Reply get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    /** Posts with a new key. */
    Reply post(String path, String body, String... headers) throws Exception {
        return send(
                "POST",
                path,
                body,
                and(headers, "Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** Posts with the version that is present now. */
    Reply change(String thing, String path, String body) throws Exception {
        return post(path, body, "If-Match", get(thing).etag());
    }

    Reply send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.address(BASE + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        if (body != null && !Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String called = response.request().uri().getPath().substring(BASE.length());
        assertThat(description.differences(method, called, Optional.ofNullable(body), response))
                .as("%s %s answered %d: %s", method, path, response.statusCode(), response.body())
                .isEmpty();
        return new Reply(response);
    }

    private static String[] and(String[] headers, String name, String value) {
        if (Arrays.asList(headers).contains(name)) {
            return headers;
        }
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
