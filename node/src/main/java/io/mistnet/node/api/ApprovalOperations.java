package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.READ_CASES;

import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.casework.ApprovalRequest;
import io.mistnet.node.casework.ApprovalState;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.CaseListings;
import java.util.List;
import java.util.Optional;

/** Requests that a supervisor approve a batch, to be read. They are decided in the console alone: the second person is one, and no program. */
public final class ApprovalOperations implements ApiSection {

    private static final Audience READERS = Audience.of(READ_CASES);

    private final Approvals approvals;
    private final CaseListings listings;

    public ApprovalOperations(Approvals approvals, CaseListings listings) {
        this.approvals = approvals;
        this.listings = listings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/approvals", READERS, this::list).withParameters("state", Paging.LIMIT, Paging.CURSOR),
                Operation.get("/approvals/{id}", READERS, this::one));
    }

    private Answer list(Call call) {
        Optional<ApprovalState> state = call.parameters().read(values -> values.choice("state", ApprovalState.class));
        return CaseLists.page(
                call, "approvals", part -> listings.approvals(state, part), ApprovalRequest::id, BatchJson::approval);
    }

    private Answer one(Call call) {
        ApprovalRequest request = approvals
                .find(call.id())
                .orElseThrow(() -> Problem.of(
                                ProblemKind.NOT_FOUND, "There is no request for approval %d.".formatted(call.id()))
                        .asException());
        return Answer.of(request.version(), BatchJson.approval(request));
    }
}
