package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Duration;
import java.util.List;

/** Something that happened to an epoch at this node. Holds names and counts, never accounts or values. */
public sealed interface EpochEvent {

    /** Seen by the coordinator: the attempt starts with these banks. */
    record Begun(EpochId id, List<String> banks) implements EpochEvent {}

    /** Seen by the coordinator: a compute party or all banks but one were not ready. */
    record NotBegun(EpochId id, String peer, String reason) implements EpochEvent {}

    /** A bank has no part in an attempt. Seen by the coordinator, and by the bank itself. */
    record BankLeftOut(EpochId id, String bank, String reason) implements EpochEvent {}

    /** Seen by the coordinator: all three compute parties ended alike. {@code duration} is from the proposal on. */
    record Completed(EpochId id, Counts counts, boolean released, Duration duration) implements EpochEvent {}

    /** Seen by a compute party: its part of the protocol ended well; nothing is released yet. */
    record Ran(EpochId id, Counts counts) implements EpochEvent {}

    /** Seen by a compute party: so long did one phase of an attempt take here. {@code phase} is the protocol's name, such as {@code iteration 2}. */
    record Timed(EpochId id, String phase, Duration duration) implements EpochEvent {}

    /** The attempt is over without a result. Seen by every role, once each. */
    record Aborted(EpochId id, String role, String peer, String step, String reason) implements EpochEvent {}

    /** A result could not be handed to, or opened by, a bank; the epoch stands for the others. */
    record ReleaseFailed(EpochId id, String bank, String reason) implements EpochEvent {}

    /** Seen by a bank: the results for its own accounts are open. */
    record Opened(EpochId id, int accounts) implements EpochEvent {}

    /** A tick found the epoch before still under way. */
    record Overrun(EpochId id) implements EpochEvent {}

    /** A peer's message was dropped. {@code kind} is one of malformed, role, state, content. */
    record MessageRefused(String from, String kind, String reason) implements EpochEvent {}
}
