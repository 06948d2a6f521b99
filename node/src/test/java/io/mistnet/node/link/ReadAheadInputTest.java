package io.mistnet.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ReadAheadInputTest {

    /** A peer that sends a byte as soon as the last one was taken, and never ends. */
    private static final class Drip extends InputStream {
        int taken;

        @Override
        public int read() {
            taken++;
            return 0;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            to[offset] = (byte) read();
            return 1;
        }
    }

    @Test
    void aLookAtAnIdleLinkIsShortHoweverThePeerDrips() throws IOException {
        Drip drip = new Drip();
        try (Socket socket = new Socket();
                ReadAheadInput input = new ReadAheadInput(socket, drip)) {
            assertThat(input.ended()).isFalse();
        }
        assertThat(drip.taken).isLessThan(50);
    }
}
