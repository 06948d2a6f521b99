package io.mistnet.node.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.mistnet.node.access.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** Makes the console's responses: pages and parts of pages from templates, and the way to another page. */
public final class Responder extends AllDirectives {

    private static final int BAD_REQUEST = 400;
    private static final int SERVERS_FAULT = 500;
    private static final Set<Integer> EXPLAINED = Set.of(BAD_REQUEST, 403, 404, 413, 429, SERVERS_FAULT, 503);
    private static final String TEMPLATES = "io.mistnet.node.console.template";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Responder.class.getClassLoader(), TEMPLATES);
    private final Texts texts;
    private final Assets assets;
    private final Executor workers;
    private final List<ConsoleSection> sections;

    /**
     * @param workers where what blocks runs; refuses where too much waits
     * @param sections what the navigation shows; may be completed after construction
     */
    public Responder(Texts texts, Assets assets, Executor workers, List<ConsoleSection> sections) {
        engine.setBinaryStaticContent(true);
        this.texts = texts;
        this.assets = assets;
        this.workers = workers;
        this.sections = sections;
    }

    public Texts texts() {
        return texts;
    }

    /** Answers with what {@code work} makes, on a thread that may wait. */
    public Route answer(Supplier<HttpResponse> work) {
        return completeWithFuture(CompletableFuture.supplyAsync(work, workers));
    }

    /** Answers in two steps: {@code work} begins something on a thread that may wait, and when that has ended, what it ended with makes the response. No thread waits between. */
    public Route answerLater(Supplier<CompletionStage<Supplier<HttpResponse>>> work) {
        return completeWithFuture(CompletableFuture.supplyAsync(work, workers)
                .thenCompose(begun -> begun)
                .thenApplyAsync(Supplier::get, workers));
    }

    /** Where what blocks runs. */
    public Executor workers() {
        return workers;
    }

    /** A page, or a part of one, for the visitor: the template with {@code view} and these parameters. */
    public HttpResponse page(Visit visit, String template, Map<String, Object> parameters) {
        return page(StatusCodes.OK, Optional.of(visit.visitor()), visit.section(), template, parameters);
    }

    public HttpResponse page(Visit visit, StatusCode status, String template, Map<String, Object> parameters) {
        return page(status, Optional.of(visit.visitor()), visit.section(), template, parameters);
    }

    /** A page for somebody who may not have signed in. */
    public HttpResponse page(
            StatusCode status,
            Optional<Visitor> visitor,
            String section,
            String template,
            Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("view", view(visitor, section));
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, all, output);
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, output.toByteArray()));
    }

    /** The page that says what went wrong: its texts are {@code error.STATUS.title} and {@code error.STATUS.text}, or those of 400 and 500. */
    public HttpResponse error(Optional<Visitor> visitor, StatusCode status) {
        int code = status.intValue();
        int shown = EXPLAINED.contains(code) ? code : code < SERVERS_FAULT ? BAD_REQUEST : SERVERS_FAULT;
        return page(status, visitor, "", "error.jte", Map.of("status", shown));
    }

    /** Sends the browser to another page of the console, after something was done. */
    public HttpResponse seeOther(String path) {
        return HttpResponse.create().withStatus(StatusCodes.SEE_OTHER).addHeader(RawHeader.create("Location", path));
    }

    /** The same, also where htmx would put that page into a part of the one that is shown. */
    public HttpResponse goTo(Visit visit, String path) {
        return visit.wantsFragment()
                ? HttpResponse.create().addHeader(RawHeader.create("HX-Redirect", path))
                : seeOther(path);
    }

    private View view(Optional<Visitor> visitor, String section) {
        List<View.Link> navigation = visitor.stream()
                .flatMap(who -> sections.stream()
                        .filter(entry -> entry.permissions().stream().anyMatch(who.user()::may))
                        .map(entry -> new View.Link(
                                "/" + entry.path(),
                                texts.get("navigation." + entry.path()),
                                entry.path().equals(section))))
                .toList();
        return new View(texts, assets, visitor, navigation);
    }
}
