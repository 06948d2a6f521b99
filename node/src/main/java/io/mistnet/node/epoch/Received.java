package io.mistnet.node.epoch;

/** A message whose sender may say such a thing. Whether it fits the state of things, the receiving actor decides. */
record Received(String from, EpochMessage message)
        implements EpochCoordinator.Command, ComputeParticipant.Command, DataParticipant.Command {}
