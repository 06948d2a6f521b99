package io.mistnet.node.oprf;

import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.request.Deadline;

/**
 * On what terms holders are asked to evaluate.
 *
 * @param authorisation of this institution, good for as many evaluations
 * @param deadline for all of it
 * @param listener is told who sees the request
 */
public record EvaluationTerms(SignedAuthorisation authorisation, Deadline deadline, EvaluationListener listener) {}
