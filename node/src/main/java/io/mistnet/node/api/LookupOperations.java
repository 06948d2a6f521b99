package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.LOOK_UP;
import static io.mistnet.node.access.Permission.READ_CASES;

import io.mistnet.connectors.selector.Region;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.api.frame.Safeguard;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseListings;
import io.mistnet.node.casework.CaseLookup;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.LookupDesk;
import io.mistnet.node.casework.Question;
import io.mistnet.node.network.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Lookups of one selector in a case. The caller gets the answer where it comes in time, and otherwise where to find it. */
public final class LookupOperations implements ApiSection {

    private static final Audience READERS = Audience.of(READ_CASES);
    private static final Audience INVESTIGATORS = Audience.of(LOOK_UP);
    private static final int KEY_CHARACTERS = 56;

    private final Cases cases;
    private final CaseLookups lookups;
    private final CaseListings listings;
    private final LookupDesk desk;
    private final Executor workers;
    private final Duration patience;

    /**
     * @param workers where what blocks runs
     * @param patience for how long a caller waits for an answer
     */
    public LookupOperations(
            Cases cases,
            CaseLookups lookups,
            CaseListings listings,
            LookupDesk desk,
            Executor workers,
            Duration patience) {
        this.cases = cases;
        this.lookups = lookups;
        this.listings = listings;
        this.desk = desk;
        this.workers = workers;
        this.patience = patience;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/cases/{id}/lookups", READERS, this::list)
                        .withParameters("hits", Paging.LIMIT, Paging.CURSOR),
                Operation.post("/cases/{id}/lookups", INVESTIGATORS, Safeguard.KEY, call -> Answer.noContent())
                        .handledBy(this::ask),
                Operation.get("/lookups/{id}", READERS, this::one));
    }

    private record Sent(SentSelector selector, Optional<String> region, Optional<String> legalBasis) {}

    private Answer list(Call call) {
        boolean hits = call.parameters().read(values -> values.flag("hits"));
        return CaseLists.page(
                call, "lookups", part -> listings.lookups(call.id(), hits, part), CaseLookup::id, LookupJson::summary);
    }

    private Answer one(Call call) {
        return answer(lookup(call.id()));
    }

    private CompletionStage<Answer> ask(Call call) {
        Sent sent = call.body()
                .read(fields -> new Sent(
                        fields.requiredObject("selector", SentSelector::read),
                        fields.text("region"),
                        fields.text("legalBasis")));
        Optional<Region> region = SentSelector.region(sent.region());
        CaseFile file = cases.find(call.id())
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no case %d.".formatted(call.id()))
                        .asException());
        Question question = new Question(
                file.id(),
                sent.legalBasis().or(() -> Optional.of(file.legalBasis())),
                sent.selector().selector(region),
                region,
                attempt(call));
        long id = desk.ask(call.user(), question);
        return desk.end(id, patience).thenApplyAsync(ended -> begun(id), workers);
    }

    /** The desk's own guard against asking twice: it holds where the key's row is lost, for the same question alone. */
    private static String attempt(Call call) {
        byte[] key = "%s %s %s %s"
                .formatted(
                        call.user().id(),
                        call.key().orElseThrow(),
                        call.address(),
                        Sha256.of(call.body().bytes()))
                .getBytes(StandardCharsets.UTF_8);
        return "api-" + Sha256.of(key).hex().substring(0, KEY_CHARACTERS);
    }

    private Answer begun(long id) {
        String path = "/lookups/" + id;
        CaseLookup lookup = lookup(id);
        return lookup.isUnderWay()
                ? answer(lookup).accepted(path)
                : answer(lookup).created(path);
    }

    /** One that is under way has no records, though it may end while this is read. */
    private Answer answer(CaseLookup lookup) {
        return Answer.of(LookupJson.full(lookup, lookup.isUnderWay() ? List.of() : lookups.records(lookup.id())));
    }

    private CaseLookup lookup(long id) {
        return lookups.find(id)
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no lookup %d.".formatted(id))
                        .asException());
    }
}
