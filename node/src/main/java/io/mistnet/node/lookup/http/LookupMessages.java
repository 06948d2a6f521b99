package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of requests and replies, as a client meets them. Byte strings are in base64. */
public final class LookupMessages {

    private LookupMessages() {}

    /** A required field may be there and still be null. */
    private static void requireText(@Nullable String... texts) {
        for (String text : texts) {
            if (text == null) {
                throw new IllegalArgumentException("a required text is null");
            }
        }
    }

    /**
     * A selector as somebody wrote it.
     *
     * @param type as on the command line
     */
    public record Written(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String selector) {

        public Written {
            requireText(type, selector);
        }
    }

    /**
     * Asks for one selector.
     *
     * @param region where phone numbers without country code are dialled
     */
    public record Look(
            @JsonProperty(required = true) String user,
            @JsonProperty(value = "case", required = true) String caseReference,
            @JsonProperty(required = true) String basis,
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String selector,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String region) {

        public Look {
            requireText(user, caseReference, basis, type, selector);
        }
    }

    /** Asks for many selectors. */
    public record LookAll(
            @JsonProperty(required = true) String user,
            @JsonProperty(value = "case", required = true) String caseReference,
            @JsonProperty(required = true) String basis,
            @JsonProperty(required = true) List<Written> selectors,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String region) {

        public LookAll {
            requireText(user, caseReference, basis);
        }
    }

    /** One record that was found. */
    public record Found(String institution, String category, String date, String caseReference, String contact) {

        static Found of(FoundRecord found) {
            return new Found(
                    found.institution(),
                    Categories.nameOf(found.category()),
                    found.date().toString(),
                    found.caseReference(),
                    found.contact());
        }

        static List<Found> of(LookupAnswer answer) {
            return answer.records().stream().map(Found::of).toList();
        }
    }

    /**
     * What others could see.
     *
     * @param evaluations blinded selectors that each of the holders asked evaluated; they also saw the case and the basis
     * @param queries encrypted queries that the host answered
     * @param bytesSent to the host
     * @param bytesReceived from it, the same for hits and misses
     */
    public record Revealed(long evaluations, long queries, long bytesSent, long bytesReceived) {

        static Revealed of(Disclosure disclosure) {
            return new Revealed(
                    disclosure.evaluations(), disclosure.queries(), disclosure.bytesSent(), disclosure.bytesReceived());
        }
    }

    /**
     * The answer to {@link Look}.
     *
     * @param unreadable records that were found but are none that this version can read
     */
    public record Answer(List<Found> records, int unreadable, Revealed revealed, double seconds) {}

    /** A line of the answer to {@link LookAll}: how far it is. Also of the answer to changes. */
    public record Done(long done, long of) {}

    /** A line of it: what was found for the selector with this number, from 1 on. */
    public record NumberedAnswer(int number, List<Found> records, int unreadable) {}

    /** Its last line. */
    public record BatchEnd(Revealed revealed, double seconds) {}

    /** The first line of a list of changes: who, and on what grounds. */
    public record ChangesHead(
            @JsonProperty(required = true) String user,
            @JsonProperty(value = "case", required = true) String caseReference,
            @JsonProperty(required = true) String basis,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String region) {}

    /**
     * Each further line: one change of a record.
     *
     * @param change {@code add}, {@code update} or {@code remove}
     * @param id of the record, 32 hexadecimal digits; not for {@code add}
     * @param category see {@link io.mistnet.protocols.retrieval.IntelligenceCategory}, in lower case with hyphens
     * @param date year, month and day
     * @param caseReference the record's, may be left out, as may the contact
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            @JsonProperty(required = true) String change,
            @Nullable String id,
            @Nullable String type,
            @Nullable String selector,
            @Nullable String category,
            @Nullable String date,
            @Nullable String caseReference,
            @Nullable String contact) {}

    /**
     * A line of the answer: what became of the change with this number, from 1 on.
     *
     * @param id of the record
     * @param isDone whether it was carried out
     * @param result in words
     */
    public record Changed(
            int number, String id, @JsonProperty("done") boolean isDone, String result) {}

    /** The last line of the answer. */
    public record ChangesEnd(long carriedOut, long refused, double seconds) {}

    /**
     * Asks for what a supervisor is to sign.
     *
     * @param purpose {@code ask} or {@code contribute}
     */
    public record Draft(
            @JsonProperty(value = "case", required = true) String caseReference,
            @JsonProperty(required = true) String basis,
            @JsonProperty(required = true) String purpose,
            @JsonProperty(required = true) long evaluations) {}

    /** The answer: the authorisation to be signed. */
    public record Statement(byte[] statement) {}

    /** A supervisor's approval of it. */
    public record Approval(
            @JsonProperty(required = true) byte[] statement,
            @JsonProperty(required = true) byte[] signature) {}
}
