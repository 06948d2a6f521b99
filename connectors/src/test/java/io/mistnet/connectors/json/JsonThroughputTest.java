package io.mistnet.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class JsonThroughputTest {

    private static final int TRANSFERS = 100_000;

    @Test
    void oneCoreDecodesWellOver100000TransfersASecond() {
        byte[][] messages = messages(new SplittableRandom(7));
        JsonTransferDecoder decoder = new JsonTransferDecoder();
        decode(decoder, messages);

        double perSecond = Math.max(decode(decoder, messages), decode(decoder, messages));

        System.out.printf("JSON: %,.0f transfers decoded a second of CPU%n", perSecond);
        assertThat(perSecond).isGreaterThan(150_000);
    }

    private static double decode(JsonTransferDecoder decoder, byte[][] messages) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long seen = 0;
        for (byte[] message : messages) {
            seen += decoder.decode(message).size();
        }
        assertThat(seen).isEqualTo(messages.length);
        return messages.length * 1e9 / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    private static byte[][] messages(SplittableRandom random) {
        byte[][] messages = new byte[TRANSFERS][];
        for (int i = 0; i < messages.length; i++) {
            UUID uetr = new UUID(
                    (random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
            messages[i] = """
                    {"uetr":"%s","instructedAmount":{"amount":"%d.%02d","currency":"EUR"},
                     "debtorAccount":"DE89370400440532013000","debtorAgent":"COBADEFFXXX",
                     "creditorAccount":"GB29NWBK60161331926819","creditorAgent":"NWBKGB2L",
                     "settlementTime":"2026-03-01T10:%02d:%02d.%03dZ"}""".formatted(
                            uetr,
                            random.nextInt(1, 100_000),
                            random.nextInt(100),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1000))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return messages;
    }
}
