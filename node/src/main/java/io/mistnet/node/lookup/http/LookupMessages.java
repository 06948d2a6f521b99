package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of requests and replies, as a client meets them. Byte strings are in base64. A field may be null only where it may be left out. */
public final class LookupMessages {

    private LookupMessages() {}

    /**
     * A selector as somebody wrote it.
     *
     * @param type as on the command line
     */
    public record Written(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String selector) {}

    /**
     * Asks for one selector.
     *
     * @param region where phone numbers without country code are dialled
     * @param approval a supervisor's, where more evaluations are asked for than go without
     */
    public record Look(
            @JsonProperty(required = true) String user,
            @JsonProperty(value = "case", required = true) String caseReference,
            @JsonProperty(required = true) String basis,
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String selector,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET) @Nullable
            String region,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET) @Nullable
            Approval approval) {}

    /** Asks for many selectors. */
    public record LookAll(
            @JsonProperty(required = true) String user,
            @JsonProperty(value = "case", required = true) String caseReference,
            @JsonProperty(required = true) String basis,
            @JsonProperty(required = true) List<Written> selectors,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET) @Nullable
            String region,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET) @Nullable
            Approval approval) {}

    /** One record that was found, as its author wrote it; that goes for the institution too, which nobody has checked. */
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
     * @param holdersAsked the holders that were asked, more than are needed where one was slow or failed
     * @param holdersAnswered those of them that answered in time
     * @param queries encrypted queries that the host answered
     * @param bytesSent to the host
     * @param bytesReceived from it, the same for hits and misses
     */
    public record Revealed(
            long evaluations,
            List<String> holdersAsked,
            List<String> holdersAnswered,
            long queries,
            long bytesSent,
            long bytesReceived) {

        static Revealed of(Disclosure disclosure) {
            return new Revealed(
                    disclosure.evaluations(),
                    disclosure.holdersAsked(),
                    disclosure.holdersAnswered(),
                    disclosure.queries(),
                    disclosure.bytesSent(),
                    disclosure.bytesReceived());
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

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET) @Nullable
            String region,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET) @Nullable
            Approval approval) {}

    /**
     * Each further line: one change of a record.
     *
     * @param change {@code add}, {@code update} or {@code remove}
     * @param id of the record, 32 hexadecimal digits; for {@code add} random ones, which the node draws where there are none: whoever draws them knows them also if the answer is lost
     * @param category see {@link io.mistnet.protocols.retrieval.IntelligenceCategory}, in lower case with hyphens
     * @param date year, month and day
     * @param caseReference the record's, may be left out, as may the contact
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            @JsonProperty(required = true) String change,
            @JsonSetter(nulls = Nulls.SET) @Nullable String id,
            @JsonSetter(nulls = Nulls.SET) @Nullable String type,
            @JsonSetter(nulls = Nulls.SET) @Nullable String selector,
            @JsonSetter(nulls = Nulls.SET) @Nullable String category,
            @JsonSetter(nulls = Nulls.SET) @Nullable String date,
            @JsonSetter(nulls = Nulls.SET) @Nullable String caseReference,
            @JsonSetter(nulls = Nulls.SET) @Nullable String contact) {

        /** The same of the record with this id. */
        public Change under(String ofRecord) {
            return new Change(change, ofRecord, type, selector, category, date, caseReference, contact);
        }
    }

    /**
     * A line of the answer: what became of the change with this number, from 1 on.
     *
     * @param id of the record
     * @param isDone whether it was carried out
     * @param result in words
     * @param code the result for programs: {@link io.mistnet.node.intelligence.OperationResult}, in lower case with hyphens
     */
    public record Changed(
            int number, String id, @JsonProperty("done") boolean isDone, String result, String code) {

        private static final String KNOWN = "known-id";

        /** Whether there is a record of this institution under the id: it was added now, or earlier. */
        public boolean isThere() {
            return isDone || KNOWN.equals(code);
        }
    }

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

    /** A supervisor's approval of it; goes with the request that it is for. */
    public record Approval(
            @JsonProperty(required = true) byte[] statement,
            @JsonProperty(required = true) byte[] signature) {}
}
