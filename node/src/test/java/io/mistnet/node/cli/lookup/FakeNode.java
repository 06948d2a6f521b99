package io.mistnet.node.cli.lookup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Answers each path with what a test told it, and remembers what was sent. */
final class FakeNode implements AutoCloseable {

    /** A request as it came. */
    record Seen(String path, String authorization, String body) {}

    private record Answer(int status, UnaryOperator<String> body) {}

    final List<Seen> seen = new ArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/lookup/v1/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, request -> body));
    }

    /** @param body made of the request's body */
    void answer(String path, UnaryOperator<String> body) {
        answers.put(path, new Answer(200, body));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/lookup/v1/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
        Answer answer = answers.getOrDefault(path, new Answer(404, request -> ""));
        byte[] bytes = answer.body().apply(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
