package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HandleTest {

    private final AtomicInteger destroyed = new AtomicInteger();

    @BeforeAll
    static void loadTheLibrary() {
        NativeLibrary.load();
    }

    @Test
    void closingTwiceDestroysOnce() {
        Handle<BytePointer> handle = handle(this);

        handle.close();
        handle.close();

        assertThat(destroyed).hasValue(1);
    }

    @Test
    void useAfterCloseIsRefusedByName() {
        Handle<BytePointer> handle = handle(this);
        handle.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> handle.run(Pointer::address))
                .withMessage("HandleTest is closed");
    }

    @Test
    void whoIsInsideAtTheCloseEndsTheObjectWhenLeaving() throws Exception {
        Handle<BytePointer> handle = handle(this);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger destroyedWhileInside = new AtomicInteger(-1);
        Thread user = new Thread(() -> handle.run(pointer -> {
            inside.countDown();
            await(closed);
            destroyedWhileInside.set(destroyed.get());
        }));
        user.start();
        await(inside);

        handle.close();
        assertThatIllegalStateException().isThrownBy(() -> handle.run(Pointer::address));
        closed.countDown();
        user.join(TimeUnit.SECONDS.toMillis(10));

        assertThat(destroyedWhileInside).hasValue(0);
        assertThat(destroyed).hasValue(1);
    }

    @Test
    void aFailureInsideLeavesAsWell() {
        Handle<BytePointer> handle = handle(this);

        assertThatIllegalStateException()
                .isThrownBy(() -> handle.run(pointer -> {
                    throw new IllegalStateException("inside");
                }));
        handle.close();

        assertThat(destroyed).hasValue(1);
    }

    @Test
    void aForgottenObjectIsDestroyed() throws Exception {
        handle(new Object());

        for (int i = 0; i < 100 && destroyed.get() == 0; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(destroyed).hasValue(1);
    }

    private Handle<BytePointer> handle(Object owner) {
        AtomicInteger count = destroyed;
        return Handle.create(owner, () -> new BytePointer((Pointer) null), pointer -> count.incrementAndGet());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
