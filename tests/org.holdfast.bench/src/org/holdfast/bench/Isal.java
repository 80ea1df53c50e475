// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The part of Intel's ISA-L (libisal.so.2, headers erasure_code.h and raid.h) that codes with Reed-Solomon and parity in
 * C and assembler: the limit that our kernels are compared with. Called directly, so no compiler is needed.
 */
final class Isal {
    /** What ISA-L expands each coefficient to. */
    static final int TABLE_BYTES = 32;

    private static final String LIBRARY = "libisal.so.2";
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final MemoryLayout INT = ValueLayout.JAVA_INT;

    private final MethodHandle cauchyMatrix;
    private final MethodHandle invertMatrix;
    private final MethodHandle initTables;
    private final MethodHandle encodeData;
    private final MethodHandle parity;

    private Isal(SymbolLookup library) {
        cauchyMatrix = find(library, "gf_gen_cauchy1_matrix", FunctionDescriptor.ofVoid(POINTER, INT, INT));
        invertMatrix = find(library, "gf_invert_matrix", FunctionDescriptor.of(INT, POINTER, POINTER, INT));
        initTables = find(library, "ec_init_tables", FunctionDescriptor.ofVoid(INT, INT, POINTER, POINTER));
        encodeData =
                find(library, "ec_encode_data", FunctionDescriptor.ofVoid(INT, INT, INT, POINTER, POINTER, POINTER));
        parity = find(library, "xor_gen", FunctionDescriptor.of(INT, INT, INT, POINTER));
    }

    /** Empty where the library is not installed. */
    static Optional<Isal> load() {
        try {
            return Optional.of(new Isal(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + LIBRARY + " is not there, so nothing is compared with ISA-L ("
                    + e.getMessage() + "). Install it with: apt-get install libisal2");
            return Optional.empty();
        }
    }

    private static MethodHandle find(SymbolLookup library, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }

    /** Writes n rows of m coefficients: ones on the diagonal, then a Cauchy matrix. */
    void cauchyMatrix(MemorySegment matrix, int n, int m) {
        call(() -> {
            cauchyMatrix.invokeExact(matrix, n, m);
        });
    }

    /** Overwrites both. */
    void invert(MemorySegment matrix, MemorySegment inverse, int size) {
        call(() -> {
            if ((int) invertMatrix.invokeExact(matrix, inverse, size) != 0) {
                throw new IllegalStateException("ISA-L finds a matrix singular that is not");
            }
        });
    }

    /** Expands {@code rows} rows of m coefficients into tables. */
    void initTables(int m, int rows, MemorySegment coefficients, MemorySegment tables) {
        call(() -> {
            initTables.invokeExact(m, rows, coefficients, tables);
        });
    }

    /** Computes {@code rows} outputs of {@code length} bytes from m inputs; both are arrays of pointers. */
    void encode(int length, int m, int rows, MemorySegment tables, MemorySegment inputs, MemorySegment outputs) {
        call(() -> {
            encodeData.invokeExact(length, m, rows, tables, inputs, outputs);
        });
    }

    /** Computes the last of {@code count} vectors of {@code length} bytes as the sum of the others. */
    void parity(int count, int length, MemorySegment vectors) {
        call(() -> {
            if ((int) parity.invokeExact(count, length, vectors) != 0) {
                throw new IllegalStateException("ISA-L takes no parity of " + count + " times " + length + " bytes");
            }
        });
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Throwable;
    }

    private static void call(Call call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native function throws nothing", e);
        }
    }
}
