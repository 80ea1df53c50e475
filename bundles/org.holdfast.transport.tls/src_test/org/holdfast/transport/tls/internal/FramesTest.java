// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.transport.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final List<Integer> records = new ArrayList<>();
    private final FrameWriter writer = new FrameWriter(new OutputStream() {
        @Override
        public void write(int single) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            records.add(length);
            wire.write(from, offset, length);
        }
    });

    @Test
    void partsOfAllKindsBecomeOneFrameAndKeepTheirPositions() throws IOException {
        ByteBuffer heap = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 9}, 1, 3);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(2).put((byte) 4).put((byte) 5).flip();
        ByteBuffer readOnly = ByteBuffer.wrap(new byte[] {6}).asReadOnlyBuffer();
        writer.frame(6, new ByteBuffer[] {heap, direct, ByteBuffer.allocate(0), readOnly});
        assertArrayEquals(new byte[] {0, 0, 0, 6, 1, 2, 3, 4, 5, 6}, wire.toByteArray());
        assertEquals(1, heap.position());
        assertEquals(0, direct.position());
    }

    @Test
    void aLongFrameGoesOutInRecordsOfSixteenKibibytes() throws IOException {
        writer.frame(40_000, new ByteBuffer[] {ByteBuffer.allocate(8), ByteBuffer.allocate(39_992)});
        assertEquals(List.of(16_384, 16_384, 40_004 - 32_768), records);
    }

    @Test
    void oneBufferServesAllFrames() throws IOException {
        for (int length : new int[] {Link.MAX_FRAME, 5, 70_000}) {
            writer.frame(length, new ByteBuffer[] {ByteBuffer.allocate(length)});
        }
        writer.goodbye();
        FrameReader reader = new FrameReader(new ByteArrayInputStream(wire.toByteArray()));
        byte[] array = null;
        for (int length : new int[] {Link.MAX_FRAME, 5, 70_000}) {
            reader.begin();
            ByteBuffer frame = reader.rest().orElseThrow();
            assertEquals(length, frame.remaining());
            assertSame(array == null ? frame.array() : array, frame.array());
            array = frame.array();
        }
        reader.begin();
        assertTrue(reader.rest().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {Link.MAX_FRAME + 1, 100_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void aLengthAboveTheLimitIsRefusedWithoutAllocating(int length) throws IOException {
        allocatedFor(-2); // loads classes
        long allocated = allocatedFor(length);
        assertTrue(allocated < 50_000, allocated + " bytes were allocated");
    }

    private static long allocatedFor(int length) throws IOException {
        byte[] bytes = ByteBuffer.allocate(1_000).putInt(length).array();
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
        reader.begin();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(MalformedInput.class, reader::rest);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void theEndInsideAFrameIsAnError() throws IOException {
        byte[] whole = ByteBuffer.allocate(14).putInt(10).array();
        for (int cut = 1; cut < whole.length; cut++) {
            FrameReader reader = new FrameReader(new ByteArrayInputStream(Arrays.copyOf(whole, cut)));
            reader.begin();
            assertThrows(EOFException.class, reader::rest);
        }
        assertThrows(EOFException.class, new FrameReader(InputStream.nullInputStream())::begin);
    }

    @Test
    void aTimeOutBeforeTheFirstByteLosesNothing() throws IOException {
        InputStream slow = new ByteArrayInputStream(new byte[] {0, 0, 0, 1, 77}) {
            private int turns;

            @Override
            public int read(byte[] into, int offset, int length) {
                if (turns++ < 2) {
                    return sneakyTimeout();
                }
                return super.read(into, offset, Math.min(1, length));
            }
        };
        FrameReader reader = new FrameReader(slow);
        assertThrows(SocketTimeoutException.class, reader::begin);
        assertThrows(SocketTimeoutException.class, reader::begin);
        reader.begin();
        assertEquals(77, reader.rest().orElseThrow().get());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> int sneakyTimeout() throws E {
        throw (E) new SocketTimeoutException();
    }
}
