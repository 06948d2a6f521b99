package io.mistnet.simulator.benchmark.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Times a host's handlers. The stages of a scan are told apart by request only where one request comes after the other. */
final class ServedRequests {

    static final List<String> STAGES = List.of("unpack", "expand", "scan", "second", "pack");

    private final MeterRegistry registry;
    private final List<Served> served = new ArrayList<>();

    /** @param registry that the host reports its stages to */
    ServedRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    Map<RequestKind, RequestHandler> timed(Map<RequestKind, RequestHandler> handlers) {
        Map<RequestKind, RequestHandler> timed = new EnumMap<>(RequestKind.class);
        handlers.forEach((kind, handler) -> timed.put(kind, timed(kind, handler)));
        return timed;
    }

    private RequestHandler timed(RequestKind kind, RequestHandler handler) {
        return (institution, payload, deadline) -> {
            Map<String, Long> before = stages();
            long start = System.nanoTime();
            byte[] reply = handler.handle(institution, payload, deadline);
            long nanos = System.nanoTime() - start;
            Map<String, Long> stages = stages();
            stages.replaceAll((stage, until) -> until - before.getOrDefault(stage, 0L));
            add(new Served(kind, nanos, payload.length, reply.length, stages));
            return reply;
        };
    }

    private Map<String, Long> stages() {
        Map<String, Long> stages = new LinkedHashMap<>();
        for (String stage : STAGES) {
            Timer timer =
                    registry.find("mistnet.lookup.stage").tag("stage", stage).timer();
            stages.put(stage, timer == null ? 0 : (long) timer.totalTime(TimeUnit.NANOSECONDS));
        }
        return stages;
    }

    private synchronized void add(Served one) {
        served.add(one);
    }

    /** What was served since the last call. */
    synchronized List<Served> take() {
        List<Served> taken = List.copyOf(served);
        served.clear();
        return taken;
    }
}
