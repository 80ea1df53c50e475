// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.zstd.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextPoolTest {
    private static final class Context implements Closeable {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Context> made = new ArrayList<>();
    private final ContextPool<Context> pool = new ContextPool<>(() -> {
        made.add(new Context());
        return made.getLast();
    });

    @Test
    void oneAfterTheOtherShareOneContext() {
        for (int i = 0; i < 5; i++) {
            assertEquals(7, pool.lend(context -> 7));
        }
        assertEquals(1, made.size());
    }

    @Test
    void callsAtOnceGetTheirOwn() {
        pool.lend(outer -> pool.lend(inner -> {
            assertFalse(outer == inner);
            return 0;
        }));
        assertEquals(2, made.size());
    }

    @Test
    void aFailedCallGivesItsContextBack() {
        assertThrows(
                IllegalStateException.class,
                () -> pool.lend(context -> {
                    throw new IllegalStateException("meant");
                }));
        pool.lend(context -> 0);
        assertEquals(1, made.size());
    }

    @Test
    void closingFreesTheIdleAtOnceAndTheLentWhenTheyComeBack() {
        pool.lend(outer -> pool.lend(inner -> 0));
        pool.lend(lent -> {
            pool.close();
            assertFalse(lent.closed, "freed while in use");
            return 0;
        });
        assertTrue(made.stream().allMatch(context -> context.closed));
        pool.lend(late -> 0);
        assertEquals(3, made.size());
        assertTrue(made.getLast().closed);
    }
}
