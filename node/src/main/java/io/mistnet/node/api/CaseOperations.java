package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.LOOK_UP;
import static io.mistnet.node.access.Permission.READ_CASES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mistnet.node.access.User;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Fields;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.api.frame.Safeguard;
import io.mistnet.node.casework.CaseEntry;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseFilter;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseListings;
import io.mistnet.node.casework.CaseState;
import io.mistnet.node.casework.CaseTeam;
import io.mistnet.node.casework.Cases;
import java.util.List;
import java.util.Optional;

/** An agency's cases. */
public final class CaseOperations implements ApiSection {

    private static final Audience READERS = Audience.of(READ_CASES);
    private static final Audience INVESTIGATORS = Audience.of(LOOK_UP);

    private final Cases cases;
    private final CaseTeam team;
    private final CaseHistory history;
    private final CaseListings listings;

    public CaseOperations(Cases cases, CaseTeam team, CaseHistory history, CaseListings listings) {
        this.cases = cases;
        this.team = team;
        this.history = history;
        this.listings = listings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/cases", READERS, this::list)
                        .withParameters("state", "text", "own", Paging.LIMIT, Paging.CURSOR),
                Operation.post("/cases", INVESTIGATORS, Safeguard.KEY, this::open),
                Operation.get("/cases/{id}", READERS, this::one),
                Operation.get("/cases/{id}/members", READERS, this::members),
                Operation.get("/cases/{id}/events", READERS, this::events).withParameters(Paging.LIMIT, Paging.CURSOR),
                Operation.post("/cases/{id}/notes", INVESTIGATORS, Safeguard.KEY, this::note),
                Operation.post("/cases/{id}/close", INVESTIGATORS, Safeguard.VERSION, this::close),
                Operation.post("/cases/{id}/reopen", INVESTIGATORS, Safeguard.VERSION, this::reopen));
    }

    private interface Change {

        void make(User by, long id, long version);
    }

    /** A case as it was sent. */
    private record Sent(String reference, String title, String legalBasis, long retentionDays) {

        static Sent read(Fields fields, int usualRetentionDays) {
            return new Sent(
                    fields.requiredText("reference"),
                    fields.requiredText("title"),
                    fields.requiredText("legalBasis"),
                    fields.number("retentionDays", 0, Integer.MAX_VALUE).orElse((long) usualRetentionDays));
        }

        CaseEntry entry() {
            return CaseEntry.of(
                    Optional.of(reference),
                    Optional.of(title),
                    Optional.of(legalBasis),
                    Optional.of(String.valueOf(retentionDays)));
        }
    }

    private Answer list(Call call) {
        CaseFilter filter = call.parameters()
                .read(values -> new CaseFilter(
                        values.choice("state", CaseState.class), values.text("text"), values.flag("own")));
        return CaseLists.page(
                call, "cases", part -> listings.cases(call.user(), filter, part), CaseFile::id, CaseJson::of);
    }

    private Answer open(Call call) {
        CaseEntry entry = call.body()
                .read(fields -> Sent.read(fields, cases.usualRetentionDays()))
                .entry();
        CaseFile file = cases.open(call.user(), entry);
        return answer(file).created("/cases/" + file.id());
    }

    private Answer one(Call call) {
        return answer(file(call));
    }

    private Answer members(Call call) {
        file(call);
        ArrayNode items = Json.array();
        team.members(call.id()).forEach(person -> items.add(PersonJson.of(person)));
        return Paging.answer(call, items, Optional.empty());
    }

    private Answer events(Call call) {
        return CaseLists.page(
                call,
                "events",
                part -> listings.events(call.id(), part),
                CaseListings.Numbered::number,
                numbered -> CaseJson.of(numbered.item()));
    }

    private Answer note(Call call) {
        String text = call.body().read(fields -> fields.requiredText("text"));
        history.note(call.user(), call.id(), Optional.of(text));
        return Answer.noContent();
    }

    private Answer close(Call call) {
        return change(call, CaseState.OPEN, cases::close);
    }

    private Answer reopen(Call call) {
        return change(call, CaseState.CLOSED, cases::reopen);
    }

    private Answer change(Call call, CaseState from, Change change) {
        call.body().read(fields -> fields);
        CaseFile file = file(call);
        call.requireSeen(file.version(), CaseJson.of(file));
        if (file.state() != from) {
            throw Problem.of(ProblemKind.CONFLICT, "The case is %s.".formatted(file.isOpen() ? "open" : "closed"))
                    .asException();
        }
        change.make(call.user(), file.id(), file.version());
        return answer(file(call));
    }

    private static Answer answer(CaseFile file) {
        return Answer.of(file.version(), CaseJson.of(file));
    }

    private CaseFile file(Call call) {
        return cases.find(call.id())
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no case %d.".formatted(call.id()))
                        .asException());
    }
}
