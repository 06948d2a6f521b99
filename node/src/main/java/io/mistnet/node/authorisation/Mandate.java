package io.mistnet.node.authorisation;

import java.util.Optional;

/**
 * What an authorisation is asked for by: the grounds, and for bulks a supervisor's approval of them. Whoever has no approval to hand in gets none of it, even on the same grounds: two investigators may write the same case.
 *
 * @param grounds why
 * @param approval of these grounds; absent for what goes without a supervisor
 */
public record Mandate(Grounds grounds, Optional<Approval> approval) {}
