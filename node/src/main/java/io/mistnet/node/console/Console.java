package io.mistnet.node.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.http.HttpMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/** Puts the console together from its sections. */
public final class Console {

    /** What is served without a section. */
    private static final Set<String> OPEN_PATHS = Set.of("assets", "sign-in", "sign-out", "api");

    private Console() {}

    /**
     * All routes of the console, at the root of its address.
     *
     * @param protection what stands before the sections
     * @param open what needs no session, made with the frame of all pages
     * @param sections made with the same, in the order of the navigation
     * @param workers where what blocks runs
     * @param meters where requests are counted and timed
     */
    public static Route routes(
            ActorSystem<?> system,
            Protection protection,
            Function<Responder, Route> open,
            List<Function<Responder, ConsoleSection>> sections,
            Executor workers,
            MeterRegistry meters) {
        Assets assets = new Assets();
        List<ConsoleSection> made = new ArrayList<>();
        Responder responder = new Responder(new Texts(Locale.ENGLISH), assets, workers, made);
        sections.forEach(section -> made.add(section.apply(responder)));
        Route route = new ConsoleRoute(
                        protection, open.apply(responder), made, responder, assets, new FormReader(system), workers)
                .route();
        Set<String> paths = Stream.concat(OPEN_PATHS.stream(), made.stream().map(ConsoleSection::path))
                .collect(Collectors.toSet());
        return new HttpMeters(meters, "console", paths).timed(route);
    }
}
