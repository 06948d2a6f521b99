package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.LOOK_UP;
import static io.mistnet.node.access.Permission.READ_CASES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Cursor;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.api.frame.Safeguard;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.casework.Batch;
import io.mistnet.node.casework.BatchFile;
import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.BatchResult;
import io.mistnet.node.casework.BatchRunner;
import io.mistnet.node.casework.BatchState;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseListings;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.NotAllowedException;
import io.mistnet.node.casework.UnfitEntryException;
import java.util.List;
import java.util.Optional;

/** Lists of selectors that are looked up in a case: sent, begun or put before a supervisor at once, and followed until the answers are there. */
public final class BatchOperations implements ApiSection {

    private static final Audience READERS = Audience.of(READ_CASES);
    private static final Audience INVESTIGATORS = Audience.of(LOOK_UP);
    private static final String RESULTS = "results";

    private final Cases cases;
    private final Batches batches;
    private final BatchReading reading;
    private final BatchRunner runner;
    private final CaseListings listings;

    public BatchOperations(
            Cases cases, Batches batches, BatchReading reading, BatchRunner runner, CaseListings listings) {
        this.cases = cases;
        this.batches = batches;
        this.reading = reading;
        this.runner = runner;
        this.listings = listings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/cases/{id}/batches", READERS, this::list).withParameters(Paging.LIMIT, Paging.CURSOR),
                Operation.post("/cases/{id}/batches", INVESTIGATORS, Safeguard.KEY, this::send)
                        .withMostBytes(BatchFile.MOST_BYTES),
                Operation.get("/batches/{id}", READERS, this::one),
                Operation.get("/batches/{id}/results", READERS, this::results)
                        .withParameters("hits", Paging.LIMIT, Paging.CURSOR)
                        .audited(AuditAction.EXPORT),
                Operation.post("/batches/{id}/cancel", INVESTIGATORS, Safeguard.VERSION, this::cancel));
    }

    private Answer list(Call call) {
        return CaseLists.page(
                call, "batches", part -> listings.batches(call.id(), part), Batch::id, BatchJson::summary);
    }

    private Answer send(Call call) {
        SentBatch sent = call.body().read(SentBatch::read);
        CaseFile file = cases.find(call.id())
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no case %d.".formatted(call.id()))
                        .asException());
        Optional<String> basis = sent.legalBasis().or(() -> Optional.of(file.legalBasis()));
        long id = batches.prepare(call.user(), file.id(), basis, sent.file());
        begin(call, id, sent.decision());
        return answer(batch(id)).accepted("/batches/" + id);
    }

    /** Nothing of a list is kept that cannot be begun: its sender sends it again with what it lacked. */
    private void begin(Call call, long id, Batches.Decision decision) {
        try {
            batches.confirm(call.user(), id, 1, decision);
        } catch (UnfitEntryException | NotAllowedException e) {
            batches.cancel(call.user(), id, 1);
            throw e;
        }
    }

    private Answer one(Call call) {
        return answer(batch(call.id()));
    }

    private Answer results(Call call) {
        batch(call.id());
        int limit = call.parameters().read(Paging::limit);
        boolean hits = call.parameters().read(values -> values.flag("hits"));
        long after = call.parameters()
                .read(values -> Cursor.readNumber(values, RESULTS))
                .orElse(0L);
        int line = (int) Math.min(after, Integer.MAX_VALUE);
        List<BatchResult> found = reading.after(call.id(), hits, line);
        ArrayNode items = Json.array();
        found.stream().limit(limit).map(BatchJson::result).forEach(items::add);
        return Paging.answer(
                call,
                items,
                found.size() > limit
                        ? Optional.of(Cursor.write(
                                RESULTS, String.valueOf(found.get(limit - 1).line())))
                        : Optional.empty());
    }

    private Answer cancel(Call call) {
        call.body().read(fields -> fields);
        Batch batch = batch(call.id());
        call.requireSeen(batch.version(), json(batch));
        if (batch.state() != BatchState.WAITING && batch.state() != BatchState.PREPARED) {
            throw Problem.of(ProblemKind.CONFLICT, "The batch does not wait for a supervisor.")
                    .asException();
        }
        batches.cancel(call.user(), batch.id(), batch.version());
        return answer(batch(call.id()));
    }

    private Answer answer(Batch batch) {
        return Answer.of(batch.version(), json(batch));
    }

    private ObjectNode json(Batch batch) {
        return BatchJson.full(batch, reading.size(batch), runner.done(batch.id()));
    }

    private Batch batch(long id) {
        return reading.find(id)
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no batch %d.".formatted(id))
                        .asException());
    }
}
