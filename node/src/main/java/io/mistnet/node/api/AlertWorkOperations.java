package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.WORK_ALERTS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.AlertPeople;
import io.mistnet.node.alert.AlertRepository;
import io.mistnet.node.alert.AlertWork;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.Remark;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.FieldError;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.api.frame.Safeguard;
import java.util.List;
import java.util.Optional;

/** What analysts do with a bank's alerts. Every change names the version that was seen, and answers the alert as it is then. */
public final class AlertWorkOperations implements ApiSection {

    private static final Audience ANALYSTS = Audience.of(WORK_ALERTS);

    private final AlertRepository alerts;
    private final AlertWork work;
    private final AlertPeople people;

    public AlertWorkOperations(AlertRepository alerts, AlertWork work, AlertPeople people) {
        this.alerts = alerts;
        this.work = work;
        this.people = people;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.put("/alerts/{id}/assignee", ANALYSTS, this::assign),
                Operation.delete("/alerts/{id}/assignee", ANALYSTS, this::putBack),
                Operation.post("/alerts/{id}/comments", ANALYSTS, Safeguard.VERSION, this::comment),
                Operation.post("/alerts/{id}/close", ANALYSTS, Safeguard.VERSION, this::close),
                Operation.post("/alerts/{id}/reopen", ANALYSTS, Safeguard.VERSION, this::reopen));
    }

    private interface Change {

        Alert make(Alert seen, Person by);
    }

    private record Closing(Disposition disposition, Optional<String> comment) {}

    private Answer assign(Call call) {
        String id = call.body().read(fields -> fields.requiredText("id"));
        return change(call, (seen, by) -> work.assign(seen.id(), seen.version(), by, person(id)));
    }

    private Answer putBack(Call call) {
        return change(call, (seen, by) -> work.putBack(seen.id(), seen.version(), by));
    }

    private Answer comment(Call call) {
        String text = call.body().read(fields -> fields.requiredText("comment"));
        return change(call, (seen, by) -> work.remark(seen.id(), seen.version(), by, new Remark(text)));
    }

    private Answer close(Call call) {
        Closing closing = call.body()
                .read(fields ->
                        new Closing(fields.requiredChoice("disposition", Disposition.class), fields.text("comment")));
        return change(
                call,
                (seen, by) -> work.close(
                        seen.id(),
                        seen.version(),
                        by,
                        closing.disposition(),
                        closing.comment().map(Remark::new)));
    }

    private Answer reopen(Call call) {
        Optional<String> comment = call.body().read(fields -> fields.text("comment"));
        return change(call, (seen, by) -> work.reopen(seen.id(), seen.version(), by, comment.map(Remark::new)));
    }

    private Answer change(Call call, Change change) {
        Person by = new Person(call.user().id(), call.user().name());
        people.saw(by);
        AlertDossier dossier = dossier(call.id());
        call.requireSeen(dossier.alert().version(), AlertJson.full(dossier), version -> changes(dossier, version));
        change.make(dossier.alert(), by);
        AlertDossier after = dossier(call.id());
        return Answer.of(after.alert().version(), AlertJson.full(after));
    }

    private AlertDossier dossier(long id) {
        return alerts.dossier(id)
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no alert %d.".formatted(id))
                        .asException());
    }

    private static ArrayNode changes(AlertDossier dossier, long after) {
        return AlertJson.history(dossier.history().stream()
                .filter(entry -> entry.version() > after)
                .toList());
    }

    private Person person(String id) {
        return people.find(id)
                .orElseThrow(() -> Problem.of(ProblemKind.UNFIT, "Nobody with this id works alerts.")
                        .withErrors(List.of(new FieldError("id", "expected one of /api/v1/analysts")))
                        .asException());
    }
}
