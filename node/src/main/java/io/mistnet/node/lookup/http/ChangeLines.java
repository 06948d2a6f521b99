package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.protocols.retrieval.RecordId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the changes of an upload, and what is wrong with its lines: nothing is sent where one is. */
final class ChangeLines {

    /** Most changes of one upload. */
    static final int MOST = 250_000;

    private static final int MOST_NAMED = 100;

    private final Investigations investigations;
    private final ObjectMapper mapper;
    private final Optional<Region> region;
    private final List<RecordChange> changes = new ArrayList<>();
    private final Set<RecordId> named = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private int wrongLines;

    ChangeLines(Investigations investigations, ObjectMapper mapper, Optional<Region> region) {
        this.investigations = investigations;
        this.mapper = mapper;
        this.region = region;
    }

    /** Takes the line with this number of the upload. */
    void take(int number, String line) {
        try {
            if (changes.size() == MOST) {
                throw new IllegalArgumentException(
                        "more than %d changes; send them in several uploads".formatted(MOST));
            }
            RecordChange change = change(JsonBodies.read(mapper, line.getBytes(StandardCharsets.UTF_8), Change.class));
            if (!named.add(change.id())) {
                throw new IllegalArgumentException("another line changes the same record");
            }
            changes.add(change);
        } catch (IllegalArgumentException | InvalidSelectorException e) {
            refuse(number, String.valueOf(e.getMessage()));
        }
    }

    List<RecordChange> changes() {
        return List.copyOf(changes);
    }

    /** The problem with the upload; empty where there is none. */
    Optional<Problem> problem() {
        if (wrongLines == 0) {
            return Optional.empty();
        }
        return Optional.of(Problem.ofLines(wrong, "%d lines are wrong; nothing was sent".formatted(wrongLines)));
    }

    private void refuse(int number, String reason) {
        wrongLines++;
        if (wrong.size() < MOST_NAMED) {
            wrong.add("line %d: %s".formatted(number, reason));
        }
    }

    private RecordChange change(Change line) {
        return switch (line.change()) {
            case "add" -> new RecordChange.Add(newId(line), selector(line), intelligence(line));
            case "update" -> new RecordChange.Update(id(line), selector(line), intelligence(line));
            case "remove" -> new RecordChange.Remove(id(line));
            default -> throw new IllegalArgumentException("change: expected add, update or remove");
        };
    }

    private RecordId newId(Change line) {
        return line.id() == null ? investigations.newId() : RecordId.parse(line.id());
    }

    private static RecordId id(Change line) {
        return RecordId.parse(required("id", line.id()));
    }

    private Selector selector(Change line) {
        return Selectors.parse(required("type", line.type()), required("selector", line.selector()), region);
    }

    private Intelligence intelligence(Change line) {
        Intelligence intelligence = new Intelligence(
                Categories.parse(required("category", line.category())),
                date(required("date", line.date())),
                orEmpty(line.caseReference()),
                orEmpty(line.contact()));
        investigations.requireFits(intelligence);
        return intelligence;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("date: expected a day such as 2026-01-30", e);
        }
    }

    private static String required(String field, @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException(field + ": missing");
        }
        return text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
