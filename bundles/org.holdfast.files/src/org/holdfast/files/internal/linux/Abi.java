// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What differs between the processors that Linux runs on: two flags of open and the numbers of the system calls for which
 * older C libraries have no function (getdents64 before glibc 2.30, mknodat before 2.33). Sources: the kernel's
 * {@code fcntl.h} and {@code unistd.h} of each architecture.
 */
record Abi(int directoryFlag, int noFollowFlag, long getdents64, long mknodat) {
    private static final Abi X86_64 = new Abi(0x1_0000, 0x2_0000, 217, 259);
    private static final Abi AARCH64 = new Abi(0x4000, 0x8000, 61, 33);

    /** The one of this machine. */
    static final Abi PRESENT = of(System.getProperty("os.arch"));

    static Abi of(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default ->
                throw new HoldfastException(
                        ErrorCode.INTERNAL,
                        architecture,
                        "Linux on " + architecture + " is not supported; Holdfast knows x86-64 and aarch64");
        };
    }
}
