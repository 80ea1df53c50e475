// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Functions of the C library as method handles whose first argument receives errno. */
final class Symbols {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = LINKER.defaultLookup();
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private Symbols() {}

    static MemoryLayout capturedLayout() {
        return CAPTURED;
    }

    static int errno(MemorySegment captured) {
        return captured.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    static MethodHandle find(String name, FunctionDescriptor signature) {
        return LINKER.downcallHandle(symbol(name), signature, CAPTURE);
    }

    /** A function with a variable argument list of which {@code fixed} arguments are named. */
    static MethodHandle findVariadic(String name, int fixed, FunctionDescriptor signature) {
        return LINKER.downcallHandle(symbol(name), signature, CAPTURE, Linker.Option.firstVariadicArg(fixed));
    }

    /** What a call throws never comes from the function: it means that its descriptor is wrong. */
    static HoldfastException broken(String name, Throwable cause) {
        return new HoldfastException(ErrorCode.INTERNAL, name, "the C library's " + name + " cannot be called", cause);
    }

    /** @throws HoldfastException INTERNAL if the C library is too old to have it */
    static MemorySegment symbol(String name) {
        return LIBRARY.find(name)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INTERNAL,
                        name,
                        "the C library has no " + name + "; Holdfast needs glibc 2.28 or newer"));
    }
}
