// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The cache of Linux for what files contain, which Java has no word for. */
final class PageCache {
    private static final int DONT_NEED = 4;
    private static final MethodHandle OPEN =
            find("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle ADVISE = find(
            "posix_fadvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT));

    private PageCache() {}

    private static MethodHandle find(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /** Drops what is cached of a file that is on the disk. Its name and its length stay known. */
    static void forget(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            int file = (int) OPEN.invokeExact(name, 0);
            int error = (int) ADVISE.invokeExact(file, 0L, 0L, DONT_NEED);
            int closed = (int) CLOSE.invokeExact(file);
            if (file < 0 || error != 0 || closed != 0) {
                throw new IllegalStateException(path + " could not be dropped from the cache");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
