package io.mistnet.node.answering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeskLimitsTest {

    /** The node's configuration allows 0. */
    @Test
    void whereNoRequestMayWaitOneQuestionStillReachesAScan() {
        DeskLimits limits = DeskLimits.of(0, 1 << 20, 1_000);
        assertThat(limits.waiting()).isEqualTo(1);
        assertThat(limits.waitingPerAsker()).isEqualTo(1);
    }
}
