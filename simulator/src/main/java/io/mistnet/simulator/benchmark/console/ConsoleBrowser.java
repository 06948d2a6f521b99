package io.mistnet.simulator.benchmark.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's browser at a console, without its screen. Every request is timed from its first byte to the last byte of the answer, over loopback. */
final class ConsoleBrowser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final int CONFLICT = 409;
    private static final int FAILED = 400;

    private final HttpClient client;
    private final URI console;
    private final PageTimes times;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";

    ConsoleBrowser(HttpClient client, URI console, PageTimes times) {
        this.client = client;
        this.console = console;
        this.times = times;
    }

    /**
     * What was answered.
     *
     * @param status 0 where there was no answer
     * @param location where the browser is sent; empty where it stays
     */
    record Page(int status, String body, Optional<String> location) {

        private static final Page NONE = new Page(0, "", Optional.empty());

        boolean isShown() {
            return status == 200;
        }

        boolean isConflict() {
            return status == CONFLICT;
        }

        /** The first group of all places where a pattern matches. */
        List<String> all(Pattern pattern) {
            return pattern.matcher(body)
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();
        }
    }

    /** Signs in. Its time is not taken: a password's hash is slow on purpose. */
    void signIn(String name, String password) throws IOException, InterruptedException {
        Page form = remember(send(get("/sign-in")));
        Page in = remember(
                send(post("/sign-in", Map.of("name", name, "password", password, "csrf", csrfOf(form), "next", "/"))));
        if (in.status() != 303) {
            throw new IOException("%s cannot sign in at %s: status %d".formatted(name, console, in.status()));
        }
    }

    Page open(String kind, String path) throws InterruptedException {
        return timed(kind, get(path));
    }

    /** A part of a page, as htmx asks for it. */
    Page part(String kind, String path) throws InterruptedException {
        return timed(kind, get(path).header("HX-Request", "true"));
    }

    /** Sends a form of the page that was opened last. */
    Page send(String kind, String path, Map<String, String> fields) throws InterruptedException {
        return timed(kind, post(path, withToken(fields)));
    }

    /** The same, as htmx does it. */
    Page sendPart(String kind, String path, Map<String, String> fields) throws InterruptedException {
        return timed(kind, post(path, fields).header("HX-Request", "true").header("X-CSRF-Token", csrf));
    }

    private Map<String, String> withToken(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("csrf", csrf);
        return all;
    }

    private Page timed(String kind, HttpRequest.Builder request) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = send(request);
            times.took(kind, (System.nanoTime() - begun) / 1e9);
            Page page = remember(response);
            if (page.isConflict()) {
                times.conflict();
            } else if (page.status() >= FAILED) {
                times.failed(kind, "status " + page.status());
            } else if (page.location().filter(to -> to.startsWith("/sign-in")).isPresent()) {
                times.failed(kind, "the session has ended");
            }
            return page;
        } catch (IOException e) {
            times.failed(kind, String.valueOf(e.getMessage()));
            return Page.NONE;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private Page remember(HttpResponse<String> response) {
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String pair = cookie.substring(0, (cookie + ";").indexOf(';'));
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        Page page = new Page(
                response.statusCode(),
                response.body(),
                response.headers()
                        .firstValue("Location")
                        .or(() -> response.headers().firstValue("HX-Redirect")));
        String token = csrfOf(page);
        if (!token.isEmpty()) {
            csrf = token;
        }
        return page;
    }

    private static String csrfOf(Page page) {
        Matcher matcher = CSRF.matcher(page.body());
        return matcher.find() ? matcher.group(1) : "";
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(console.resolve(path));
    }

    private HttpRequest.Builder post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(console.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }
}
