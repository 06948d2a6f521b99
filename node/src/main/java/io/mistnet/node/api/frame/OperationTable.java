package io.mistnet.node.api.frame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All operations.
 *
 * @param operations no two of the same method at one address
 */
public record OperationTable(List<Operation> operations) {

    public OperationTable {
        operations = List.copyOf(operations);
        Map<String, Long> times =
                operations.stream().collect(Collectors.groupingBy(Operation::toString, Collectors.counting()));
        times.forEach((operation, count) -> {
            if (count > 1) {
                throw new IllegalArgumentException("two operations are " + operation);
            }
        });
    }

    /** An operation, and what stands for the parts in braces of its path. */
    record Found(Operation operation, Map<String, String> path) {

        /** The one way to write its address. */
        String address() {
            return ApiRoute.BASE + operation.path().filled(path);
        }
    }

    /** The operation that a request calls; HEAD calls that of GET. */
    Optional<Found> find(String method, List<String> segments) {
        String called = method.equals("HEAD") ? "GET" : method;
        return at(segments)
                .filter(found -> found.operation().method().equals(called))
                .findFirst();
    }

    /** The methods of an address; empty where nothing is there. */
    String allowed(List<String> segments) {
        return at(segments)
                .flatMap(found -> found.operation().method().equals("GET")
                        ? Stream.of("GET", "HEAD")
                        : Stream.of(found.operation().method()))
                .collect(Collectors.joining(", "));
    }

    private Stream<Found> at(List<String> segments) {
        return operations.stream()
                .flatMap(
                        operation -> operation.path().match(segments).stream().map(path -> new Found(operation, path)));
    }
}
