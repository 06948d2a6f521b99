package io.mistnet.node.console.desk;

import io.mistnet.node.alert.HistoryEntry;
import java.util.List;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * Why something was not done.
 *
 * @param status what the browser is told
 * @param field the field that must be mended; empty where it is none of them
 * @param text the key of what people read
 * @param changes what others did in the meantime
 */
public record Refusal(StatusCode status, String field, String text, List<HistoryEntry> changes) {

    public Refusal {
        changes = List.copyOf(changes);
    }

    static Refusal of(String field, String text) {
        return new Refusal(StatusCodes.BAD_REQUEST, field, text, List.of());
    }

    static Refusal conflict(String text, List<HistoryEntry> changes) {
        return new Refusal(StatusCodes.CONFLICT, "", text, changes);
    }
}
